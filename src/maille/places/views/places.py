"""The page of a place, adding one, finding one's own."""

from dataclasses import asdict
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_safe

from maille.places.forms.places import AddPlaceForm
from maille.places.hours import place_hours
from maille.places.models import Place
from maille.places.policies import may_see_place, standing_of
from maille.places.queries import PlacePortrait, portrait_of
from maille.places.queries.linked_data import place_as_schema
from maille.places.queries.networks import invitations_to_answer
from maille.places.queries.occasions import has_programme
from maille.places.queries.places import standing_for
from maille.places.queries.team import places_of
from maille.places.views.access import for_place, limited, person_of
from maille.web.public_pages import public_page
from maille.web.templatetags.maille import reading_language

A_YEAR = 31_536_000


@require_safe
@public_page
@for_place(may_see_place)
def show_place(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the portrait; a closed place keeps its page, as a legacy, a merged one leads on."""
    if place.merged_into_id is not None:
        return redirect("places:place", standing_for(place).slug)
    # Most of the page may be kept, and its portrait not be needed.
    portrait = cast("PlacePortrait", SimpleLazyObject(lambda: portrait_of(place)))
    address = request.build_absolute_uri()
    context = {
        "place": place,
        "portrait": portrait,
        "linked_data": SimpleLazyObject(lambda: place_as_schema(place, portrait, address)),
        "hours": SimpleLazyObject(lambda: place_hours(place, timezone.now(), reading_language())),
        "has_programme": SimpleLazyObject(lambda: has_programme(place)),
        **asdict(standing_of(request.user, place)),
    }
    return render(request, "places/place.html", context)


@require_safe
@for_place(may_see_place)
def show_photo(_request: HttpRequest, place: Place, photo: str, size: str) -> HttpResponseBase:
    """Send a photograph; its address never shows another one."""
    row = get_object_or_404(place.photos.all(), public_id=photo)
    file = row.small if size == "petite" else row.image
    response = FileResponse(file.open("rb"), content_type="image/webp")
    audience = {"public": True} if place.is_public else {"private": True}
    patch_cache_control(response, max_age=A_YEAR, immutable=True, **audience)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("20/h")
def add_place(request: HttpRequest) -> HttpResponse:
    """Add a place; whoever adds it becomes its steward."""
    form = AddPlaceForm(request.POST or None)
    if form.is_valid():
        return redirect("places:edit", form.save(by=person_of(request)).slug)
    return render(request, "places/add.html", {"form": form})


@login_required
@require_safe
def list_mine(request: HttpRequest) -> HttpResponse:
    """List the places that one helps to run, and the networks that one looks after."""
    memberships, networks = places_of(person_of(request))
    context = {
        "memberships": memberships,
        "networks": networks,
        "invitations": invitations_to_answer(person_of(request)),
    }
    return render(request, "places/mine.html", context)
