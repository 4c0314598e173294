"""Which share of what was to be noted was noted: days drawn, and times of what comes back."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from maille.core.kernel.period import Period
from maille.observations.counting import observation_key
from maille.places.models import Place
from maille.places.queries.occasions import occurrences_of


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
    place: Place, period: Period, today: dt.date, noted: Iterable[str]
) -> dict[str, float]:
    """Give the share of the times of what comes back that were noted, by the id of each occasion.

    Parameters
    ----------
    period
        The times that the programme announces in it; nothing is known of an unstated one.
    today
        Times that are yet to come are not missed.
    noted
        The ids of the occasions of the period that were noted, once for each time.
    """
    times = Counter(noted)
    if not times or period.start is None or period.end is None:
        return {}
    announced = Counter(
        str(one.occasion)
        for one in occurrences_of(place, period.start, min(period.end, today))
        if one.recurring and not one.cancelled and _holds(period, one.slot.on)
    )
    return {one: min(1.0, times[one] / due) for one, due in announced.items() if one in times}


def _holds(period: Period, day: dt.date) -> bool:
    return period.start is None or period.end is None or period.start <= day <= period.end
