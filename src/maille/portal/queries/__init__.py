"""What the way in reads: places with their reports, open data."""
