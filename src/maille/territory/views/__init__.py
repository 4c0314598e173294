"""Pages of studies, and the files they give away."""
