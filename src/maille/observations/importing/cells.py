"""Reading what people write in a cell: dates, hours, numbers, yes or no, words."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from dateutil.parser import isoparse

_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009]+")
_APART: Final = re.compile(r"[^a-z0-9]+")
_MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?!\d)")
_DAY_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})")
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_SERIAL: Final = re.compile(r"([2-5]\d{4})(?:[.,](\d+))?")
_SERIAL_START: Final = dt.date(1899, 12, 30)
_HOUR: Final = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?(?:h|:|\bheures?\b)\s?(\d{2})?(?::\d{2})?(?:\.\d+)?\s*([ap])?\.?m?\.?"
)
_HALF_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})\s*([ap])\.?m\b")
_CENTURY: Final = 100
_NOON: Final = 12
_MOST_MONTHS: Final = 12

_THOUSANDS: Final = re.compile(r"(?<!\d)(\d{1,3})((?:[\s'’.,]\d{3})+)(?!\d)")
_ROUND: Final = re.compile(r"(\d+)[.,]0+(?!\d)")
_RANGE: Final = re.compile(r"(\d+)\s*(?:-|–|—|a|to|et|/|ou)\s*(\d+)")
_ADDED: Final = re.compile(r"\d+(?:\s*\+\s*\d+)+")
_WHOLE: Final = re.compile(r"(?<![\w.,/=+-])([+-]?\d+)(?![\d.,/:%€=*]|\s*(?:€|%|h\b|min))")
_ABOUT: Final = re.compile(
    r"~|≈|±|\+|>|<|\?|\b(?:env|environ|approx|approximativement|about|around|circa|ca|presque"
    r"|almost|plus de|plus d|moins de|over|under|au moins|at least|estim\w*|une|vers|some)\b"
)
_DOZENS: Final = {
    "dizaine": 10,
    "douzaine": 12,
    "dozen": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
_NOTHING: Final = {
    *("", "-", "–", "—", "/", "?", "nc", "n/c", "na", "n/a", "nd", "non communique"),
    *("inconnu", "unknown", "none", "null", "nsp", "x"),
}
_YES: Final = {"oui", "o", "x", "vrai", "true", "yes", "y", "1", "ok", "v", "✓", "✔", "compte"}
_NO: Final = {"non", "n", "faux", "false", "no", "0", "-", "estime", "estimation", "estimated"}
_LIST: Final = re.compile(r"\s*(?:[,;/|+&\n]|\bet\b|\band\b)\s*")


def fold(text: str) -> str:
    """Give words without accents, capitals nor marks, to compare headings and labels.

    Examples
    --------
    >>> fold("  Nb. de participant·es (estimé) ")
    'nb de participant es estime'
    """
    return " ".join(_APART.split(_bare(text))).strip()


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def read_day(text: str, *, day_first: bool = True) -> dt.date | None:
    """Read a day as people and spreadsheets write it, or give ``None``.

    Examples
    --------
    >>> [str(read_day(text)) for text in ("04/03/2025", "mardi 4 mars 2025", "45720")]
    ['2025-03-04', '2025-03-04', '2025-03-04']
    """
    bare = _SPACES.sub(" ", _bare(text)).strip()
    for parts in (_iso(bare), _numeric(bare, day_first=day_first), _written(bare)):
        if parts:
            return _date(*parts)
    serial = _SERIAL.fullmatch(bare)
    return _SERIAL_START + dt.timedelta(days=int(serial[1])) if serial else None


def _iso(text: str) -> tuple[int, int, int] | None:
    found = _ISO.search(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(text: str, *, day_first: bool) -> tuple[int, int, int] | None:
    found = _NUMERIC.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if year < _CENTURY:
        year += 2000
    if (day_first and second <= _MOST_MONTHS) or first > _MOST_MONTHS:
        return year, second, first
    return year, first, second


def _written(text: str) -> tuple[int, int, int] | None:
    for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        for found in pattern.finditer(text):
            if found[month] in _MONTHS:
                return int(found[3]), _MONTHS[found[month]], int(found[day])
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def is_month_first(texts: list[str]) -> bool:
    """Tell whether a column writes its days as in the United States: 03/25/2025.

    Examples
    --------
    >>> is_month_first(["03/04/2025", "03/25/2025"]), is_month_first(["03/04/2025"])
    (True, False)
    """
    found = [match for text in texts if (match := _NUMERIC.search(text))]
    firsts = [int(match[1]) for match in found]
    seconds = [int(match[2]) for match in found]
    return max(seconds, default=0) > _MOST_MONTHS >= max(firsts, default=0)


def read_time(text: str) -> dt.time | None:
    """Read a time of day, alone or after a date, or give ``None``.

    Examples
    --------
    >>> [str(read_time(text)) for text in ("18h30", "9 h", "04/03/2025 18:30:00", "6:30 PM")]
    ['18:30:00', '09:00:00', '18:30:00', '18:30:00']
    """
    bare = _SPACES.sub(" ", _bare(text)).strip()
    found = _HOUR.search(bare)
    half = _HALF_DAY.search(bare)
    if found:
        hour, minute, mark = int(found[1]), int(found[2] or 0), found[3]
    elif half:
        hour, minute, mark = int(half[1]), 0, half[2]
    else:
        return _instant(text)
    if mark and hour <= _NOON:
        hour = hour % _NOON + (_NOON if mark == "p" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def _instant(text: str) -> dt.time | None:
    try:
        return isoparse(text).time() if "T" in text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and whether somebody counted or guessed."""

    low: int
    high: int | None = None
    counted: bool = True


