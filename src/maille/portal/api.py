"""The programming interface of places: to read, without a token (``docs/reference/api.md``)."""

import hashlib
import json
import time
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from ninja import Router, Schema

from maille.observations.api import ProblemSchema, Refusal
from maille.observations.pace import Pace
from maille.people.adapters import client_address
from maille.places.models import Place
from maille.places.queries import public_places
from maille.portal.exports.geojson import geometry_of
from maille.portal.exports.rows import row_of
from maille.portal.exports.site import Site, site_of
from maille.portal.filters import DEFAULT_PLACES, DegreesField, PlaceFilters, codes_of
from maille.portal.queries.finding import find_places
from maille.portal.queries.open_places import OpenPlace, hold_back, read_whole, readable
from maille.web.open_answers import opened

REQUESTS: Final = Pace(most=600, seconds=60)


class ProvenanceSchema(Schema):
    """Where a value comes from, under which licence, and the day it was said."""

    source: str
    licence: str
    said_on: str


class PlaceSchema(Schema):
    """A place as its sources allow to tell it; ``null`` is not known."""

    id: str
    slug: str
    url: str
    name: str
    state: str | None
    country: str
    street: str | None
    postcode: str | None
    locality: str | None
    insee: str | None
    commune: str | None
    intermunicipality_code: str | None
    intermunicipality: str | None
    intermunicipality_kind: str | None
    department_code: str | None
    department: str | None
    region_code: str | None
    region: str | None
    longitude: float | None
    latitude: float | None
    website: str | None
    links: list[str]
    phone: str | None
    email: str | None
    siret: str | None
    opening_hours: str | None
    summary: str | None
    activities: list[str]
    activities_own: list[str]
    audiences: list[str]
    accessibility: list[str]
    services: list[str]
    transports: list[str]
    opened: str | None
    closed: str | None
    successors: list[str]
    organisation_name: str | None
    organisation_form: str | None
    networks: list[str]
    itinerant: bool
    programme: str | None
    profile: str
    updated_on: str
    fictional: bool
    licence: str
    licences: list[str]
    sources: list[str]
    records: list[str]
    provenance: dict[str, ProvenanceSchema]


class PlacesSchema(Schema):
    """A page of places in order of slugs, and the address of the next one."""

    count: int
    next: str | None
    places: list[PlaceSchema]


def _parameter(name: str, field: forms.Field) -> dict[str, Any]:
    """Describe a filter as OpenAPI does."""
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(field, forms.ChoiceField):
        schema["enum"] = [code for code in codes_of(field) if code]
    elif isinstance(field, forms.IntegerField):
        schema = {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    elif isinstance(field, DegreesField):
        schema = {"type": "array", "items": {"type": "number"}, "minItems": field.count}
    described = {"name": name, "in": "query", "schema": schema, "description": str(field.help_text)}
    return {**described, "explode": False} if schema["type"] == "array" else described


router = Router(tags=["places"])


@router.get(
    "",
    url_name="list_places",
    operation_id="list_places",
    summary="List places",
    auth=None,
    response={200: PlacesSchema, frozenset({400, 429}): ProblemSchema},
    openapi_extra={
        "parameters": [_parameter(*one) for one in PlaceFilters.base_fields.items()],
    },
)
def list_places(request: HttpRequest) -> HttpResponse:
    """Give the public places that answer every filter, in order of slugs, closed ones included.

    Follow ``next`` until it is null. Values of sources without a licence are left out.
    """
    _keep_pace(request)
    filters = PlaceFilters(request.GET)
    if not filters.is_valid():
        raise Refusal(400, filters.complaint())
    found, site = find_places(filters.asked()), site_of(request)
    limit = filters.cleaned_data["limit"] or DEFAULT_PLACES
    rows = list(readable(found.filter(slug__gt=filters.cleaned_data["cursor"]))[: limit + 1])
    following = _next(request, site, rows[limit - 1].slug) if len(rows) > limit else None
    answer = _answer(
        request,
        {
            "count": found.count(),
            "next": following,
            "places": [
                described(told, site)
                for told in map(hold_back, read_whole(rows[:limit]))
                if told.name
            ],
        },
    )
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


@router.get(
    "/{slug:slug}",
    url_name="read_place",
    operation_id="read_place",
    summary="Read a place",
    auth=None,
    response={200: PlaceSchema, frozenset({404, 429}): ProblemSchema},
)
def read_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a public place; of a place merged into another, give the other."""
    _keep_pace(request)
    merged = Place.objects.filter(slug=slug, merged_into__isnull=False).first()
    pk = merged.merged_into_id if merged else None
    wanted = public_places().filter(pk=pk) if pk else public_places().filter(slug=slug)
    told = [hold_back(whole) for whole in read_whole(list(readable(wanted)))]
    if not told or not told[0].name:
        raise Refusal(404, _("no place is called “%s”") % slug)
    return _answer(request, described(told[0], site_of(request)))


def described(place: OpenPlace, site: Site) -> dict[str, Any]:
    """Give a place as the interface tells it: its row, its point, who says each value."""
    geometry = geometry_of(place)
    longitude, latitude = geometry["coordinates"] if geometry else (None, None)
    return {
        **row_of(place, site),
        "longitude": longitude,
        "latitude": latitude,
        "fictional": place.fictional,
        "licence": place.licence,
        "provenance": {
            name: {
                "source": one.source,
                "licence": one.licence,
                "said_on": one.said_on.isoformat(),
            }
            for name, one in sorted(place.provenance.items())
        },
    }


def _keep_pace(request: HttpRequest) -> None:
    if not REQUESTS.allows(client_address(request), time.time()):
        raise Refusal(429, _("too many requests: try again in a minute"), 60)


def _next(request: HttpRequest, site: Site, slug: str) -> str:
    query = request.GET.copy()
    query["cursor"] = slug
    return f"{site.address('api:list_places')}?{query.urlencode()}"


def _answer(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    """Give JSON with its mark, or nothing to who holds it already."""
    body = json.dumps(content, ensure_ascii=False).encode()
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:24])
    known = get_conditional_response(request, etag=etag)
    answer = known or HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["ETag"] = etag
    return opened(answer)
