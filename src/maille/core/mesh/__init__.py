"""Who is within reach of a place, and where the next ones would serve most, with a proof."""
