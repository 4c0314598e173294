"""Public occasions: how they recur, on which days, and how that is said."""
