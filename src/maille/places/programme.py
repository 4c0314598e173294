"""The programme of a place in words: when things are held, month by month."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from maille.core.effects.dates import day_in_words
from maille.core.occasions.rules import read_rule
from maille.core.occasions.sentences import recurrence_in_words
from maille.core.occasions.values import Rule
from maille.core.occasions.words import WEEKDAYS
from maille.grids import load_grid
from maille.places.enums import Audience
from maille.places.occasions import MINUTES_A_DAY, Occurrence
from maille.web.templatetags.maille import reading_language


@dataclass(frozen=True, slots=True)
class Month:
    """What is held in a month, given by its first day."""

    first: dt.date
    occurrences: tuple[Occurrence, ...]

    @property
    def id(self) -> str:
        """The month as part of an address."""
        return f"{self.first:%Y-%m}"


def by_month(occurrences: Iterable[Occurrence]) -> tuple[Month, ...]:
    """Gather occurrences by the month they begin in, as they come."""
    months = itertools.groupby(occurrences, key=lambda one: one.slot.on.replace(day=1))
    return tuple(Month(first, tuple(group)) for first, group in months)


def recurrence_sentence(rule: Rule | None, last: dt.date | None = None) -> str:
    """Say how something comes back, in the language of the page."""
    if rule is None:
        return ""
    return recurrence_in_words(rule, last).in_language(reading_language())


def day_of_month(day: dt.date) -> str:
    """Say a day where its month is known: « jeudi 26 »."""
    language = reading_language()
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{WEEKDAYS[language][day.weekday()]} {number}"


def whole_day(day: dt.date) -> str:
    """Say a day: « jeudi 26 novembre 2026 »."""
    language = reading_language()
    return f"{WEEKDAYS[language][day.weekday()]} {day_in_words(day, language)}"


def days_of(occurrence: Occurrence) -> str:
    """Say on which days something is held, its month being known."""
    slot = occurrence.slot
    if slot.last_day == slot.on or not _several_days(occurrence):
        return day_of_month(slot.on)
    last = day_of_month(slot.last_day)
    if slot.last_day.month != slot.on.month:
        last = whole_day(slot.last_day)
    return _("from %(first)s to %(last)s") % {"first": day_of_month(slot.on), "last": last}


def hours_of(occurrence: Occurrence) -> str:
    """Say at what time something is held."""
    if occurrence.slot.at is None:
        return "" if _several_days(occurrence) else _("all day")
    ends = occurrence.ends
    if ends is None:
        return _("at %s") % clock(occurrence.slot.at)
    return _("from %(start)s to %(end)s") % {
        "start": clock(occurrence.slot.at),
        "end": clock(ends.time()),
    }


def details_of(occurrence: Occurrence) -> str:
    """Say at what time, where, for how much."""
    price = pgettext("price", "free") if occurrence.is_free else occurrence.price
    return ", ".join(part for part in (hours_of(occurrence), occurrence.space, price) if part)


def lines_told(told: Mapping[str, Any]) -> list[str]:
    """Say an occasion as the trail keeps it, a line for each thing that may change alone."""
    if not told:
        return []
    first = dt.date.fromisoformat(told["starts_on"])
    last = dt.date.fromisoformat(told["last_on"]) if told["last_on"] else None
    rule = read_rule(told["rule"], first)[0] if told["rule"] else None
    price = pgettext("price", "free") if told["is_free"] else told["price"]
    lines = [
        told["title"],
        ", ".join(filter(None, (whole_day(first), _told_hours(told), recurrence_sentence(rule)))),
        _("until %s") % whole_day(last) if last else "",
        *(told[name] for name in ("space", "description", "url")),
        price,
        ", ".join(str(Audience(audience).label) for audience in told["audiences"]),
        ", ".join(_themes(told["themes"])),
        *(_told_exception(one) for one in told["exceptions"]),
        pgettext("occasion", "cancelled") if told["cancelled_at"] else "",
    ]
    return [line for line in lines if line]


def _told_exception(told: Mapping[str, Any]) -> str:
    """Say what is otherwise for one day alone."""
    original = whole_day(dt.date.fromisoformat(told["original"]))
    if told["cancelled"]:
        return f"{original} : {pgettext('occasion', 'cancelled')}"
    moved = whole_day(dt.date.fromisoformat(told["on"])) if told["on"] else ""
    parts = (moved, _told_hours({**told, "starts_at": told["at"]}), told["title"], told["space"])
    return f"{original} : {', '.join(part for part in parts if part)}"


def _told_hours(told: Mapping[str, Any]) -> str:
    """Say when it begins, and how long it lasts."""
    at = _("at %s") % clock(dt.time.fromisoformat(told["starts_at"])) if told["starts_at"] else ""
    minutes = told["minutes"]
    return ", ".join(part for part in (at, _lasting(minutes) if minutes else "") if part)


def _lasting(minutes: int) -> str:
    if minutes % MINUTES_A_DAY:
        return ngettext("%s minute", "%s minutes", minutes) % minutes
    days = minutes // MINUTES_A_DAY
    return ngettext("%s day", "%s days", days) % days


def _themes(ids: Iterable[str]) -> list[str]:
    labels = {theme.id: theme.label.in_language(reading_language()) for theme in load_grid().themes}
    return [labels.get(theme, theme) for theme in ids]


def clock(time: dt.time) -> str:
    """Say a time of day: « 12 h 30 », "12:30"."""
    if reading_language() == "en":
        return f"{time:%H:%M}"
    return f"{time.hour} h {time:%M}" if time.minute else f"{time.hour} h"


def _several_days(occurrence: Occurrence) -> bool:
    """Tell whether it is more than an evening that ends late."""
    slot = occurrence.slot
    nights = (slot.last_day - slot.on).days
    return nights > 1 or (nights == 1 and (slot.at is None or (slot.minutes or 0) >= MINUTES_A_DAY))
