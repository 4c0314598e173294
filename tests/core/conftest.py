"""What the tests of the engine share."""

from hypothesis import settings

# A slow machine is no failure; the number of examples keeps the suite short.
settings.register_profile("maille", deadline=None, max_examples=60)
settings.load_profile("maille")
