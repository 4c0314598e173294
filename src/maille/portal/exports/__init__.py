"""Places in the words of others: GeoJSON, tables, national and international standards."""
