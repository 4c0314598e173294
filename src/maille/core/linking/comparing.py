"""Comparing two descriptions, field by field."""

import math
from collections import Counter
from typing import Final

from rapidfuzz import fuzz

from maille.core.linking.folding import HouseNumber, Traits, street_name
from maille.core.linking.frequencies import Frequencies
from maille.core.linking.values import Field, Found, Level

_MISSING: Final = Found(Level.MISSING, "missing")
# Mean radius of the Earth, in metres (IUGG 1980: (2a + b) / 3 of its ellipsoid).
_EARTH: Final = 6_371_008.8
# A point that so many share is a town hall's or a geocoder's: it does not say where each one is.
_CROWDED: Final = 4
_SPELLING: Final = 87.0
_SHORT: Final = 4
_SAME_NAME: Final = 0.9
_CLOSE_NAME: Final = 0.6
_HELD: Final = 0.9
_TELLING: Final = 7.0
_ALIKE: Final = 4.0
_SPELLED: Final = 88.0
_INITIALS: Final = 3
_SAME_STREET: Final = 88.0
_NEIGHBOURS: Final = 6
_PLATFORM: Final = 5
_STEPS: Final = (("spot", 40.0), ("door", 150.0), ("near", 700.0), ("far", 3000.0))
_SIREN: Final = 9


def compare(first: Traits, second: Traits, known: Frequencies) -> dict[Field, Found]:
    """Say of each field how far two descriptions agree, whatever order they come in.

    Examples
    --------
    >>> from maille.core.linking.folding import read_traits
    >>> from maille.core.linking.frequencies import count
    >>> from maille.core.linking.values import Described
    >>> one = read_traits(Described("1", "Le Wip", "Rue des Ateliers", "14460"))
    >>> two = read_traits(Described("2", "WIP", "12 r. des Ateliers", "14460"))
    >>> found = compare(one, two, count([one, two]))
    >>> found[Field.NAME].case, found[Field.ADDRESS].case, found[Field.POINT].case
    ('same', 'same_street', 'missing')
    """
    return {
        Field.NAME: compare_names(first, second, known),
        Field.ADDRESS: compare_addresses(first, second),
        Field.POINT: compare_points(first, second, known),
        Field.COMMUNE: compare_towns(first, second),
        Field.WEBSITE: compare_websites(first, second, known),
        Field.PHONE: _compare_values(first.phone, second.phone, known.phones, known),
        Field.EMAIL: _compare_values(first.email, second.email, known.emails, known),
        Field.SIRET: compare_sirets(first.siret, second.siret, known),
        Field.ORGANISATION: _compare_values(
            first.organisation, second.organisation, known.organisations, known
        ),
    }


def compare_names(first: Traits, second: Traits, known: Frequencies) -> Found:
    """Compare names by what their words tell: the shared ones against all of them."""
    if not first.words or not second.words:
        return _MISSING
    towns = first.place_words | second.place_words
    shared, mine, theirs = _shared_words(first, second, known, towns)
    if first.words != second.words and "".join(first.words) == "".join(second.words):
        return Found(Level.AGREE, "same", _TELLING)
    if first.marks ^ second.marks and shared >= _ALIKE and _marks_differ(first, second):
        return Found(Level.DIFFER, "other_site", shared)
    if first.kinds and second.kinds and not first.kinds & second.kinds:
        return Found(Level.DIFFER, "other_kind", shared)
    found = _graded(shared, mine, theirs) or _glued(first, second) or _few(shared)
    if found.level is not Level.DIFFER and _is_banal(first, towns) and _is_banal(second, towns):
        return Found(Level.CLOSE, "common", shared)
    return found


def _is_banal(row: Traits, towns: frozenset[str]) -> bool:
    """Say whether a name is made of words that many names hold, and of its town."""
    return all(word in towns or Frequencies.is_common(word) for word in row.words)


def _graded(shared: float, mine: float, theirs: float) -> Found | None:
    """Grade names by the share of what their words tell that both hold."""
    likeness = shared / (shared + mine + theirs)
    if likeness >= _SAME_NAME:
        return Found(Level.AGREE, "same", shared)
    if likeness >= _CLOSE_NAME:
        return Found(Level.CLOSE, "close", shared)
    if shared >= _TELLING and shared / (shared + min(mine, theirs)) >= _HELD:
        return Found(Level.CLOSE, "held", shared)
    return None


def _glued(first: Traits, second: Traits) -> Found | None:
    """Find names written in one word here and in several there, or cut to their initials."""
    mine, theirs = "".join(first.words), "".join(second.words)
    short, long = sorted((mine, theirs), key=lambda text: (len(text), text))
    if len(short) > _SHORT and fuzz.ratio(short, long) >= _SPELLED:
        return Found(Level.CLOSE, "close", _TELLING)
    if len(short) > _SHORT and (long.startswith(short) or long.endswith(short)):
        return Found(Level.CLOSE, "held", _TELLING)
    if _initials(first, second) or _initials(second, first):
        return Found(Level.CLOSE, "initials", _TELLING)
    return None


def _initials(first: Traits, second: Traits) -> bool:
    """Say whether the first name is the initials of the second."""
    word = "".join(first.words)
    return len(first.words) == 1 and len(word) >= _INITIALS and second.initials.startswith(word)


def _few(shared: float) -> Found:
    return Found(Level.DIFFER, "alike" if shared >= _ALIKE else "differ", shared)


