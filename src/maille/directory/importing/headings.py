"""What the headings of lists mean: the words that name each field, and those that forbid it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from maille.directory.importing.cells import fold

# Headings by field; the first ones are the surest. Besides the fields of a place: what places it,
# identifies or dates its row, or completes another column.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": (
            *("nom", "nom du lieu", "name", "nom tl", "libelle", "titre", "intitule", "lieu"),
            *("nom structure", "structure", "raison sociale", "denomination", "lib fs", "c nom"),
            *("nom de la structure", "titre initiative", "naam", "enseigne", "tiers lieu"),
            *("nom de l etablissement", "etablissement", "nom de l espace", "nom usuel", "title"),
            *("appellation", "designation", "label", "nom complet", "place name"),
        ),
        "address": (
            *("adresse complete", "adresse postale", "adresse geocodee", "full address"),
            *("adresse postale complete", "localisation", "address full"),
        ),
        "number": (
            *("numero", "n", "housenumber", "numero de voie", "num voie", "n de voie", "num"),
            *("huisnummer", "house number", "numero rue", "n rue", "numvoie", "nr"),
        ),
        "street": (
            *("adresse", "rue", "voie", "street", "addr street", "numero et voie", "address"),
            *("adresse 1", "c adresse", "straat", "n et voie", "adr", "libelle voie", "nom voie"),
            *("adresse ligne 1", "adresse1", "address line 1", "type et nom de voie"),
        ),
        "postcode": (
            *("code postal", "cp", "codepostal", "postcode", "postal code", "zip", "zipcode"),
            *("addr postcode", "c postcode", "code post", "cod post", "cpostal", "postnummer"),
            *("zip code", "npa"),
        ),
        "locality": (
            *("commune", "ville", "nom commune", "localite", "city", "town", "nomcom", "lib com"),
            *("addr city", "c city", "libelle commune", "municipality", "gemeente", "libcom"),
            *("bureau distributeur", "stad", "nom de la commune", "commune d implantation"),
        ),
        "insee": (
            *("code insee", "insee", "insee com", "code commune", "inseecom", "codgeo", "citycode"),
            *("commune code", "depcom", "code officiel commune", "nis", "code nis", "com insee"),
            *("code insee commune", "code geographique"),
        ),
        "website": (
            *("site web", "site internet", "url", "website", "web", "lien", "site", "c site web"),
            *("contact website", "page web", "lien web", "homepage", "adresse web", "lien site"),
        ),
        "phone": (
            *("telephone", "tel", "phone", "numero de telephone", "num tel", "contact phone"),
            *("n de telephone", "c telephone", "telephone fixe", "mobile", "gsm", "portable"),
            *("n tel", "telefoon"),
        ),
        "email": (
            *("email", "mail", "courriel", "e mail", "adresse mail", "adresse e mail"),
            *("adresse electronique", "mel", "adresse courriel"),
        ),
        "siret": ("siret", "n siret", "numero siret", "ref fr siret", "code siret"),
        "opening_hours": (
            *("horaires", "horaire", "opening hours", "heures d ouverture", "horaires d ouverture"),
            *("plages horaires", "heures", "openingsuren", "ouverture au public", "ouverture"),
        ),
        "open_days": ("jours d ouverture", "jours", "opening days", "jours ouverts", "jour"),
        "summary": (
            *("description", "presentation", "resume", "presentation resume", "descriptif"),
            *("a propos", "en quelques mots", "description courte", "projet du lieu"),
        ),
        "activities": (
            *("activites", "type", "typologie", "categorie", "typo", "activities", "types"),
            *("categories", "activite", "usages", "tags", "thematiques", "thematique", "nature"),
            *("activites proposees", "espaces", "vocation", "amenity"),
        ),
        "audiences": ("publics", "public", "publics accueillis", "audiences", "public cible"),
        "accessibility": (
            *("accessibilite", "wheelchair", "pmr", "acces pmr", "handicap", "acces handicape"),
        ),
        "services": ("services", "services proposes", "services numeriques"),
        "transports": ("transports", "acces transports", "transport"),
        "state": (
            *("etat", "statut", "state", "etat du lieu", "en activite", "situation", "status"),
            *("avancement", "stade", "etat d avancement", "statut d activite", "actif"),
        ),
        "is_closed": ("ferme", "lieu ferme", "closed", "is closed", "definitivement ferme"),
        "opened": (
            *("date d ouverture", "annee d ouverture", "ouverture", "start date", "ouvert en"),
            *("annee de creation", "date de creation", "creation", "ouvert depuis", "annee ouv"),
            *("mise en service", "date ouv", "annee d inauguration", "year opened", "annee"),
        ),
        "closed": (
            *("date de fermeture", "fermeture", "end date", "ferme en", "annee de fermeture"),
            *("ferme depuis", "ferme le", "date fin d activite", "closed on", "cessation"),
        ),
        "organisation_name": (
            *("structure porteuse", "gestionnaire", "operator", "porteur", "organisme"),
            *("nom du gestionnaire", "organisation", "porteur du projet", "exploitant"),
        ),
        "organisation_form": (
            *("forme juridique", "statut juridique", "modele juridique", "nature juridique"),
            *("type de structure", "type de gestionnaire", "categorie juridique"),
        ),
        "longitude": ("longitude", "long", "lon", "lng", "x", "coord x", "x wgs84"),
        "latitude": ("latitude", "lat", "y", "coord y", "y wgs84"),
        "pair": (
            *("pointgeo", "geo point", "geo point 2d", "coordonnees", "geopoint", "latlong"),
            *("coordonnees gps", "gps", "lat lon", "latlng", "coordonnees geographiques"),
            *("position", "geolocalisation", "xy", "wkt", "location"),
        ),
        "score": ("result score", "score", "precision", "geo score"),
        "key": (
            *("id", "identifiant", "identifier", "uid", "code", "ref", "gid", "cle", "index"),
            *("reference", "fid", "matricule", "code lieu", "n", "numero", "no"),
        ),
        "date": (
            *("date maj", "date de mise a jour", "maj", "updated at", "check date", "dat maj"),
            *("mis a jour le", "derniere mise a jour", "last update", "date de modification"),
            *("date de verification", "verifie le", "mise a jour"),
        ),
    }
)
# A heading that holds one of these speaks of something else.
_FORBIDDEN: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "name": frozenset(
            {
                "prenom",
                "contact",
                "commune",
                "ville",
                "departement",
                "region",
                "gestionnaire",
                "porteur",
                "responsable",
                "referent",
                "dirigeant",
                "reseau",
                "epci",
                "interlocuteur",
                "rue",
                "voie",
                "personne",
                "com",
                "dep",
                "reg",
                "type",
                "statut",
                "code",
                "date",
                "web",
                "internet",
            }
        ),
        "street": frozenset(
            {"mail", "email", "web", "internet", "electronique", "courriel", "ip", "postal"}
        ),
        "address": frozenset(
            {"mail", "email", "web", "internet", "electronique", "courriel", "ip"}
        ),
        "locality": frozenset({"code", "insee", "epci", "agglomeration", "cp", "site"}),
        "postcode": frozenset({"insee"}),
        "insee": frozenset({"departement", "region", "epci", "dep", "reg", "siren", "postal"}),
        "website": frozenset(
            {
                "facebook",
                "instagram",
                "twitter",
                "linkedin",
                "youtube",
                "photo",
                "image",
                "logo",
                "video",
                "reseaux",
                "commune",
                "mairie",
            }
        ),
        "opened": frozenset({"horaires", "horaire", "heures", "jours", "jour", "public"}),
        "closed": frozenset({"horaires", "horaire", "heures", "jours", "jour"}),
        "opening_hours": frozenset({"annee", "date"}),
        "state": frozenset({"juridique"}),
        "phone": frozenset({"fax"}),
        "summary": frozenset({"acces", "horaires"}),
        "activities": frozenset(
            {"structure", "gestionnaire", "voie", "date", "secteur", "juridique"}
        ),
        "organisation_form": frozenset({"voie"}),
        "date": frozenset({"ouverture", "fermeture", "creation"}),
        "number": frozenset({"telephone", "tel", "siret", "siren", "departement"}),
        "key": frozenset({"postal", "insee", "commune", "departement", "region"}),
    }
)
# What OpenStreetMap says of a place as it was or will be.
# Source: https://wiki.openstreetmap.org/wiki/Lifecycle_prefix
_ANOTHER_TIME: Final = re.compile(
    r"(?:^|[.:])(?:old_|(?:abandoned|construction|demolished|destroyed|disused|historic|old"
    r"|planned|proposed|razed|removed|ruins|was):)",
    re.IGNORECASE,
)
# What these words place is said by their number, in a system that the heading may name.
_AXES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "longitude": frozenset({"x", "longitude", "long", "lon", "lng"}),
        "latitude": frozenset({"y", "latitude", "lat"}),
    }
)
_SYSTEMS: Final = frozenset(
    {
        "l93",
        "lambert",
        "lambert93",
        "l2e",
        "93",
        "coord",
        "coordonnee",
        "coordonnees",
        "wgs84",
        "4326",
        "2154",
        "3857",
        "epsg",
        "geo",
        "gps",
        "rgf93",
        "point",
        "lieu",
        "result",
        "location",
        "localisation",
        "position",
    }
)
_EMPTY: Final = frozenset(
    {
        "du",
        "de",
        "la",
        "le",
        "les",
        "l",
        "d",
        "des",
        "en",
        "a",
        "au",
        "aux",
        "et",
        "the",
        "of",
        "un",
        "une",
        "votre",
        "vos",
        "son",
        "sa",
        "ce",
        "cette",
        "propose",
        "proposes",
        "proposee",
        "proposees",
        "principal",
        "principale",
    }
)
# Words that every heading of a list of places may bear, and that say nothing by themselves.
_OURS: Final = frozenset({"tiers", "lieu", "lieux", "structure", "etablissement", "espace", "site"})
_WHOLE: Final = frozenset({"longitude", "latitude", "key", "score", "number", "pair", "is_closed"})
_SURE, _AXIS, _LIKELY, _PERHAPS = 0.95, 0.9, 0.8, 0.5
_STEPS: Final = 10


def weigh_heading(field: str, heading: str) -> float:
    """Tell how surely a heading names a field, from 0 to 1.

    Examples
    --------
    >>> weigh_heading("name", "Nom du tiers-lieu"), weigh_heading("name", "Nom du référent")
    (0.95, 0.0)
    >>> weigh_heading("longitude", "X_L93"), weigh_heading("postcode", "localisation.cp")
    (0.9, 0.94)
    """
    if _ANOTHER_TIME.search(heading):
        return 0.0
    return max((_weigh(field, words) for words in _readings(heading)), default=0.0)


def is_forbidden(field: str, heading: str) -> bool:
    """Tell whether a heading speaks of something else than a field, whatever its cells hold."""
    if _ANOTHER_TIME.search(heading):
        return True
    forbidden = _FORBIDDEN.get(field, frozenset())
    return any(not forbidden.isdisjoint(words) for words in _readings(heading))


@lru_cache(maxsize=2048)
def _readings(heading: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways of reading a heading: whole, and by its last part when it is a path."""
    told = [heading.replace("_", " ")]
    if "." in heading.strip("."):
        told.append(heading.rsplit(".", 1)[1].replace("_", " "))
    if ":" in heading.strip(":"):
        told.append(heading.rsplit(":", 1)[1])
    found = []
    for one in told:
        folded = fold(re.sub(r"\([^)]*\)|[²³]", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one)))
        found.append(tuple(folded.split()))
        found.append(tuple(re.sub(r"^(?:h|c|user|contact|addr) ", "", folded).split()))
    return tuple(dict.fromkeys(words for words in found if words))


