"""What the team looks at: its observations, their versions, and those that wait for it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from maille.observations.enums import Hold, VersionState
from maille.observations.models import Observation
from maille.places.models import Place


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """What waits for the team: two versions of one thing, the impossible, words too telling."""

    disputed: tuple[Observation, ...]
    quarantined: tuple[Observation, ...]
    held: tuple[Observation, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.disputed) + len(self.quarantined) + len(self.held)


@dataclass(frozen=True, slots=True)
class ObservationCounts:
    """How many observations count, and how many wait."""

    counted: int
    disputed: int
    quarantined: int
    held: int
    latest: dt.date | None

    @property
    def waiting(self) -> int:
        """How many the team has to look at."""
        return self.disputed + self.quarantined + self.held


def observations_of(place: Place) -> QuerySet[Observation]:
    """Give the versions that count, latest day first."""
    counted = Observation.objects.filter(place=place, state=VersionState.COUNTED.value)
    return counted.order_by("-on", "-sequence").select_related("by", "device")


def versions_of(place: Place, key: UUID) -> list[Observation]:
    """Give every version of an observation, oldest first."""
    found = Observation.objects.filter(place=place, key=key).order_by("version")
    return list(found.select_related("by", "device"))


def observations_to_look_at(place: Place, *, most: int = 200) -> ToLookAt:
    """Give what waits for the team, oldest first, at most so many of each sort."""
    rows = Observation.objects.filter(place=place).order_by("sequence")
    rows = rows.select_related("by", "device")
    return ToLookAt(
        disputed=tuple(rows.filter(state=VersionState.DISPUTED.value)[:most]),
        quarantined=tuple(rows.filter(state=VersionState.QUARANTINED.value)[:most]),
        held=tuple(rows.filter(_waits_for_a_steward())[:most]),
    )


def observation_counts(place: Place) -> ObservationCounts:
    """Count the observations of a place."""
    counted = Q(state=VersionState.COUNTED.value)
    found = Observation.objects.filter(place=place).aggregate(
        counted=Count("pk", filter=counted),
        disputed=Count("pk", filter=Q(state=VersionState.DISPUTED.value)),
        quarantined=Count("pk", filter=Q(state=VersionState.QUARANTINED.value)),
        held=Count("pk", filter=_waits_for_a_steward()),
        latest=Max("on", filter=counted),
    )
    return ObservationCounts(**found)


def _waits_for_a_steward() -> Q:
    return Q(hold=Hold.HELD.value, state=VersionState.COUNTED.value)
