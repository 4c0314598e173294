"""How much a value tells: what many share tells little, what few share tells much."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from maille.core.linking.folding import Traits

# Shares of names that hold a word, in 3,100 names of third places and of digital mediation
# (CGET 2019, mednum): known before the first place is read, so that few places tell as many do.
_BACKGROUND: Final = 3000
_COMMON: Final = {
    "services": 0.30, "france": 0.30, "commune": 0.10, "coworking": 0.08, "fablab": 0.07,
    "lab": 0.04, "poste": 0.06, "saint": 0.06, "centre": 0.05, "tierslieu": 0.05,
    "espace": 0.04, "maison": 0.04, "numerique": 0.04, "communaute": 0.05, "mairie": 0.03,
    "mediatheque": 0.03, "bibliotheque": 0.03, "association": 0.03, "atelier": 0.03,
    "social": 0.03, "sociale": 0.03, "bus": 0.03, "pimms": 0.02, "antenne": 0.03,
    "mediation": 0.02, "action": 0.02, "communal": 0.02, "communes": 0.03, "pays": 0.03,
    "cc": 0.03, "cowork": 0.02, "work": 0.02, "in": 0.02, "permanence": 0.02, "fabrique": 0.02,
    "village": 0.015, "factory": 0.012, "labo": 0.012, "ateliers": 0.012, "office": 0.012,
    "working": 0.012, "makerspace": 0.01, "hackerspace": 0.01, "innovation": 0.012,
    "cafe": 0.012, "cordee": 0.008, "cantine": 0.008, "ruche": 0.008, "bureau": 0.01,
    "point": 0.01, "pole": 0.012, "hub": 0.01, "quartier": 0.012, "ville": 0.012, "msap": 0.02,
    "ccas": 0.015, "cyber": 0.01, "culturel": 0.012, "socioculturel": 0.01, "socio": 0.01,
    "grand": 0.015, "petit": 0.008, "petite": 0.008, "station": 0.008, "relais": 0.01,
    "mission": 0.012, "locale": 0.012, "agglomeration": 0.015, "site": 0.015, "co": 0.01,
    "2": 0.01, "3": 0.006, "lieu": 0.01, "lieux": 0.008, "third": 0.006, "place": 0.008,
    "telecentre": 0.006, "multisites": 0.02, "itinerant": 0.01, "itinerante": 0.01,
    "ecole": 0.01, "college": 0.01, "lycee": 0.01, "universite": 0.01, "digital": 0.008,
    "start": 0.006, "way": 0.006, "by": 0.006, "open": 0.006, "c": 0.006, "club": 0.008,
}  # fmt: skip
# What any other word may be expected to be found in, besides the names at hand.
_RARE: Final = 1 / 3000
# In a name, the word of its own town is expected more often than elsewhere.
_OF_THE_TOWN: Final = 0.15
# What an address, a number or an organisation tells that two descriptions alone share, in bits.
_SHARED_BY_TWO: Final = 10.0


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many of ``total`` descriptions hold each value."""

    total: int
    words: Counter[str]
    hosts: Counter[str]
    pages: Counter[str]
    phones: Counter[str]
    emails: Counter[str]
    sirets: Counter[str]
    organisations: Counter[str]
    points: Counter[tuple[float, float]]
    towns: Counter[str]

    def word_bits(self, word: str, *, of_the_town: bool = False) -> float:
        """Give what sharing a word of a name tells, in bits.

        Examples
        --------
        >>> from maille.core.linking.folding import read_traits
        >>> from maille.core.linking.values import Described
        >>> known = count([read_traits(Described("1", "La Filature, coworking"))])
        >>> round(known.word_bits("filature"), 1), round(known.word_bits("coworking"), 1)
        (10.6, 3.6)
        """
        expected = _COMMON.get(word, _RARE)
        share = (self.words[word] + _BACKGROUND * expected) / (self.total + _BACKGROUND)
        return -math.log2(min(1.0, share + (_OF_THE_TOWN if of_the_town else 0.0)))

    @staticmethod
    def is_common(word: str) -> bool:
        """Say whether many names hold a word, whatever their town.

        Examples
        --------
        >>> Frequencies.is_common("coworking"), Frequencies.is_common("filature")
        (True, False)
        """
        return word in _COMMON

    def bits(self, known: Counter[str], value: str) -> float:
        """Give what sharing any other value tells, in bits: one less each time twice as many do."""
        return _SHARED_BY_TWO + 1 - math.log2(max(2, known[value]))


def count(traits: Iterable[Traits]) -> Frequencies:
    """Count the values of some descriptions.

    Examples
    --------
    >>> count([]).total
    0
    """
    rows = list(traits)
    return Frequencies(
        total=len(rows),
        words=Counter(word for row in rows for word in row.words),
        hosts=Counter(row.host for row in rows if row.host),
        pages=Counter(row.page for row in rows if row.page),
        phones=Counter(row.phone for row in rows if row.phone),
        emails=Counter(row.email for row in rows if row.email),
        sirets=Counter(row.siret for row in rows if row.siret),
        organisations=Counter(row.organisation for row in rows if row.organisation),
        points=Counter(row.point for row in rows if row.point),
        towns=Counter(town for row in rows if (town := town_of(row))),
    )


def town_of(row: Traits) -> str:
    """Give what best says in which town a description is: commune, else postcode, else name."""
    return row.commune or row.postcode or row.locality
