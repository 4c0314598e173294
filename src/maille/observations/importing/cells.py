"""Reading what people write in a cell: dates, hours, durations, yes or no, words."""

import datetime as dt
import re
import unicodedata
from typing import Final, TypeAlias

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
_NUMERIC: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![/.-]?\d)"
)
_DAY_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})")
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
# « du 4 au », « 4 et », « 4- »: the day that follows is not the only one.
_ANOTHER_DAY: Final = re.compile(
    r"(?<![\d:h])\d{1,2}(?:er|st|nd|rd|th)?(?: [a-z]+\.?)??"
    r"(?: (?:au|et|a|ou|to|and) | ?[-–—/,&+] ?)(?:le )?(?:(?:[a-z]+di|dimanche|[a-z]+day) )?$"
)
_SERIAL: Final = re.compile(r"([2-5]\d{4})(?:[.,](\d+))?")
_Parts: TypeAlias = tuple[int, int, int]
_SERIAL_START: Final = dt.date(1899, 12, 30)
_HOUR: Final = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?(?:h|:|\bheures?\b)\s?(\d{2})?(?::\d{2})?(?:\.\d+)?\s*([ap])?\.?m?\.?"
)
_HALF_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})\s*([ap])\.?m\b")
_CENTURY: Final = 100
_NOON: Final = 12
_MOST_MONTHS: Final = 12

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
    return " ".join(_APART.split(bare(text))).strip()


def bare(text: str) -> str:
    """Give words without accents nor capitals, their spaces made plain.

    Examples
    --------
    >>> bare("Élève\u202fÀ")
    'eleve a'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACES.sub(" ", letters)


def read_day(text: str, *, day_first: bool = True) -> dt.date | None:
    """Read a day as people and spreadsheets write it, or give ``None``: of two days, neither.

    Examples
    --------
    >>> [str(read_day(text)) for text in ("04/03/2025", "mardi 4 mars 2025", "45720")]
    ['2025-03-04', '2025-03-04', '2025-03-04']
    """
    said = bare(text).strip()
    for told in (_iso(said), _numeric(said, day_first=day_first), _written(said)):
        if told:
            alone = len({*told.values()}) == 1 and not _ANOTHER_DAY.search(said[: min(told)])
            return _date(*told[min(told)]) if alone else None
    serial = _SERIAL.fullmatch(said)
    return _SERIAL_START + dt.timedelta(days=int(serial[1])) if serial else None


def _iso(text: str) -> dict[int, _Parts]:
    return {
        found.start(): (int(found[1]), int(found[2]), int(found[3]))
        for found in _ISO.finditer(text)
    }


def _numeric(text: str, *, day_first: bool) -> dict[int, _Parts]:
    return {
        found.start(): _in_order(int(found[1]), int(found[2]), int(found[3]), day_first=day_first)
        for found in _NUMERIC.finditer(text)
    }


def _in_order(first: int, second: int, year: int, *, day_first: bool) -> _Parts:
    if year < _CENTURY:
        year += 2000
    if (day_first and second <= _MOST_MONTHS) or first > _MOST_MONTHS:
        return year, second, first
    return year, first, second


def _written(text: str) -> dict[int, _Parts]:
    return {
        found.start(): (int(found[3]), _MONTHS[found[month]], int(found[day]))
        for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1))
        for found in pattern.finditer(text)
        if found[month] in _MONTHS
    }


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
    said = bare(text).strip()
    found = _HOUR.search(said)
    half = _HALF_DAY.search(said)
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


def says_nothing(text: str) -> bool:
    """Tell whether a cell stands for no answer.

    Examples
    --------
    >>> says_nothing("N/C"), says_nothing("0")
    (True, False)
    """
    return bare(text).strip() in _NOTHING


def read_flag(text: str) -> bool | None:
    """Read yes or no, or give ``None``.

    Examples
    --------
    >>> read_flag("Oui"), read_flag("non"), read_flag("peut-être")
    (True, False, None)
    """
    said = bare(text).strip()
    if said in _YES:
        return True
    return False if said in _NO else None


def read_minutes(text: str) -> int | None:
    """Read how long something lasted, in minutes, or give ``None``.

    Examples
    --------
    >>> [read_minutes(text) for text in ("90", "1h30", "2 h", "45 min", "01:30:00", "1,5 h")]
    [90, 90, 120, 45, 90, 90]
    """
    said = bare(text).strip()
    decimal = re.fullmatch(r"(\d{1,6})[.,](\d{1,6}) ?(?:h|heures?|hours?)", said)
    if decimal:
        return round(float(f"{decimal[1]}.{decimal[2]}") * 60)
    hours = re.fullmatch(r"(\d{1,6}) ?(?:h|:|heures?|hours?) ?(\d{2})?(?::\d{2})?(?: ?min)?", said)
    if hours:
        return int(hours[1]) * 60 + int(hours[2] or 0)
    minutes = re.fullmatch(r"(-?\d{1,9})(?:[.,]0+)? ?(?:min|minutes?|mn|')?", said)
    return int(minutes[1]) if minutes else None


def read_list(text: str) -> list[str]:
    """Cut a cell into the words that it lists.

    Examples
    --------
    >>> read_list("Enfants, seniors et bénévoles")
    ['Enfants', 'seniors', 'bénévoles']
    """
    return [word.strip() for word in _LIST.split(text) if word.strip()]
