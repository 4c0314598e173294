"""Public identifiers and the trail of changes."""
