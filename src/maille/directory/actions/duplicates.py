"""Proposing pairs, and deciding of them."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.core.linking.search import find_pairs
from maille.core.linking.values import Likeness
from maille.db.bulk import insert_rows, update_rows
from maille.directory.actions.merging import merge_places
from maille.directory.enums import PairDecision
from maille.directory.errors import DirectoryError
from maille.directory.models import Merge, Pair
from maille.directory.queries.duplicates import described_places, told_apart
from maille.people.models import Person
from maille.places.models import Place

# Below even odds, nobody's time is asked for.
PROPOSED: Final = 0.5


def find_likenesses(*, above: float = PROPOSED) -> list[tuple[int, int, Likeness]]:
    """Compare all public places, and give the pairs nobody told apart, by primary keys."""
    apart = told_apart()
    found = [
        (int(pair.first), int(pair.second), pair)
        for pair in find_pairs(described_places(), above=above)
    ]
    return [one for one in found if frozenset(one[:2]) not in apart]


@transaction.atomic
def propose_pairs(
    *, found: Iterable[tuple[int, int, Likeness]], at: dt.datetime | None = None
) -> int:
    """Keep for review the pairs found, and forget the open ones that are no longer probable.

    What somebody decided stays as it is.

    Returns
    -------
    int
        How many pairs wait for somebody.
    """
    moment = at or timezone.now()
    probable = {one[:2]: one[2] for one in found if one[2].probability >= PROPOSED}
    known = {
        (pair.first_id, pair.second_id): pair
        for pair in Pair.objects.only("first_id", "second_id", "decision").select_for_update()
    }
    gone = [pair.pk for key, pair in known.items() if not pair.decision and key not in probable]
    for start in range(0, len(gone), 500):
        Pair.objects.filter(pk__in=gone[start : start + 500]).delete()
    undecided = [key for key in probable if key in known and not known[key].decision]
    update_rows(
        Pair,
        ("probability", "reasons"),
        [(probable[key].probability, _plain(probable[key]), known[key].pk) for key in undecided],
    )
    new = [key for key in probable if key not in known]
    insert_rows(
        Pair,
        (
            *("public_id", "first_id", "second_id", "probability", "reasons", "found_at"),
            *("decision", "decided_by_id", "decided_at"),
        ),
        [
            (
                *(Pair().public_id, *key, probable[key].probability, _plain(probable[key])),
                *(moment, "", None, None),
            )
            for key in new
        ],
    )
    return len(undecided) + len(new)


def _plain(pair: Likeness) -> list[tuple[str, str, str, float]]:
    return [
        (reason.field.value, reason.level.value, reason.case, reason.weight)
        for reason in pair.reasons
    ]


@transaction.atomic
def decide_pair(
    *,
    pair: Pair,
    decision: PairDecision,
    kept: Place | None = None,
    by: Person | None,
    at: dt.datetime | None = None,
) -> Merge | None:
    """Write down what somebody found out; two that are one are merged into ``kept``.

    Raises
    ------
    DirectoryError
        When the pair is merged already, or the kept place is none of the two, or cannot be kept.
    """
    row = Pair.objects.select_for_update().select_related("first", "second").get(pk=pair.pk)
    moment = at or timezone.now()
    if row.decision == PairDecision.SAME:
        raise DirectoryError(_("these two are merged already: undo the merge first"))
    merge = None
    if decision == PairDecision.SAME:
        sides = {row.first_id: row.second, row.second_id: row.first}
        if kept is None or kept.pk not in sides:
            raise DirectoryError(_("choose which of the two places is kept"))
        merge = merge_places(kept=kept, merged=sides[kept.pk], by=by, at=moment)
    row.decision, row.decided_by, row.decided_at = decision, by, moment
    row.save(update_fields=["decision", "decided_by", "decided_at"])
    return merge


@transaction.atomic
def merge_above(
    *,
    found: Iterable[tuple[int, int, Likeness]],
    threshold: float,
    spared: frozenset[int] = frozenset(),
) -> list[Merge]:
    """Merge the pairs that are at least so probable, where nobody's word would be hidden.

    The place that was here first is kept. A place with a team, or among those ``spared``, is left
    to a person, and so is a pair that somebody is not sure about.
    """
    merges = []
    unsure = set(
        Pair.objects.filter(decision=PairDecision.UNSURE).values_list("first_id", "second_id")
    )
    for first, second, pair in found:
        if pair.probability < threshold or (first, second) in unsure:
            continue
        places = Place.objects.in_bulk([first, second])
        kept, merged = places[first], places[second]
        if any(
            one.merged_into_id or one.pk in spared or one.memberships.exists()
            for one in (kept, merged)
        ):
            continue
        merges.append(merge_places(kept=kept, merged=merged, by=None))
        Pair.objects.filter(first=first, second=second).update(
            decision=PairDecision.SAME, decided_at=timezone.now()
        )
    return merges
