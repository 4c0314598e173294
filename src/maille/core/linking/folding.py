"""Reading a description so that two spellings of one thing are equal."""

import math
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from maille.core.kernel.names import fold_name
from maille.core.linking.values import Described

# Words that tie others together: they tell nothing.
_TIES: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "au",
        "aux",
        "avec",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "for",
        "l",
        "la",
        "le",
        "les",
        "lez",
        "lieu",
        "of",
        "par",
        "pour",
        "s",
        "sous",
        "sur",
        "the",
        "un",
        "une",
    ]
)
_PHRASES: Final = (
    (re.compile(r"\bco (?=work)"), "co"),
    (re.compile(r"\bfab labs?\b|\bfablabs\b"), "fablab"),
    (re.compile(r"\btiers ?lieux?\b"), "tierslieu"),
    (re.compile(r"\bmaker ?spaces?\b"), "makerspace"),
    (re.compile(r"\bhacker ?spaces?\b"), "hackerspace"),
    # Houses of public services took their new name in 2020.
    (re.compile(r"\b(?:msap|maisons? (?:de )?services? au public)\b"), "france services"),
    (re.compile(r"\b(?:maison )?frances? services?\b"), "france services"),
    (
        re.compile(r"\bcc(?= d[eu]?\b| des\b)|\bcommunautes? (?:de )?com(?:munes?)?\b"),
        "communaute communes",
    ),
    (re.compile(r"\b(?:commune|ville) (?=d[eu]?\b|des\b)"), "mairie "),
    (re.compile(r"\b(?:cs|ctre social|centres? soci(?:al|aux))\b"), "centre social"),
    (
        re.compile(
            r"\b(?:csc|csci|csi|centre socio ?culturel|centre social intercommunal"
            r"|centre social (?:et )?(?:socio ?)?culturel)\b"
        ),
        "centre social",
    ),
    (re.compile(r"\bass\b"), "association"),
    (re.compile(r"\bbibliotheque\b"), "mediatheque"),
)
# Words by which one house tells its sites apart: the bus of a service is not its office.
_MARKS: Final = {
    "annexe": "annexe", "antenne": "annexe", "permanence": "annexe",
    "bus": "bus", "camion": "bus", "itinerance": "bus", "itinerant": "bus", "itinerante": "bus",
    "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
# Bodies that share buildings, and often the name of their town, without being one another.
_KINDS: Final = {
    "mairie": "town hall", "ccas": "welfare", "cias": "welfare", "pij": "youth",
    "mediatheque": "library", "ludotheque": "games",
    "prefecture": "prefecture",
}  # fmt: skip
_KIND_PHRASES: Final = {
    "action sociale": "welfare", "info jeunes": "youth", "service jeunesse": "youth",
    "mission locale": "jobs", "pole emploi": "jobs", "service emploi": "jobs",
    "espace emploi": "jobs", "france services": "services", "centre social": "social centre",
    "communaute communes": "towns together", "communaute agglomeration": "towns together",
}  # fmt: skip
_STREET_WORDS: Final = {
    "all": "allee", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard",
    "blvd": "boulevard", "boul": "boulevard", "bvd": "boulevard", "ch": "chemin",
    "chem": "chemin", "crs": "cours", "esp": "esplanade", "fbg": "faubourg", "fg": "faubourg",
    "imp": "impasse", "pl": "place", "pce": "place", "prom": "promenade", "qu": "quai",
    "r": "rue", "rte": "route", "sq": "square", "cdt": "commandant", "col": "colonel",
    "dr": "docteur", "gal": "general", "gen": "general", "mal": "marechal", "mgr": "monseigneur",
    "pdt": "president", "pr": "professeur", "za": "zone", "zac": "zone", "zi": "zone",
}  # fmt: skip
_STREET_KINDS: Final = frozenset(
    [
        "allee",
        "avenue",
        "boulevard",
        "carrefour",
        "chemin",
        "cite",
        "cours",
        "esplanade",
        "faubourg",
        "hameau",
        "impasse",
        "mail",
        "montee",
        "parvis",
        "passage",
        "place",
        "promenade",
        "quai",
        "rond",
        "route",
        "rue",
        "ruelle",
        "sentier",
        "square",
        "villa",
        "voie",
        "zone",
    ]
)
_NUMBER: Final = re.compile(
    r"(?:^|(?<=[\s,;(]))(?P<low>\d{1,4})\s*(?P<suffix>bis|ter|quater|[a-d](?![a-z'’]))?"
    r"(?:\s*(?:-|/|–|à|et|,)\s*(?P<high>\d{1,4})\s*(?:bis|ter|quater|[a-d](?![a-z'’]))?)?"
    r"(?=[\s,;]|$)",
    re.IGNORECASE,
)
_BOX: Final = re.compile(r"\b(?:bp|cs|cedex)\s*\d*\b", re.IGNORECASE)
# Numbers kept for works of fiction. Source: Arcep, decision 2018-0881, annex 1, 2.2.4.
_FICTION: Final = ("019900", "026191", "035301", "046571", "053649", "063998")
_FRENCH_PHONE: Final = 10
# Hosts kept for examples. Source: RFC 2606 and RFC 6761.
_EXAMPLES: Final = ("example.org", "example.com", "example.net", ".example", ".test", ".invalid")
_SIRET: Final = 14
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A number in a street, or a range of them, with ``bis`` and the like."""

    low: int
    high: int
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """A description made ready to be compared.

    ``words`` are the words of the name that tell something, ``marks`` those of them that tell one
    site of a house from another: numbers, "bus", "annexe"; ``kinds`` the public bodies it names;
    ``place_words`` the words of the town, which tell little in a name.
    """

    key: str
    words: tuple[str, ...]
    marks: frozenset[str]
    kinds: frozenset[str]
    initials: str
    place_words: frozenset[str]
    street: tuple[str, ...]
    number: HouseNumber | None
    postcode: str
    locality: str
    commune: str
    point: tuple[float, float] | None
    host: str
    page: str
    phone: str
    email: str
    siret: str
    organisation: str


def read_traits(place: Described) -> Traits:
    """Make a description ready to be compared.

    Examples
    --------
    >>> traits = read_traits(Described("1", "Le Fab-Lab d'Ancenis", "5 bis, av. de Béthune"))
    >>> traits.words, traits.street, traits.number
    (('fablab', 'ancenis'), ('avenue', 'bethune'), HouseNumber(low=5, high=5, suffix='bis'))
    """
    words = name_words(place.name)
    number, street = _read_street(place.street)
    host, page = read_website(place.website)
    return Traits(
        key=place.key,
        words=words,
        marks=frozenset(
            _MARKS.get(word, word) for word in words if word.isdigit() or word in _MARKS
        ),
        kinds=_kinds_of(words),
        initials="".join(word[0] for word in words),
        place_words=frozenset(fold_name(place.locality).split()) - _TIES,
        street=street,
        number=number,
        postcode=place.postcode.strip(),
        locality=fold_name(re.sub(r"(?i)\bcedex\b.*|\d+.*", "", place.locality)),
        commune=place.commune.strip(),
        point=_read_point(place.point),
        host=host,
        page=page,
        phone=read_phone(place.phone),
        email=read_email(place.email),
        siret=read_siret(place.siret),
        organisation=" ".join(name_words(place.organisation)),
    )


def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name that tell something, each once; all of them when none does.

    Examples
    --------
    >>> name_words("Le Tiers-Lieu de l'Orangerie"), name_words("Co-working Le Lieu")
    (('tierslieu', 'orangerie'), ('coworking',))
    """
    folded = fold_name(name.replace("@", "a"))
    for phrase, word in _PHRASES:
        folded = phrase.sub(word, folded)
    words = tuple(dict.fromkeys(folded.split()))
    return tuple(word for word in words if word not in _TIES) or words


def read_website(address: str) -> tuple[str, str]:
    """Give the host of a web address, and the host with the path; nothing when it is none.

    Examples
    --------
    >>> read_website("http://www.Le-Wip.com/a-propos/"), read_website("en cours")
    (('le-wip.com', 'le-wip.com/a-propos'), ('', ''))
    """
    text = address.strip().lower()
    if not text or "@" in text or " " in text:
        return "", ""
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    if "." not in host or host.endswith(_EXAMPLES):
        return "", ""
    path = re.sub(r"/(?:index\.\w+)?$", "", parts.path.rstrip("/"))
    query = f"?{parts.query}" if parts.query else ""
    return host, f"{host}{path}{query}"


def read_phone(phone: str) -> str:
    """Give the ten digits of a French number, or the digits of another; nothing of a made-up one.

    Examples
    --------
    >>> read_phone("+33 (0)2 31 00 00 01"), read_phone("01 99 00 12 34"), read_phone("?")
    ('0231000001', '', '')
    """
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", phone))
    digits = re.sub(r"^(?:00)?33(?=[1-9]\d{8}$)", "0", digits)
    if len(digits) < _FRENCH_PHONE or digits.startswith(_FICTION):
        return ""
    return digits


def read_email(email: str) -> str:
    """Give an address in small letters; nothing when it is none, or is kept for examples.

    Examples
    --------
    >>> read_email("Contact@Le-Wip.com"), read_email("contact@example.org")
    ('contact@le-wip.com', '')
    """
    text = email.strip().lower()
    return "" if text.count("@") != 1 or text.endswith(_EXAMPLES) else text


def read_siret(siret: str) -> str:
    """Give the fourteen digits of an establishment; nothing when they are not that many.

    Examples
    --------
    >>> read_siret("401 092 267 00020"), read_siret("401092267")
    ('40109226700020', '')
    """
    digits = re.sub(r"\D", "", siret)
    return digits if len(digits) == _SIRET and digits.strip("0") else ""


def _kinds_of(words: tuple[str, ...]) -> frozenset[str]:
    """Give which public bodies a name names."""
    text = f" {' '.join(words)} "
    told = {kind for phrase, kind in _KIND_PHRASES.items() if f" {phrase} " in text}
    return frozenset(told | {_KINDS[word] for word in words if word in _KINDS})


def _read_point(point: tuple[float, float] | None) -> tuple[float, float] | None:
    """Give the point, unless it stands where nobody measured: beside 0, 0, or nowhere."""
    if point is None or not all(map(math.isfinite, point)):
        return None
    return None if max(map(abs, point)) < 0.01 else point  # noqa: PLR2004 - a kilometre


def _read_street(street: str) -> tuple[HouseNumber | None, tuple[str, ...]]:
    text = _BOX.sub(" ", street)
    found = _NUMBER.search(text)
    number = None
    if found:
        low = int(found["low"])
        high = int(found["high"] or low)
        number = HouseNumber(low, max(low, high), (found["suffix"] or "").lower())
        text = f"{text[: found.start()]} {text[found.end() :]}"
    words = [_STREET_WORDS.get(word, word) for word in fold_name(text).split()]
    kept = [word for word in words if word not in _TIES and len(word) >= _SHORTEST]
    start = next((place for place, word in enumerate(kept) if word in _STREET_KINDS), 0)
    return number, tuple(dict.fromkeys(kept[start:] if len(kept) - start > 1 else kept))


def street_name(street: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of a street without what kind of street it is.

    Examples
    --------
    >>> street_name(("rue", "paul", "bellamy")), street_name(("place",))
    (('paul', 'bellamy'), ('place',))
    """
    return tuple(word for word in street if word not in _STREET_KINDS) or street
