"""What estimating refuses."""

from maille.core.kernel.errors import CoreError


class EstimateError(CoreError):
    """An interval that would not be true: the message says what is missing."""
