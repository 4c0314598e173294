"""How a team says that an occasion comes back, to rules and back."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from maille.core.occasions.rules import write_rule
from maille.core.occasions.values import Frequency, Rule, Weekday

_WEEK = 7
_LAST = 5


class Rhythm(models.TextChoices):
    """The ways of coming back that a form offers."""

    ONCE = "once", _("once only")
    WEEKLY = "weekly", _("every week")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month, on the same weekday")
    MONTHLY_DAY = "monthly_day", _("every month, on the same date")
    YEARLY = "yearly", _("every year")
    DAILY = "daily", _("every day")
    KEPT = "kept", _("as now")


RANKS = (
    (1, _("the 1st")),
    (2, _("the 2nd")),
    (3, _("the 3rd")),
    (4, _("the 4th")),
    (-1, _("the last")),
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What a form holds of a recurrence; weekdays count from 0, Monday."""

    rhythm: Rhythm
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ranks: tuple[int, ...] = ()


def rule_text(said: Recurrence, first: dt.date) -> str:
    """Write the rule of what was said; what was not said comes from the first day.

    Examples
    --------
    >>> rule_text(Recurrence(Rhythm.MONTHLY_WEEKDAY), dt.date(2026, 11, 10))
    'FREQ=MONTHLY;BYDAY=2TU'
    >>> rule_text(Recurrence(Rhythm.WEEKLY, 2, (1, 3)), dt.date(2026, 11, 10))
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'
    """
    if said.rhythm is Rhythm.ONCE:
        return ""
    return write_rule(_rule(said, first))


def recurrence_of(rule: Rule | None, first: dt.date) -> Recurrence:
    """Give what a form holds of a rule; a rule that no form can hold is kept as it is.

    Examples
    --------
    >>> tuesdays = Rule(Frequency.WEEKLY, weekdays=(Weekday(1),))
    >>> recurrence_of(tuesdays, dt.date(2026, 11, 10)).rhythm
    Rhythm.WEEKLY
    """
    if rule is None:
        return Recurrence(Rhythm.ONCE)
    days = tuple(day.day for day in rule.weekdays)
    ranks = tuple(day.position for day in rule.weekdays if day.position)
    for rhythm in (
        *(Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY_DAY),
        *(Rhythm.MONTHLY_WEEKDAY, Rhythm.YEARLY),
    ):
        said = Recurrence(
            rhythm,
            rule.interval,
            days if rhythm is Rhythm.WEEKLY else (),
            ranks if rhythm is Rhythm.MONTHLY_WEEKDAY else (),
        )
        if _rule(said, first) == rule and set(ranks) <= {rank for rank, _label in RANKS}:
            return said
    return Recurrence(Rhythm.KEPT, rule.interval)


def _rule(said: Recurrence, first: dt.date) -> Rule:
    if said.rhythm is Rhythm.DAILY:
        return Rule(Frequency.DAILY, said.interval)
    if said.rhythm is Rhythm.WEEKLY:
        days = sorted(said.weekdays) or [first.weekday()]
        return Rule(Frequency.WEEKLY, said.interval, tuple(Weekday(day) for day in days))
    if said.rhythm is Rhythm.MONTHLY_DAY:
        return Rule(Frequency.MONTHLY, said.interval, month_days=(first.day,))
    if said.rhythm is Rhythm.MONTHLY_WEEKDAY:
        ranks = sorted(said.ranks) or [_rank(first)]
        weekdays = tuple(Weekday(first.weekday(), rank) for rank in ranks)
        return Rule(Frequency.MONTHLY, said.interval, weekdays)
    return Rule(Frequency.YEARLY, said.interval, month_days=(first.day,), months=(first.month,))


def _rank(day: dt.date) -> int:
    """Give the rank of a day among those of its name in its month; the fifth is the last."""
    rank = (day.day - 1) // _WEEK + 1
    return -1 if rank == _LAST else rank
