"""What this concept refuses; each message is a sentence that says what to do."""

from maille.core.kernel.errors import CoreError


class PlacesError(CoreError):
    """Something asked of a place that cannot be."""


class InvalidPlaceError(PlacesError):
    """A name, an address or a part of a portrait that cannot be kept."""


class ContradictoryDatesError(PlacesError):
    """Dates of a life that cannot all be true."""


class LastStewardError(PlacesError):
    """A place is never left without a steward."""


class InvitationError(PlacesError):
    """An invitation that cannot be taken."""


class PictureError(PlacesError):
    """A file that is no picture, or too heavy."""


class ArchiveError(PlacesError):
    """An archive that cannot be read, or that nothing may take the place of."""
