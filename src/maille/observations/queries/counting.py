"""Which days are counted, and how many visits the counts amount to."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from maille.core.effects import counting
from maille.core.effects.counting import FEWEST_DAYS, Stratum
from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.estimate.visits import CountedStratum
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from maille.observations.models import CountingDay, CountingPlan
from maille.places.models import Place
from maille.places.queries.occasions import occurrences_of

_ONE_DAY: Mapping[str, Text] = {
    Stratum.WEEKDAY.value: Text(fr="jour de semaine", en="weekday"),
    Stratum.WEEKEND.value: Text(fr="fin de semaine", en="weekend"),
    Stratum.EVENT.value: Text(fr="jour d'événement", en="day of an event"),
}
_FIGURES = 3


@dataclass(frozen=True, slots=True)
class StratumLine:
    """One sort of days: how many there are, were drawn, were counted, and still lack.

    ``quiet`` days were counted, too few of them with anybody to speak for the others.
    """

    name: str
    days: int
    drawn: int
    counted: int
    quiet: bool

    @property
    def lacking(self) -> int:
        """How many more counts an estimate asks for."""
        return max(0, min(FEWEST_DAYS, self.days) - self.counted)


@dataclass(frozen=True, slots=True)
class VisitsEstimate:
    """How many visits a plan amounts to: entries of people, not people."""

    plan: str
    period: Period
    estimate: Estimate
    counted: int
    drawn: int

    @property
    def figures(self) -> tuple[int, int, int]:
        """How many visits, at least and at most: three figures of each, unless all was counted."""
        told = self.estimate
        numbers = (told.value, told.low, told.high)
        value, low, high = (_rounded(one) if told.half_width else round(one) for one in numbers)
        return value, low, high


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day to count, and its sort in words; ``due`` once it has come without a count."""

    row: CountingDay
    name: str
    due: bool


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A plan with its days in order, its sorts of days, and the visits when enough is counted."""

    plan: CountingPlan
    days: tuple[DayLine, ...]
    strata: tuple[StratumLine, ...]
    visits: VisitsEstimate | None
    today: CountingDay | None

    @property
    def counted(self) -> int:
        """How many days were counted."""
        return sum(line.counted for line in self.strata)


def plans_of(place: Place) -> list[CountingPlan]:
    """Give the plans of a place, latest first, with how many days were drawn and counted."""
    plans = place.counting_plans.annotate(
        drawn=Count("days"), counted=Count("days", filter=Q(days__count__isnull=False))
    )
    return list(plans)


def read_plan(plan: CountingPlan, *, language: str, today: dt.date | None = None) -> PlanRead:
    """Read a plan and what was counted so far, sorts of days named in a language."""
    days = tuple(plan.days.order_by("on"))
    now = today or timezone.localdate()
    names = {stratum.value: stratum.text.in_language(language) for stratum in Stratum}
    return PlanRead(
        plan=plan,
        days=tuple(
            DayLine(
                day,
                _ONE_DAY[day.stratum].in_language(language),
                due=day.count is None and day.on <= now,
            )
            for day in days
        ),
        strata=tuple(_line(one, days, names) for one in plan.strata),
        visits=_visits(plan, days),
        today=next((day for day in days if day.on == now), None),
    )


def visits_estimate_for(place: Place, period: Period) -> VisitsEstimate | None:
    """Give the visits of a place, from the plan of counting that covers most of a period.

    Parameters
    ----------
    period
        Only plans that lie within it speak for it; an unstated period takes any.

    Returns
    -------
    VisitsEstimate or None
        ``None`` when no plan has enough counts.
    """
    plans = place.counting_plans.prefetch_related("days")
    if period.stated:
        plans = plans.filter(start__gte=period.start, end__lte=period.end)
    found = (_visits(plan, tuple(plan.days.all())) for plan in plans)
    return max(filter(None, found), key=_length, default=None)


def days_of_events(place: Place, period: Period) -> frozenset[dt.date]:
    """Give the days on which the programme announces something that does not come back."""
    if period.start is None or period.end is None:
        return frozenset()
    return frozenset(
        one.slot.on
        for one in occurrences_of(place, period.start, period.end)
        if not one.recurring and not one.cancelled
    )


def _line(
    stratum: Mapping[str, Any], days: Sequence[CountingDay], names: Mapping[str, str]
) -> StratumLine:
    sort, held = stratum["stratum"], stratum["days"]
    counts = tuple(day.count for day in days if day.stratum == sort and day.count is not None)
    enough = len(counts) >= min(FEWEST_DAYS, held)
    return StratumLine(
        name=names[sort],
        days=held,
        drawn=stratum["drawn"],
        counted=len(counts),
        quiet=enough and CountedStratum(held, counts).is_too_quiet,
    )


def _visits(plan: CountingPlan, days: tuple[CountingDay, ...]) -> VisitsEstimate | None:
    sizes = {one["stratum"]: one["days"] for one in plan.strata}
    counts = {day.on: day.count for day in days if day.count is not None}
    try:
        estimate = counting.visits_estimate_for(
            [(day.on, day.stratum, sizes[day.stratum]) for day in days], counts
        )
    except EstimateError:
        return None
    return VisitsEstimate(
        plan=str(plan.public_id),
        period=Period(plan.start, plan.end),
        estimate=estimate,
        counted=len(counts),
        drawn=len(days),
    )


def _rounded(visits: float) -> int:
    """Round as the sentence of a report does."""
    return int(round(visits, min(0, _FIGURES - len(str(int(visits))))))


def _length(visits: VisitsEstimate) -> tuple[int, dt.date]:
    start, end = visits.period.start or dt.date.min, visits.period.end or dt.date.min
    return (end - start).days, start
