"""What the core refuses."""


class CoreError(ValueError):
    """A value the core cannot reason about; views turn it into a message."""


class InvalidPeriodError(CoreError):
    """A period that is not a calendar date, or ends before it starts."""
