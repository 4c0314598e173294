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
    PROGRAMME = "programme"
    COUNTING = "counting"
    CORRECTION = "correction"
