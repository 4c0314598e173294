"""The directory: what sources say of places, kept apart and shown together."""
