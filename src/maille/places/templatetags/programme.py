"""Filters of the programme: ``{% load programme %}``."""

import datetime as dt

from django import template

from maille.core.effects.dates import month_in_words
from maille.places import programme
from maille.places.occasions import Occurrence
from maille.web.templatetags.maille import reading_language

register = template.Library()


@register.filter
def days(occurrence: Occurrence) -> str:
    """Say on which days it is held, where the month is known."""
    return programme.days_of(occurrence)


@register.filter
def hours(occurrence: Occurrence) -> str:
    """Say at what time it is held."""
    return programme.hours_of(occurrence)


@register.filter
def details(occurrence: Occurrence) -> str:
    """Say at what time it is held, where, for how much."""
    return programme.details_of(occurrence)


@register.filter
def whole_day(day: dt.date) -> str:
    """Say a day with its name, its month and its year."""
    return programme.whole_day(day)


@register.simple_tag(name="whole_day")
def whole_day_tag(day: dt.date) -> str:
    """Say the same, to be kept under a name."""
    return programme.whole_day(day)


@register.filter
def month(day: dt.date) -> str:
    """Say a month and its year."""
    return month_in_words(day, reading_language())


@register.filter
def clock(time: dt.time) -> str:
    """Say a time of day."""
    return programme.clock(time)
