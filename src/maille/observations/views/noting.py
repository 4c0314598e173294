"""Noting what happens, on a phone, with or without a network."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.utils import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maille.observations.actions import record_observations
from maille.observations.enums import Origin, ReceiptStatus
from maille.observations.exports.noting_files import (
    ICON_SIZES,
    draw_icon,
    noting_manifest,
    noting_worker,
)
from maille.observations.forms.noting import NotingForm, blank_form, kinds_of, new_form
from maille.observations.queries.noting import announced_around, places_to_note
from maille.people.models import Person
from maille.places.models import Place
from maille.places.views.access import limited, person_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("600/h")
def note(request: HttpRequest) -> HttpResponse:
    """Show the form, and keep what was noted without any script."""
    if not isinstance(request.user, Person):
        if request.method == "POST":
            return redirect_to_login(request.path)
        return render(request, "observations/noting/signed_out.html")
    places = places_to_note(request.user)
    chosen = _chosen(places, request.POST.get("place") or request.GET.get("lieu", ""))
    announced = announced_around(chosen, timezone.localdate()) if chosen else []
    typed = request.POST if request.method == "POST" else None
    form = new_form(typed, places, chosen, announced)
    if form.is_valid():
        try:
            return _keep(request, form, places)
        except OperationalError:
            form.add_error(None, _("The server cannot write at the moment: try again later."))
    status = 507 if form.is_bound and form.non_field_errors() else 200
    page = _page(form, places, chosen)
    return render(request, "observations/noting/page.html", page, status=status)


def _chosen(places: list[Place], slug: str) -> Place | None:
    return next((place for place in places if place.slug == slug), next(iter(places), None))


def _keep(request: HttpRequest, form: NotingForm, places: list[Place]) -> HttpResponse:
    slug = form.cleaned_data["place"]
    place = next(one for one in places if one.slug == slug)
    item = {**form.content({}), "noted_at": timezone.now().isoformat()}
    [receipt] = record_observations(
        place=place, items=[item], origin=Origin.CAPTURE, by=person_of(request)
    )
    if receipt.status is ReceiptStatus.QUARANTINED:
        messages.warning(
            request, _("Received and set aside: the team will say what to make of it.")
        )
    else:
        messages.success(request, _("Noted."))
    return redirect(f"{reverse('observations:noting')}?lieu={slug}")


def _page(form: NotingForm, places: list[Place], chosen: Place | None) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "form": form,
        "places": places,
        "place": chosen,
        "today": today,
        **kinds_of(form),
        "occasions": [one for one in form.announced.values() if one.on == today.isoformat()],
    }


@require_safe
@cache_control(no_cache=True)
def shell(_request: HttpRequest) -> HttpResponse:
    """Give the page as a phone keeps it: for nobody in particular."""
    return HttpResponse(_shell())


def _shell() -> str:
    context = {**_page(blank_form(), [], None), "shell": True}
    return render_to_string("observations/noting/page.html", context)


@never_cache
@require_safe
def state(request: HttpRequest) -> JsonResponse:
    """Say who notes for which places, what is announced there, and what time it is here."""
    known = isinstance(request.user, Person)
    places = places_to_note(person_of(request)) if known else []
    return JsonResponse(
        {
            "signed_in": known,
            "csrf": get_token(request),
            "now": timezone.now().isoformat(),
            "places": [_place(place) for place in places],
        }
    )


def _place(place: Place) -> dict[str, Any]:
    return {
        "slug": place.slug,
        "name": place.name,
        "api": reverse("api:record_observations", args=[place.slug]),
        "occasions": [one.as_json() for one in announced_around(place, timezone.localdate())],
    }


@require_safe
@cache_control(max_age=3600, public=True)
def manifest(_request: HttpRequest) -> HttpResponse:
    """Describe the application to the phone that installs it."""
    return JsonResponse(noting_manifest(), content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the page in the phone."""
    return HttpResponse(noting_worker(_shell()), content_type="text/javascript")


@require_safe
@cache_control(max_age=604_800, public=True)
def icon(_request: HttpRequest, side: int) -> HttpResponse:
    """Draw the icon of the application."""
    if side not in ICON_SIZES:
        raise Http404
    return HttpResponse(draw_icon(side), content_type="image/png")
