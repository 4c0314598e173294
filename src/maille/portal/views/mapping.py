"""The map of places, its tiles, and the same in a frame of another site."""

import gzip
import hashlib
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from maille.core.tiles.clusters import NEAREST
from maille.places.enums import PlaceState
from maille.places.queries import public_places
from maille.portal.atlas import atlas_at, find
from maille.portal.atlas.drawing import draw_sites, draw_tile
from maille.portal.forms import MapForm, TileForm
from maille.portal.queries.mapping import bounds_of, card_of, cards, page_of
from maille.web.kept import STATE
from maille.web.public_pages import public_page
from maille.web.templatetags.maille import reading_language

TILE_SECONDS = 60
# Where one stands is asked for by a button of this page, and by nothing else.
_POLICY = ", ".join(
    ("geolocation=(self)", *(f"{name}=()" for name in ("camera", "microphone", "payment", "usb")))
)


@require_safe
@public_page
def show_map(request: HttpRequest) -> HttpResponse:
    """Show the places that answer on a map, and the same in a list beside it."""
    response = render(request, "portal/map.html", _shown(request))
    response.headers["Permissions-Policy"] = _POLICY
    return response


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public_page
def embed_map(request: HttpRequest) -> HttpResponse:
    """Show the same for a frame of another site: the map and the list, nothing around."""
    return render(request, "portal/embed.html", _shown(request))


@require_safe
@public_page
def show_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one place as the list beside the map does, for the map to show it where it stands."""
    place = get_object_or_404(public_places(), slug=slug)
    card = card_of(place, timezone.now(), reading_language())
    return render(request, "portal/card.html", {"card": card})


@require_safe
def send_tile(request: HttpRequest, zoom: int, across: int, down: int) -> HttpResponse:
    """Send a tile of the places that answer."""
    if zoom > NEAREST or max(across, down) >= 1 << zoom:
        raise Http404
    form, now = TileForm(request.GET), timezone.now()
    wanted, atlas = form.wanted(), atlas_at(request.META.get(STATE))
    tile = draw_tile(atlas, wanted, now, zoom, across, down)
    if form.cleaned_data.get("sites"):
        tile += draw_sites(atlas, zoom, across, down)
    return _tile_response(request, tile)


def _shown(request: HttpRequest) -> dict[str, Any]:
    form, now = MapForm(request.GET), timezone.now()
    asked, atlas = form.asked(), atlas_at(request.META.get(STATE))
    found = find(atlas, asked.wanted, now)
    page = page_of(found, request.GET.get("page"))
    tile = reverse("portal:tile", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}")
    return {
        "form": form,
        "asked": asked,
        "found": found,
        "page": page,
        "cards": cards(atlas, found, list(page), now, reading_language()),
        "bounds": bounds_of(atlas, found, asked.wanted.near),
        "tiles": f"{tile}?{asked.query}" if asked.query else tile,
        "place_address": reverse("places:place", args=["SLUG"]).replace("SLUG", "{slug}"),
        "card_address": reverse("portal:card", args=["SLUG"]).replace("SLUG", "{slug}"),
        "states": PlaceState.choices,
    }


def _tile_response(request: HttpRequest, tile: bytes) -> HttpResponse:
    etag = f'"{hashlib.sha256(tile).hexdigest()[:24]}"'
    response: HttpResponse
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        packs = "gzip" in request.headers.get("Accept-Encoding", "")
        body = gzip.compress(tile, 5, mtime=0) if packs else tile
        response = HttpResponse(body, content_type="application/vnd.mapbox-vector-tile")
        if packs:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = f"W/{etag}"
    patch_vary_headers(response, ["Accept-Encoding"])
    patch_cache_control(response, public=True, max_age=TILE_SECONDS)
    return response
