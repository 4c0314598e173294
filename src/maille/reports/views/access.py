"""Finding the place of a page, and turning away who may not see it."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from maille.people.models import Person
from maille.places.models import Place
from maille.places.policies import Visitor, may_see_place
from maille.reports.models import Draft, Story

Policy = Callable[[Visitor, Place], bool]
View = Callable[..., HttpResponse]


def for_place(may: Policy) -> Callable[[View], View]:
    """Give the view the place of the address, if the policy lets this person in.

    Who is not signed in is asked to, and comes back; others are told that they may not. A place
    that is not public does not exist for who may not see it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, **rest: object) -> HttpResponse:
            place = get_object_or_404(Place, slug=slug)
            if may(request.user, place):
                return view(request, place, **rest)
            return _turn_away(request, place)

        return wrapped

    return decorate


def _turn_away(request: HttpRequest, place: Place) -> HttpResponse:
    if not request.user.is_authenticated:
        if request.headers.get("HX-Request"):
            return render(request, "reports/_signed_out.html")
        return redirect_to_login(request.get_full_path())
    if not may_see_place(request.user, place):
        raise Http404
    raise PermissionDenied


def author(request: HttpRequest) -> Person | None:
    """Give who is signed in, to whom a change is put down."""
    return request.user if isinstance(request.user, Person) else None


def typed(request: HttpRequest) -> QueryDict | None:
    """Give what was typed, or nothing when the form is only shown."""
    return request.POST if request.method == "POST" else None


def draft_of(place: Place, public_id: UUID) -> Draft:
    """Give a draft of this place."""
    drafts = Draft.objects.select_related("corrects", "created_by")
    draft = get_object_or_404(drafts, place=place, public_id=public_id)
    draft.place = place
    return draft


def story_of(place: Place, public_id: UUID) -> Story:
    """Give a story of this place."""
    stories = Story.objects.select_related("draft")
    story = get_object_or_404(stories, draft__place=place, public_id=public_id)
    story.draft.place = place
    return story
