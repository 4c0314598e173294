"""The calendars kept elsewhere: what came of them, what they announce."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from maille.observations.feeds.labels import ROW_STATUSES
from maille.observations.models import CalendarFeed
from maille.places.models import Place
from maille.places.values import Label


@dataclass(frozen=True, slots=True)
class Announced:
    """Something that a calendar kept elsewhere announces."""

    on: dt.date
    at: dt.time | None
    title: str
    space: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the last reading that brought something: counts in words, rows that speak."""

    counts: tuple[tuple[Label, int], ...]
    rows: tuple[Mapping[str, Any], ...]


def feeds_of(place: Place) -> QuerySet[CalendarFeed]:
    """Give the calendars that a place follows, in the order they were added."""
    return CalendarFeed.objects.filter(place=place)


def announced_by(place: Place, today: dt.date) -> tuple[Announced, ...]:
    """Give what the calendars that a place follows announce from a day on, in order."""
    found = [
        _announced(one, str(feed))
        for feed in feeds_of(place)
        for one in feed.coming
        if one["on"] >= today.isoformat()
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.at or dt.time(), one.title)))


def outcome_of(feed: CalendarFeed) -> Outcome:
    """Give what became of each event that was read, those that have something to say."""
    counts = feed.outcome.get("counts", {})
    return Outcome(
        counts=tuple(
            (label, counts[status]) for status, label in ROW_STATUSES.items() if counts.get(status)
        ),
        rows=tuple(row for row in feed.outcome.get("rows", ()) if row["reasons"]),
    )


def _announced(one: Mapping[str, Any], source: str) -> Announced:
    at = one.get("at")
    return Announced(
        on=dt.date.fromisoformat(one["on"]),
        at=dt.time.fromisoformat(at) if at else None,
        title=one.get("note", ""),
        space=one.get("space", ""),
        source=source,
    )
