"""What a survey refuses; each message is a sentence that says what to do."""

from maille.observations.errors import ObservationsError


class InvalidSurveyError(ObservationsError):
    """Questions that a visitor cannot be asked, or an answer to another question."""


class SurveyClosedError(ObservationsError):
    """An answer that comes after the survey was closed."""
