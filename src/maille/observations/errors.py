"""What this concept refuses; each message is a sentence that says what to do."""

from maille.core.kernel.errors import CoreError
from maille.observations.reasons import Reason


class ObservationsError(CoreError):
    """Something asked of an observation that cannot be."""


class InvalidObservationError(ObservationsError):
    """A correction that says something impossible: ``reasons`` tell what."""

    def __init__(self, message: str, reasons: tuple[Reason, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


class NotDecidableError(ObservationsError):
    """A version that cannot be made to count, or a decision that was not asked for."""


class ImportFileError(ObservationsError):
    """A file that cannot be read at all: nothing of it was taken."""
