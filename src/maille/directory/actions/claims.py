"""Keeping what sources and teams say of places, and showing it by the rule."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.db.bulk import insert_rows, new_identifier, take_keys, update_rows
from maille.directory.actions.doubting import raise_doubts
from maille.directory.actions.questions import close_questions
from maille.directory.actions.settling import settle_places
from maille.directory.actions.showing import first_columns, remember_first
from maille.directory.actions.sources import day_of
from maille.directory.enums import DeliveryState, Outcome
from maille.directory.errors import DirectoryError
from maille.directory.fields import FIELDS, is_empty, shown_of
from maille.directory.models import Claim, Delivery, Record, Shown
from maille.directory.queries.records import compare_records
from maille.directory.values import ToldRecord
from maille.geography.gazetteer import Gazetteer
from maille.people.models import Person
from maille.places.actions.bulk import add_places
from maille.places.models import Place
from maille.places.queries.columns import columns_of, with_columns

_RECORD: Final = (
    *("id", "public_id", "source_id", "key", "place_id", "received", "fingerprint"),
    *("first_delivery_id", "last_delivery_id"),
)
_CLAIM: Final = ("place_id", "record_id", "field", "value", "said_on")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one row: the record that holds it, and the place that it speaks of."""

    key: str
    outcome: Outcome
    record: int
    place: int


class _Known(NamedTuple):
    """A record that is here: its primary key, and that of the place it speaks of."""

    pk: int
    place_id: int | None


@dataclass(slots=True)
class _Batch:
    """The rows of one call, and what they share."""

    delivery: Delivery
    told: Sequence[ToldRecord]
    day: dt.date
    moment: dt.datetime
    by: Person | None
    gazetteer: Gazetteer
    known: dict[str, _Known] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)

    def said_on(self, told: ToldRecord) -> dt.date:
        """Give the day that a row states, or that of its file."""
        return told.said_on or self.day


@transaction.atomic
def record_claims(
    *,
    delivery: Delivery,
    records: Sequence[ToldRecord],
    linked: Mapping[str, Place] | None = None,
    gazetteer: Gazetteer | None = None,
    by: Person | None = None,
    at: dt.datetime | None = None,
) -> list[Recorded]:
    """Keep what rows of a source say, and show it in their places by the rule.

    A row whose key its source never told before makes a place of its own: nothing is merged
    here. A row that says what it said changes nothing. A doubt that is mended closes by itself,
    and so does the question whether a place is gone when it is listed again.

    Parameters
    ----------
    delivery
        The file they come from.
    records
        Rows, each key once.
    linked
        Places of keys that somebody recognised: their rows make no other place.
    gazetteer
        Communes already at hand.
    by, at
        Who brings them and when.

    Returns
    -------
    list
        What became of each row, in the same order.
    """
    batch = _Batch(
        delivery, records, day_of(delivery), at or timezone.now(), by, gazetteer or Gazetteer()
    )
    compared = compare_records(delivery.source, records)
    batch.fingerprints = {key: one.fingerprint for key, one in compared.items()}
    outcomes = {key: one.outcome for key, one in compared.items()}
    batch.known = {
        key: _Known(one.record, one.place) for key, one in compared.items() if one.record
    }
    new = [told for told in records if outcomes[told.key] is Outcome.CREATED]
    _add_records(batch, new, linked or {})
    known = [told for told in records if outcomes[told.key] is not Outcome.CREATED]
    changed = [told for told in known if outcomes[told.key] is Outcome.UPDATED]
    _update_records(batch, changed)
    stale = _say_again(batch, [told for told in known if outcomes[told.key] is Outcome.UNCHANGED])
    raise_doubts(
        unsure={batch.known[told.key].pk: told.unsure for told in (*new, *changed)},
        at=batch.moment,
    )
    close_questions(records=[batch.known[told.key].pk for told in known], at=batch.moment)
    to_settle = {batch.known[told.key].place_id for told in changed} | stale
    linked_places = {batch.known[told.key].place_id for told in new if told.key in (linked or {})}
    settle_places(
        places=[pk for pk in to_settle | linked_places if pk is not None],
        by=by,
        at=batch.moment,
        gazetteer=batch.gazetteer,
    )
    return [
        Recorded(
            told.key,
            outcomes[told.key],
            batch.known[told.key].pk,
            batch.known[told.key].place_id or 0,
        )
        for told in records
    ]


@transaction.atomic
def say_as_team(
    *,
    place: Place,
    field: str,
    value: object,
    by: Person | None,
    on: dt.date | None = None,
) -> Claim:
    """Say a field's value in the name of the place's own team: it is shown before any other.

    Raises
    ------
    DirectoryError
        When no source speaks of such a field, or the place cannot show this value.
    """
    if field not in FIELDS:
        raise DirectoryError(_("a place has no field called %s") % field)
    if not is_empty(value) and is_empty(shown_of(field, value)):
        raise DirectoryError(
            _("%(label)s cannot be: %(value)s") % {"label": FIELDS[field].label, "value": value}
        )
    claim, _new = Claim.objects.update_or_create(
        place=place,
        record=None,
        field=field,
        defaults={"value": value, "said_on": on or timezone.localdate()},
    )
    _take_as_written(place, field)
    settle_places(places=[place], by=by)
    return claim


