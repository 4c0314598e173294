"""A place in the words of schema.org, as search engines read them."""

import json
from typing import Any

from maille.places.enums import LifeEventKind
from maille.places.models import Place
from maille.places.queries.linked_hours import hours_as_schema
from maille.places.queries.portraits import PlacePortrait

# What must not stand in a page's script, whatever a team typed.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def place_as_schema(place: Place, portrait: PlacePortrait, url: str) -> str:
    """Give JSON-LD that is safe inside a page.

    A place is both a site and an organisation's establishment: ``LocalBusiness`` is the one type
    that has an address, hours and an end. What has closed has no hours.
    """
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
    told_of = {name: value for name, value in described.items() if value not in (None, "", [])}
    return json.dumps(told_of, ensure_ascii=False).translate(ESCAPES)


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
