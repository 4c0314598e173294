"""A study's document made ready to be shown: squares, curves, gaps, sentences."""
