"""From what a place answers to findings that say how they are known."""
