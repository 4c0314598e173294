"""On which days a rule falls; only the span that is asked for is walked."""

import collections
import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from typing import Literal

from dateutil import rrule

from maille.core.occasions.errors import InvalidRecurrenceError
from maille.core.occasions.values import Deviation, Frequency, Rule, Series, Slot

# A rule gives its first day within eight years (29 February around 2100), or never.
_YEARS_WITHOUT_A_DAY = 8
_MONTHS = 12
_WEEK = 7
_FREQUENCIES: Mapping[Frequency, Literal[0, 1, 2, 3]] = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}


def days_between(rule: Rule, first: dt.date, since: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give the days of a rule from ``since`` to ``last``, both included, in order.

    Parameters
    ----------
    rule
        With every part explicit, as :func:`~maille.core.occasions.rules.read_rule` gives it.
    first
        The day from which intervals are counted; no day comes before it.

    Examples
    --------
    >>> other_day = Rule(Frequency.DAILY, interval=2)
    >>> start, end = dt.date(2026, 11, 1), dt.date(2026, 11, 6)
    >>> [day.day for day in days_between(other_day, dt.date(2026, 10, 1), start, end)]
    [2, 4, 6]
    """
    since = max(first, since)
    anchor = _anchor(rule, first, since)
    if last < since:
        return
    walked = rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=_midnight(anchor),
        interval=rule.interval,
        wkst=rule.week_start,
        byweekday=[rrule.weekday(day.day, day.position or None) for day in rule.weekdays] or None,
        bymonthday=rule.month_days or None,
        bymonth=rule.months or None,
        bysetpos=rule.positions or None,
        byyearday=rule.year_days or None,
        byweekno=rule.weeks or None,
        until=_midnight(last),
    )
    for moment in walked:
        if moment.date() >= since:
            yield moment.date()


def first_day_of(rule: Rule, first: dt.date) -> dt.date | None:
    """Give the first day of a rule from a day on, or ``None`` when it never comes.

    Examples
    --------
    >>> first_day_of(Rule(Frequency.MONTHLY, month_days=(31,)), dt.date(2026, 11, 1))
    datetime.date(2026, 12, 31)
    """
    years = _YEARS_WITHOUT_A_DAY * rule.interval
    end = dt.date(min(first.year + years, dt.MAXYEAR), 12, 31)
    return next(days_between(rule, first, first, end), None)


def nth_day_of(rule: Rule, first: dt.date, rank: int) -> dt.date:
    """Give the day of a rank, from 1; the last that the calendar holds when it holds fewer.

    Raises
    ------
    InvalidRecurrenceError
        When the rule gives no day at all.

    Examples
    --------
    >>> nth_day_of(Rule(Frequency.DAILY), dt.date(2026, 2, 27), 3)
    datetime.date(2026, 3, 1)
    """
    days = itertools.islice(days_between(rule, first, first, dt.date.max), rank)
    latest = collections.deque(days, maxlen=1)
    if not latest:
        raise InvalidRecurrenceError(str(rule))
    return latest[0]


def slots_between(
    series: Series, since: dt.date, last: dt.date, *, limit: int = 1_000
) -> tuple[Slot, ...]:
    """Give the occurrences held from ``since`` to ``last``, both included, in order.

    A day moved by a deviation counts where it is really held; a cancelled one stays, marked.

    Parameters
    ----------
    limit
        How many at most, so that no rule floods a page.

    Examples
    --------
    >>> lunch = Series(
    ...     dt.date(2026, 11, 5),
    ...     dt.time(12, 30),
    ...     rule=Rule(Frequency.DAILY, interval=7),
    ...     deviations=(Deviation(dt.date(2026, 11, 12), on=dt.date(2026, 11, 13)),),
    ... )
    >>> [slot.on.day for slot in slots_between(lunch, dt.date(2026, 11, 6), dt.date(2026, 11, 20))]
    [13, 19]
    """
    changed = {deviation.original: deviation for deviation in series.deviations}
    usual = (day for day in _days(series, since, last) if day not in changed)
    slots = [Slot(day, day, series.at, series.minutes) for day in itertools.islice(usual, limit)]
    for deviation in series.deviations:
        slot = _deviating(series, deviation)
        if since <= slot.on <= last and is_day_of(series, deviation.original):
            slots.append(slot)
    slots.sort(key=lambda slot: (slot.on, slot.at or dt.time(), slot.original))
    return tuple(slots[:limit])


def slot_on(series: Series, original: dt.date) -> Slot | None:
    """Give the occurrence that a day names, as it is really held, or ``None``.

    Examples
    --------
    >>> slot_on(Series(dt.date(2026, 11, 5)), dt.date(2026, 11, 6)) is None
    True
    """
    if not is_day_of(series, original):
        return None
    for deviation in series.deviations:
        if deviation.original == original:
            return _deviating(series, deviation)
    return Slot(original, original, series.at, series.minutes)


def is_day_of(series: Series, day: dt.date) -> bool:
    """Tell whether the rule of an occasion gives a day, deviations aside.

    Examples
    --------
    >>> is_day_of(Series(dt.date(2026, 11, 5)), dt.date(2026, 11, 5))
    True
    """
    return any(True for _day in _days(series, day, day))


def _days(series: Series, since: dt.date, last: dt.date) -> Iterator[dt.date]:
    if series.rule is None:
        return iter([series.first] if since <= series.first <= last else [])
    return days_between(series.rule, series.first, since, min(last, series.last or last))


def _deviating(series: Series, deviation: Deviation) -> Slot:
    return Slot(
        original=deviation.original,
        on=deviation.on or deviation.original,
        at=None if series.at is None else deviation.at or series.at,
        minutes=series.minutes if deviation.minutes is None else deviation.minutes,
        cancelled=deviation.cancelled,
        deviates=not deviation.cancelled,
    )


def _anchor(rule: Rule, first: dt.date, since: dt.date) -> dt.date:
    """Give the beginning of the span, in step with the first day, where ``since`` stands."""
    if rule.frequency is Frequency.DAILY:
        return first + dt.timedelta(days=_whole((since - first).days, rule.interval))
    if rule.frequency is Frequency.WEEKLY:
        week = first.toordinal() - (first.weekday() - rule.week_start) % _WEEK
        step = _whole(since.toordinal() - week, rule.interval * _WEEK)
        return dt.date.fromordinal(max(week + step, 1))
    if rule.frequency is Frequency.MONTHLY:
        begins = first.year * _MONTHS + first.month - 1
        month = begins + _whole(since.year * _MONTHS + since.month - 1 - begins, rule.interval)
        return dt.date(month // _MONTHS, month % _MONTHS + 1, 1)
    return dt.date(first.year + _whole(since.year - first.year, rule.interval), 1, 1)


def _whole(distance: int, step: int) -> int:
    return distance - distance % step


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
