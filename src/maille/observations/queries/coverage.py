"""Which share of what was to be noted was noted: days drawn, and times of what comes back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from maille.core.effects.gathering import OPPOSITES
from maille.core.effects.values import Direction
from maille.core.kernel.period import Period
from maille.observations.counting import observation_key
from maille.places.models import Place
from maille.places.queries.occasions import occurrences_of

Speaking: TypeAlias = tuple[str, Direction | None]
Noted: TypeAlias = tuple[str, Direction | None, dt.date]


def coverage_of_counts(place: Place, period: Period, today: dt.date) -> dict[str, float]:
    """Give the share of the drawn days that were counted, by the id of each count.

    Parameters
    ----------
    period
        Each plan of counting is looked at over it; an unstated period takes the whole plan.
    today
        Days that are yet to come are not missed.
    """
    shares: dict[str, float] = {}
    for plan in place.counting_plans.prefetch_related("days"):
        days = [day for day in plan.days.all() if day.on <= today and _holds(period, day.on)]
        counted = [day.on for day in days if day.count is not None]
        for on in counted:
            shares[str(observation_key(plan.public_id, on))] = len(counted) / len(days)
    return shares


def coverage_of_occasions(
    place: Place, period: Period, today: dt.date, noted: Iterable[Noted]
) -> dict[Speaking, float]:
    """Give the share of the days of what comes back that were noted, as each piece may use it.

    A day noted twice is one day, and what says the opposite of a piece does not complete the
    register it speaks from: neither a copy nor a contradiction can raise a grade.

    Parameters
    ----------
    period
        The times that the programme announces in it; nothing is known of an unstated one.
    today
        Times that are yet to come are not missed.
    noted
        Who came when: the occasion, the direction and the day of each note of the period.

    Returns
    -------
    dict
        By occasion and direction of a piece.
    """
    days: dict[str, dict[Direction | None, set[dt.date]]] = {}
    for occasion, direction, on in noted:
        days.setdefault(occasion, {}).setdefault(direction, set()).add(on)
    if not days or period.start is None or period.end is None:
        return {}
    announced: dict[str, set[dt.date]] = {}
    for one in occurrences_of(place, period.start, min(period.end, today)):
        if one.recurring and not one.cancelled and _holds(period, one.slot.on):
            announced.setdefault(str(one.occasion), set()).add(one.slot.on)
    return {
        (occasion, direction): len(due & _days(days[occasion], direction)) / len(due)
        for occasion, due in announced.items()
        if occasion in days
        for direction in days[occasion]
    }


def _days(
    noted: Mapping[Direction | None, set[dt.date]], direction: Direction | None
) -> set[dt.date]:
    """Give the days noted by what does not say the opposite."""
    opposite = None if direction is None else OPPOSITES.get(direction)
    return set[dt.date]().union(
        *(days for said, days in noted.items() if said is None or said is not opposite)
    )


def _holds(period: Period, day: dt.date) -> bool:
    return period.start is None or period.end is None or period.start <= day <= period.end
