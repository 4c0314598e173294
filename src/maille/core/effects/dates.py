"""Days and periods in words."""

import calendar
import datetime as dt

from maille.core.effects.grammar import elide
from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import Period, first_day

_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
_FROM_TO = {"fr": "du {} au {}", "en": "from {} to {}"}
_SPAN = {"fr": "{} à {}", "en": "{} to {}"}
_ON = {"fr": ("en {}", "en {}", "le {}"), "en": ("in {}", "in {}", "on {}")}
_YEAR, _MONTH = 4, 7


def day_in_words(day: dt.date, language: str) -> str:
    """Write a day.

    Examples
    --------
    >>> day_in_words(dt.date(2025, 3, 1), "fr"), day_in_words(dt.date(2025, 3, 1), "en")
    ('1er mars 2025', '1 March 2025')
    """
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{first} {month_in_words(day, language)}"


def month_in_words(day: dt.date, language: str) -> str:
    """Write the month of a day.

    Examples
    --------
    >>> month_in_words(dt.date(2025, 8, 31), "fr")
    'août 2025'
    """
    return f"{_MONTHS[language][day.month - 1]} {day.year}"


def moment_in_words(partial_date: str, language: str) -> str:
    """Write when something happened, as precisely as it was said.

    Parameters
    ----------
    partial_date
        A year, a month or a day; anything else is given back as typed.
    language
        ``"fr"`` or ``"en"``.

    Examples
    --------
    >>> moment_in_words("2025", "fr"), moment_in_words("2025-03-01", "fr")
    ('en 2025', 'le 1er mars 2025')
    """
    try:
        day = first_day(partial_date)
    except InvalidPeriodError:
        return partial_date
    year, month, exact = _ON[language]
    if len(partial_date) == _YEAR:
        return year.format(day.year)
    if len(partial_date) == _MONTH:
        return month.format(month_in_words(day, language))
    return exact.format(day_in_words(day, language))


def span_in_words(first: dt.date, last: dt.date, language: str) -> str:
    """Say when the first and the last of several things happened, to the month.

    Examples
    --------
    >>> span_in_words(dt.date(2025, 4, 2), dt.date(2025, 11, 30), "fr")
    "d'avril à novembre 2025"
    >>> span_in_words(dt.date(2025, 4, 2), dt.date(2025, 4, 9), "en")
    'in April 2025'
    """
    _year, month, exact = _ON[language]
    if first == last:
        return exact.format(day_in_words(first, language))
    start, end = month_in_words(first, language), month_in_words(last, language)
    if start == end:
        return month.format(start)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    if language == "fr":
        return f"{elide('de', start)} à {end}"
    return f"from {start} to {end}"


def period_in_words(period: Period, language: str) -> str:
    """Write a stated period: years when it is made of years, months when of months, else days.

    Returns
    -------
    str
        Empty when nobody stated the period.

    Examples
    --------
    >>> year = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    >>> period_in_words(year, "fr")
    '2025'
    >>> period_in_words(Period(dt.date(2025, 3, 1), dt.date(2025, 6, 30)), "en")
    'March to June 2025'
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return ""
    if (start.day, end.day) != (1, calendar.monthrange(end.year, end.month)[1]):
        if start == end:
            return day_in_words(start, language)
        return _FROM_TO[language].format(day_in_words(start, language), day_in_words(end, language))
    if (start.month, end.month) == (1, 12):
        first, last = str(start.year), str(end.year)
    else:
        first, last = month_in_words(start, language), month_in_words(end, language)
    if first == last:
        return first
    if start.year == end.year:
        first = first.removesuffix(f" {start.year}")
    return _SPAN[language].format(first, last)
