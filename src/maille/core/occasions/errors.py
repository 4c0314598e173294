"""What cannot be a recurrence."""

from maille.core.kernel.errors import CoreError


class InvalidRecurrenceError(CoreError):
    """A rule of recurrence that is no rule, or that gives no day."""
