"""A place as one row: what GeoJSON, the table and the programming interface say of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from maille.portal.exports.site import Site
from maille.portal.queries.open_places import OpenPlace

# Every property but coordinates, in order, and what it holds. Types are those of Table Schema.
PROPERTIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "id": ("string", "Identifiant du lieu, qui ne change jamais."),
        "slug": ("string", "Nom du lieu dans son adresse ; il peut changer."),
        "url": ("string", "Page du lieu."),
        "name": ("string", "Nom du lieu."),
        "state": (
            "string",
            "project, open, seasonal, moved ou closed ; vide quand sa source est sans licence.",
        ),
        "country": ("string", "FR ou BE."),
        "street": ("string", "Numéro et rue."),
        "postcode": ("string", "Code postal."),
        "locality": ("string", "Localité de l'adresse."),
        "insee": ("string", "Code de la commune : INSEE en France, BE- et code INS en Belgique."),
        "commune": ("string", "Commune."),
        "intermunicipality_code": ("string", "Numéro SIREN de l'intercommunalité (EPCI)."),
        "intermunicipality": ("string", "Intercommunalité."),
        "intermunicipality_kind": ("string", "CC, CA, CU, METRO ou MET69 (métropole de Lyon)."),
        "department_code": ("string", "Code du département ou de la province."),
        "department": ("string", "Département ou province."),
        "region_code": ("string", "Code de la région."),
        "region": ("string", "Région."),
        "website": ("string", "Site du lieu."),
        "links": ("list", "Autres pages du lieu."),
        "phone": ("string", "Téléphone."),
        "email": ("string", "Adresse électronique."),
        "siret": ("string", "Numéro SIRET de la structure."),
        "opening_hours": ("string", "Horaires, dans l'écriture d'OpenStreetMap."),
        "summary": ("string", "Présentation en 280 caractères."),
        "activities": ("list", "Ce qu'on y fait, par codes."),
        "activities_own": ("list", "Ce qu'on y fait, avec les mots du lieu."),
        "audiences": ("list", "Qui est accueilli, par codes."),
        "accessibility": ("list", "Pour qui le site est aménagé, par codes."),
        "services": ("list", "Aide au numérique, par codes."),
        "transports": ("list", "Comment on vient, par codes."),
        "opened": ("string", "Ouverture : année, mois ou jour."),
        "closed": ("string", "Fermeture : année, mois ou jour."),
        "successors": ("list", "Qui a pris la suite."),
        "organisation_name": ("string", "Structure qui porte le lieu."),
        "organisation_form": ("string", "Forme de cette structure, par code."),
        "networks": ("list", "Réseaux du lieu."),
        "itinerant": ("boolean", "Le lieu fait des tournées."),
        "programme": ("string", "Agenda du lieu, au format iCalendar."),
        "profile": ("string", "Profil du lieu au format Murmurations."),
        "updated_on": ("date", "Jour de l'information la plus fraîche."),
        "licences": ("list", "Licences des valeurs de la ligne."),
        "sources": ("list", "Sources des valeurs de la ligne ; le lieu lui-même n'en est pas une."),
        "records": ("list", "Lignes de ces sources, sous la forme source:clé."),
    }
)
_TEXTS = (
    *("name", "state", "street", "postcode", "locality", "insee", "website", "phone", "email"),
    *("siret", "opening_hours", "summary", "opened", "closed"),
    *("organisation_name", "organisation_form"),
)
_LISTS = ("activities", "audiences", "accessibility", "services", "transports")


def row_of(place: OpenPlace, site: Site) -> dict[str, Any]:
    """Give what is told of a place, in the order of ``PROPERTIES``; ``None`` is not known."""
    said, area = place.said, place.area
    row = {
        "id": place.id,
        "slug": place.slug,
        "url": site.page(place.slug),
        "country": place.country,
        **{name: said[name] or None for name in _TEXTS},
        **{name: list(said[name]) for name in _LISTS},
        "commune": area.commune or None,
        "intermunicipality_code": area.intermunicipality_code or None,
        "intermunicipality": area.intermunicipality or None,
        "intermunicipality_kind": area.intermunicipality_kind or None,
        "department_code": area.department_code or None,
        "department": area.department or None,
        "region_code": area.region_code or None,
        "region": area.region or None,
        "links": [url for _kind, url in place.links if url != said["website"]],
        "activities_own": list(place.activities_own),
        "successors": [one.name for one in place.successors],
        "networks": [one.name for one in place.networks],
        "itinerant": place.itinerant,
        "programme": site.programme(place.slug) if place.has_programme else None,
        "profile": site.profile(place.slug),
        "updated_on": place.updated_on.isoformat(),
        "licences": list(place.licences),
        "sources": list(place.sources),
        "records": list(place.records),
    }
    return {name: row[name] for name in PROPERTIES}
