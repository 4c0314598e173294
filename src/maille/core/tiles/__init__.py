"""Places as vector tiles: clusters far away, each place near, in microseconds."""
