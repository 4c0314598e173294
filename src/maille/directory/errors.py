"""What the directory refuses; each message is a sentence that says what to do."""

from maille.core.kernel.errors import CoreError


class DirectoryError(CoreError):
    """Something asked of the directory that cannot be."""


class MappingError(DirectoryError):
    """A mapping that says something that no mapping says."""


class DirectoryFileError(DirectoryError):
    """A file that cannot be read at all."""


class SourceError(DirectoryError):
    """A source that cannot be kept under this name, or belongs to others."""


class SubscriptionError(DirectoryError):
    """An address or an area that cannot be written to."""
