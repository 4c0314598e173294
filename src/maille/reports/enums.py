"""Words that rows of this concept keep; those of the effects live in ``core.effects.values``."""

from enum import StrEnum


class DraftState(StrEnum):
    """Whether answers may still change."""

    OPEN = "open"
    PUBLISHED = "published"


class Hold(StrEnum):
    """What a steward decided about a story that seems to say too much."""

    NONE = "none"
    HELD = "held"
    RELEASED = "released"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why an edition takes the place of another."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    UPDATE = "update"


class WhyLeftOut(StrEnum):
    """Why words that were offered are not in a report."""

    ALIKE = "alike"
    SHORT = "short"
    ELSEWHERE = "elsewhere"
    REVEALING = "revealing"
    ROOM = "room"
    UNREAD = "unread"
