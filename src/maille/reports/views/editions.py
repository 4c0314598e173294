"""Published editions: the report, its files, what changed from one to another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maille.core.effects.comparing import compare_documents
from maille.places.models import Place
from maille.reports.actions import correct_edition
from maille.reports.errors import DraftAlreadyOpenError, EditionReplacedError
from maille.reports.models import Edition
from maille.reports.policies import may_publish, may_read_editions, may_review
from maille.reports.queries import (
    between,
    edition_document,
    edition_lines,
    editions_of,
    latest_edition,
    since_the_one_before,
)
from maille.reports.queries.editions import latest_of
from maille.reports.views.access import author, for_place
from maille.web.public_pages import public_page


def edition_numbered(place: Place, number: int) -> Edition:
    """Give an edition of this place."""
    found = get_object_or_404(editions_of(place), number=number)
    found.place = place
    return found


@require_safe
@public_page
@for_place(may_read_editions)
def editions(request: HttpRequest, place: Place) -> HttpResponse:
    """List the editions, newest first."""
    context = {
        "place": place,
        "editions": edition_lines(place),
        "latest": latest_edition(place),
        "can_review": may_review(request.user, place),
        "can_publish": may_publish(request.user, place),
    }
    return render(request, "reports/editions.html", context)


@require_safe
@public_page
@for_place(may_read_editions)
def edition(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Show a report; its address is permanent."""
    every = {one.number: one for one in editions_of(place)}
    if number not in every:
        raise Http404
    found = every.pop(number)
    context = {
        "place": place,
        "edition": found,
        # Most of the page may be kept.
        "document": SimpleLazyObject(lambda: edition_document(found)),
        "other_editions": list(every.values()),
        "latest": latest_of([found, *every.values()]),
        "since": SimpleLazyObject(lambda: since_the_one_before(found, every.values())),
        "replaced_by": next(iter(found.replaced_by.all()), None),
        "can_steward": may_publish(request.user, place),
    }
    return render(request, "reports/edition.html", context)


@require_safe
@public_page
@for_place(may_read_editions)
def compare(request: HttpRequest, place: Place, before: int, after: int) -> HttpResponse:
    """Show what changed from one edition to another."""
    if before == after:
        raise Http404
    older, newer = edition_numbered(place, before), edition_numbered(place, after)
    context = {
        "place": place,
        "older": older,
        "newer": newer,
        "since": between(older, newer),
        "comparison": compare_documents(edition_document(older), edition_document(newer)),
    }
    return render(request, "reports/compare.html", context)


@require_safe
@public_page
@for_place(may_read_editions)
def summary(request: HttpRequest, place: Place) -> HttpResponse:
    """Give the fragment that the page of the place shows: the latest report in brief."""
    every = list(editions_of(place))
    latest = latest_of(every)
    context = {
        "place": place,
        "edition": latest,
        "document": edition_document(latest) if latest else None,
        "editions": every,
    }
    return render(request, "reports/summary.html", context)


@require_POST
@for_place(may_publish)
def correct(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Open a draft that corrects an edition."""
    try:
        draft = correct_edition(edition=edition_numbered(place, number), by=author(request))
    except EditionReplacedError as error:
        messages.error(
            request,
            _("Edition %(number)s has replaced this one: correct that one.")
            % {"number": error.edition.number},
        )
        return redirect("reports:edition", place.slug, error.edition.number)
    except DraftAlreadyOpenError as error:
        messages.info(request, _("A draft is already open for the same period: here it is."))
        draft = error.draft
    return redirect("reports:draft", place.slug, draft.public_id)