def _shared_words(
    first: Traits, second: Traits, known: Frequencies, towns: frozenset[str]
) -> tuple[float, float, float]:
    """Give the bits of the words shared, of the first's own, of the second's own."""

    def bits(word: str) -> float:
        return known.word_bits(word, of_the_town=word in towns)

    shared = sum(bits(word) for word in first.words if word in second.words)
    mine = [word for word in first.words if word not in second.words]
    theirs = [word for word in second.words if word not in first.words]
    for word in list(mine):
        twin = next((other for other in theirs if _one_spelling(word, other)), None)
        if twin is not None:
            mine.remove(word)
            theirs.remove(twin)
            shared += min(bits(word), bits(twin)) * 0.9
    return shared, sum(map(bits, mine)), sum(map(bits, theirs))


def _one_spelling(word: str, other: str) -> bool:
    """Say whether two words are one, misspelt, cut short or in the plural."""
    if min(len(word), len(other)) < _SHORT or word.isdigit() or other.isdigit():
        return False
    if word.startswith(other) or other.startswith(word):
        return abs(len(word) - len(other)) <= _SHORT - 1
    return fuzz.ratio(word, other) >= _SPELLING


def _marks_differ(first: Traits, second: Traits) -> bool:
    """Say whether one name marks another site: a number, its street's aside, "bus", "annexe"."""
    streets = {str(number.low) for number in (first.number, second.number) if number is not None}
    return bool((first.marks ^ second.marks) - streets)


def compare_addresses(first: Traits, second: Traits) -> Found:
    """Compare streets and numbers: another number in one street speaks against a pair."""
    if not first.street or not second.street:
        return _MISSING
    mine, theirs = " ".join(street_name(first.street)), " ".join(street_name(second.street))
    if fuzz.token_set_ratio(mine, theirs) < _SAME_STREET:
        return Found(Level.DIFFER, "other_street")
    if first.number is None or second.number is None:
        bare = first.number is None and second.number is None
        return Found(Level.CLOSE, "same_street" if not bare else "same_way")
    return _compare_numbers(first.number, second.number)


def _compare_numbers(first: HouseNumber, second: HouseNumber) -> Found:
    overlap = first.low <= second.high and second.low <= first.high
    if overlap and (first.suffix == second.suffix or first.low != second.low):
        return Found(Level.AGREE, "same_address")
    if overlap:
        return Found(Level.DIFFER, "bis")
    if min(abs(first.low - second.high), abs(second.low - first.high)) <= _NEIGHBOURS:
        return Found(Level.DIFFER, "neighbour")
    return Found(Level.DIFFER, "other_number")


def compare_points(first: Traits, second: Traits, known: Frequencies) -> Found:
    """Compare points by their distance; a missing point, or a crowded one, says nothing."""
    mine, theirs = first.point, second.point
    if mine is None or theirs is None:
        return _MISSING
    if known.points[mine] >= _CROWDED or known.points[theirs] >= _CROWDED:
        return Found(Level.MISSING, "crowded")
    metres = distance(mine, theirs)
    for case, limit in _STEPS:
        if metres <= limit:
            level = Level.AGREE if case == "spot" else Level.CLOSE
            return Found(Level.DIFFER if case == "far" else level, case)
    return Found(Level.DIFFER, "elsewhere")


def distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Give the great-circle distance between two points in degrees, in metres.

    Examples
    --------
    >>> round(distance((0.0, 49.0), (0.0, 50.0)))
    111195
    """
    longitude, latitude, other_longitude, other_latitude = map(math.radians, (*first, *second))
    half = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude)
        * math.cos(other_latitude)
        * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))


def compare_towns(first: Traits, second: Traits) -> Found:
    """Compare communes, postcodes and names of towns: one of them is enough to agree."""
    known = [
        (mine, theirs)
        for mine, theirs in (
            (first.commune, second.commune),
            (first.postcode, second.postcode),
            (first.locality, second.locality),
        )
        if mine and theirs
    ]
    if not known:
        return _MISSING
    if any(mine == theirs for mine, theirs in known):
        return Found(Level.AGREE, "same_town")
    return Found(Level.DIFFER, "other_town")


def compare_websites(first: Traits, second: Traits, known: Frequencies) -> Found:
    """Compare web addresses: the same page, or the same site unless many share it."""
    if not first.host or not second.host:
        return _MISSING
    if first.page == second.page:
        return Found(Level.AGREE, "same_page", known.bits(known.pages, first.page))
    if first.host == second.host:
        if known.hosts[first.host] >= _PLATFORM:
            return Found(Level.DIFFER, "other_page")
        return Found(Level.CLOSE, "same_site", known.bits(known.hosts, first.host))
    return Found(Level.DIFFER, "other_site")


def compare_sirets(first: str, second: str, known: Frequencies) -> Found:
    """Compare establishments: another one of the same company is another place."""
    if not first or not second:
        return _MISSING
    if first == second:
        return Found(Level.AGREE, "same", known.bits(known.sirets, first))
    if first[:_SIREN] == second[:_SIREN]:
        return Found(Level.DIFFER, "same_company")
    return Found(Level.DIFFER, "differ")


def _compare_values(first: str, second: str, values: Counter[str], known: Frequencies) -> Found:
    if not first or not second:
        return _MISSING
    if first == second:
        return Found(Level.AGREE, "same", known.bits(values, first))
    return Found(Level.DIFFER, "differ")
