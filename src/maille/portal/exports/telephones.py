"""Telephone numbers as machines dial them."""

import re
from typing import Final

from maille.portal.queries.open_places import OpenPlace, Tally

# Each overseas department keeps its own country code under its own prefixes.
_OVERSEAS: Final = (
    (re.compile(r"0(?:590|690|691)"), "+590"),
    (re.compile(r"0(?:594|694)"), "+594"),
    (re.compile(r"0(?:596|696|697)"), "+596"),
    (re.compile(r"0(?:262|263|269|639|692|693)"), "+262"),
)
_NATIONAL: Final = re.compile(r"0[1-9][0-9]{8}")
_INTERNATIONAL: Final = re.compile(r"\+[1-9][0-9]{6,14}")


def as_dialled(text: str, country: str) -> str:
    """Write a telephone number as E.164, or nothing when it is none.

    Parameters
    ----------
    text
        As people wrote it.
    country
        ``FR`` or ``BE``: where a number without country code is dialled.

    Examples
    --------
    >>> as_dialled("02 31 00 00 00", "FR"), as_dialled("0032 (0)69/12 34 56", "BE")
    ('+33231000000', '+3269123456')
    """
    digits = re.sub(r"\(0\)|[^0-9+]", "", text)
    digits = re.sub(r"^00", "+", digits)
    if country == "BE" and re.fullmatch(r"0[1-9][0-9]{7,8}", digits):
        digits = f"+32{digits[1:]}"
    elif _NATIONAL.fullmatch(digits):
        codes = (code for prefix, code in _OVERSEAS if prefix.match(digits))
        digits = next(codes, "+33") + digits[1:]
    return digits if _INTERNATIONAL.fullmatch(digits) else ""


def telephone_of(place: OpenPlace, tally: Tally | None = None) -> str:
    """Give the telephone of a place, or count that what it states is none."""
    number = as_dialled(place.said["phone"], place.country)
    if place.said["phone"] and not number and tally:
        tally.unwritten["telephone"] += 1
    return number
