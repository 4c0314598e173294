"""Duplicates told in words."""
