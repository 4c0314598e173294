"""When something holds: a span of days, or a span nobody stated."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from maille.core.kernel.errors import InvalidPeriodError

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_ONE_END = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-?[qt][1-4]|[qt][1-4][ -]?\d{4}"
    r"|\d{4}-\d{1,2}(?!\d)|\d{4})"
)
_BETWEEN = r"(?:\s*(?:\.\.+|[/,;–—-]|\bto\b|\bau\b|\bà\b)\s*|\s+)"
_SAID_PERIOD = re.compile(
    rf"(?:(?:from|du)\s+)?(?P<first>{_ONE_END})(?:{_BETWEEN}(?P<last>{_ONE_END}))?"
)
_QUARTER = re.compile(r"(?:(\d{4})-?)?[qt]([1-4])(?:[ -]?(\d{4}))?")
_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
MONTHS_OF_A_QUARTER = 3


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


def read_period(said: str) -> Period:
    """Read a period as a person writes it.

    Parameters
    ----------
    said
        A year (``2025``), a quarter (``2025-Q3``, ``2025-T3``, ``T3 2025``), a month, a day, or
        two of them with anything usual between: ``2025-01-01..2025-06-30``, after ISO 8601
        ``2025-01-01/2025-06-30``, or in French ``du 1/1/2025 au 30/6/2025``.

    Returns
    -------
    Period
        From the first day of the first to the last day of the last.

    Raises
    ------
    InvalidPeriodError
        When the text names no period, or one that runs backwards.

    Examples
    --------
    >>> read_period("2025-Q3")
    Period(start=datetime.date(2025, 7, 1), end=datetime.date(2025, 9, 30))
    >>> read_period("2025-01-01..2025-06-30") == read_period("du 1/1/2025 au 30/6/2025")
    True
    """
    match = _SAID_PERIOD.fullmatch(said.strip().lower())
    if match is None:
        raise InvalidPeriodError(said)
    start, end = _span(match["first"])
    return Period(start, _span(match["last"])[1] if match["last"] else end)


def _span(end: str) -> tuple[dt.date, dt.date]:
    """Give the first and the last day of a year, a quarter, a month or a day."""
    quarter = _QUARTER.fullmatch(end)
    if quarter is not None:
        year, last = int(quarter[1] or quarter[3]), int(quarter[2]) * MONTHS_OF_A_QUARTER
        return _date(year, last - 2, 1), last_day(f"{year:04}-{last:02}")
    french = _FRENCH_DATE.fullmatch(end)
    if french is not None:
        day = _date(int(french[3]), int(french[2]), int(french[1]))
        return day, day
    partial = "-".join(part.zfill(2) for part in end.split("-"))
    return first_day(partial), last_day(partial)
