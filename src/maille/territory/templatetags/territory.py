"""Tags of studies: ``{% load territory %}``."""

from typing import Any

from django import template
from django.template.context import Context

from maille.territory.models import Study
from maille.territory.reading import words

register = template.Library()


@register.filter
def plain(value: float) -> str:
    """Write a coordinate of a drawing: a point for decimals, whatever the language."""
    return f"{value:g}"


@register.filter
def persons(value: float) -> str:
    """Write a number of persons."""
    return words.count(value)


@register.filter
def metres(value: float) -> str:
    """Write a distance."""
    return words.distance(value)


@register.simple_tag
def territory_of(study: Study) -> str:
    """Name the territory of a study in the language of the page."""
    return study.territory_en if words.language() == "en" else study.territory_fr


@register.simple_tag(takes_context=True)
def question_link(context: Context, wish: str, site: Any) -> str:  # noqa: ANN401 - a line of the list
    """Give the address of the question that keeps a proposed site, or sets it aside."""
    links: dict[str, dict[str, str]] = context["links"]
    return links[site.id][wish]
