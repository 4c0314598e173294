"""Understanding what people and programs write in one cell."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from stdnum.fr import siret as siret_number

from maille.core.kernel.names import fold_name
from maille.places.enums import PlaceState

STATES: Final = {
    **dict.fromkeys(
        ("en activite", "actif", "active", "ouvert", "ouverte", "open", "en service", "existant"),
        PlaceState.OPEN.value,
    ),
    **dict.fromkeys(
        ("en projet", "projet", "a venir", "en creation", "en construction", "project"),
        PlaceState.PROJECT.value,
    ),
    **dict.fromkeys(
        ("ferme", "fermee", "ferme definitivement", "definitivement ferme", "closed", "disparu"),
        PlaceState.CLOSED.value,
    ),
    **dict.fromkeys(("saisonnier", "seasonal"), PlaceState.SEASONAL.value),
    **dict.fromkeys(("demenage", "transfere", "moved"), PlaceState.MOVED.value),
}
LARGEST: Final = 1e12
_MONTHS: Final = 12
# Digits of a telephone number in France; a Belgian one has one less, a service only four.
_FRENCH: Final = 10
_SHORT: Final = 4
# Overseas, by the code of the land: numbers that are dialled as in France, and shorter ones.
_OVERSEAS: Final = re.compile(r"(?:262|508|590|594|596)0?([1-9]\d{8})")
_SHORTER: Final = re.compile(r"(?:508|681|687)\d{6}|689\d{8}")
_SIRET, _SIREN = 14, 9
_SPACES_AND_DOTS: Final = re.compile(r"[\s\u202f\xa0.]")
# The digits of the double of each digit, added.
_DOUBLED: Final = {str(digit): sum(divmod(2 * digit, 10)) for digit in range(10)}
_LONGEST_ADDRESS: Final = 400
_EMAIL: Final = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[A-Za-z]{2,}")
_DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_FRENCH_DAY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?")
_MONTH: Final = re.compile(r"(?:(\d{4})-(\d{2})|(\d{1,2})/(\d{4}))")
_YEAR: Final = re.compile(r"(1[89]|20)\d\d(?:\.0)?")
_MONTH_NAMES: Final = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "decembre"),
)
_NAMED: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er)? )?(?P<month>[a-z]+) (?P<year>(?:19|20)\d\d)"
)
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.UNICODE)
_PLAIN_ADDRESS: Final = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[\w./~%+-]*)?", re.ASCII
)
_ADDRESS: Final = re.compile(
    r"(?P<street>.*?)[\s,;–-]*(?<!\d)(?P<postcode>\d{5}|\d{2} \d{3})(?!\d)[\s,–-]*"
    r"(?P<locality>[^\d].*)?",
    re.DOTALL,
)
_BELGIAN: Final = re.compile(
    r"(?P<street>.*?)[\s,]+(?:B-?|BE-?)?(?P<postcode>[1-9]\d{3})\s+(?P<locality>[^\d].*)", re.DOTALL
)


def read_number(text: str) -> float | None:
    """Read a number as French and English spreadsheets write it.

    Examples
    --------
    >>> read_number("475 198,12"), read_number("1,234.5"), read_number("douze")
    (475198.12, 1234.5, None)
    """
    bare = re.sub(r"[\s\u202f\xa0']", "", text)
    if "," in bare and "." in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        bare = re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    bare = bare.replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        return None
    return number if abs(number) < LARGEST else None


@lru_cache(maxsize=16_384)
def read_day(text: str) -> dt.date | None:
    """Read a day, whichever way round it is written; a time beside it does not count."""
    iso, french = _DAY.fullmatch(text), _FRENCH_DAY.fullmatch(text)
    parts = iso.groups() if iso else french.groups()[::-1] if french else None
    try:
        return dt.date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


@lru_cache(maxsize=16_384)
def read_partial_date(text: str) -> str:
    """Read a year, a month or a day as ``YYYY[-MM[-DD]]``; nothing when it is none.

    Examples
    --------
    >>> read_partial_date("10/2019"), read_partial_date("2019.0"), read_partial_date("21/10/2019")
    ('2019-10', '2019', '2019-10-21')
    >>> read_partial_date("Juin 2021"), read_partial_date("1er février 2020")
    ('2021-06', '2020-02-01')
    """
    day = read_day(text)
    if day:
        return day.isoformat()
    month = _MONTH.fullmatch(text)
    if month:
        year, number = (month[1], month[2]) if month[1] else (month[4], month[3])
        return f"{year}-{int(number):02}" if 1 <= int(number) <= _MONTHS else ""
    if _YEAR.fullmatch(text):
        return text[:4]
    named = _NAMED.fullmatch(fold(text))
    if not named or named["month"] not in _MONTH_NAMES:
        return ""
    number = _MONTH_NAMES.index(named["month"]) + 1
    day = read_day(f"{named['year']}-{number}-{named['day'] or 1}")
    return day.isoformat()[: 10 if named["day"] else 7] if day else ""


def read_phone(text: str) -> str:
    """Write a French or Belgian telephone number as it is dialled; nothing when it is none.

    Examples
    --------
    >>> read_phone("+33 (0)6.30.39.25.18"), read_phone("33630392518"), read_phone("36 31")
    ('06 30 39 25 18', '06 30 39 25 18', '3631')
    >>> read_phone("+262 262 12 34 56"), read_phone("+687 12 34 56")
    ('02 62 12 34 56', '+687123456')
    """
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    digits = digits.removeprefix("00")
    overseas = _OVERSEAS.fullmatch(digits)
    if overseas:
        digits = f"0{overseas[1]}"
    if text.strip().startswith(("+", "00")) and _SHORTER.fullmatch(digits):
        return f"+{digits}"
    if len(digits) == _FRENCH + 1 and digits.startswith("33"):
        digits = f"0{digits[2:]}"
    if len(digits) == _FRENCH - 1 and digits[0] in "123456789" and not text.strip().startswith("0"):
        digits = f"0{digits}"
    if len(digits) == _FRENCH and digits.startswith("0"):
        return " ".join(re.findall("..", digits))
    if digits.startswith("32") and len(digits) in (10, 11):
        return f"+{digits}"
    if len(digits) == _FRENCH - 1 and digits.startswith("0"):
        return digits
    return digits if len(digits) == _SHORT and digits.startswith(("1", "3")) else ""


def read_emails(text: str) -> list[str]:
    """Give the e-mail addresses of a cell."""
    return [found.rstrip(".") for found in _EMAIL.findall(text)]


def read_siret(text: str) -> str:
    """Give the fourteen digits of a SIRET number that adds up; nothing otherwise."""
    digits = _SPACES_AND_DOTS.sub("", text)
    if len(digits) != _SIRET or not (digits.isascii() and digits.isdecimal()):
        return ""
    adds_up = _luhn(digits) == _luhn(digits[:_SIREN]) == 0
    # The numbers of the post office add up otherwise.
    return digits if adds_up or siret_number.is_valid(digits) else ""


def _luhn(digits: str) -> int:
    """Give the check sum of digits; 0 when they add up. Source: ISO/IEC 7812-1, annex B."""
    alone = sum(map(int, digits[-1::-2]))
    return (alone + sum(map(_DOUBLED.__getitem__, digits[-2::-2]))) % 10


def read_address(text: str) -> dict[str, str]:
    r"""Cut an address into its street, postcode and town.

    Examples
    --------
    >>> read_address("57 RUE RENE NICOD\n01100 OYONNAX")
    {'street': '57 RUE RENE NICOD', 'postcode': '01100', 'locality': 'OYONNAX'}
    """
    found = None
    for pattern in (_ADDRESS, _BELGIAN):
        found = found or pattern.fullmatch(text.strip())
    if not found:
        return {"street": _on_one_line(text)}
    parts = {name: _on_one_line(part or "") for name, part in found.groupdict().items()}
    parts["postcode"] = parts["postcode"].replace(" ", "")
    return {name: part for name, part in parts.items() if part}


def _on_one_line(text: str) -> str:
    lines = (" ".join(line.split()).strip(" ,;–") for line in text.splitlines())
    return ", ".join(line for line in lines if line)


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that a browser opens."""
    if len(text) > _LONGEST_ADDRESS or text.split(maxsplit=1) != [text]:
        return False
    if _PLAIN_ADDRESS.fullmatch(text):
        return True
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and _HOST.fullmatch(host) is not None


def looks_like_host(text: str) -> bool:
    """Tell whether a text would be an address if it began by its scheme."""
    return is_web_address(f"https://{text}")


def fold(text: str) -> str:
    """Give the form under which two ways of writing a word are the same."""
    return fold_name(text)
