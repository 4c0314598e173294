"""Drawing the days to count, and keeping what was counted as observations."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.core.effects.counting import CountingError, Stratum, draw_days, sort_days
from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.kernel.period import Period
from maille.observations.actions.deciding import cancel_observation, correct_observation
from maille.observations.actions.recording import record_observations
from maille.observations.counting import (
    MOST_DAYS,
    CountingPlanError,
    PlanAsked,
    observation_key,
)
from maille.observations.enums import Origin
from maille.observations.models import CountingDay, CountingPlan, Observation
from maille.people.models import Person
from maille.places.models import Place


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people came in on a day, by whom they were counted, and what was particular."""

    count: int | None
    by_role: AuthorRole = AuthorRole.STEWARD
    note: str = ""


@transaction.atomic
def plan_counting(
    *, place: Place, asked: PlanAsked, by: Person | None, seed: int | None = None
) -> CountingPlan:
    """Draw the days on which to count.

    Parameters
    ----------
    seed
        By default a number nobody chose; the same one draws the same days again.

    Raises
    ------
    CountingPlanError
        When the period is unstated, longer than 400 days, or holds no open day.
    """
    start, end = asked.period.start, asked.period.end
    if start is None or end is None or (end - start).days >= MOST_DAYS:
        raise CountingPlanError(_("count over a year at most: choose both days"))
    plan = CountingPlan(
        place=place,
        start=start,
        end=end,
        days_off=sorted(asked.days_off),
        event_days=[day.isoformat() for day in sorted(asked.event_days)],
        seed=secrets.randbits(48) if seed is None else seed,
        made_by=by,
    )
    drawn = _draw(plan, asked.days_per_stratum)
    plan.save()
    CountingDay.objects.bulk_create(drawn)
    return plan


@transaction.atomic
def draw_more_days(*, plan: CountingPlan, days_per_stratum: Mapping[Stratum, int]) -> CountingPlan:
    """Draw more days of a plan; those that are there stay, counted or not."""
    plan = CountingPlan.objects.select_for_update().get(pk=plan.pk)
    known = {day.on for day in plan.days.all()}
    least = {Stratum(one["stratum"]): one["drawn"] for one in plan.strata}
    wanted = {
        stratum: max(drawn, days_per_stratum.get(stratum, 0)) for stratum, drawn in least.items()
    }
    drawn = [day for day in _draw(plan, wanted) if day.on not in known]
    plan.save(update_fields=["strata"])
    CountingDay.objects.bulk_create(drawn)
    return plan


@transaction.atomic
def record_count(*, day: CountingDay, counted: Counted, by: Person | None) -> CountingDay:
    """Keep what was counted on a day, as a presence in a register; correct it; or take it back.

    Raises
    ------
    CountingPlanError
        When the day is yet to come.
    InvalidObservationError
        When the number cannot be.
    """
    if day.on > timezone.localdate():
        raise CountingPlanError(_("this day is yet to come"))
    place, key = day.plan.place, observation_key(day.plan.public_id, day.on)
    noted = Observation.objects.filter(place=place, key=key).order_by("-version").first()
    if counted.count is None:
        if noted:
            cancel_observation(observation=noted, reason=_("count taken back"), by=by)
    elif noted:
        correct_observation(observation=noted, content=_content(day, counted), by=by)
    else:
        content = {"id": str(key), **_content(day, counted)}
        record_observations(place=place, items=[content], origin=Origin.COUNTING, by=by)
    day.count, day.note = counted.count, counted.note
    day.counted_by = "" if counted.count is None else counted.by_role.value
    day.save(update_fields=["count", "counted_by", "note"])
    return day


def _draw(plan: CountingPlan, days_per_stratum: Mapping[Stratum, int]) -> list[CountingDay]:
    """Draw the days of a plan, and write in it how many there are of each sort."""
    period = Period(plan.start, plan.end)
    every_day = [plan.start + dt.timedelta(days=n) for n in range((plan.end - plan.start).days + 1)]
    open_days = [day for day in every_day if day.weekday() not in plan.days_off]
    events = [dt.date.fromisoformat(day) for day in plan.event_days]
    try:
        strata = sort_days(period, open_days, events)
        drawn = draw_days(period, strata, seed=plan.seed, days_per_stratum=days_per_stratum)
    except CountingError as error:
        raise CountingPlanError(_("the place is closed on all these days")) from error
    plan.strata = [
        {
            "stratum": stratum.value,
            "days": len(days),
            "drawn": sum(day.stratum is stratum for day in drawn),
        }
        for stratum, days in strata.items()
    ]
    return [CountingDay(plan=plan, on=day.on, stratum=day.stratum.value) for day in drawn]


def _content(day: CountingDay, counted: Counted) -> dict[str, object]:
    return {
        "kind": ObservationKind.PRESENCE.value,
        "on": day.on.isoformat(),
        "people": counted.count,
        "counted": True,
        "source": SourceKind.REGISTER.value,
        "author_role": counted.by_role.value,
        **({"note": counted.note} if counted.note else {}),
    }
