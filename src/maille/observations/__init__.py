"""Observations: what happens in a place day by day, kept for ever and never counted twice."""
