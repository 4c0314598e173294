"""The addresses that files name."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Site:
    """Where this installation is found, without a final slash."""

    base: str

    def page(self, slug: str) -> str:
        """Give the address of the page of a place."""
        return self.address("places:place", slug)

    def profile(self, slug: str) -> str:
        """Give the address of the profile of a place, for machines."""
        return self.address("files:profile", slug)

    def programme(self, slug: str) -> str:
        """Give the address of the calendar of a place."""
        return self.address("places:programme_calendar", slug)

    def address(self, route: str, *arguments: str) -> str:
        """Give the whole address of a route, the French one where languages differ."""
        with override("fr"):
            return self.base + reverse(route, args=arguments)


def site_of(request: HttpRequest) -> Site:
    """Give the address of this installation, as files write it."""
    return Site(settings.BASE_URL or request.build_absolute_uri("/").rstrip("/"))
