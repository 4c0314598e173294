"""Dates as a reader says them, whole or partial."""

import datetime as dt

MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_LAST_MONTH = 12


def long_date(value: dt.date | str | None, language: str) -> str:
    """Write a day, a month or a year in words.

    Parameters
    ----------
    value
        A date or a moment, or its ISO 8601 text; the text may stop at the year or at the month.
    language
        ``fr`` or ``en``.

    Raises
    ------
    ValueError
        When the text names no day of the calendar.

    Examples
    --------
    >>> long_date("2023-07", "fr"), long_date("2026-02-01", "fr"), long_date("2026-02-01", "en")
    ('juillet 2023', '1er février 2026', '1 February 2026')
    """
    if not value:
        return ""
    text = value if isinstance(value, str) else value.isoformat()
    year, *rest = text[:10].split("-")
    if not rest:
        return str(int(year))
    month = _months(language)[dt.date(int(year), int(rest[0]), 1).month - 1]
    if len(rest) == 1:
        return f"{month} {int(year)}"
    day = dt.date.fromisoformat(text[:10]).day
    return f"{_day(day, language)} {month} {int(year)}"


def long_period(start: dt.date | str | None, end: dt.date | str | None, language: str) -> str:
    """Write a period in words: a whole year by its number, else its two ends.

    Examples
    --------
    >>> long_period("2025-01-01", "2025-12-31", "fr")
    '2025'
    >>> long_period("2024-09-01", "2025-06-30", "en")
    'from 1 September 2024 to 30 June 2025'
    """
    if not start or not end:
        return ""
    first, last = (_as_date(value) for value in (start, end))
    if (first.month, first.day, last.month, last.day) == (1, 1, _LAST_MONTH, 31):
        years = (first.year, last.year)
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    return spelled_period(first, last, language)


def spelled_period(start: dt.date | str, end: dt.date | str, language: str) -> str:
    """Write the two ends of a period, the year once when it is the same.

    Examples
    --------
    >>> spelled_period("2025-01-01", "2025-12-31", "fr")
    'du 1er janvier au 31 décembre 2025'
    """
    first, last = (_as_date(value) for value in (start, end))
    opening = long_date(first, language)
    if first.year == last.year:
        opening = opening.removesuffix(f" {first.year}")
    closing = long_date(last, language)
    return f"from {opening} to {closing}" if language == "en" else f"du {opening} au {closing}"


def _as_date(value: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _months(language: str) -> list[str]:
    return MONTHS["en" if language == "en" else "fr"]


def _day(day: int, language: str) -> str:
    return "1er" if day == 1 and language != "en" else str(day)
