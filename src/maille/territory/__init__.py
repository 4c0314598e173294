"""The territory: who is within reach of a third place, and where to weave the next one."""