def says_nothing(text: str) -> bool:
    """Tell whether a cell stands for no answer.

    Examples
    --------
    >>> says_nothing("N/C"), says_nothing("0")
    (True, False)
    """
    return _bare(text).strip() in _NOTHING


def read_count(text: str) -> Count | None:
    """Read a number of persons as people write it, or give ``None``.

    Examples
    --------
    >>> read_count("12 personnes"), read_count("env. 40").counted, read_count("10-15").high
    (Count(low=12, high=None, counted=True), False, 15)
    >>> read_count("1 200").low, read_count("une trentaine"), read_count("=1+1")
    (1200, Count(low=30, high=None, counted=False), None)
    >>> read_count("12 + 3")
    Count(low=15, high=None, counted=True)
    """
    bare = _SPACES.sub(" ", _bare(text)).strip()
    if bare.startswith(("=", "@")):
        return None
    bare = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), bare)
    bare = _ROUND.sub(r"\1", bare)
    if _ADDED.fullmatch(bare):
        return Count(sum(map(int, bare.split("+"))))
    ranged = _RANGE.search(bare)
    if ranged and not bare.startswith("-"):
        low, high = int(ranged[1]), int(ranged[2])
        return Count(low, high, counted=False)
    whole = _WHOLE.findall(bare)
    if len(whole) == 1:
        return Count(int(whole[0]), counted=not _ABOUT.search(bare))
    about = [number for word, number in _DOZENS.items() if word in bare]
    return Count(about[0], counted=False) if about and not whole else None


def read_flag(text: str) -> bool | None:
    """Read yes or no, or give ``None``.

    Examples
    --------
    >>> read_flag("Oui"), read_flag("non"), read_flag("peut-être")
    (True, False, None)
    """
    bare = _bare(text).strip()
    if bare in _YES:
        return True
    return False if bare in _NO else None


def read_minutes(text: str) -> int | None:
    """Read how long something lasted, in minutes, or give ``None``.

    Examples
    --------
    >>> [read_minutes(text) for text in ("90", "1h30", "2 h", "45 min", "01:30:00", "1,5 h")]
    [90, 90, 120, 45, 90, 90]
    """
    bare = _SPACES.sub(" ", _bare(text)).strip()
    decimal = re.fullmatch(r"(\d+)[.,](\d+) ?(?:h|heures?|hours?)", bare)
    if decimal:
        return round(float(f"{decimal[1]}.{decimal[2]}") * 60)
    hours = re.fullmatch(r"(\d+) ?(?:h|:|heures?|hours?) ?(\d{2})?(?::\d{2})?(?: ?min)?", bare)
    if hours:
        return int(hours[1]) * 60 + int(hours[2] or 0)
    minutes = re.fullmatch(r"(-?\d+)(?:[.,]0+)? ?(?:min|minutes?|mn|')?", bare)
    return int(minutes[1]) if minutes else None


def read_list(text: str) -> list[str]:
    """Cut a cell into the words that it lists.

    Examples
    --------
    >>> read_list("Enfants, seniors et bénévoles")
    ['Enfants', 'seniors', 'bénévoles']
    """
    return [word.strip() for word in _LIST.split(text) if word.strip()]
