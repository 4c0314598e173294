"""Letting one place count for two, and taking it back: row by row, as if it had never been."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.db.trail import record_changes
from maille.directory.actions.settling import settle_places
from maille.directory.enums import PairDecision
from maille.directory.errors import DirectoryError
from maille.directory.models import Claim, Merge, Pair, Shown
from maille.directory.queries.kept import keeping, kept_place
from maille.people.models import Person
from maille.places.models import Belonging, LifeEvent, Link, Place, Portrait

Rows = dict[str, dict[str, Any]]
# What a merge may change of the kept place: by model, the column that names the place.
_TABLES: Final[Mapping[str, tuple[Any, str]]] = {
    "place": (Place, "id"),
    "portrait": (Portrait, "place_id"),
    "link": (Link, "place_id"),
    "life_event": (LifeEvent, "place_id"),
    "belonging": (Belonging, "place_id"),
    "claim": (Claim, "place_id"),
    "shown": (Shown, "place_id"),
}


@transaction.atomic
def merge_places(
    *, kept: Place, merged: Place, by: Person | None, at: dt.datetime | None = None
) -> Merge:
    """Let one place count for another one: what sources say of both is shown by the kept one.

    The merged place is hidden and its page leads to the kept one; what hangs on it (editions,
    observations, its team) stays with it, under the same addresses. The kept place stands in the
    lists of the networks of both, which gives them no right over its drafts.

    Parameters
    ----------
    kept
        The place that stays; when it was merged itself, the one that stands for it.
    merged
        The place that is hidden.
    by, at
        Who decided, when.

    Raises
    ------
    DirectoryError
        When the two already are one, the merged one was merged elsewhere, or what everybody reads
        would be hidden behind what nobody may.
    """
    stands = keeping([kept.pk])[kept.pk]
    places = {
        place.pk: place
        for place in Place.objects.select_for_update().filter(pk__in={stands, merged.pk})
    }
    _check(places[stands], places[merged.pk])
    merge = Merge(kept=places[stands], merged=places[merged.pk], by=by, at=at or timezone.now())
    _apply(merge, by)
    merge.save(force_insert=True)
    _keep_trail(merge, "merged_into", None, merge.kept.name, by)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Person | None, at: dt.datetime | None = None) -> Merge:
    """Take a merge back: every row of both places is again what it was.

    What changed since stays: a column that somebody wrote after the merge is theirs, and what
    sources said meanwhile is shown by the place that they speak of. Later merges around these
    places are taken back too, then made again without this one.

    Raises
    ------
    DirectoryError
        When it was undone before.
    """
    row = Merge.objects.select_for_update().select_related("kept", "merged").get(pk=merge.pk)
    if row.undone_at is not None:
        raise DirectoryError(_("this merge was undone already"))
    later = _later(row)
    heard = _heard(row.kept_id) != (later[-1] if later else row).heard
    for one in reversed(later):
        _take_back(one)
    _take_back(row)
    row.undone_at, row.undone_by = at or timezone.now(), by
    row.save(update_fields=["undone_at", "undone_by"])
    for one in later:
        _apply(one, by)
        one.save(update_fields=["moved", "heard"])
    if heard:
        settle_places(places=[row.kept_id, row.merged_id], by=by)
    Pair.objects.filter(
        first_id=min(row.kept_id, row.merged_id),
        second_id=max(row.kept_id, row.merged_id),
        decision=PairDecision.SAME,
    ).update(decision="", decided_by=None, decided_at=None)
    row.kept.refresh_from_db()
    _keep_trail(row, "merged_into", row.kept.name, None, by)
    return row


def _check(kept: Place, merged: Place) -> None:
    if kept.pk == merged.pk:
        raise DirectoryError(_("a place cannot be merged into itself"))
    if merged.merged_into_id is not None:
        raise DirectoryError(_("%s was merged already: undo that merge first") % merged.name)
    if merged.is_public and not kept.is_public:
        raise DirectoryError(
            _("%s is not public: keep the place that everybody may read") % kept.name
        )


def _apply(merge: Merge, by: Person | None) -> None:
    """Hide the merged place, let the kept one show what is told of both, and note each row."""
    before = _rows_of(merge.kept_id)
    Place.objects.filter(pk=merge.merged_id).update(merged_into=merge.kept_id)
    listed = Belonging.objects.filter(place=merge.kept_id).values_list("network_id", flat=True)
    others = Belonging.objects.filter(place=merge.merged_id).exclude(network__in=listed)
    Belonging.objects.bulk_create(
        Belonging(place_id=merge.kept_id, network_id=one.network_id) for one in others
    )
    settle_places(places=[merge.kept_id], by=by, at=merge.at)
    merge.moved = _differences(before, _rows_of(merge.kept_id))
    merge.heard = _heard(merge.kept_id)


def _take_back(merge: Merge) -> None:
    """Write again what each row held, unless it holds something else since."""
    Place.objects.filter(pk=merge.merged_id).update(merged_into=None)
    now = _rows_of(merge.kept_id)
    # Rows that refer to others are taken away first, and come back last.
    for table, key, before, after in reversed(merge.moved):
        if before is None and now.get(f"{table} {key}") == after:
            _TABLES[table][0].objects.filter(pk=key).delete()
    for table, key, before, after in merge.moved:
        current = now.get(f"{table} {key}")
        if before is None:
            continue
        if current is None and after is None:
            _TABLES[table][0].objects.bulk_create([_instance(table, before)])
        elif current is not None and after is not None:
            _write_back(table, key, {"before": before, "after": after, "now": current})


def _write_back(table: str, key: object, held: Mapping[str, Mapping[str, Any]]) -> None:
    columns = {
        name: value
        for name, value in held["before"].items()
        if held["after"][name] != value and held["now"][name] == held["after"][name]
    }
    if columns:
        row = _instance(table, held["before"])
        values = {name: getattr(row, name) for name in columns}
        _TABLES[table][0].objects.filter(pk=key).update(**values)


def _instance(table: str, columns: Mapping[str, Any]) -> models.Model:
    """Make a row again from what was kept of it."""
    model: type[models.Model] = _TABLES[table][0]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in columns.items()})


def _rows_of(place: int) -> Rows:
    """Give every row of a place that a merge may change, as plain values."""
    found: Rows = {}
    for table, (model, column) in _TABLES.items():
        rows = model.objects.filter(**{column: place})
        if model is Claim:
            rows = rows.filter(record=None)
        for row in rows.order_by("pk").values():
            plain = json.loads(json.dumps(row, cls=DjangoJSONEncoder))
            plain.pop("added_at", None)
            found[f"{table} {row['id']}"] = plain
    return found


def _differences(before: Rows, after: Rows) -> list[list[Any]]:
    """Give each row that differs: its table, its key, what it held, what it holds."""
    tables = list(_TABLES)
    names = sorted({*before, *after}, key=lambda name: (tables.index(name.split()[0]), name))
    return [
        [name.split()[0], int(name.split()[1]), before.get(name), after.get(name)]
        for name in names
        if before.get(name) != after.get(name)
    ]


def _later(merge: Merge) -> list[Merge]:
    """Give the merges made since around the same places, the first one first."""
    around = {merge.kept_id, merge.merged_id}
    found = []
    for one in Merge.objects.filter(undone_at=None, pk__gt=merge.pk).order_by("pk"):
        if not around.isdisjoint({one.kept_id, one.merged_id}):
            around |= {one.kept_id, one.merged_id}
            found.append(one)
    return found


def _heard(place: int) -> str:
    """Sum up all that is told of a place and of those that it stands for."""
    stands = keeping([place])[place]
    claims: Iterable[Any] = (
        Claim.objects.filter(place__in=kept_place([stands]))
        .order_by("pk")
        .values_list("pk", "value", "said_on")
    )
    text = json.dumps(list(claims), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _keep_trail(
    merge: Merge, field: str, before: str | None, after: str | None, by: Person | None
) -> None:
    record_changes(
        thing=merge.merged,
        before={field: before},
        after={field: after},
        by=by,
        at=merge.undone_at or merge.at,
    )
