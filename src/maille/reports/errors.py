"""What this concept refuses; views turn each into a message that says what to do."""


class ReportsError(Exception):
    """Something asked of a draft or an edition that cannot be."""


class ImmutableEditionError(ReportsError):
    """An edition was about to change or disappear."""
