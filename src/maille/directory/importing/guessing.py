"""Which column speaks of which field: guessed from its heading, then from what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from maille.directory.importing import cells, hours
from maille.directory.importing.tables import GEOMETRY

# Headings by field, folded; the first ones are the surest.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": (
            *("nom", "nom du lieu", "name", "nom tl", "libelle", "titre", "intitule", "lieu"),
            *("nom structure", "structure", "raison sociale", "denomination", "lib fs", "c nom"),
            *("nom de la structure", "titre initiative", "naam", "enseigne", "tiers lieu"),
        ),
        "address": ("adresse complete", "adresse postale", "adresse geocodee", "full address"),
        "street": (
            *("adresse", "rue", "voie", "street", "addr street", "numero et voie", "address"),
            *("adresse 1", "c adresse", "straat"),
        ),
        "postcode": (
            *("code postal", "cp", "codepostal", "postcode", "postal code", "zip", "zipcode"),
            *("addr postcode", "c postcode", "code post"),
        ),
        "locality": (
            *("commune", "ville", "nom commune", "localite", "city", "town", "nomcom", "lib com"),
            *("addr city", "c city", "libelle commune", "municipality", "gemeente"),
        ),
        "insee": (
            *("code insee", "insee", "insee com", "code commune", "inseecom", "codgeo", "citycode"),
            *("commune code", "depcom", "code officiel commune", "nis"),
        ),
        "website": (
            *("site web", "site internet", "url", "website", "web", "lien", "site", "c site web"),
            *("contact website", "page web"),
        ),
        "phone": (
            *("telephone", "tel", "phone", "numero de telephone", "num tel", "contact phone"),
            *("n de telephone", "c telephone", "mobile"),
        ),
        "email": ("email", "mail", "courriel", "e mail", "adresse mail", "adresse e mail"),
        "siret": ("siret", "n siret", "numero siret", "ref fr siret"),
        "opening_hours": (
            *("horaires", "horaire", "opening hours", "heures d ouverture", "horaires d ouverture"),
        ),
        "summary": ("description", "presentation", "resume", "presentation resume", "descriptif"),
        "activities": ("activites", "type", "typologie", "categorie", "typo", "activities"),
        "audiences": ("publics", "public", "publics accueillis", "audiences"),
        "accessibility": ("accessibilite", "wheelchair", "pmr", "acces pmr"),
        "services": ("services",),
        "state": ("etat", "statut", "state", "etat du lieu", "en activite"),
        "opened": ("date d ouverture", "annee d ouverture", "ouverture", "start date"),
        "closed": ("date de fermeture", "fermeture", "end date"),
        "organisation_name": ("structure porteuse", "gestionnaire", "operator", "porteur"),
        "organisation_form": ("forme juridique", "statut juridique", "modele juridique"),
        "longitude": ("longitude", "long", "lon", "lng", "x", "coord x", "x wgs84"),
        "latitude": ("latitude", "lat", "y", "coord y", "y wgs84"),
        "pair": ("pointgeo", "geo point", "geo point 2d", "coordonnees", "geopoint", "latlong"),
        "score": ("result score", "score", "precision", "geo score"),
        "key": ("id", "identifiant", "identifier", "uid", "code", "ref", "gid", "cle", "index"),
        "date": ("date maj", "date de mise a jour", "maj", "updated at", "check date", "dat maj"),
    }
)
_DAYS: Final = {
    "lundi": "Mo",
    "mardi": "Tu",
    "mercredi": "We",
    "jeudi": "Th",
    "vendredi": "Fr",
    "samedi": "Sa",
    "dimanche": "Su",
}
_WEEKS: Final = re.compile(r"semaines? (?:im)?paires?", re.IGNORECASE)
_SURE, _LIKELY, _SEEN, _PERHAPS = 0.95, 0.8, 0.7, 0.5
_MOST: Final = 0.8


@dataclass(frozen=True, slots=True)
class Guess:
    """A column that may speak of a field; ``confidence`` goes from 0 to 1."""

    field: str
    column: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was guessed of a table: a column for each field, the columns of days, of weeks."""

    fields: Mapping[str, Guess]
    days: Mapping[str, str]
    weeks: str = ""


