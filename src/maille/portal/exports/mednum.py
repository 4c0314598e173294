"""Places in the national standard *lieux de médiation numérique*, version 1.0.2.

Source: https://schema.data.gouv.fr/LaMednum/standard-mediation-num
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from maille.places.enums import Accessibility, Audience, Service
from maille.portal.enums import Obstacle
from maille.portal.exports.geojson import geometry_of
from maille.portal.exports.obstacles import (
    is_postcode,
    obstacles_of_life,
    obstacles_of_siret,
    town_of,
)
from maille.portal.exports.site import Site
from maille.portal.exports.tables import SEPARATOR, write_table
from maille.portal.exports.telephones import telephone_of
from maille.portal.queries.open_places import OpenPlace, Tally

COLUMNS: Final = (
    *("id", "pivot", "nom", "commune", "code_postal", "code_insee", "adresse"),
    *("complement_adresse", "latitude", "longitude", "typologie", "telephone", "courriels"),
    *("site_web", "horaires", "presentation_resume", "presentation_detail", "source"),
    *("itinerance", "structure_parente", "date_maj", "services"),
    *("publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge"),
    *("dispositif_programmes_nationaux", "formations_labels", "autres_formations_labels"),
    *("modalites_acces", "modalites_accompagnement", "fiche_acces_libre", "prise_rdv"),
)
SERVICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Service.PAPERWORK: "Aide aux démarches administratives",
        Service.EVERYDAY_TOOLS: "Maîtrise des outils numériques du quotidien",
        Service.JOB_SEEKING: "Insertion professionnelle via le numérique",
        Service.SAFE_USE: "Utilisation sécurisée du numérique",
        Service.PARENTING: "Parentalité et éducation avec le numérique",
        Service.LEISURE: "Loisirs et créations numériques",
        Service.CULTURE: "Compréhension du monde numérique",
        Service.ACCESS: "Accès internet et matériel informatique",
        Service.EQUIPMENT: "Acquisition de matériel informatique à prix solidaire",
    }
)
# Whom a place may be for, and nobody else.
_PUBLICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Audience.TEENAGERS: "Jeunes",
        Audience.STUDENTS: "Étudiants",
        Audience.FAMILIES: "Familles et/ou enfants",
        Audience.CHILDREN: "Familles et/ou enfants",
        Audience.ELDERLY: "Seniors",
    }
)
_CARE: Final[Mapping[str, str]] = MappingProxyType(
    {
        Accessibility.HEARING: "Surdité",
        Accessibility.WHEELCHAIR: "Handicaps moteurs",
        Accessibility.MIND: "Handicaps mentaux",
        Accessibility.SIGHT: "Déficience visuelle",
    }
)
_WRITER: Final = json.JSONEncoder(ensure_ascii=False)
_INSEE: Final = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")
_TELEPHONE: Final = re.compile(r"\+(?:33|590|594|262|596|269|687|689|508|681)\d{6,9}")


def mednum_obstacles(place: OpenPlace) -> tuple[Obstacle, ...]:
    """Give why a place cannot be told in this standard, or nothing when it can."""
    found = [*obstacles_of_life(place), *obstacles_of_siret(place)]
    if not place.said["street"]:
        found.append(Obstacle.NO_STREET)
    if not is_postcode(place.said["postcode"]):
        found.append(Obstacle.NO_POSTCODE)
    if not town_of(place):
        found.append(Obstacle.NO_COMMUNE)
    return tuple(found)


def mednum_of(place: OpenPlace, tally: Tally | None = None) -> dict[str, Any]:
    """Give what is told of a place that has no obstacle; what nobody said is left out.

    What this standard has no form for is counted in the tally.
    """
    said = place.said
    told = {
        "id": place.id,
        "pivot": said["siret"],
        "nom": said["name"],
        "commune": town_of(place),
        "code_postal": said["postcode"],
        "code_insee": said["insee"] if _INSEE.fullmatch(said["insee"]) else "",
        "adresse": said["street"],
        **_coordinates(place),
        "typologie": "TIERS_LIEUX",
        "telephone": _telephone(place, tally),
        "courriels": said["email"],
        "site_web": SEPARATOR.join(dict.fromkeys(url for _kind, url in place.links)),
        "horaires": said["opening_hours"],
        "presentation_resume": said["summary"],
        "source": SEPARATOR.join(place.sources) or "Maille",
        "itinerance": "Itinérant" if place.itinerant else "",
        "structure_parente": said["organisation_name"],
        "date_maj": place.updated_on.isoformat(),
        "services": _joined(said["services"], SERVICES),
        "publics_specifiquement_adresses": _joined(only_publics(place, _PUBLICS), _PUBLICS),
        "prise_en_charge_specifique": _joined(said["accessibility"], _CARE),
    }
    return {name: value for name, value in told.items() if value not in {"", None}}


def only_publics(place: OpenPlace, known: Mapping[str, str]) -> list[str]:
    """Give whom a place is for when it is for nobody else: to welcome many is to exclude none."""
    audiences = list(place.said["audiences"])
    return audiences if all(audience in known for audience in audiences) else []


def write_mednum_table(
    places: Iterable[OpenPlace], site: Site, tally: Tally | None = None
) -> Iterator[str]:
    """Write the table that this standard describes, piece by piece."""
    del site
    return write_table(COLUMNS, (mednum_of(place, tally) for place in places))


def write_mednum_list(
    places: Iterable[OpenPlace], site: Site, tally: Tally | None = None
) -> Iterator[str]:
    """Write the same as a JSON list, piece by piece."""
    del site
    return write_list(mednum_of(place, tally) for place in places)


def write_list(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write a JSON list, an item a line."""
    between = "["
    for item in items:
        yield f"{between}\n{_WRITER.encode(item)}"
        between = ","
    yield "\n]\n" if between == "," else "[]\n"


def _telephone(place: OpenPlace, tally: Tally | None) -> str:
    number = telephone_of(place, tally)
    if number and not _TELEPHONE.fullmatch(number) and tally:
        tally.unwritten["telephone"] += 1
    return number if _TELEPHONE.fullmatch(number) else ""


def _coordinates(place: OpenPlace) -> dict[str, float | None]:
    geometry = geometry_of(place)
    longitude, latitude = geometry["coordinates"] if geometry else (None, None)
    return {"latitude": latitude, "longitude": longitude}


def _joined(codes: Iterable[str], words: Mapping[str, str]) -> str:
    return SEPARATOR.join(dict.fromkeys(words[code] for code in codes if code in words))
