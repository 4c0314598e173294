"""Open data at addresses that stay: files of all places, the profile of each, the catalogue."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from maille.places.models import Place
from maille.places.queries import public_places
from maille.places.queries.places import standing_for
from maille.portal.exports.catalogue import CatalogueFacts, write_catalogue
from maille.portal.exports.formats import FILES, write_file
from maille.portal.exports.kept_files import kept_file
from maille.portal.exports.murmurations import profile_of
from maille.portal.exports.site import Site, site_of
from maille.portal.exports.tables import table_schema
from maille.portal.queries.open_data import (
    OpenDataState,
    first_added_on,
    licences_in_use,
    open_data_state,
)
from maille.portal.queries.open_places import hold_back, read_whole, readable
from maille.web.open_answers import opened

LINKED_DATA: Final = "application/ld+json"
_READABLE: Final = {"ensure_ascii": False, "indent": 1}


@require_safe
def give_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give a file of all public places, made again only when one of them changed."""
    file, site, state = FILES[form], site_of(request), open_data_state()
    made = Made(form, file.media_type, state, site)
    return _given(request, made, lambda: write_file(file, site))


@require_safe
def give_catalogue(request: HttpRequest) -> HttpResponseBase:
    """Give the catalogue of open data, after DCAT-AP."""
    site, state = site_of(request), open_data_state()

    def write() -> Iterator[str]:
        facts = CatalogueFacts(first_added_on(), state.changed_at, tuple(licences_in_use()))
        return write_catalogue(site, facts)

    return _given(request, Made("catalogue", LINKED_DATA, state, site), write)


@require_safe
def give_schema(request: HttpRequest) -> HttpResponse:
    """Give the Table Schema of the table of places."""
    return opened(JsonResponse(table_schema(site_of(request)), json_dumps_params=_READABLE))


@require_safe
def give_profile(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the profile of a place; a closed one says so, a merged one leads to who it became."""
    place = get_object_or_404(Place.objects.select_related("merged_into"), slug=slug)
    if place.merged_into:
        return redirect("files:profile", standing_for(place).slug)
    rows = list(readable(public_places().filter(pk=place.pk, fictional=False)))
    told = [hold_back(whole) for whole in read_whole(rows)]
    if not told or not told[0].name:
        raise Http404
    profile = profile_of(told[0], site_of(request))
    return opened(JsonResponse(profile, json_dumps_params=_READABLE))


@dataclass(frozen=True, slots=True)
class Made:
    """What a file is made from, and what it is."""

    name: str
    media_type: str
    state: OpenDataState
    site: Site

    @property
    def mark(self) -> str:
        """What changes whenever the file would hold other bytes."""
        return hashlib.sha256(f"{self.state.mark} {self.site.base}".encode()).hexdigest()[:24]


def _given(
    request: HttpRequest, made: Made, write: Callable[[], Iterator[str]]
) -> HttpResponseBase:
    """Send a file packed to who can unpack it, or nothing to who holds it already."""
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = quote_etag(f"{made.mark}-gzip" if packs else made.mark)
    known = get_conditional_response(request, etag=etag)
    if known:
        answer: HttpResponseBase = known
    else:
        file = kept_file(made.name, made.mark, write)
        path = file.packed if packs else file.plain
        name = request.path.rpartition("/")[2]
        answer = FileResponse(path.open("rb"), content_type=made.media_type, filename=name)
        if packs:
            answer["Content-Encoding"] = "gzip"
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(made.state.changed_at.timestamp())
    patch_vary_headers(answer, ["Accept-Encoding"])
    return opened(answer)
