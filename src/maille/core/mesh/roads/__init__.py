"""Roads: who may pass where, a graph of what is left, and minutes along it."""
