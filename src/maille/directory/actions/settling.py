"""Choosing what a place shows: its own team first, then whoever said it last."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.utils import timezone

from maille.db.bulk import insert_rows, update_rows
from maille.directory.fields import ADDRESS, FIELDS, coherent, empty_of, is_empty, shown_of
from maille.directory.models import Claim, Shown
from maille.directory.queries.kept import keeping, kept_place
from maille.geography.gazetteer import Gazetteer
from maille.people.models import Person
from maille.places.actions.bulk import Rewriting, rewrite_places
from maille.places.enums import PlaceState
from maille.places.models import Place
from maille.places.queries.columns import columns_of, with_columns

_AT_ONCE: Final = 500
# A place is never without a name nor a state: when nobody says one any more, it keeps its own.
_ALWAYS: Final = frozenset({"name", "state"})


@transaction.atomic
def settle_places(
    *,
    places: Iterable[Place | int],
    by: Person | None = None,
    at: dt.datetime | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Place]:
    """Write in places what the rule chooses among all that is told of them.

    A column that differs from what the directory wrote last was changed by the place's team: it
    becomes what the team says, and stays. Else the freshest claim is shown, of two from the same
    day the one received last; the parts of an address come from one source. A merged place
    counts for the one that was kept.

    Parameters
    ----------
    places
        Places, or their primary keys.
    by, at
        Who caused it and when, for the trail.
    gazetteer
        Communes already at hand.

    Returns
    -------
    list
        The places whose page says something else than before.
    """
    moment = at or timezone.now()
    gazetteer = gazetteer or Gazetteer()
    asked = [place if isinstance(place, int) else place.pk for place in places]
    pks = sorted(set(keeping(asked).values()))
    changed: list[Place] = []
    for first in range(0, len(pks), _AT_ONCE):
        settlings = list(_settlings(pks[first : first + _AT_ONCE], timezone.localdate(moment)))
        changed.extend(
            rewrite_places(
                rewritings=[one.rewriting for one in settlings if one.wanted],
                gazetteer=gazetteer,
                by=by,
                at=moment,
            )
        )
        _remember(settlings)
    return changed


@dataclass(slots=True)
class _Settling:
    """One place between what it holds, what it is told, and what it will hold."""

    place: Place
    columns: dict[str, object]
    claims: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[str, Shown] = field(default_factory=dict)
    chosen: dict[str, Claim | None] = field(default_factory=dict)
    wanted: dict[str, object] = field(default_factory=dict)

    @property
    def rewriting(self) -> Rewriting:
        """What to write, and in whose name."""
        point = self.chosen.get("point")
        dated = self.chosen.get("opened") or self.chosen.get("closed")
        said = point or dated
        source = said.record.source.name if said and said.record else ""
        return Rewriting(self.place, self.wanted, source)


def _settlings(pks: Sequence[int], today: dt.date) -> Iterator[_Settling]:
    places = with_columns(Place.objects.filter(pk__in=pks).select_for_update(of=("self",)))
    found = {place.pk: _Settling(place, columns_of(place)) for place in places}
    merged = kept_place(pks)
    claims = Claim.objects.filter(place__in=merged).select_related("record__source")
    for claim in claims.order_by("pk"):
        found[merged[claim.place_id]].claims[claim.field].append(claim)
    for shown in Shown.objects.filter(place__in=pks):
        found[shown.place_id].shown[shown.field] = shown
    for settling in found.values():
        _hear_team(settling, today)
        _choose(settling)
        yield settling


def _hear_team(settling: _Settling, today: dt.date) -> None:
    """Keep as the team's word each column that is not what the directory wrote."""
    for name in {*settling.claims, *settling.shown} & set(FIELDS):
        written = settling.shown.get(name)
        current = settling.columns[name]
        left = written.value if written else empty_of(name)
        if current == left or (name == "state" and not _is_told(settling)):
            continue
        team, _new = Claim.objects.update_or_create(
            place=settling.place,
            record=None,
            field=name,
            defaults={"value": current, "said_on": today},
        )
        others = [claim for claim in settling.claims[name] if claim.pk != team.pk]
        settling.claims[name] = [*others, team]


def _is_told(settling: _Settling) -> bool:
    """Tell whether somebody chose the state: every place begins open, whoever added it."""
    place = settling.place
    return (
        "state" in settling.shown
        or place.state != PlaceState.OPEN
        or place.memberships.exists()
        or any(event.date for event in place.life_events.all())
    )


def _choose(settling: _Settling) -> None:
    record = _record_of_address(settling)
    for name in {*settling.claims, *settling.shown} & set(FIELDS):
        claims = settling.claims.get(name, [])
        if name in ADDRESS and record is not None:
            claims = [one for one in claims if one.record_id in (None, record)]
        chosen = max(claims, key=lambda claim: _rank(claim, settling.place), default=None)
        if chosen is None and name in _ALWAYS:
            continue
        settling.chosen[name] = chosen
        value = shown_of(name, chosen.value) if chosen else empty_of(name)
        if not (is_empty(value) and name in _ALWAYS):
            settling.wanted[name] = value
    settling.wanted = {
        name: value
        for name, value in coherent(settling.wanted).items()
        if value != settling.columns[name]
    }


def _rank(claim: Claim, place: Place) -> tuple[bool, bool, dt.date, int]:
    by_team = claim.record_id is None
    return by_team, by_team and claim.place_id == place.pk, claim.said_on, claim.pk


def _record_of_address(settling: _Settling) -> int | None:
    """Give the record whose address is shown: the freshest that says a street, else any."""
    for names in (("street",), ADDRESS):
        told = [
            claim
            for name in names
            for claim in settling.claims.get(name, [])
            if claim.record_id is not None and not is_empty(claim.value)
        ]
        if told:
            return max(told, key=lambda claim: _rank(claim, settling.place)).record_id
    return None


def _remember(settlings: Sequence[_Settling]) -> None:
    """Write down what the directory wrote, and whose word it was."""
    added, changed = [], []
    for settling in settlings:
        columns = columns_of(settling.place) if settling.wanted else settling.columns
        columns = {**columns, **_beside(settling)}
        for name, claim in settling.chosen.items():
            known = settling.shown.get(name)
            pk = claim.pk if claim else None
            if known is None:
                added.append((settling.place.pk, name, columns[name], pk))
            elif (known.value, known.claim_id) != (columns[name], pk):
                changed.append((columns[name], pk, known.pk))
    insert_rows(Shown, ("place_id", "field", "value", "claim_id"), added)
    update_rows(Shown, ("value", "claim_id"), changed)


def _beside(settling: _Settling) -> dict[str, object]:
    """Read again what is kept in rows of its own."""
    beside = settling.wanted.keys() & {"website", "opened", "closed"}
    if not beside:
        return {}
    place = with_columns(Place.objects.filter(pk=settling.place.pk)).get()
    columns = columns_of(place)
    return {name: columns[name] for name in beside}
