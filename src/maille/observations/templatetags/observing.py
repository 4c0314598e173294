"""What templates say of an observation: ``{% load observing %}``."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from maille.core.kernel.text import Text
from maille.observations import labels
from maille.observations.models import Observation
from maille.web.dates import long_date
from maille.web.templatetags.maille import reading_language
from maille.web.typography import typeset

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
def clock(moment: dt.datetime | dt.time | str | None) -> str:
    """Write an hour and its minutes, where the place is."""
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment).time()
    if not moment:
        return ""
    hour, minute = str(moment).split(":")[:2]
    return _("%(hour)s:%(minute)s") % {"hour": hour, "minute": minute}


@register.filter
def facts(row: Observation) -> Facts:
    """List what an observation says besides its kind."""
    language = reading_language()
    themes, audiences = labels.theme_choices(), labels.AUDIENCES
    said = [
        (_("Day"), long_date(row.on, language) or _("not readable")),
        (_("Time"), clock(row.at)),
        (_("People"), people_words(row)),
        (_("Length"), _("%(minutes)s min") % {"minutes": row.minutes} if row.minutes else ""),
        (_("Space"), row.space),
        (_("With"), ", ".join(labels.label_of(audiences, one) for one in row.audiences)),
        (_("Speaks for"), ", ".join(labels.label_of(themes, one) for one in row.themes)),
        (_("Direction"), labels.label_of(labels.DIRECTIONS, row.direction)),
        (_("Known by"), labels.label_of(labels.SOURCES, row.source)),
        (_("Noted by"), labels.label_of(labels.AUTHOR_ROLES, row.author_role)),
        (_("Said by"), labels.label_of(labels.TELLERS, row.teller)),
        (_("Cause"), _("thanks to the place, said unasked") if row.causal else ""),
        (pgettext("what was written", "Note"), row.note),
        (_("Outcome"), row.outcome),
    ]
    return [(name, value) for name, value in said if value]


@register.filter
def differing_facts(row: Observation, versions: Sequence[Observation]) -> Facts:
    """List what a version says that another one does not say."""
    said_by_all = set.intersection(*({*facts(one)} for one in versions))
    return [fact for fact in facts(row) if fact not in said_by_all]


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


@register.filter
def words_of(text: Text) -> str:
    """Say a text of the core in the language of the page."""
    return typeset(text.in_language(reading_language()), reading_language())
