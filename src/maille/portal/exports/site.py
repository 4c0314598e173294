"""The addresses that files name."""

import functools
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

# No slug of ours is written in capitals.
_SLUG: Final = "SLUG"


@dataclass(frozen=True, slots=True)
class Site:
    """Where this installation is found, without a final slash."""

    base: str

    def page(self, slug: str) -> str:
        """Give the address of the page of a place."""
        return self.base + _pattern("places:place").replace(_SLUG, slug)

    def profile(self, slug: str) -> str:
        """Give the address of the profile of a place, for machines."""
        return self.base + _pattern("files:profile").replace(_SLUG, slug)

    def programme(self, slug: str) -> str:
        """Give the address of the calendar of a place."""
        return self.base + _pattern("places:programme_calendar").replace(_SLUG, slug)

    def address(self, route: str, *arguments: str) -> str:
        """Give the whole address of a route, the French one where languages differ."""
        with override("fr"):
            return self.base + reverse(route, args=arguments)


@functools.cache
def _pattern(route: str) -> str:
    """Give the address of a route of a place, its slug to be put in: read once, used for each."""
    return Site("").address(route, _SLUG)


def site_of(request: HttpRequest) -> Site:
    """Give the address of this installation, as files write it."""
    return Site(settings.BASE_URL or request.build_absolute_uri("/").rstrip("/"))
