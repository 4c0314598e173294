"""Tags of the pages of observations."""
