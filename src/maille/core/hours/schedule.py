"""Opening hours as values: read once, asked at any instant.

The grammar is OpenStreetMap's, with public holidays of the country, odd and even weeks, the nth
weekday of a month. Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from opening_hours import (  # type: ignore[attr-defined]  # its stub forgets the error
    OpeningHours,
    ParserError,
    State,
)

from maille.core.kernel.errors import CoreError

# Nobody looks for a place that opens again in more than a year.
_HORIZON = 400
_MOST_KEPT = 5_000
_WEEK = re.compile(r"\bweek(?=\d)")
_POINTER = re.compile(r"(\d+) \|\s*(?P<line>.*)\n\s*\|(?P<before>\s*)\^")


class InvalidHoursError(CoreError):
    """Hours that the grammar does not hold; ``rest`` starts where the reading stopped."""

    def __init__(self, rest: str) -> None:
        super().__init__(f"These opening hours cannot be read from {rest!r} on.")
        self.rest = rest


class Standing(Enum):
    """How a place stands at an instant."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hours that were read: as they are written tidily, where, and the engine that knows them."""

    text: str
    zone: ZoneInfo
    engine: OpeningHours

    def standing(self, at: dt.datetime) -> Standing:
        """Tell how the place stands at an instant, which knows its zone.

        Examples
        --------
        >>> schedule = read_hours("Tu 09:00-12:00")
        >>> schedule.standing(dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)).value
        'open'
        """
        state, _comment = self.engine.state(at.astimezone(self.zone))
        return _STANDINGS[state]

    def next_change(self, at: dt.datetime) -> dt.datetime | None:
        """Give when it stands otherwise, at the clock of the place; nothing within a year.

        Examples
        --------
        >>> schedule = read_hours("Tu 09:00-12:00")
        >>> schedule.next_change(dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)).isoformat()
        '2026-11-24T12:00:00+01:00'
        """
        change = self.engine.next_change(at.astimezone(self.zone))
        return change.astimezone(self.zone) if change else None

    def next_days(self, first: dt.date, count: int, *, most: int = 400) -> tuple[dt.date, ...]:
        """Give the next days on which it opens, from ``first`` on.

        Examples
        --------
        >>> read_hours("Tu[2] 09:00-12:00").next_days(dt.date(2026, 11, 22), 2)
        (datetime.date(2026, 12, 8), datetime.date(2027, 1, 12))
        """
        start = dt.datetime.combine(first, dt.time(), self.zone)
        days: list[dt.date] = []
        for begin, _end, state, _comments in self.engine.intervals(
            start, start + dt.timedelta(days=most)
        ):
            day = begin.astimezone(self.zone).date()
            if _STANDINGS[state] is Standing.OPEN and day not in days:
                days.append(day)
            if len(days) == count:
                break
        return tuple(days)


_STANDINGS = {
    State.OPEN: Standing.OPEN,
    State.CLOSED: Standing.CLOSED,
    State.UNKNOWN: Standing.UNKNOWN,
}


@functools.lru_cache(_MOST_KEPT)
def read_hours(text: str, zone: str = "Europe/Paris", country: str = "FR") -> Schedule:
    """Read opening hours.

    Parameters
    ----------
    text
        In OpenStreetMap's grammar.
    zone
        Where the clock of the place stands, by its name in the tz database.
    country
        Whose public holidays count: ``FR``, ``BE``.

    Raises
    ------
    InvalidHoursError
        When the grammar does not hold them.

    Examples
    --------
    >>> read_hours("mo-fr 9:00-12:00").text
    'Mo-Fr 09:00-12:00'
    """
    place = ZoneInfo(zone)
    wanted = " ".join(text.replace("–", "-").split())
    try:
        engine = OpeningHours(wanted, timezone=place, country=country, max_interval_days=_HORIZON)
    except ParserError as error:
        raise InvalidHoursError(_rest(str(error), wanted)) from error
    return Schedule(_WEEK.sub("week ", str(engine)), place, engine)


def _rest(message: str, text: str) -> str:
    found = _POINTER.search(message)
    column = len(found["before"]) - 1 if found else 0
    return text[column:] or text
