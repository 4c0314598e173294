"""From a few sampled days or answers to a figure that says how far it may be wrong."""
