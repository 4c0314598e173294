"""A place in the words of schema.org, as search engines read them."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string

from maille.places.enums import LifeEventKind
from maille.places.models import Place
from maille.places.queries.linked_hours import hours_as_schema
from maille.places.queries.portraits import PlacePortrait

# What must not stand in a page's script, whatever a team typed.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


# What each field says in the words of schema.org.
_SAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "street": ("streetAddress",),
        "postcode": ("postalCode",),
        "locality": ("addressLocality",),
        "insee": ("addressLocality", "addressRegion"),
        "point": ("geo",),
        "website": ("sameAs",),
        "phone": ("telephone",),
        "email": ("email",),
        "opening_hours": ("openingHoursSpecification",),
        "summary": ("description",),
        "activities": ("keywords",),
        "opened": ("foundingDate",),
        "closed": ("dissolutionDate",),
        "organisation_name": ("parentOrganization",),
    }
)


def place_as_schema(place: Place, portrait: PlacePortrait, url: str) -> str:
    """Give JSON-LD that is safe inside a page; nothing when the very name may not be given away.

    A place is both a site and an organisation's establishment: ``LocalBusiness`` is the one type
    that has an address, hours and an end. What has closed has no hours. What a source without a
    licence says is left out, as it is from the files of open data.
    """
    held = fields_held_back(place)
    if "name" in held:
        return ""
    left_out = {word for name in held for word in _SAYS.get(name, ())}
    described = _described(place, portrait, url)
    told_of = {
        name: value
        for name, value in described.items()
        if value not in (None, "", []) and name not in left_out
    }
    told_of["address"] = {
        name: value
        for name, value in described["address"].items()
        if value and name not in left_out
    }
    return json.dumps(told_of, ensure_ascii=False).translate(ESCAPES)


def fields_held_back(place: Place) -> frozenset[str]:
    """Ask who knows where values come from which of them may not be given away."""
    told: Callable[[Place], frozenset[str]] = import_string(settings.FIELDS_HELD_BACK)
    return told(place)


def _described(place: Place, portrait: PlacePortrait, url: str) -> dict[str, Any]:
    told = place.portrait
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "@id": url,
        "url": url,
        "name": portrait.name,
        "description": told.summary or portrait.founding_idea or portrait.state_sentence,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": portrait.street,
            "postalCode": portrait.postcode,
            "addressLocality": portrait.commune,
            "addressRegion": portrait.region,
            "addressCountry": portrait.country_code,
        },
        "sameAs": [link.url for link in portrait.links],
        "geo": _geo(portrait),
        "foundingDate": _date_of(portrait, LifeEventKind.OPENED),
        "parentOrganization": _organisation(portrait),
        "memberOf": [{"@type": "Organization", "name": name} for _slug, name in portrait.networks],
        "keywords": [str(label) for label in portrait.activities],
    }
    if portrait.closed:
        described["publicAccess"] = False
        described["dissolutionDate"] = _date_of(portrait, LifeEventKind.CLOSED)
    else:
        described["telephone"] = told.phone
        described["email"] = told.email
        described["openingHoursSpecification"] = hours_as_schema(told.opening_hours)
    return described


def _geo(portrait: PlacePortrait) -> dict[str, Any] | None:
    if portrait.latitude is None or portrait.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": portrait.latitude,
        "longitude": portrait.longitude,
    }


def _organisation(portrait: PlacePortrait) -> dict[str, str] | None:
    if not portrait.organisation:
        return None
    return {"@type": "Organization", "name": portrait.organisation}


def _date_of(portrait: PlacePortrait, kind: LifeEventKind) -> str:
    dates = [moment.date for moment in portrait.life if moment.kind == kind and moment.date]
    return (max if kind == LifeEventKind.CLOSED else min)(dates, default="")
