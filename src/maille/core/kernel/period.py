"""When something holds: a span of days, or a span nobody stated."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from maille.core.kernel.errors import InvalidPeriodError

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def first_day(partial_date: str) -> dt.date:
    """Give the first day that a year, a month or a day names.

    Parameters
    ----------
    partial_date
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, after ISO 8601.

    Raises
    ------
    InvalidPeriodError
        When the text names no day of the calendar.

    Examples
    --------
    >>> first_day("2019-10")
    datetime.date(2019, 10, 1)
    """
    year, month, day = _parts(partial_date)
    return _date(year, month or 1, day or 1)


def last_day(partial_date: str) -> dt.date:
    """Give the last day that a year, a month or a day names.

    Parameters
    ----------
    partial_date
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, after ISO 8601.

    Raises
    ------
    InvalidPeriodError
        When the text names no day of the calendar.

    Examples
    --------
    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    year, month, day = _parts(partial_date)
    month = month or 12
    _date(year, month, 1)
    return _date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(partial_date: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL_DATE.fullmatch(partial_date)
    if match is None:
        raise InvalidPeriodError(partial_date)
    year, month, day = (int(part) if part else None for part in match.groups())
    return year or 0, month, day


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise InvalidPeriodError(f"{year:04}-{month:02}-{day:02}") from error


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; without ends, the period is unstated.

    Parameters
    ----------
    start, end
        First and last day, or both ``None`` when nobody stated the period.

    Raises
    ------
    InvalidPeriodError
        When only one end is given, or the end comes before the start.

    Examples
    --------
    >>> Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)).stated
    True
    >>> Period().stated
    False
    """

    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse half a period, and one that runs backwards."""
        if (self.start is None) != (self.end is None):
            raise InvalidPeriodError(f"{self.start} - {self.end}")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise InvalidPeriodError(f"{self.start} - {self.end}")

    @property
    def stated(self) -> bool:
        """Whether somebody said when."""
        return self.start is not None
