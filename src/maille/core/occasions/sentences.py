"""A recurrence as one says it: « une semaine sur deux, le mardi », "every other week, on Tuesday".

Plain text, in both languages; typography is done on output.
"""

import datetime as dt
from collections.abc import Sequence

from maille.core.effects.dates import day_in_words
from maille.core.kernel.text import Text
from maille.core.occasions import words
from maille.core.occasions.values import Frequency, Rule, Weekday

_MONTHLY = Frequency.MONTHLY
_WORKING_WEEK = tuple(Weekday(day) for day in range(5))
_WHOLE_WEEK = 7
_MONTHS = 12
# Two months are named, more in a run are a span.
_NAMED = 2


def recurrence_in_words(rule: Rule, last: dt.date | None = None) -> Text:
    """Say how an occasion comes back, and until when.

    Parameters
    ----------
    rule
        With every part explicit, as :func:`~maille.core.occasions.rules.read_rule` gives it.
    last
        The last day it may fall on.

    Examples
    --------
    >>> recurrence_in_words(Rule(Frequency.WEEKLY, weekdays=(Weekday(1),))).fr
    'toutes les semaines, le mardi'
    >>> recurrence_in_words(Rule(Frequency.MONTHLY, weekdays=(Weekday(1, 2),))).fr
    'le 2e mardi du mois'
    >>> recurrence_in_words(Rule(Frequency.WEEKLY, 2, (Weekday(1),)), dt.date(2027, 6, 30)).en
    'every other week, on Tuesday, until 30 June 2027'
    """
    said = Text(fr=_in_language(rule, "fr"), en=_in_language(rule, "en"))
    if last is None:
        return said
    return Text(
        fr=f"{said.fr}, jusqu'au {day_in_words(last, 'fr')}",
        en=f"{said.en}, until {day_in_words(last, 'en')}",
    )


def is_sayable(rule: Rule) -> bool:
    """Tell whether words say a rule whole.

    Examples
    --------
    >>> is_sayable(Rule(Frequency.YEARLY, weeks=(20,), weekdays=(Weekday(0),)))
    False
    """
    if rule.year_days or rule.weeks or (rule.weekdays and rule.month_days):
        return False
    ranks = (*rule.positions, *rule.month_days, *(day.position for day in rule.weekdays))
    if min(ranks, default=0) < words.FARTHEST_FROM_LAST:
        return False
    if rule.frequency is Frequency.DAILY:
        return not ranks
    if rule.frequency is Frequency.WEEKLY:
        return not rule.positions
    if rule.frequency is _MONTHLY and rule.positions:
        return rule.weekdays == _WORKING_WEEK
    ranked = bool(rule.month_days) or all(day.position for day in rule.weekdays)
    return ranked and not rule.positions and bool(rule.months or rule.frequency is _MONTHLY)


def _in_language(rule: Rule, language: str) -> str:
    if not is_sayable(rule):
        return words.UNSAYABLE[language]
    every = words.every(rule.frequency, rule.interval, language)
    if rule.frequency is Frequency.YEARLY:
        return f"{every}, {_day_of_year(rule, language)}"
    if rule.frequency is Frequency.WEEKLY and len(rule.weekdays) == _WHOLE_WEEK * rule.interval:
        every = words.every(Frequency.DAILY, 1, language)
    elif rule.frequency is Frequency.WEEKLY:
        every = f"{every}, {words.on_days([day.day for day in rule.weekdays], language)}"
    elif rule.frequency is _MONTHLY and rule.interval == 1:
        every = words.OF_THE_MONTH[language].format(_day(rule, language))
    elif rule.frequency is _MONTHLY:
        every = f"{every}, {_day(rule, language)}"
    return every + _months(rule, language)


def _day(rule: Rule, language: str) -> str:
    """Say which day of the month."""
    if rule.positions:
        return words.working_days(rule.positions, language)
    if rule.month_days:
        return words.month_days(rule.month_days, language)
    return words.ranked([(day.position, day.day) for day in rule.weekdays], language)


def _day_of_year(rule: Rule, language: str) -> str:
    days = _day(rule, language)
    if language == "fr" and min(rule.month_days, default=0) > 0:
        return f"{days} {words.together(words.months(rule.months, language), language)}"
    return f"{days} {words.of_months(rule.months, language)}"


def _months(rule: Rule, language: str) -> str:
    if not rule.months or len(rule.months) == _MONTHS:
        return ""
    run = _run(rule.months)
    if len(run) > _NAMED:
        return words.SPAN[language].format(*words.months((run[0], run[-1]), language))
    named = words.together(words.months(rule.months, language), language)
    return words.IN[language].format(named)


def _run(months: Sequence[int]) -> list[int]:
    """Give the months in one run, around the new year if need be, or nothing."""
    starts = [month for month in months if (month - 2) % _MONTHS + 1 not in months]
    if len(starts) != 1:
        return []
    return [(starts[0] - 1 + step) % _MONTHS + 1 for step in range(len(months))]
