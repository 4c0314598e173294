"""Counting visits on a few days drawn at random, so that they speak for all of them."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.estimate.visits import (
    CountedStratum,
    distances,
    visits_from_samples,
)
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text

FEWEST_DAYS: Final = 2
_SATURDAY: Final = 5


class CountingError(EstimateError):
    """A plan of counting that cannot be drawn, or counts that do not follow it."""


class Stratum(StrEnum):
    """Sorts of days that draw visitors differently."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    EVENT = "event"

    @property
    def text(self) -> Text:
        """The name of the sort of days.

        Examples
        --------
        >>> Stratum.EVENT.text.in_language("fr")
        'jours d’événement'
        """
        return _NAMES[self]


_NAMES: Final = {
    Stratum.WEEKDAY: Text(fr="jours de semaine", en="weekdays"),
    Stratum.WEEKEND: Text(fr="samedis et dimanches", en="Saturdays and Sundays"),
    Stratum.EVENT: Text(fr="jours d’événement", en="days of an event"),
}
Strata = Mapping[Stratum, Collection[dt.date]]


@dataclass(frozen=True, slots=True, order=True)
class CountingDay:
    """A day on which to count every entry, from opening to closing.

    Parameters
    ----------
    on
        The day.
    stratum
        Its sort.
    among
        How many days of this sort the period holds, this one included.
    """

    on: dt.date
    stratum: Stratum
    among: int


def sort_days(
    period: Period, open_on: Iterable[dt.date], occasions: Iterable[dt.date] = ()
) -> dict[Stratum, tuple[dt.date, ...]]:
    """Sort the days of a period into weekdays, weekends and days of an event.

    Parameters
    ----------
    period
        A stated period.
    open_on
        Days when the place is open; those outside the period are left out.
    occasions
        Days of a public occasion; the place is open on them too.

    Returns
    -------
    dict
        Days in order, for each sort that has any.

    Raises
    ------
    CountingError
        When the period is unstated.

    Examples
    --------
    >>> week = Period(dt.date(2025, 3, 3), dt.date(2025, 3, 9))
    >>> days = [dt.date(2025, 3, day) for day in (4, 5, 8)]
    >>> {sort.value: len(found) for sort, found in sort_days(week, days, days[1:2]).items()}
    {'weekday': 1, 'weekend': 1, 'event': 1}
    """
    if period.start is None or period.end is None:
        raise CountingError("a period without dates has no days to draw")
    events = set(occasions)
    found: dict[Stratum, list[dt.date]] = {stratum: [] for stratum in Stratum}
    for day in sorted(events.union(open_on)):
        if period.start <= day <= period.end:
            found[_stratum(day, events)].append(day)
    return {stratum: tuple(days) for stratum, days in found.items() if days}


def _stratum(day: dt.date, events: set[dt.date]) -> Stratum:
    if day in events:
        return Stratum.EVENT
    return Stratum.WEEKEND if day.weekday() >= _SATURDAY else Stratum.WEEKDAY


def draw_days(
    period: Period,
    strata: Strata,
    *,
    seed: str | int,
    days_per_stratum: int | Mapping[Stratum, int] = FEWEST_DAYS,
) -> tuple[CountingDay, ...]:
    """Draw the days on which to count.

    Each day has a number that follows from the seed and its date alone; the smallest numbers of
    each sort are drawn. So the same seed draws the same days on any machine, and asking for more
    days keeps those already counted.

    Parameters
    ----------
    period
        The stated period that the days belong to.
    strata
        Every day of the period when people may come, by sort (:func:`sort_days`).
    seed
        Any text or number, kept with the plan so that anybody may draw again.
    days_per_stratum
        How many days to count of each sort; at least 2, or all when there are fewer.

    Returns
    -------
    tuple of CountingDay
        In order of date.

    Raises
    ------
    CountingError
        When a day lies outside the period or has two sorts, or when there is no day at all.

    References
    ----------
    Ohlsson (1995), Coordination of samples using permanent random numbers.

    Examples
    --------
    >>> march = Period(dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    >>> tuesdays = [dt.date(2025, 3, day) for day in (4, 11, 18, 25)]
    >>> plan = draw_days(march, {Stratum.WEEKDAY: tuesdays}, seed="le-wip-2025")
    >>> [(day.on.day, day.among) for day in plan]
    [(11, 4), (25, 4)]
    """
    _check_strata(period, strata)
    plan = []
    for stratum, days in strata.items():
        asked = (
            days_per_stratum
            if isinstance(days_per_stratum, int)
            else days_per_stratum.get(stratum, FEWEST_DAYS)
        )
        ranked = sorted(set(days), key=lambda day: _number(seed, day))
        plan += [
            CountingDay(day, stratum, len(ranked)) for day in ranked[: max(FEWEST_DAYS, asked)]
        ]
    return tuple(sorted(plan))


def _number(seed: str | int, day: dt.date) -> bytes:
    return hashlib.sha256(f"{seed}\n{day.isoformat()}".encode()).digest()


def _check_strata(period: Period, strata: Strata) -> None:
    days = [day for some in strata.values() for day in set(some)]
    if not days:
        raise CountingError("no day to draw from")
    if len(days) != len(set(days)):
        raise CountingError("a day belongs to one sort only")
    if period.start is None or period.end is None:
        raise CountingError("a period without dates has no days to draw")
    if min(days) < period.start or max(days) > period.end:
        raise CountingError("every day lies in the period")


