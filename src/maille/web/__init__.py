"""Layout, components, typography, the weave."""
