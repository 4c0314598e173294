"""Why a calendar kept elsewhere could not be read; each message says what to do."""

from maille.observations.errors import ObservationsError


class FeedError(ObservationsError):
    """An address that cannot be followed, or that answered nothing to be read."""