@transaction.atomic
def leave_to_sources(*, place: Place, field: str, by: Person | None) -> Place:
    """Take back what the team said of a field: what a source says is shown again, if one does."""
    if Claim.objects.filter(place=place, field=field, record__isnull=False).exists():
        _take_as_written(place, field)
        Claim.objects.filter(place=place, record=None, field=field).delete()
        settle_places(places=[place], by=by)
    return place


def _add_records(batch: _Batch, new: Sequence[ToldRecord], linked: Mapping[str, Place]) -> None:
    """Keep rows that were never told before, with a place each."""
    alone = [told for told in new if told.key not in linked]
    new = [*alone, *(told for told in new if told.key in linked)]
    source, delivery = batch.delivery.source, batch.delivery.pk
    columns = [told.columns or first_columns(told.claims) for told in alone]
    added = add_places(
        told=[(one, source.name) for one in columns],
        gazetteer=batch.gazetteer,
        by=batch.by,
        at=batch.moment,
    )
    places = {key: place.pk for key, place in linked.items()}
    places |= {told.key: place.pk for told, place in zip(alone, added, strict=True)}
    records = take_keys(Record, len(new))
    batch.known |= {
        told.key: _Known(pk, places[told.key]) for told, pk in zip(new, records, strict=True)
    }
    insert_rows(
        Record,
        _RECORD,
        (
            (
                *(pk, new_identifier(), source.pk, told.key, places[told.key], told.received),
                *(batch.fingerprints[told.key], delivery, delivery),
            )
            for told, pk in zip(new, records, strict=True)
        ),
    )
    claims = take_keys(Claim, sum(len(told.claims) for told in new))
    insert_rows(
        Claim,
        ("id", *_CLAIM),
        ((pk, *row) for pk, row in zip(claims, _claims(batch, new), strict=True)),
    )
    said_alone = sum(len(told.claims) for told in alone)
    remember_first(
        said=[told.claims for told in alone],
        shown=list(zip(added, columns, strict=True)),
        claims=claims[:said_alone],
    )


def _claims(batch: _Batch, told: Iterable[ToldRecord]) -> Iterator[tuple[object, ...]]:
    """Give the claims of rows, row after row."""
    for one in told:
        record, day = batch.known[one.key], batch.said_on(one)
        for name, value in one.claims.items():
            yield record.place_id, record.pk, name, value, day


def _update_records(batch: _Batch, changed: Sequence[ToldRecord]) -> None:
    """Keep what known rows now say, field by field."""
    update_rows(
        Record,
        ("received", "fingerprint", "last_delivery_id"),
        (
            (
                told.received,
                batch.fingerprints[told.key],
                batch.delivery.pk,
                batch.known[told.key].pk,
            )
            for told in changed
        ),
    )
    by_record = {batch.known[told.key].pk: told for told in changed}
    said: set[tuple[int, str]] = set()
    again, withdrawn = [], []
    for claim in Claim.objects.filter(record__in=by_record):
        told = by_record[claim.record_id or 0]
        said.add((claim.record_id or 0, claim.field))
        if claim.field not in told.claims:
            withdrawn.append(claim.pk)
        else:
            again.append((told.claims[claim.field], batch.said_on(told), claim.pk))
    update_rows(Claim, ("value", "said_on"), again)
    Claim.objects.filter(pk__in=withdrawn).delete()
    insert_rows(
        Claim,
        _CLAIM,
        (
            (record.place_id, record.pk, name, value, batch.said_on(told))
            for told in changed
            for record in (batch.known[told.key],)
            for name, value in told.claims.items()
            if (record.pk, name) not in said
        ),
    )


def _say_again(batch: _Batch, unchanged: Sequence[ToldRecord]) -> set[int | None]:
    """Let rows of another file say again what they said, on its day; give places to settle."""
    records = [batch.known[told.key] for told in unchanged]
    Record.objects.filter(pk__in=[record.pk for record in records]).update(
        last_delivery=batch.delivery
    )
    if _is_known_file(batch.delivery):
        return set()
    undated = [batch.known[told.key].pk for told in unchanged if told.said_on is None]
    older = Claim.objects.filter(record__in=undated, said_on__lt=batch.day)
    touched = set(older.values_list("place_id", flat=True))
    older.update(said_on=batch.day)
    others = Claim.objects.filter(place__in=touched).exclude(record__in=undated)
    return set(others.values_list("place_id", flat=True))


def _is_known_file(delivery: Delivery) -> bool:
    """Tell whether this very file was read before: it says nothing anew."""
    same = Delivery.objects.filter(
        source=delivery.source, sha256=delivery.sha256, state=DeliveryState.READ
    )
    return same.exclude(pk=delivery.pk).exists()


def _take_as_written(place: Place, field: str) -> None:
    """Take what a column holds for what the directory wrote: what the team says comes otherwise."""
    columns = columns_of(with_columns(Place.objects.filter(pk=place.pk)).get())
    Shown.objects.update_or_create(place=place, field=field, defaults={"value": columns[field]})
