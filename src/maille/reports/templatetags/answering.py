"""Tags of the pages where a team answers and publishes: ``{% load answering %}``."""

import datetime as dt

from django import template

from maille.core.kernel.text import Text
from maille.grids import load_grid
from maille.reports.models import Draft, Intensity
from maille.web.dates import long_period
from maille.web.templatetags.maille import reading_language

register = template.Library()


@register.filter
def in_language(words: Text) -> str:
    """Give the words in the language of the page."""
    return words.in_language(reading_language())


@register.simple_tag
def period_words(start: dt.date, end: dt.date) -> str:
    """Write a period: a whole year by its number, else its two ends."""
    return long_period(start, end, reading_language())


@register.simple_tag
def group_words(draft: Draft, intensity: Intensity) -> str:
    """Name the group that a rating comes from."""
    groups = {group.id: group.label for group in load_grid(draft.grid_version).respondents}
    return groups[intensity.group].in_language(reading_language())