def guess_columns(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> Guesses:
    """Guess what each column holds; each speaks of one field, each field of one column.

    Parameters
    ----------
    columns
        The headings, in order.
    samples
        For each heading, what stands in its first cells that hold something.
    """
    weighed = sorted(
        (
            guess
            for place, column in enumerate(columns)
            if column != GEOMETRY
            for guess in _guesses_of(column, samples.get(column, ()), place)
        ),
        key=lambda guess: -guess.confidence,
    )
    found: dict[str, Guess] = {}
    taken: set[str] = set()
    for guess in weighed:
        if guess.field not in found and guess.column not in taken:
            found[guess.field] = guess
            taken.add(guess.column)
    days = _days(columns)
    weeks = next((name for name in columns if _are_weeks(samples.get(name, ()))), "")
    return Guesses(found, days, weeks)


def _guesses_of(column: str, sample: Sequence[str], place: int) -> list[Guess]:
    folded = re.sub(r"^(?:h|c|user|contact|addr) ", "", cells.fold(column.replace("_", " ")))
    full = cells.fold(column.replace("_", " "))
    found = []
    for name, headings in HEADINGS.items():
        confidence = _heading(name, {folded, full}, headings)
        fits = _FITS.get(name)
        share = _share(sample, fits) if fits else None
        if share is not None and confidence:
            confidence *= 0.4 + 0.6 * share
        elif share is not None and share > _MOST and name in _TELLING:
            confidence = _SEEN * share
        if name == "key" and not confidence and _identifies(full, sample):
            confidence = _SEEN
        if confidence > _PERHAPS * 0.6:
            found.append(Guess(name, column, round(confidence - place * 1e-4, 3)))
    return found


def _identifies(heading: str, sample: Sequence[str]) -> bool:
    """Tell whether a column called some kind of identifier never says the same twice."""
    words = set(heading.split())
    unique = len(sample) > 1 and len(set(sample)) == len(sample)
    return unique and not words.isdisjoint({"id", "identifiant", "uid", "gid", "ref"})


def _heading(name: str, written: set[str], headings: Sequence[str]) -> float:
    for rank, heading in enumerate(headings):
        if heading in written:
            return _SURE - 0.01 * min(rank, 10)
    words = {word for one in written for word in one.split()}
    if name not in ("longitude", "latitude", "key", "score") and headings[0] in words:
        return _PERHAPS
    return 0.0


def _share(sample: Sequence[str], fits: Callable[[str], Any]) -> float | None:
    if not sample:
        return None
    return sum(bool(fits(text)) for text in sample) / len(sample)


def _days(columns: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        words = cells.fold(column.replace("_", " ")).split()
        for word, day in _DAYS.items():
            if word in words:
                found.setdefault(day, column)
    return found if len(found) >= len(_DAYS) - 2 else {}


def _are_weeks(sample: Sequence[str]) -> bool:
    return bool(sample) and all(_WEEKS.search(text) for text in sample)


def _is_degrees(text: str) -> bool:
    number = cells.read_number(text)
    return number is not None


def _is_pair(text: str) -> bool:
    return re.fullmatch(r"\[?\s*-?\d+[.,]\d+\s*[,; ]\s*-?\d+[.,]\d+\s*\]?", text) is not None


def _is_postcode(text: str) -> bool:
    return re.fullmatch(r"\d{4,5}", text) is not None


def _is_insee(text: str) -> bool:
    return re.fullmatch(r"\d{4,5}|2[AB]\d{3}|BE-\d{5}", text) is not None


def _is_website(text: str) -> bool:
    return cells.is_web_address(text) or text.startswith("www.")


_FITS: Final[Mapping[str, Callable[[str], Any]]] = {
    "postcode": _is_postcode,
    "insee": _is_insee,
    "website": _is_website,
    "phone": cells.read_phone,
    "email": cells.read_emails,
    "siret": cells.read_siret,
    "opening_hours": lambda text: hours.read_hours(text).hours,
    "longitude": _is_degrees,
    "latitude": _is_degrees,
    "pair": _is_pair,
    "score": _is_degrees,
    "date": cells.read_day,
    "address": lambda text: len(cells.read_address(text)) > 1,
}
# What cells tell by themselves, whatever the heading says.
_TELLING: Final = frozenset({"website", "email", "siret", "opening_hours", "pair", "address"})
