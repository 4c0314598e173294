"""How the page of the map writes distances and addresses: ``{% load mapping %}``."""

from django import template
from django.http import QueryDict
from django.utils.translation import gettext as _

from maille.web.templatetags.maille import reading_language

register = template.Library()

_A_KILOMETRE = 1
_ROUNDED_FROM = 10


@register.filter
def far(kilometres: float) -> str:
    """Say a distance as people do: 400 m, 2,3 km, 5 km, 38 km."""
    if kilometres < _A_KILOMETRE:
        return _("%s m away") % max(round(kilometres * 10) * 100, 100)
    if kilometres < _ROUNDED_FROM:
        told = f"{kilometres:.1f}".removesuffix(".0")
        return _("%s km away") % (told.replace(".", ",") if reading_language() == "fr" else told)
    return _("%s km away") % round(kilometres)


@register.filter
def with_near(query: QueryDict, words: str) -> str:
    """Give the same question about another town."""
    changed = query.copy()
    changed["near"] = words
    changed.pop("page", None)
    return changed.urlencode()


@register.filter
def degrees(point: tuple[float, float]) -> str:
    """Give a point as the map reads it: longitude, latitude."""
    return f"{point[0]:.5f},{point[1]:.5f}"
