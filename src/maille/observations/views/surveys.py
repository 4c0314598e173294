"""A team asks its visitors, and reads what they answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maille.observations.actions.surveys import (
    close_wave,
    count_response,
    decide_response_words,
    erase_response_words,
    forget_visitors,
    note_asked,
    open_wave,
)
from maille.observations.exports.poster import render_poster
from maille.observations.forms.surveys import AskedForm, WaveForm
from maille.observations.models import SurveyWave
from maille.observations.policies import may_decide_held_words, may_read_observations
from maille.observations.queries.survey_results import read_wave
from maille.observations.queries.surveys import waves_of
from maille.places.models import Place
from maille.places.policies import may_edit_place, may_steward_place
from maille.places.views.access import for_place, limited, person_of

POSTER_LANGUAGES = ("fr", "en")


@require_safe
@for_place(may_read_observations)
def list_waves(request: HttpRequest, place: Place) -> HttpResponse:
    """List the surveys of a place."""
    context = {**_around(request, place), "waves": waves_of(place)}
    return render(request, "observations/survey/waves.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("30/h")
@for_place(may_steward_place)
def new_wave(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose what to ask, and open a survey."""
    form = WaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wave = open_wave(place=place, asking=form.asking(), by=person_of(request))
        messages.success(request, _("The survey is open. Print its poster, hang it by the door."))
        return redirect("observations:wave", place.slug, wave.code)
    context = {**_around(request, place), "form": form}
    return render(request, "observations/survey/new.html", context)


@require_safe
@for_place(may_read_observations)
def show_wave(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Show what visitors answered, and what it allows to say."""
    wave = _wave(place, code)
    context = {
        **_around(request, place),
        "wave": wave,
        "link": link_of(request, wave),
        "results": read_wave(wave, get_language() or "fr"),
        "form": AskedForm(initial={"asked": wave.asked}),
    }
    return render(request, "observations/survey/wave.html", context)


@require_safe
@for_place(may_read_observations)
def poster(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Print the poster of a survey."""
    wave = _wave(place, code)
    asked = request.GET.get("langue", "")
    language = asked if asked in POSTER_LANGUAGES else wave.language
    content = render_poster(wave, link=link_of(request, wave, language), language=language)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{place.slug}-{wave.code}.pdf"'
    return response


@require_POST
@for_place(may_steward_place)
def close(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Take no more answers."""
    close_wave(wave=_wave(place, code), by=person_of(request))
    messages.success(request, _("The survey is closed: its address now says so."))
    return redirect("observations:wave", place.slug, code)


@require_POST
@for_place(may_steward_place)
def say_asked(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Say how many people were invited to answer."""
    form = AskedForm(request.POST)
    if form.is_valid():
        note_asked(wave=_wave(place, code), asked=form.cleaned_data["asked"], by=person_of(request))
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Write a whole number, or nothing."))
    return redirect("observations:wave", place.slug, code)


@require_POST
@for_place(may_decide_held_words)
def decide(request: HttpRequest, place: Place, code: str, response: str) -> HttpResponse:
    """Decide about the words of an answer, or about an answer that looked like a second one."""
    row = get_object_or_404(_wave(place, code).responses.all(), public_id=response)
    by, decision = person_of(request), request.POST.get("decision")
    if decision in {"release", "reject"}:
        decide_response_words(response=row, release=decision == "release", by=by)
    elif decision == "erase":
        erase_response_words(response=row, by=by)
    elif decision == "count":
        count_response(response=row, by=by)
    else:
        messages.error(request, _("Nothing was decided."))
        return redirect("observations:wave", place.slug, code)
    messages.success(request, _("Saved."))
    return redirect("observations:wave", place.slug, code)


def link_of(request: HttpRequest, wave: SurveyWave, language: str = "") -> str:
    """Give the public address of a survey, in the language of its poster."""
    with override(language or wave.language):
        return request.build_absolute_uri(reverse("observations:survey", args=[wave.code]))


def _wave(place: Place, code: str) -> SurveyWave:
    return get_object_or_404(place.survey_waves.select_related("place"), code=code)


def _around(request: HttpRequest, place: Place) -> dict[str, Any]:
    forget_visitors(today=timezone.localdate())
    return {
        "place": place,
        "may_edit": may_edit_place(request.user, place),
        "may_steward": may_steward_place(request.user, place),
    }
