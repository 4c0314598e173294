"""The programme of a place, as everybody reads it."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from maille.places.exports.calendars import calendar_tag, render_calendar
from maille.places.models import Occasion, Place
from maille.places.occasions import Occurrence
from maille.places.policies import may_see_place, standing_of
from maille.places.programme import by_month, recurrence_sentence
from maille.places.queries.linked_events import events_as_schema
from maille.places.queries.occasions import next_occurrences, rule_of
from maille.places.queries.programmes import past_year, today_in, upcoming
from maille.places.views.access import for_place


@require_safe
@for_place(may_see_place)
def show_programme(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what a place holds in the days to come, month by month."""
    occurrences = upcoming(place, today_in(place))

    def page(occurrence: Occurrence) -> str:
        address = reverse("places:occasion", args=[place.slug, occurrence.occasion])
        return request.build_absolute_uri(address)

    context = {
        "place": place,
        "months": by_month(occurrences),
        "linked_data": events_as_schema(place, occurrences, page),
        **asdict(standing_of(request.user, place)),
    }
    return render(request, "places/programme.html", context)


@require_safe
@for_place(may_see_place)
def show_past(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what a place has held, year by year."""
    year = past_year(place, today_in(place), request.GET.get("annee", ""))
    context = {"place": place, "past": year, **asdict(standing_of(request.user, place))}
    return render(request, "places/programme_past.html", context)


@require_safe
@for_place(may_see_place)
def show_occasion(request: HttpRequest, place: Place, occasion: str) -> HttpResponse:
    """Show an occasion, how it comes back, and its next days."""
    row = get_object_or_404(place.occasions.prefetch_related("exceptions"), public_id=occasion)
    today = today_in(place)
    context = {
        "place": place,
        "occasion": row,
        "sentence": recurrence_sentence(rule_of(row), row.last_on),
        "occurrences": next_occurrences(row, today),
        "over": row.last_on is not None and row.last_on < today,
        **asdict(standing_of(request.user, place)),
    }
    return render(request, "places/occasion.html", context)


def _tag(request: HttpRequest, place: Place) -> str:
    return f'"{calendar_tag(place, request.get_host())}"'


@require_safe
@for_place(may_see_place)
@condition(etag_func=_tag)
def show_calendar(request: HttpRequest, place: Place) -> HttpResponse:
    """Give the programme to calendars: the same bytes as long as nothing changes."""

    def page(occasion: Occasion) -> str:
        address = reverse("places:occasion", args=[place.slug, occasion.public_id])
        return request.build_absolute_uri(address)

    content = render_calendar(place, page=page)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{place.slug}.ics"'
    response["Cache-Control"] = "public, no-cache" if place.is_public else "private, no-cache"
    return response