@lru_cache(maxsize=8192)
def _weigh(field: str, words: tuple[str, ...]) -> float:
    told = " ".join(words)
    patterns = HEADINGS[field]
    if told in patterns:
        return _SURE - 0.01 * min(patterns.index(told), _STEPS)
    if not _FORBIDDEN.get(field, frozenset()).isdisjoint(words):
        return 0.0
    bare = _bare(words)
    known = _bare_patterns(field)
    if bare in known:
        return _SURE - 0.01 * min(known.index(bare), _STEPS)
    axis = _AXES.get(field)
    if axis and not axis.isdisjoint(words) and set(words) - axis <= _SYSTEMS:
        return _AXIS
    if field in _WHOLE:
        return 0.0
    return max((_part(pattern, bare) for pattern in known if pattern), default=0.0)


def _part(pattern: tuple[str, ...], words: tuple[str, ...]) -> float:
    """Tell how much a heading that says more still says the same."""
    if words[: len(pattern)] == pattern:
        return _LIKELY - 0.05 * (len(words) - len(pattern))
    return _PERHAPS if set(pattern) <= set(words) else 0.0


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    telling = tuple(word for word in words if word not in _EMPTY) or words
    return tuple(word for word in telling if word not in _OURS) or telling


@lru_cache(maxsize=64)
def _bare_patterns(field: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_bare(tuple(pattern.split())) for pattern in HEADINGS[field])
