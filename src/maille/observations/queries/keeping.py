"""What the team reads again: its observations by month and kind, what is to be decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from maille.observations.enums import VersionState
from maille.observations.models import Observation
from maille.observations.queries.looking import observations_of
from maille.places.models import Place


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The month, by its first day, and the kind that a list is narrowed to; none is all."""

    month: dt.date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of observations may be narrowed to, with how many each would show."""

    months: tuple[tuple[dt.date, int], ...]
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Versions of one observation of which the team has to choose one."""

    key: UUID
    versions: tuple[Observation, ...]


def filtered_observations(place: Place, to: Narrowing) -> QuerySet[Observation]:
    """Give the observations that count, latest first, of a month and of a kind if asked."""
    rows = observations_of(place)
    if to.month:
        rows = rows.filter(on__year=to.month.year, on__month=to.month.month)
    return rows.filter(kind=to.kind) if to.kind else rows


def filters_of(place: Place, to: Narrowing) -> Filters:
    """Count by month within the kind, and by kind within the month."""
    of_month = filtered_observations(place, Narrowing(month=to.month)).order_by()
    kinds = of_month.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    of_kind = filtered_observations(place, Narrowing(kind=to.kind)).order_by()
    by_month = of_kind.annotate(first=TruncMonth("on")).values_list("first")
    months = by_month.annotate(n=Count("pk")).order_by("-first")
    return Filters(tuple(months), tuple(kinds))


def disputes_of(place: Place, disputed: Sequence[Observation]) -> list[Dispute]:
    """Put the versions to choose from side by side, the oldest dispute first."""
    keys = list(dict.fromkeys(row.key for row in disputed))
    states = [VersionState.COUNTED.value, VersionState.DISPUTED.value]
    rows = Observation.objects.filter(place=place, key__in=keys, state__in=states)
    found: dict[UUID, list[Observation]] = {key: [] for key in keys}
    for row in rows.order_by("version").select_related("by", "device"):
        found[row.key].append(row)
    return [Dispute(key, tuple(versions)) for key, versions in found.items()]
