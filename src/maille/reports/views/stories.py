"""Stories that wait for a steward, and stories that are withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maille.places.models import Place
from maille.reports.actions import decide_story, withdraw_noted_words, withdraw_story
from maille.reports.errors import DraftPublishedError, WithdrawnStoryError
from maille.reports.policies import may_decide_story, may_withdraw
from maille.reports.queries import stories_to_decide, told_stories
from maille.reports.views.access import author, for_place, story_of


@require_GET
@for_place(may_decide_story)
def stories(request: HttpRequest, place: Place) -> HttpResponse:
    """List the stories to decide, then all those that were told."""
    context = {"place": place, "held": stories_to_decide(place), "stories": told_stories(place)}
    return render(request, "reports/stories.html", context)


@require_POST
@for_place(may_decide_story)
def decide(request: HttpRequest, place: Place, story: UUID) -> HttpResponse:
    """Let a story be printed, or keep it out."""
    release = "release" in request.POST
    try:
        decide_story(row=story_of(place, story), release=release, by=author(request))
    except (DraftPublishedError, WithdrawnStoryError):
        messages.error(request, _("This story can no longer be decided on."))
    else:
        messages.success(
            request,
            _("The story will be printed.") if release else _("The story will not be printed."),
        )
    return redirect("reports:stories", place.slug)


@require_http_methods(["GET", "POST"])
@for_place(may_withdraw)
def withdraw(request: HttpRequest, place: Place, story: UUID) -> HttpResponse:
    """Withdraw a story for ever, once confirmed."""
    row = story_of(place, story)
    held_by = list(place.editions.filter(words__story_id=row.origin).order_by("number"))
    if request.method == "GET":
        context = {"place": place, "story": row, "editions": held_by}
        return render(request, "reports/withdraw.html", context)
    try:
        editions = withdraw_story(story=row, by=author(request))
    except WithdrawnStoryError:
        messages.info(request, _("This story was withdrawn before."))
        return redirect("reports:stories", place.slug)
    _say_withdrawn(request, len(editions))
    return redirect("reports:stories", place.slug)


@require_http_methods(["GET", "POST"])
@for_place(may_withdraw)
def withdraw_noted(request: HttpRequest, place: Place, key: UUID) -> HttpResponse:
    """Withdraw for ever words that were noted, printed or not, once confirmed."""
    if request.method == "GET":
        held_by = list(place.editions.filter(words__story_id=key).order_by("number"))
        context = {"place": place, "story": None, "editions": held_by}
        return render(request, "reports/withdraw.html", context)
    editions = withdraw_noted_words(place=place, key=key, by=author(request))
    _say_withdrawn(request, len(editions))
    return redirect("reports:stories", place.slug)


def _say_withdrawn(request: HttpRequest, editions: int) -> None:
    messages.success(
        request,
        ngettext(
            "The words are erased. %(n)s new edition is published without them.",
            "The words are erased. %(n)s new editions are published without them.",
            editions,
        )
        % {"n": editions}
        if editions
        else _("The words are erased. They had never been published."),
    )
