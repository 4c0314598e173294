"""An occasion as the calendar knows it: a first day, a rule, and what was changed for one day.

A place gathers at most once a day on one occasion, so a day names an occurrence: the day that
the rule gives, whatever was changed since. A time may move without the occurrence becoming
another one.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Frequency(StrEnum):
    """The span that a rule counts in."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, order=True)
class Weekday:
    """A day of the week, 0 for Monday; ``position`` is its rank in the month or in the year.

    A position of 0 is every such day, 2 the second, -1 the last.
    """

    day: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """Which days an occasion comes back, after RFC 5545 (``RRULE``), every part made explicit.

    Parameters
    ----------
    frequency, interval
        Every how many days, weeks, months or years.
    weekdays
        On these days of the week.
    month_days
        On these days of the month, -1 being the last.
    months
        In these months only, 1 for January.
    positions
        Of the days found in a span, only those of these ranks (``BYSETPOS``).
    year_days, weeks
        On these days, in these weeks of the year (``BYYEARDAY``, ``BYWEEKNO``).
    week_start
        The day on which weeks begin, 0 for Monday.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    week_start: int = 0


@dataclass(frozen=True, slots=True)
class Deviation:
    """What was changed for one day alone; ``None`` is as usual."""

    original: dt.date
    cancelled: bool = False
    on: dt.date | None = None
    at: dt.time | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """All the days of an occasion, in local time.

    Parameters
    ----------
    first
        The first day; without a rule, the only one.
    at
        The local time, summer and winter alike; ``None`` lasts all day.
    minutes
        How long, when known; a multiple of 1,440 when it lasts all day.
    rule, last
        How it comes back, and until which day.
    deviations
        What was changed for one day alone.
    """

    first: dt.date
    at: dt.time | None = None
    minutes: int | None = None
    rule: Rule | None = None
    last: dt.date | None = None
    deviations: tuple[Deviation, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence: the day the rule gives, and when it is really held.

    Examples
    --------
    >>> lunch = Slot(dt.date(2026, 3, 26), dt.date(2026, 3, 26), dt.time(12, 30), 90)
    >>> lunch.start("Europe/Paris").isoformat(), lunch.end("Europe/Paris").isoformat()
    ('2026-03-26T12:30:00+01:00', '2026-03-26T14:00:00+01:00')
    """

    original: dt.date
    on: dt.date
    at: dt.time | None = None
    minutes: int | None = None
    cancelled: bool = False
    deviates: bool = False

    @property
    def last_day(self) -> dt.date:
        """The day on which it ends: a night that ends at midnight belongs to its evening."""
        begins = dt.datetime.combine(self.on, self.at or dt.time())
        spent = max((self.minutes or 0) * 60 - 1, 0)
        return (begins + dt.timedelta(seconds=spent)).date()

    def start(self, time_zone: str) -> dt.datetime:
        """Give the moment it begins, in the time of its place."""
        return dt.datetime.combine(self.on, self.at or dt.time(), ZoneInfo(time_zone))

    def end(self, time_zone: str) -> dt.datetime:
        """Give the moment it ends; a length is lived, so it crosses a change of clock whole."""
        start = self.start(time_zone)
        lived = start.astimezone(dt.UTC) + dt.timedelta(minutes=self.minutes or 0)
        return lived.astimezone(start.tzinfo)
