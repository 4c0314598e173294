"""Bringing in a list of places: any file, every doubt shown, nothing merged nor lost."""
