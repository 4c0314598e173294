"""Pages that read the same for everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def public_page(view: View[Rest]) -> View[Rest]:
    """Let caches keep the answer to a visitor without cookies, and ask before each use.

    With a cookie the visitor may be somebody: the answer is theirs alone. What the view writes
    without cookies must depend on nothing but the address, the language and the database.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *rest: Rest.args, **options: Rest.kwargs) -> HttpResponseBase:
        if request.COOKIES:
            response = view(request, *rest, **options)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        return anybodys(request, *rest, **options)

    @conditional_page
    def anybodys(
        request: HttpRequest, *rest: Rest.args, **options: Rest.kwargs
    ) -> HttpResponseBase:
        response = view(request, *rest, **options)
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return cast("View[Rest]", wrapped)
