"""Asking of what was announced whether it took place, and with how many people."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.observations.forms.confirming import MOST_PEOPLE, ConfirmForm
from maille.observations.policies import may_note
from maille.observations.queries.confirming import DAYS_BEHIND, confirmations_of
from maille.places.models import Place
from maille.places.occasions import Occurrence
from maille.places.queries.occasions import occurrence_of
from maille.places.views.access import for_place, limited, person_of, said


@require_safe
@for_place(may_note)
def to_confirm(request: HttpRequest, place: Place) -> HttpResponse:
    """List what was announced and has begun, to be confirmed with a number."""
    context = {
        "place": place,
        "told": confirmations_of(place, timezone.now()),
        "days": DAYS_BEHIND,
        "most": MOST_PEOPLE,
    }
    return render(request, "observations/confirming/page.html", context)


@require_POST
@limited("1000/h")
@for_place(may_note)
def confirm(request: HttpRequest, place: Place, occasion: UUID, day: str) -> HttpResponse:
    """Keep what came of one occurrence."""
    occurrence, form = _occurrence(place, occasion, day), ConfirmForm(request.POST)
    try:
        if not form.is_valid():
            asked = _("“%s”: write how many people with figures, or nothing.")
            messages.error(request, asked % occurrence.title)
        elif form.save(place=place, occurrence=occurrence, by=person_of(request)):
            messages.success(request, _("Noted: “%s” took place.") % occurrence.title)
        else:
            messages.success(request, _("Noted: “%s” was not held.") % occurrence.title)
    except CoreError as error:
        messages.error(request, said(error))
    return redirect("observations:to_confirm", place.slug)


def _occurrence(place: Place, occasion: UUID, day: str) -> Occurrence:
    row = get_object_or_404(place.occasions.prefetch_related("exceptions"), public_id=occasion)
    try:
        found = occurrence_of(row, dt.date.fromisoformat(day))
    except ValueError as error:
        raise Http404 from error
    if found is None or found.starts > timezone.now():
        raise Http404
    return found
