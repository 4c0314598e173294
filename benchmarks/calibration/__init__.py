"""Worlds where the truth is known, to see how often intervals hold it."""
