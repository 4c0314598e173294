"""Road graphs: read from OpenStreetMap extracts, kept for the next time."""
