"""Calendars kept elsewhere, followed by a place."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.observations.actions.feeds import forget_calendar, refresh_feed
from maille.observations.enums import FeedStatus
from maille.observations.forms.feeds import FeedForm
from maille.observations.policies import may_follow_calendars
from maille.observations.queries.feeds import announced_by, feeds_of, outcome_of
from maille.places.models import Place
from maille.places.policies import may_see_place
from maille.places.queries.programmes import today_in
from maille.places.views.access import for_place, limited, person_of, said


@require_safe
@for_place(may_see_place)
def show_coming(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what the calendars that a place follows announce; inside the programme, a fragment."""
    context = {"place": place, "announced": announced_by(place, today_in(place))}
    inside = request.headers.get("HX-Request")
    template = "observations/feeds/_coming.html" if inside else "observations/feeds/coming.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("30/h")
@for_place(may_follow_calendars)
def list_feeds(request: HttpRequest, place: Place) -> HttpResponse:
    """List the calendars that a place follows, and follow one more."""
    form = FeedForm(request.POST or None)
    if form.is_valid():
        try:
            feed = form.save(place=place, by=person_of(request))
        except CoreError as error:
            form.add_error("address", said(error))
        else:
            refresh_feed(feed=feed, by=person_of(request))
            return redirect("observations:feed", place.slug, feed.public_id)
    context = {"place": place, "form": form, "feeds": feeds_of(place)}
    return render(request, "observations/feeds/list.html", context)


@require_safe
@for_place(may_follow_calendars)
def show_feed(request: HttpRequest, place: Place, feed: UUID) -> HttpResponse:
    """Show what came of the last reading of a calendar, row by row."""
    row = get_object_or_404(feeds_of(place), public_id=feed)
    context = {"place": place, "feed": row, "outcome": outcome_of(row)}
    return render(request, "observations/feeds/feed.html", context)


@require_POST
@limited("60/h")
@for_place(may_follow_calendars)
def refresh(request: HttpRequest, place: Place, feed: UUID) -> HttpResponse:
    """Read a calendar again, now."""
    row = get_object_or_404(feeds_of(place), public_id=feed)
    read = refresh_feed(feed=row, by=person_of(request))
    if read.status != FeedStatus.FAILED:
        messages.success(request, _("The calendar was read."))
    return redirect("observations:feed", place.slug, row.public_id)


@require_POST
@for_place(may_follow_calendars)
def remove(request: HttpRequest, place: Place, feed: UUID) -> HttpResponse:
    """Follow a calendar no more."""
    row = get_object_or_404(feeds_of(place), public_id=feed)
    forget_calendar(feed=row, by=person_of(request))
    messages.success(request, _("This calendar is followed no more; what it brought stays."))
    return redirect("observations:feeds", place.slug)
