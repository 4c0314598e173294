"""Drafts of a place: opening one, following its progress, reading it again, publishing it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maille.places.models import Place
from maille.reports.actions import Imprint, open_draft, publish_edition, set_period
from maille.reports.errors import (
    DraftAlreadyOpenError,
    DraftPublishedError,
    NothingToPublishError,
)
from maille.reports.forms import PeriodForm, PublishForm, StartForm
from maille.reports.models import Draft
from maille.reports.policies import may_answer, may_publish, may_review
from maille.reports.queries import (
    draft_document,
    drafts_of,
    edition_to_replace,
    gaps_of,
    last_draft,
    matters_of,
    offers_of,
    progress_of,
    stories_to_decide,
    waiting,
)
from maille.reports.views.access import author, draft_of, for_place, typed


@require_http_methods(["GET", "POST"])
@for_place(may_review)
def drafts(request: HttpRequest, place: Place) -> HttpResponse:
    """List the drafts, and open one for a period."""
    form = StartForm(typed(request))
    if request.method == "POST" and not may_answer(request.user, place):
        raise PermissionDenied
    if not form.is_valid():
        return _drafts_page(request, place, form)
    source = last_draft(place) if form.cleaned_data["copy"] else None
    try:
        draft = open_draft(place=place, period=form.period, by=author(request), copied_from=source)
    except DraftAlreadyOpenError as error:
        messages.info(request, _("This draft is already open for the same period: here it is."))
        draft = error.draft
    return redirect("reports:draft", place.slug, draft.public_id)


def _drafts_page(request: HttpRequest, place: Place, form: StartForm) -> HttpResponse:
    context = {
        "place": place,
        "drafts": drafts_of(place),
        "form": form,
        "last_draft": last_draft(place),
        "held": stories_to_decide(place).count(),
        "can_answer": may_answer(request.user, place),
        "can_publish": may_publish(request.user, place),
    }
    return render(request, "reports/drafts.html", context)


@require_GET
@for_place(may_review)
def draft(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Show the themes of a draft and how far each has come."""
    found = draft_of(place, draft)
    context = {
        "place": place,
        "draft": found,
        "scales": progress_of(found),
        "form": PeriodForm(draft=found),
        "can_answer": found.is_open and may_answer(request.user, place),
        "can_publish": found.is_open and may_publish(request.user, place),
    }
    return render(request, "reports/draft.html", context)


@require_POST
@for_place(may_answer)
def period(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Change what period the draft is about."""
    found = draft_of(place, draft)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        context = {"place": place, "draft": found, "form": form}
        return render(request, "reports/period.html", context)
    try:
        set_period(draft=found, period=form.period, by=author(request))
    except DraftAlreadyOpenError:
        messages.error(request, _("Another draft is open for this period: use that one."))
    except DraftPublishedError:
        messages.error(request, _("This draft is published: its period does not change."))
    else:
        messages.success(request, _("The period is noted."))
    return redirect("reports:draft", place.slug, found.public_id)


@require_GET
@for_place(may_review)
def review(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Show the report as it would be published, and what it lacks."""
    found = draft_of(place, draft)
    document, offered = draft_document(found), offers_of(found)
    context = {
        "place": place,
        "draft": found,
        "document": document,
        "waiting": waiting(matters_of(found, document)),
        "words": len(offered),
        "unread": sum(not (one.chosen or one.reason) for one in offered),
        "gaps": gaps_of(found, document),
        "can_answer": found.is_open and may_answer(request.user, place),
        "can_publish": found.is_open and may_publish(request.user, place),
    }
    return render(request, "reports/review.html", context)


@require_http_methods(["GET", "POST"])
@for_place(may_publish)
def publish(request: HttpRequest, place: Place, draft: UUID) -> HttpResponse:
    """Publish a draft, once confirmed."""
    found = draft_of(place, draft)
    initial = {"licence_text": place.text_licence, "licence_data": place.data_licence}
    form = PublishForm(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _publish(request, found, form)
    context = {
        "place": place,
        "draft": found,
        "form": form,
        "gaps": gaps_of(found, draft_document(found)),
        "replaced": edition_to_replace(found),
    }
    return render(request, "reports/publish.html", context)


def _publish(request: HttpRequest, draft: Draft, form: PublishForm) -> HttpResponse:
    said = form.cleaned_data
    imprint = Imprint(said["licence_text"], said["licence_data"], said["reviewed_by"])
    try:
        edition = publish_edition(draft=draft, by=author(request), imprint=imprint)
    except DraftPublishedError:
        messages.info(request, _("Somebody published this draft just before you."))
        return redirect("reports:editions", draft.place.slug)
    except NothingToPublishError:
        messages.error(request, _("This draft says nothing yet: answer at least one question."))
        return redirect("reports:draft", draft.place.slug, draft.public_id)
    messages.success(
        request,
        _("Edition %(number)s is published. Its address is permanent: share it.")
        % {"number": edition.number},
    )
    return redirect("reports:edition", draft.place.slug, edition.number)
