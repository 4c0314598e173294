"""What was announced and has begun: what the team has still to say of it, what it said."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from maille.observations.enums import VersionState
from maille.observations.models import Observation
from maille.places.models import Place
from maille.places.occasions import Occurrence
from maille.places.queries.occasions import occurrences_of

# Beyond, nobody remembers how many they were.
DAYS_BEHIND = 60


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An occurrence that took place, and how many people were counted, if they were."""

    occurrence: Occurrence
    people: int | None


@dataclass(frozen=True, slots=True)
class Confirmations:
    """The occurrences of the last days: still to be told, held, not held; latest first."""

    waiting: tuple[Occurrence, ...]
    held: tuple[Confirmed, ...]
    not_held: tuple[Occurrence, ...]


def confirmations_of(place: Place, now: dt.datetime) -> Confirmations:
    """Give what has begun in the last sixty days, by what is known of it.

    Parameters
    ----------
    now
        With its time zone; what begins later is not asked for.
    """
    begun = _begun(place, now)
    told = _told(place, begun)
    return Confirmations(
        waiting=tuple(one for one in begun if one.key not in told and not one.cancelled),
        held=tuple(Confirmed(one, told[one.key]) for one in begun if one.key in told),
        not_held=tuple(one for one in begun if one.key not in told and one.slot.cancelled),
    )


def occurrences_to_confirm(place: Place, now: dt.datetime) -> tuple[Occurrence, ...]:
    """Give what has begun in the last sixty days and of which nobody said what came."""
    return confirmations_of(place, now).waiting


def _told(place: Place, occurrences: list[Occurrence]) -> dict[UUID, int | None]:
    """Give how many people were said for each occurrence: what counts, else what came first."""
    rows = Observation.objects.filter(place=place, key__in=[one.key for one in occurrences])
    told: dict[UUID, int | None] = {}
    for key, people, state in rows.order_by("version").values_list("key", "people", "state"):
        if key not in told or state == VersionState.COUNTED.value:
            told[key] = people
    return told


def _begun(place: Place, now: dt.datetime) -> list[Occurrence]:
    # A day wider than the clocks of any place, then cut at the moment itself.
    today = now.date() + dt.timedelta(days=1)
    found = occurrences_of(place, today - dt.timedelta(days=DAYS_BEHIND + 1), today)
    earliest = now - dt.timedelta(days=DAYS_BEHIND)
    return [one for one in reversed(found) if earliest <= one.starts <= now]