def estimate_visits(plan: Iterable[CountingDay], counts: Mapping[dt.date, float]) -> Estimate:
    """Estimate the visits of the period a plan was drawn for.

    Parameters
    ----------
    plan
        Every day drawn, counted or not.
    counts
        Entries counted on days of the plan. A day that could not be counted is left out: its
        sort then rests on the others, which holds when it was missed for no reason of crowd.

    Returns
    -------
    Estimate
        As :func:`~maille.core.effects.estimate.visits.visits_from_samples`.

    Raises
    ------
    CountingError
        When a day was counted that was not drawn: days chosen by hand do not speak for others.
    EstimateError
        When fewer than 2 days of a sort were counted, though it has more.

    Examples
    --------
    >>> march = Period(dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    >>> tuesdays = [dt.date(2025, 3, day) for day in (4, 11, 18, 25)]
    >>> plan = draw_days(march, {Stratum.WEEKDAY: tuesdays}, seed="le-wip-2025", days_per_stratum=3)
    >>> visits = estimate_visits(plan, {day.on: 20 + day.on.day % 3 for day in plan})
    >>> round(visits.value), round(visits.low), round(visits.high)
    (85, 81, 90)
    """
    days = tuple(plan)
    strangers = sorted(set(counts) - {day.on for day in days})
    if strangers:
        raise CountingError(f"counted without being drawn: {strangers[0].isoformat()}")
    sizes = {day.stratum: day.among for day in days}
    return visits_from_samples(
        [
            CountedStratum(
                days=size,
                counts=tuple(
                    counts[day.on] for day in days if day.stratum is stratum and day.on in counts
                ),
            )
            for stratum, size in sizes.items()
        ]
    )


def visits_estimate_for(
    rows: Iterable[tuple[dt.date, str, int]], counts: Mapping[dt.date, float]
) -> Estimate:
    """Estimate visits from a plan kept as rows.

    Parameters
    ----------
    rows
        For each day drawn: the day, the id of its stratum, how many days of that sort there are.
    counts
        Entries counted, by day.

    Returns
    -------
    Estimate
        As :func:`estimate_visits`.

    Raises
    ------
    CountingError
        When a stratum has an unknown id, two sizes, or fewer days than were drawn from it.
    EstimateError
        As :func:`estimate_visits`.

    Examples
    --------
    >>> rows = [(dt.date(2025, 3, day), "weekday", 3) for day in (4, 11, 18)]
    >>> visits_estimate_for(rows, {day: 12 for day, _stratum, _among in rows}).value
    36.0
    """
    plan = []
    for on, stratum, among in rows:
        if stratum not in set(Stratum):
            raise CountingError(f"no sort of days is called {stratum}")
        plan.append(CountingDay(on, Stratum(stratum), among))
    if len({(day.stratum, day.among) for day in plan}) != len({day.stratum for day in plan}):
        raise CountingError("a sort of days has one size")
    if len({day.on for day in plan}) != len(plan):
        raise CountingError("a day is drawn once")
    return estimate_visits(plan, counts)


def days_for_precision(
    pilot: Mapping[Stratum, CountedStratum], precision: float
) -> dict[Stratum, int]:
    """Say how many days to count for a wanted precision, from a first season of counts.

    Days go one by one where they narrow the interval most (Neyman's allocation, in whole days).

    Parameters
    ----------
    pilot
        For each sort, how many days the period to count holds, and counts of such days.
    precision
        Largest distance from the estimate to either end, as a part of it: 0.1 is ±10 %.

    Returns
    -------
    dict
        Days to count of each sort; all of them where nothing less would do.

    Raises
    ------
    CountingError
        When the precision is not above zero, or nobody was counted.

    References
    ----------
    Neyman (1934), JRSS 97; Wright (2012), The American Statistician 66, for whole days;
    Cochran (1977), Sampling Techniques, section 5.9.

    Examples
    --------
    >>> pilot = {
    ...     Stratum.WEEKDAY: CountedStratum(200, (34, 41, 28, 37, 30, 44)),
    ...     Stratum.EVENT: CountedStratum(20, (80, 150, 60)),
    ... }
    >>> days = days_for_precision(pilot, 0.10)
    >>> {stratum.value: count for stratum, count in days.items()}
    {'weekday': 14, 'event': 11}
    """
    visits = sum(stratum.total for stratum in pilot.values())
    if not precision > 0:
        raise CountingError(f"a precision of {precision}")
    if visits == 0:
        raise CountingError("nobody was counted: nothing says how days differ")
    days = {stratum: min(FEWEST_DAYS, counted.days) for stratum, counted in pilot.items()}
    while max(distances((pilot[s], days[s]) for s in days)) > precision * visits:
        sampled = [stratum for stratum in days if days[stratum] < pilot[stratum].days]
        days[max(sampled, key=lambda s: _gain(pilot[s], days[s]))] += 1
    return days


def _gain(counted: CountedStratum, days: int) -> float:
    """Variance that one more day takes away."""
    return counted.days**2 * counted.variance_between_days / (days * (days + 1))
