"""Where what a place shows comes from; the team says which value is right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maille.core.kernel.errors import CoreError
from maille.directory.actions import say_as_team
from maille.directory.queries.claims import claims_of
from maille.directory.queries.doubts import open_doubts, open_questions
from maille.directory.queries.provenance import sources_page, summary_of, told_value
from maille.directory.reasons import reason_of
from maille.places.models import Place
from maille.places.policies import may_edit_place, may_see_place
from maille.places.views.access import for_place, person_of, said
from maille.web.public_pages import public_page


@require_safe
@public_page
@for_place(may_see_place)
def show_sources(request: HttpRequest, place: Place) -> HttpResponse:
    """Show every value side by side, with who says it; the team may choose one."""
    may_edit = may_edit_place(request.user, place)
    doubts = open_doubts(None).filter(record__place=place) if may_edit else ()
    context = {
        "place": place,
        "sources": sources_page(place),
        "may_edit": may_edit,
        "doubts": [(doubt, reason_of(doubt.code)) for doubt in doubts],
        "questions": open_questions(None).filter(place=place) if may_edit else (),
    }
    return render(request, "directory/sources.html", context)


@require_safe
@public_page
@for_place(may_see_place)
def show_summary(request: HttpRequest, place: Place) -> HttpResponse:
    """Sum up in a line who speaks of a place, for its page; nothing when nobody does."""
    summary = SimpleLazyObject(lambda: summary_of(claims_of(place)))
    return render(request, "directory/_summary.html", {"place": place, "summary": summary})


@require_POST
@for_place(may_edit_place)
def choose_value(request: HttpRequest, place: Place) -> HttpResponse:
    """Say, as the place's team, which of the values told is right."""
    field = request.POST.get("field", "")
    try:
        value = told_value(place, field, request.POST.get("value", ""))
        say_as_team(place=place, field=field, value=value, by=person_of(request))
    except LookupError:
        messages.error(request, _("Nobody says this of the place any more: look again."))
    except CoreError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("The page shows this value now, as your team's word."))
    return redirect("directory:sources", place.slug)
