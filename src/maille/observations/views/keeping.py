"""The team reads its observations again, corrects them, decides about the doubtful ones."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.observations.actions import (
    cancel_observation,
    correct_observation,
    decide_version,
    hold_words,
    release_words,
    withdraw_words,
)
from maille.observations.actions.rows import trail_of
from maille.observations.errors import InvalidObservationError, NotDecidableError
from maille.observations.forms.keeping import (
    CancelForm,
    WithdrawForm,
    asked_version,
    content_of,
    kind_of,
    month_of,
    tell_reasons,
)
from maille.observations.forms.noting import ObservationForm, initial_of, kinds_of
from maille.observations.models import Observation
from maille.observations.policies import (
    may_correct_observations,
    may_decide_held_words,
    may_read_observations,
)
from maille.observations.queries import (
    observation_counts,
    observations_to_look_at,
    versions_of,
)
from maille.observations.queries.keeping import (
    Narrowing,
    disputes_of,
    filtered_observations,
    filters_of,
)
from maille.places.models import Place
from maille.places.policies import may_steward_place
from maille.places.views.access import for_place, limited, person_of, said

ROWS_PER_PAGE = 40


@require_safe
@for_place(may_read_observations)
def observations(request: HttpRequest, place: Place) -> HttpResponse:
    """List what was noted, by month and by kind."""
    to = Narrowing(month_of(request.GET.get("mois", "")), kind_of(request.GET.get("genre", "")))
    rows = filtered_observations(place, to)
    context = {
        **_around(request, place),
        "month": to.month,
        "kind": to.kind,
        "page": Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        "filters": filters_of(place, to),
        "counts": observation_counts(place),
    }
    return render(request, "observations/keeping/list.html", context)


@require_safe
@for_place(may_read_observations)
def observation(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Show one observation, its versions, and what was decided about it."""
    return _observation_page(request, place, key, CancelForm())


def _observation_page(
    request: HttpRequest, place: Place, key: UUID, form: CancelForm
) -> HttpResponse:
    versions = _versions(place, key)
    context = {
        **_around(request, place),
        "row": asked_version(versions, request.GET),
        "versions": versions[::-1],
        "waiting": [row for row in versions if row.state == "disputed"],
        "trail": trail_of(key),
        "form": form,
        "withdraw": WithdrawForm(),
    }
    return render(request, "observations/keeping/observation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("300/h")
@for_place(may_correct_observations)
def correct(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Write an observation again; what was there before stays."""
    row = asked_version(_versions(place, key), request.GET)
    content = content_of(row)
    typed = request.POST if request.method == "POST" else None
    form = ObservationForm(typed, initial=initial_of(content))
    if form.is_valid():
        try:
            correct_observation(
                observation=row, content=form.content(content), by=person_of(request)
            )
        except InvalidObservationError as error:
            tell_reasons(form, error)
        else:
            messages.success(request, _("Corrected. What was there before is kept below."))
            return redirect("observations:observation", place.slug, key)
    context = {**_around(request, place), "row": row, "form": form}
    return render(request, "observations/keeping/correct.html", context | kinds_of(form))


@require_POST
@limited("300/h")
@for_place(may_correct_observations)
def cancel(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Make an observation count no more, with the reason."""
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _observation_page(request, place, key, form)
    row = asked_version(_versions(place, key), request.POST)
    cancel_observation(observation=row, reason=form.cleaned_data["reason"], by=person_of(request))
    messages.success(request, _("Cancelled: it no longer counts, and stays readable."))
    return redirect("observations:observation", place.slug, key)


@require_safe
@for_place(may_read_observations)
def doubts(request: HttpRequest, place: Place) -> HttpResponse:
    """Show what waits for the team: versions to choose, the impossible, words too telling."""
    waiting = observations_to_look_at(place)
    context = {
        **_around(request, place),
        "waiting": waiting,
        "disputes": disputes_of(place, waiting.disputed),
        "may_decide_words": may_decide_held_words(request.user, place),
    }
    return render(request, "observations/keeping/doubts.html", context)


@require_POST
@limited("300/h")
@for_place(may_correct_observations)
def choose(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Say which version counts."""
    row = _version(place, key, request)
    try:
        decide_version(observation=row, by=person_of(request))
        messages.success(request, _("Settled: this version counts."))
    except NotDecidableError as error:
        messages.error(request, said(error))
    return redirect("observations:doubts", place.slug)


@require_POST
@limited("300/h")
@for_place(may_decide_held_words)
def decide_words(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Let held words be printed, or keep them out of every report."""
    row = _version(place, key, request)
    decide = release_words if "release" in request.POST else hold_words
    try:
        decide(observation=row, by=person_of(request))
        messages.success(request, _("Decided. The observation goes on counting."))
    except NotDecidableError as error:
        messages.error(request, said(error))
    return redirect("observations:doubts", place.slug)


@require_POST
@limited("60/h")
@for_place(may_decide_held_words)
def withdraw(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Erase words for ever, because whoever said them takes them back."""
    _versions(place, key)
    if WithdrawForm(request.POST).is_valid():
        withdraw_words(place=place, key=key, by=person_of(request))
        messages.success(request, _("The words are erased from every version."))
    else:
        messages.error(request, _("Tick the box to erase the words."))
    return redirect("observations:observation", place.slug, key)


def _versions(place: Place, key: UUID) -> list[Observation]:
    versions = versions_of(place, key)
    if not versions:
        raise Http404
    return versions


def _version(place: Place, key: UUID, request: HttpRequest) -> Observation:
    number = request.POST.get("version", "")
    version = int(number) if number.isdecimal() and len(number) < len("1000000") else 0
    return get_object_or_404(place.observations, key=key, version=version)


def _around(request: HttpRequest, place: Place) -> dict[str, object]:
    """Give what the navigation of a team's page asks."""
    return {
        "place": place,
        "may_edit": may_correct_observations(request.user, place),
        "may_steward": may_steward_place(request.user, place),
    }
