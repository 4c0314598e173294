"""Which descriptions speak of one and the same place, how probably, and why."""
