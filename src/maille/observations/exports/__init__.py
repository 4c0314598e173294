"""Observations as bytes."""
