"""What geography refuses."""

from maille.core.kernel.errors import CoreError


class UnknownCommuneError(CoreError):
    """No commune has this code."""
