"""Finding the place of a page, and turning away who may not see it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django_ratelimit.decorators import ratelimit

from maille.core.kernel.errors import CoreError
from maille.people.models import Person
from maille.places.models import Network, Place
from maille.places.policies import Visitor, may_see_network, may_see_place

Rest = ParamSpec("Rest")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Policy = Callable[[Visitor, Place], bool]
PlaceView = Callable[Concatenate[HttpRequest, Place, Rest], HttpResponseBase]
NetworkPolicy = Callable[[Visitor, Network], bool]
NetworkView = Callable[Concatenate[HttpRequest, Network, Rest], HttpResponseBase]
SlugView = Callable[Concatenate[HttpRequest, str, Rest], HttpResponseBase]


def for_place(may: Policy) -> Callable[[PlaceView[Rest]], SlugView[Rest]]:
    """Give the view the place of the address, if the policy lets this person in.

    Who is not signed in is asked to, and comes back; others are told that they may not. A place
    that is not public does not exist for who may not see it.
    """

    def decorate(view: PlaceView[Rest]) -> SlugView[Rest]:
        @wraps(view)
        def wrapped(
            request: HttpRequest, slug: str, *rest: Rest.args, **options: Rest.kwargs
        ) -> HttpResponseBase:
            place = get_object_or_404(Place, slug=slug)
            if may(request.user, place):
                return view(request, place, *rest, **options)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may_see_place(request.user, place):
                raise Http404
            raise PermissionDenied

        return cast("SlugView[Rest]", wrapped)

    return decorate


def for_network(may: NetworkPolicy) -> Callable[[NetworkView[Rest]], SlugView[Rest]]:
    """Give the view the network of the address, if the policy lets this person in."""

    def decorate(view: NetworkView[Rest]) -> SlugView[Rest]:
        @wraps(view)
        def wrapped(
            request: HttpRequest, network: str, *rest: Rest.args, **options: Rest.kwargs
        ) -> HttpResponseBase:
            row = get_object_or_404(Network, slug=network)
            if may(request.user, row):
                return view(request, row, *rest, **options)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may_see_network(request.user, row):
                raise Http404
            raise PermissionDenied

        return cast("SlugView[Rest]", wrapped)

    return decorate


def limited(rate: str) -> Callable[[View], View]:
    """Refuse writes that come faster than ``rate`` from the same person (or, unknown, address)."""
    return cast(
        "Callable[[View], View]",
        ratelimit(key="user_or_ip", rate=rate, method="POST", block=True),
    )


def person_of(request: HttpRequest) -> Person:
    """Give the person who is signed in: behind a policy that asks for one, there is one."""
    return cast("Person", request.user)


def said(error: CoreError) -> str:
    """Give what an action refused as a sentence of a page."""
    return capfirst(str(error))
