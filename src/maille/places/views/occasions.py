"""Announcing occasions, changing one time or all of them."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maille.core.kernel.errors import CoreError
from maille.places.actions import occasions as actions
from maille.places.forms.occasions import EndForm, OccasionForm, OccurrenceForm
from maille.places.models import Occasion, Place
from maille.places.occasions import Occurrence
from maille.places.policies import may_edit_place
from maille.places.queries.occasions import occurrence_of
from maille.places.views.access import for_place, limited, person_of, said


@require_http_methods(["GET", "HEAD", "POST"])
@limited("120/h")
@for_place(may_edit_place)
def add_occasion(request: HttpRequest, place: Place) -> HttpResponse:
    """Announce an occasion."""
    return _edit(request, place, None)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("120/h")
@for_place(may_edit_place)
def edit_occasion(request: HttpRequest, place: Place, occasion: str) -> HttpResponse:
    """Change an occasion: its words everywhere, its days and hours from today on."""
    return _edit(request, place, _occasion(place, occasion))


def _edit(request: HttpRequest, place: Place, occasion: Occasion | None) -> HttpResponse:
    form = OccasionForm(request.POST or None, occasion=occasion)
    if form.is_valid():
        try:
            kept = form.save(place=place, by=person_of(request))
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("It stands in the programme."))
            return redirect("places:occasion", place.slug, kept.public_id)
    context = {"place": place, "form": form, "occasion": occasion}
    return render(request, "places/occasion_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("120/h")
@for_place(may_edit_place)
def edit_occurrence(request: HttpRequest, place: Place, occasion: str, day: str) -> HttpResponse:
    """Change one occurrence, and no other."""
    row = _occasion(place, occasion)
    now = _occurrence(row, day)
    form = OccurrenceForm(request.POST or None, occasion=row, now=now)
    if form.is_valid():
        try:
            form.save(by=person_of(request))
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Changed for this time only."))
            return redirect("places:occasion", place.slug, row.public_id)
    context = {"place": place, "form": form, "occasion": row, "occurrence": now}
    return render(request, "places/occurrence_edit.html", context)


@require_POST
@for_place(may_edit_place)
def cancel_occurrence(request: HttpRequest, place: Place, occasion: str, day: str) -> HttpResponse:
    """Cancel one occurrence, and no other."""
    row = _occasion(place, occasion)
    now = _occurrence(row, day)
    actions.cancel_one_occurrence(occasion=row, original=now.slot.original, by=person_of(request))
    messages.success(request, _("Cancelled for this time only."))
    return redirect("places:occasion", place.slug, row.public_id)


@require_POST
@for_place(may_edit_place)
def restore_occurrence(request: HttpRequest, place: Place, occasion: str, day: str) -> HttpResponse:
    """Hold one occurrence as usual again."""
    row = _occasion(place, occasion)
    now = _occurrence(row, day)
    actions.restore_one_occurrence(occasion=row, original=now.slot.original, by=person_of(request))
    messages.success(request, _("This time is as usual again."))
    return redirect("places:occasion", place.slug, row.public_id)


@require_POST
@for_place(may_edit_place)
def end_occasion(request: HttpRequest, place: Place, occasion: str) -> HttpResponse:
    """Say until which day an occasion comes back."""
    row, form = _occasion(place, occasion), EndForm(request.POST)
    try:
        if form.is_valid():
            actions.end_occasion(occasion=row, on=form.cleaned_data["on"], by=person_of(request))
            messages.success(request, _("The last day is known."))
        else:
            messages.error(request, _("Write the last day."))
    except CoreError as error:
        messages.error(request, said(error))
    return redirect("places:occasion", place.slug, row.public_id)


@require_POST
@for_place(may_edit_place)
def cancel_occasion(request: HttpRequest, place: Place, occasion: str) -> HttpResponse:
    """Cancel an occasion whole; the programme says so."""
    row = _occasion(place, occasion)
    actions.cancel_occasion(occasion=row, by=person_of(request))
    messages.success(request, _("Cancelled; the programme says so."))
    return redirect("places:occasion", place.slug, row.public_id)


@require_POST
@for_place(may_edit_place)
def restore_occasion(request: HttpRequest, place: Place, occasion: str) -> HttpResponse:
    """Hold an occasion that was cancelled."""
    row = _occasion(place, occasion)
    actions.restore_occasion(occasion=row, by=person_of(request))
    messages.success(request, _("It stands in the programme."))
    return redirect("places:occasion", place.slug, row.public_id)


def _occasion(place: Place, public_id: str) -> Occasion:
    return get_object_or_404(place.occasions.prefetch_related("exceptions"), public_id=public_id)


def _occurrence(occasion: Occasion, day: str) -> Occurrence:
    try:
        found = occurrence_of(occasion, dt.date.fromisoformat(day))
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found
