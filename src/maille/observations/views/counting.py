"""A team draws the days on which to count, counts, and reads how many visits it makes."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maille.core.kernel.errors import CoreError
from maille.observations.actions.counting import draw_more_days, plan_counting, record_count
from maille.observations.exports.counting_days import render_days
from maille.observations.forms.counting import CountForm, MoreDaysForm, PlanForm
from maille.observations.models import CountingDay, CountingPlan
from maille.observations.policies import may_note, may_read_observations
from maille.observations.queries.counting import plans_of, read_plan
from maille.places.models import Place
from maille.places.views.access import for_place, limited, person_of, said


@require_safe
@for_place(may_read_observations)
def list_plans(request: HttpRequest, place: Place) -> HttpResponse:
    """List the plans of counting of a place."""
    context = {"place": place, "plans": plans_of(place)}
    return render(request, "observations/counting/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("30/h")
@for_place(may_note)
def new_plan(request: HttpRequest, place: Place) -> HttpResponse:
    """Draw the days on which to count."""
    form = PlanForm(place, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan = plan_counting(place=place, asked=form.asked(), by=person_of(request))
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("The days are drawn. Put them in your calendar."))
            return redirect("observations:counting_plan", place.slug, plan.public_id)
    context = {"place": place, "form": form}
    return render(request, "observations/counting/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_place(may_note)
def show_plan(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """Say when to count, and how many visits the counts make; draw more days."""
    row = _plan(place, plan)
    form = MoreDaysForm(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        draw_more_days(plan=row, days_per_stratum=form.days_per_stratum())
        messages.success(request, _("The days are drawn. Put them in your calendar."))
        return redirect("observations:counting_plan", place.slug, plan)
    read = read_plan(row, language=get_language() or "fr")
    context = {"place": place, "read": read, "form": form}
    return render(request, "observations/counting/plan.html", context)


@require_safe
@for_place(may_read_observations)
def calendar(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """Give the days to count as a calendar."""
    row = _plan(place, plan)
    address = reverse("observations:counting_plan", args=[place.slug, row.public_id])
    content = render_days(
        row, link=request.build_absolute_uri(address), language=get_language() or "fr"
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{place.slug}-comptage.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_place(may_note)
def count_day(request: HttpRequest, place: Place, plan: str, day: str) -> HttpResponse:
    """Take the count of one day."""
    row = _day(_plan(place, plan), day)
    form = CountForm(request.POST if request.method == "POST" else None, initial=_initial(row))
    if form.is_valid():
        try:
            record_count(day=row, counted=form.counted(), by=person_of(request))
        except CoreError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Noted."))
            return redirect("observations:counting_plan", place.slug, plan)
    context = {"place": place, "day": row, "form": form}
    return render(request, "observations/counting/day.html", context)


def _plan(place: Place, plan: str) -> CountingPlan:
    return get_object_or_404(place.counting_plans.select_related("place"), public_id=plan)


def _day(plan: CountingPlan, day: str) -> CountingDay:
    try:
        on = dt.date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(plan.days.select_related("plan__place"), on=on)


def _initial(day: CountingDay) -> dict[str, Any]:
    if day.count is None:
        return {}
    return {"count": day.count, "counted_by": day.counted_by, "note": day.note}
