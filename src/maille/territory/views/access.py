"""Finding the study of a page, and turning away who may not see it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from maille.people.models import Person
from maille.territory.models import Study
from maille.territory.policies import may_read_study

View = Callable[..., HttpResponse]


def for_study(view: View) -> View:
    """Give the view the study of the address.

    A private study does not exist for others; who is not signed in is asked to, and comes back.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, study: str, **rest: object) -> HttpResponse:
        found = get_object_or_404(Study.objects.select_related("computed_by"), slug=study)
        if may_read_study(request.user, found):
            return view(request, found, **rest)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404

    return wrapped


def turned_away(request: HttpRequest) -> HttpResponse:
    """Ask who is not signed in to do so, and tell others that they may not."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def author(request: HttpRequest) -> Person | None:
    """Give who is signed in."""
    return request.user if isinstance(request.user, Person) else None
