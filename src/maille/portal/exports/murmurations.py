"""Places as profiles of Murmurations, schema ``organizations_schema-v1.0.0``.

It is the only directory standard here that can say of a place that it has ended.
Source: https://github.com/MurmurationsNetwork/MurmurationsLibrary
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from django.utils.translation import override

from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import first_day
from maille.geography.enums import Country
from maille.places.enums import Activity, LinkKind, PlaceState
from maille.portal.exports.geojson import geometry_of
from maille.portal.exports.mednum import write_list
from maille.portal.exports.obstacles import town_of
from maille.portal.exports.site import Site
from maille.portal.exports.telephones import telephone_of
from maille.portal.queries.open_places import OpenPlace, Tally

SCHEMA: Final = "organizations_schema-v1.0.0"
MEMBER_OF: Final = "https://schema.org/memberOf"
REPLACED_BY: Final = "http://purl.org/dc/terms/isReplacedBy"
_STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PlaceState.PROJECT: "in_planning",
        PlaceState.OPEN: "active",
        PlaceState.SEASONAL: "active",
        PlaceState.MOVED: "active",
        PlaceState.CLOSED: "completed",
    }
)
_COUNTRIES: Final[Mapping[str, str]] = MappingProxyType(
    {Country.FRANCE: "France", Country.BELGIUM: "Belgique"}
)


def profile_of(place: OpenPlace, site: Site, tally: Tally | None = None) -> dict[str, Any]:
    """Give the profile of a place; what nobody said is left out.

    Dates are seconds since 1970, at the first hour (UTC) of the day, month or year that is known.
    """
    said, page = place.said, site.page(place.slug)
    told = {
        "linked_schemas": [SCHEMA],
        "name": place.name,
        "primary_url": said["website"] or page,
        "urls": _urls(place, page),
        "tags": _tags(place),
        "description": said["summary"],
        "status": _STATUS.get(said["state"]),
        "full_address": _address(place),
        "country_iso_3166": place.country,
        "geolocation": _geolocation(place),
        "relationships": _relationships(place, site),
        "starts_at": _moment(said["opened"]),
        "ends_at": _moment(said["closed"]) if said["state"] == PlaceState.CLOSED else None,
        "contact_details": {"email": said["email"]} if said["email"] else None,
        "telephone": telephone_of(place, tally),
        "geographic_scope": "local",
        "unique_id": place.id,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def write_profiles(
    places: Iterable[OpenPlace], site: Site, tally: Tally | None = None
) -> Iterator[str]:
    """Write every profile as a JSON list, each with the address where it alone is found."""
    return write_list(
        {**profile_of(place, site, tally), "profile_url": site.profile(place.slug)}
        for place in places
    )


def _urls(place: OpenPlace, page: str) -> list[dict[str, str]]:
    website = place.said["website"]
    pages = [{"name": "Maille", "url": page}] if website else []
    for kind, url in place.links:
        if url != website:
            pages.append({"name": LinkKind(kind).value, "url": url})
    return pages


def _tags(place: OpenPlace) -> list[str]:
    with override("fr"):
        activities = [str(Activity(code).label) for code in place.said["activities"]]
    return list(dict.fromkeys(["tiers-lieu", *activities, *place.activities_own]))


def _address(place: OpenPlace) -> str:
    said = place.said
    town = " ".join(part for part in (said["postcode"], said["locality"] or town_of(place)) if part)
    known = [part for part in (said["street"], town) if part]
    return ", ".join([*known, _COUNTRIES[place.country]]) if known else ""


def _geolocation(place: OpenPlace) -> dict[str, float] | None:
    geometry = geometry_of(place)
    if geometry is None:
        return None
    longitude, latitude = geometry["coordinates"]
    return {"lat": latitude, "lon": longitude}


def _relationships(place: OpenPlace, site: Site) -> list[dict[str, str]]:
    networks = [(MEMBER_OF, network.url) for network in place.networks if network.url]
    successors = [(REPLACED_BY, site.page(one.slug)) for one in place.successors if one.slug]
    return [
        {"predicate_url": predicate, "object_url": address}
        for predicate, address in dict.fromkeys([*networks, *successors])
    ]


def _moment(date: str) -> int | None:
    try:
        day = first_day(date)
    except InvalidPeriodError:
        return None
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
