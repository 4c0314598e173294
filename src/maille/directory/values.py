"""What the directory passes to those who read it: what is told of a field, and by whom."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maille.places.values import Label


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one field, who says it and when.

    ``source`` is the slug of a source, or empty when the place's own team says it.
    """

    value: object
    words: str
    source: str
    source_name: str
    licence: str
    said_on: dt.date
    shown: bool

    @property
    def by_team(self) -> bool:
        """Whether the place's own team says it."""
        return not self.source


@dataclass(frozen=True, slots=True)
class ToldField:
    """A field of a place and all that is told of it, what is shown first."""

    field: str
    label: Label
    said: tuple[Said, ...]

    @property
    def differ(self) -> bool:
        """Whether not all say the same."""
        return len({one.words for one in self.said}) > 1


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a shown value comes from; ``source`` is ``None`` when the team says it."""

    source: str | None
    licence: str
    said_on: dt.date


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something to mend in one field: a code of ``doubts.REASONS`` and what stands in the file."""

    field: str
    code: str
    value: object = None


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """One row of a source: who it is, what it says, what is unsure in it, and all it held.

    ``fingerprint``, of all that, and ``columns``, what a new place shows of it, are worked out
    later when they are not given.
    """

    key: str
    claims: Mapping[str, Any]
    received: Mapping[str, Any] = field(default_factory=dict)
    unsure: tuple[Unsure, ...] = ()
    said_on: dt.date | None = None
    fingerprint: str = field(default="", compare=False)
    columns: Mapping[str, Any] | None = field(default=None, compare=False)
