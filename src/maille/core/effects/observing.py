"""The words of observation: what was seen, where, when, by whom; and what it is evidence of."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from maille.core.effects.values import Direction, TellerKind


class ObservationKind(StrEnum):
    """What sort of thing was noted."""

    PRESENCE = "presence"
    OCCASION = "occasion"
    EXCHANGE = "exchange"
    INITIATIVE = "initiative"
    LEARNING = "learning"
    WORK = "work"
    PARTNERSHIP = "partnership"
    TESTIMONY = "testimony"
    INCIDENT = "incident"
    UPKEEP = "upkeep"
    DOCUMENT = "document"


class SourceKind(StrEnum):
    """How something came to be known."""

    TRACE = "trace"
    REGISTER = "register"
    SURVEY = "survey"
    TESTIMONY = "testimony"
    THIRD_PARTY = "third_party"
    DOCUMENT = "document"
    DECLARATION = "declaration"


class AuthorRole(StrEnum):
    """What the one who noted is to the place; a companion accompanies a person."""

    STEWARD = "steward"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"
    VISITOR = "visitor"
    COMPANION = "companion"


class Audience(StrEnum):
    """Who takes part, as groups a place welcomes."""

    CHILDREN = "children"
    TEENAGERS = "teenagers"
    STUDENTS = "students"
    FAMILIES = "families"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    JOB_SEEKERS = "job_seekers"
    VULNERABLE = "vulnerable"
    NEIGHBOURS = "neighbours"
    VISITORS = "visitors"
    RESIDENTS = "residents"
    ON_SITE_WORKERS = "on_site_workers"
    LOCAL_ACTORS = "local_actors"
    VOLUNTEERS = "volunteers"


@dataclass(frozen=True, slots=True)
class Observation:
    """What was noted once, read from its JSON shape (``docs/reference/observation.schema.json``).

    ``people`` is a number of persons, with ``people_high`` the upper end of a range; ``counted``
    tells a count from an estimate. ``author`` tells apart authors of one role without naming
    them. ``occasion`` is the identifier of a public occasion of the place's programme. ``causal``
    says that a person named the place as the cause, unasked.
    """

    id: str
    kind: ObservationKind
    on: dt.date
    source: SourceKind
    author_role: AuthorRole
    at: dt.time | None = None
    people: int | None = None
    people_high: int | None = None
    counted: bool = False
    audiences: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    direction: Direction | None = None
    minutes: int | None = None
    note: str = ""
    space: str = ""
    author: str = ""
    teller: TellerKind | None = None
    consent: bool = False
    causal: bool = False
    outcome: str = ""
    occasion: str | None = None


class Evidence(NamedTuple):
    """One piece of evidence, without any word that could name a person.

    A tuple with names, for a year holds thousands: it is made ten times as fast as a frozen
    dataclass.

    Parameters
    ----------
    id
        Identifier of the row it comes from: an observation, a survey response, a story.
    kind
        What sort of thing was noted; ``None`` for a survey response.
    on
        The day it is about.
    themes
        Ids of the grid's themes it speaks for.
    question, option
        The question it answers, when it answers one.
    direction
        Whether what was seen is welcome; ``None`` when nobody said.
    people, people_high, counted
        Persons, as in :class:`Observation`.
    coverage
        Known share of what should have been counted, noted or asked, from 0 to 1; ``None`` is
        unknown.
    elsewhere
        Whether it is about another place or audience than the claim's.
    wave
        Identifier of a survey wave: its responses are one unit.
    causal
        Whether a person said, unprompted, that the place is the cause.
    asked
        Of a survey response, how many persons answered the same question over the same period,
        whatever they ticked; ``None`` is unknown, and no share is then told.
    """

    id: str
    kind: ObservationKind | None
    on: dt.date
    source: SourceKind
    author_role: AuthorRole
    themes: tuple[str, ...] = ()
    question: str | None = None
    option: str | None = None
    direction: Direction | None = None
    author: str = ""
    people: int | None = None
    people_high: int | None = None
    counted: bool = False
    audiences: tuple[str, ...] = ()
    minutes: int | None = None
    coverage: float | None = None
    elsewhere: bool = False
    wave: str = ""
    causal: bool = False
    asked: int | None = None
