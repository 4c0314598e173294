"""Serving, loading and weighing pages, for the benchmarks."""
