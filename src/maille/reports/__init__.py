"""What a place declares, and the editions it publishes."""
