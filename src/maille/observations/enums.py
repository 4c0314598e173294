"""The words of an observation's life in the product."""

from enum import StrEnum


class VersionState(StrEnum):
    """Whether a version of an observation counts; at most one per observation does."""

    COUNTED = "counted"
    DISPUTED = "disputed"
    QUARANTINED = "quarantined"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """By which door an observation came in."""

    CAPTURE = "capture"
    API = "api"
    COMMAND = "command"
    IMPORT = "import"
    FEED = "feed"
    PROGRAMME = "programme"
    COUNTING = "counting"
    CORRECTION = "correction"


class ReceiptStatus(StrEnum):
    """What became of an observation that was sent."""

    RECORDED = "recorded"
    KNOWN = "known"
    VERSION = "version"
    QUARANTINED = "quarantined"
    UNREADABLE = "unreadable"


class Hold(StrEnum):
    """What a steward decided about words that seem to say too much."""

    NONE = ""
    HELD = "held"
    RELEASED = "released"
    REJECTED = "rejected"


class FeedStatus(StrEnum):
    """What came of the last reading of a calendar kept elsewhere."""

    NEW = "new"
    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"
