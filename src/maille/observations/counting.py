"""What a team asks of a plan of counting, between the form and the rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid5

from maille.core.effects.counting import Stratum
from maille.core.kernel.period import Period
from maille.observations.errors import ObservationsError

MOST_DAYS: Final = 400
USUAL_DAYS: Final = {Stratum.WEEKDAY: 6, Stratum.WEEKEND: 4, Stratum.EVENT: 3}


class CountingPlanError(ObservationsError):
    """A plan without a day to draw, or a count on a day that is yet to come."""


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """Between which days to count, how often, and when the place is closed.

    Parameters
    ----------
    days_off
        Weekdays on which the place is closed, Monday being 0.
    event_days
        Days on which more people come than usual; the place is open on them.
    days_per_stratum
        How many days to count of each sort; two at least, or all there are.
    """

    period: Period
    days_off: frozenset[int] = frozenset()
    event_days: frozenset[dt.date] = frozenset()
    days_per_stratum: Mapping[Stratum, int] = field(default_factory=lambda: USUAL_DAYS)


def observation_key(plan: UUID, on: dt.date) -> UUID:
    """Give the identifier of what is noted for one day of a plan, the same on each machine."""
    return uuid5(plan, on.isoformat())
