"""What templates say of an observation: ``{% load observing %}``."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maille.observations import labels
from maille.observations.models import Observation

register = template.Library()

Facts = list[tuple[str, str]]


@register.filter
def kind_name(value: str) -> str:
    """Name a kind; what has none was not readable."""
    return labels.label_of(labels.KIND_CHOICES, value) if value else _("Unreadable")


@register.filter
def grouped(number: int) -> str:
    """Write a number with its thousands apart."""
    return f"{number:_}".replace("_", " ")


@register.filter
def people_words(row: Observation) -> str:
    """Say how many people, and how that is known."""
    if row.people is None:
        return ""
    numbers = {"low": grouped(row.people), "high": grouped(row.people_high or 0)}
    if row.people_high is not None:
        return _("%(low)s to %(high)s people") % numbers
    if row.counted:
        counted = ngettext("%(low)s person, counted", "%(low)s people, counted", row.people)
        return counted % numbers
    return ngettext("about %(low)s person", "about %(low)s people", row.people) % numbers


@register.filter
def facts(row: Observation) -> Facts:
    """List what an observation says besides its kind, its day, its number and its words."""
    themes, audiences = labels.theme_choices(), labels.AUDIENCES
    said = [
        (_("Time"), f"{row.at:%H:%M}" if row.at else ""),
        (_("Length"), _("%(minutes)s min") % {"minutes": row.minutes} if row.minutes else ""),
        (_("Space"), row.space),
        (_("With"), ", ".join(labels.label_of(audiences, one) for one in row.audiences)),
        (_("Speaks for"), ", ".join(labels.label_of(themes, one) for one in row.themes)),
        (_("Direction"), labels.label_of(labels.DIRECTIONS, row.direction)),
        (_("Known by"), labels.label_of(labels.SOURCES, row.source)),
        (_("Noted by"), labels.label_of(labels.AUTHOR_ROLES, row.author_role)),
        (_("Said by"), labels.label_of(labels.TELLERS, row.teller)),
        (_("Outcome"), row.outcome),
    ]
    return [(name, value) for name, value in said if value]


@register.filter
def origin_words(row: Observation) -> str:
    """Say by which door a version came in, and who stood there."""
    door = labels.ORIGINS[row.origin]
    who = row.device.label if row.device else str(row.by) if row.by else ""
    return ", ".join(str(part) for part in (door, who) if part)


@register.filter
def state_words(row: Observation) -> str:
    """Say whether a version counts."""
    return str(labels.STATES[row.state])


@register.filter
def field_name(name: str) -> str:
    """Name a field of an observation as its form does."""
    return str(labels.FIELDS.get(name, name))


@register.filter
def as_sent(content: dict[str, Any]) -> str:
    """Write what was received, to be read by eye."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


@register.filter
def decision_words(value: str | None) -> str:
    """Name what a decision changed, or changed to."""
    if not value:
        return _("nothing")
    return str(labels.STATES.get(value) or labels.HOLDS.get(value) or value)
