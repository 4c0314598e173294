"""Choosing sites and scoring accessibility, ours and the peers', each run in its own process."""
