"""What the effects engine refuses."""

from maille.core.kernel.errors import CoreError


class GridError(CoreError):
    """A grid that is incomplete, contradicts itself, or names what it does not hold."""


class AnswersError(CoreError):
    """Answers that cannot stand together: the same thing is said twice."""
