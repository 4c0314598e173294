"""What if: another question of the same ground, answered at once, kept if somebody wishes."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from maille.territory.actions import Title, compute_study
from maille.territory.asking.questions import Asked, asked_in
from maille.territory.enums import Visibility
from maille.territory.exports import render_geojson
from maille.territory.forms import TitleForm, WhatIfForm
from maille.territory.ground import Terrain
from maille.territory.models import Study
from maille.territory.policies import may_compute_study
from maille.territory.queries import document_of, terrain_of
from maille.territory.reading.candidates import Candidate, named_candidates, search_candidates
from maille.territory.reading.page import read_study
from maille.territory.reading.words import asked_words, count, whole
from maille.territory.views.access import author, for_study, turned_away


def _answer(terrain: Terrain, asked: Asked) -> dict[str, Any]:
    from maille.territory.asking.answers import (  # noqa: PLC0415 - it loads a compiler
        answer_at_once,
    )

    return answer_at_once(terrain, asked)


def address(page: str, asked: Asked) -> str:
    """Give the address of a question, from that of its page."""
    told = {
        "sites": asked.sites,
        "mode": asked.mode,
        "minutes": asked.minutes,
        "force": asked.forced,
        "ban": asked.banned,
    }
    return f"{page}?{urlencode(told, doseq=True)}"


@gzip_page
@require_safe
@for_study
def what_if(request: HttpRequest, study: Study) -> HttpResponse:
    """Answer another question: as a page, or in place where scripts run."""
    terrain, document = terrain_of(study), document_of(study)
    asked = asked_in(document)
    form = WhatIfForm(request.GET, asked=asked, terrain=terrain)
    if form.is_valid():
        asked = form.asked
    found = _answer(terrain, asked)
    shown = {
        "study": study,
        "document": found,
        "reading": read_study(terrain, found),
        "form": form,
        "asked": asked,
        "hypothetical": True,
        "compared": _compared(document, found),
        "may_compute": may_compute_study(request.user),
        **_links(study, asked, [site["id"] for site in found["sites"]]),
        **_sites(study, terrain, asked, request.GET.get("find", "")),
    }
    in_place = "HX-Request" in request.headers
    template = "territory/_answer_in_place.html" if in_place else "territory/study.html"
    response = render(request, template, shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _compared(document: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Say how far the answer is from the study's, in persons within reach."""
    more = _reached(found) - _reached(document)
    return {"more": more > 0, "fewer": more < 0, "count": count(abs(more))}


def _reached(document: dict[str, Any]) -> int:
    """Give how many have a place within reach in the end, as the sum of the two figures shown."""
    return whole(document["covered_before"]) + whole(document["value"])


def _links(study: Study, asked: Asked, proposed: list[str]) -> dict[str, Any]:
    """Give the addresses of a question: of each proposed site, to keep it, of its map."""
    here, keeping, chart_of = (
        reverse(f"territory:{name}", args=[study.slug])
        for name in ("what_if", "keep", "what_if_map")
    )
    return {
        "links": {name: _wishes(here, asked, name) for name in proposed},
        "save_url": address(keeping, asked),
        "map_url": address(chart_of, asked),
    }


def _sites(study: Study, terrain: Terrain, asked: Asked, find: str) -> dict[str, Any]:
    """Give what may be kept or set aside, each with the address of the question it makes."""
    here = reverse("territory:what_if", args=[study.slug])
    return {
        "find": find,
        "found": [_line(here, asked, one) for one in search_candidates(terrain, find)],
        "kept": [_line(here, asked, one) for one in named_candidates(terrain, asked.forced)],
        "aside": [_line(here, asked, one) for one in named_candidates(terrain, asked.banned)],
    }


def _line(here: str, asked: Asked, one: Candidate) -> dict[str, Any]:
    return {"site": one, **_wishes(here, asked, one.id)}


def _wishes(here: str, asked: Asked, identifier: str) -> dict[str, str]:
    """Give the addresses of the questions that keep a site, set it aside, or leave it free."""
    forced = tuple(name for name in asked.forced if name != identifier)
    banned = tuple(name for name in asked.banned if name != identifier)
    free = replace(asked, forced=forced, banned=banned)
    many = max(asked.sites, len(forced) + 1)
    return {
        "free": address(here, free),
        "keep": address(here, replace(free, sites=many, forced=(*forced, identifier))),
        "drop": address(here, replace(free, banned=(*banned, identifier))),
    }


@gzip_page
@require_safe
@for_study
def chart(request: HttpRequest, study: Study) -> HttpResponse:
    """Give the map of another question as GeoJSON."""
    terrain = terrain_of(study)
    form = WhatIfForm(request.GET, asked=asked_in(document_of(study)), terrain=terrain)
    if not form.is_valid():
        return HttpResponse(status=400)
    content = render_geojson(terrain, _answer(terrain, form.asked))
    return HttpResponse(content, content_type="application/geo+json")


@require_http_methods(["GET", "HEAD", "POST"])
@for_study
def keep(request: HttpRequest, study: Study) -> HttpResponse:
    """Compute a question at leisure, and keep its answer as a study of its own."""
    if not may_compute_study(request.user):
        return turned_away(request)
    terrain = terrain_of(study)
    question = WhatIfForm(request.GET, asked=asked_in(document_of(study)), terrain=terrain)
    if not question.is_valid():
        return redirect("territory:study", study.slug)
    given = request.POST if request.method == "POST" else None
    form = TitleForm(given)
    if given is not None and form.is_valid():
        told = form.cleaned_data
        kept = compute_study(
            ground=study.ground,
            asked=question.asked,
            title=Title(told["name"], Visibility(told["visibility"])),
            by=author(request),
        )
        return redirect("territory:study", kept.slug)
    shown = {"study": study, "form": form, "question": asked_words(question.asked)}
    return render(request, "territory/keep.html", shown)
