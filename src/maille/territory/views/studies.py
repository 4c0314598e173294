"""The list of studies, a study, its gaps, its name."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maille.territory.actions import name_study
from maille.territory.asking.questions import asked_in
from maille.territory.enums import Visibility
from maille.territory.forms import TitleForm, WhatIfForm
from maille.territory.models import Study
from maille.territory.policies import may_compute_study, may_name_study
from maille.territory.queries import document_of, studies_for, terrain_of
from maille.territory.reading.gaps import gaps_of
from maille.territory.reading.page import gap_line, read_study
from maille.territory.reading.words import travel_words
from maille.territory.views.access import author, for_study, turned_away

_PER_PAGE = 100


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the studies."""
    shown = {
        "studies": studies_for(request.user),
        "may_compute": may_compute_study(request.user),
    }
    return render(request, "territory/home.html", shown)


@require_safe
@for_study
def study(request: HttpRequest, study: Study) -> HttpResponse:
    """Show a study: who is within reach, where to weave next, and what the answer is worth."""
    terrain, document = terrain_of(study), document_of(study)
    asked = asked_in(document)
    shown = {
        "study": study,
        "document": document,
        "reading": read_study(terrain, document),
        "form": WhatIfForm(QueryDict(), asked=asked, terrain=terrain),
        "asked": asked,
        "may_name": may_name_study(request.user, study),
    }
    return render(request, "territory/study.html", shown)


@require_safe
@for_study
def gaps(request: HttpRequest, study: Study) -> HttpResponse:
    """List every commune with people out of reach, the most people first."""
    terrain, document = terrain_of(study), document_of(study)
    pages = Paginator(gaps_of(terrain, document["cells"]).lines, _PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {
        "study": study,
        "page": page,
        "lines": [gap_line(gap) for gap in page],
        "travel": travel_words(document["travel"]),
    }
    return render(request, "territory/gaps.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_study
def rename(request: HttpRequest, study: Study) -> HttpResponse:
    """Call a study otherwise, or choose who may read it."""
    if not may_name_study(request.user, study):
        return turned_away(request)
    given = request.POST if request.method == "POST" else None
    form = TitleForm(given, initial={"name": study.name, "visibility": study.visibility})
    if given is not None and form.is_valid():
        told = form.cleaned_data
        name_study(
            study=study,
            name=told["name"],
            visibility=Visibility(told["visibility"]),
            by=author(request),
        )
        messages.success(request, _("Noted. What the study says has not changed."))
        return redirect("territory:study", study.slug)
    return render(request, "territory/rename.html", {"study": study, "form": form})
