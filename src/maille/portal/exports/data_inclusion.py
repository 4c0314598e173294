"""Places in the schemas of data·inclusion, version 1: structures, and what they offer.

Source: https://github.com/gip-inclusion/data-inclusion-schema
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from maille.places.enums import Audience, Service
from maille.portal.enums import Obstacle
from maille.portal.exports.geojson import geometry_of
from maille.portal.exports.mednum import SERVICES, only_publics, write_list
from maille.portal.exports.obstacles import (
    is_postcode,
    obstacles_of_life,
    obstacles_of_siret,
    town_of,
)
from maille.portal.exports.site import Site
from maille.portal.exports.telephones import telephone_of
from maille.portal.queries.open_places import OpenPlace, Tally

PRODUCER: Final = "maille"
_SHORTEST_NAME, _LONGEST_NAME = 3, 150
_SHORTEST_DESCRIPTION: Final = 5
_CODE: Final = 5
_PAPERWORK: Final = "difficultes-administratives-ou-juridiques"
_FUNDAMENTALS: Final = "numerique--maitriser-les-fondamentaux-du-numerique"
THEMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Service.PAPERWORK: (
            f"{_PAPERWORK}--accompagnement-aux-demarches-administratives",
            "numerique--acceder-a-des-services-en-ligne",
        ),
        Service.EVERYDAY_TOOLS: (_FUNDAMENTALS,),
        Service.JOB_SEEKING: (
            "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi",
            _FUNDAMENTALS,
        ),
        Service.SAFE_USE: (_FUNDAMENTALS,),
        Service.PARENTING: ("famille--soutien-a-la-parentalite-et-a-leducation", _FUNDAMENTALS),
        Service.LEISURE: (_FUNDAMENTALS,),
        Service.CULTURE: (_FUNDAMENTALS,),
        Service.ACCESS: ("numerique--acceder-a-une-connexion-internet",),
        Service.EQUIPMENT: ("numerique--acquerir-un-equipement",),
    }
)
_PUBLICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Audience.CHILDREN: "familles",
        Audience.FAMILIES: "familles",
        Audience.TEENAGERS: "jeunes",
        Audience.STUDENTS: "etudiants",
        Audience.ELDERLY: "seniors",
        Audience.DISABLED: "personnes-en-situation-de-handicap",
        Audience.JOB_SEEKERS: "demandeurs-emploi",
    }
)


def structure_obstacles(place: OpenPlace) -> tuple[Obstacle, ...]:
    """Give why a place cannot be told as a structure, or nothing when it can."""
    found = [*obstacles_of_life(place)]
    if not _SHORTEST_NAME <= len(_name_of(place)) <= _LONGEST_NAME:
        found.append(Obstacle.NAME_LENGTH)
    return tuple(found)


def service_obstacles(place: OpenPlace) -> tuple[Obstacle, ...]:
    """Give why nothing that a place offers can be told, or nothing when something can."""
    found = structure_obstacles(place)
    return found if place.said["services"] else (*found, Obstacle.NO_SERVICE)


def structure_of(place: OpenPlace, site: Site, tally: Tally | None = None) -> dict[str, Any]:
    """Give a place without obstacle as a structure; ``None`` is not known."""
    said = place.said
    return {
        "source": PRODUCER,
        "id": _identifier(place),
        "nom": _name_of(place),
        "date_maj": place.updated_on.isoformat(),
        "siret": None if list(obstacles_of_siret(place)) else said["siret"],
        **_where(place),
        "telephone": telephone_of(place, tally) or None,
        "courriel": said["email"] or None,
        "site_web": said["website"] or None,
        "description": said["summary"] if _is_description(said["summary"]) else None,
        "horaires_accueil": said["opening_hours"] or None,
        "accessibilite_lieu": None,
        "reseaux_porteurs": None,
        "lien_source": site.page(place.slug),
    }


def services_of(
    place: OpenPlace, site: Site, tally: Tally | None = None
) -> Iterator[dict[str, Any]]:
    """Give each digital help of a place without obstacle as a service."""
    publics = list(dict.fromkeys(_PUBLICS[code] for code in only_publics(place, _PUBLICS)))
    shared = {
        "source": PRODUCER,
        "structure_id": _identifier(place),
        "date_maj": place.updated_on.isoformat(),
        **_where(place),
        "telephone": telephone_of(place, tally) or None,
        "courriel": place.said["email"] or None,
        "horaires_accueil": place.said["opening_hours"] or None,
        "modes_accueil": ["en-presentiel"],
        "publics": publics or None,
        "lien_source": site.page(place.slug),
    }
    for code in place.said["services"]:
        yield {
            **shared,
            "id": f"{_identifier(place)}-{code.replace('_', '-')}",
            "nom": SERVICES[code],
            "description": f"{SERVICES[code]}, à {_name_of(place)} ({town_of(place) or 'France'}).",
            "type": "accompagnement",
            "thematiques": list(THEMES[code]),
        }


def write_structures(
    places: Iterable[OpenPlace], site: Site, tally: Tally | None = None
) -> Iterator[str]:
    """Write structures as a JSON list, piece by piece."""
    return write_list(structure_of(place, site, tally) for place in places)


def write_services(
    places: Iterable[OpenPlace], site: Site, tally: Tally | None = None
) -> Iterator[str]:
    """Write services as a JSON list, piece by piece."""
    return write_list(service for place in places for service in services_of(place, site, tally))


def _identifier(place: OpenPlace) -> str:
    return f"{PRODUCER}--{place.id}"


def _name_of(place: OpenPlace) -> str:
    return place.name.rstrip(". ")


def _where(place: OpenPlace) -> dict[str, Any]:
    said, geometry = place.said, geometry_of(place)
    longitude, latitude = geometry["coordinates"] if geometry else (None, None)
    return {
        "commune": town_of(place) or None,
        "code_postal": said["postcode"] if is_postcode(said["postcode"]) else None,
        "code_insee": said["insee"] if len(said["insee"]) == _CODE else None,
        "adresse": said["street"] or None,
        "complement_adresse": None,
        "longitude": longitude,
        "latitude": latitude,
    }


def _is_description(text: str) -> bool:
    return len(text) >= _SHORTEST_DESCRIPTION
