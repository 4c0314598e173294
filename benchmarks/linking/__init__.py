"""Duplicates in public lists of places: reading them, and measuring what is found."""
