"""The way in: pages, open data."""
