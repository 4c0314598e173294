"""Bringing in one file: batch by batch, each kept whole, from where a reading was cut short."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maille.directory.actions import (
    add_source,
    ask_about_missing,
    receive_delivery,
    record_claims,
)
from maille.directory.actions.questions import keep_listed
from maille.directory.actions.showing import first_columns
from maille.directory.enums import DeliveryState, Outcome
from maille.directory.errors import DirectoryFileError
from maille.directory.importing.ahead import can_go_ahead, made_ahead
from maille.directory.importing.cells import fold
from maille.directory.importing.formats import open_table
from maille.directory.importing.mapping import SourceMapping
from maille.directory.importing.reports import DirectoryReport, Remark
from maille.directory.importing.tables import Line, SourceFile, Table
from maille.directory.importing.understanding import Reader, same_words
from maille.directory.models import Delivery, Source
from maille.directory.queries.records import compare_records, fingerprint_of
from maille.directory.values import ToldRecord, Unsure
from maille.geography.gazetteer import Gazetteer
from maille.people.models import Person
from maille.places.models import Network, Place

BATCH: Final = 1000
# What a delivery keeps of its report, in the database.
MOST_KEPT: Final = 2000
# A file of fewer bytes is read before another process would have begun.
LONG_BYTES: Final = 1_000_000

# A row: its number, what it says, the mark of its words, and its folded name.
Read = tuple[int, ToldRecord, bytes, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: whose list it is, under which licence, and who asks."""

    source: str
    licence: str = ""
    attribution: str = ""
    url: str = ""
    network: Network | None = None
    by: Person | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """One row once it stands among the others: what it says, or why it is refused."""

    line: int
    told: ToldRecord
    refused: str = ""


@dataclass(slots=True)
class _Seen:
    """The keys and the names that earlier rows bear."""

    keys: dict[str, bytes] = field(default_factory=dict)
    again: Counter[str] = field(default_factory=Counter)
    names: dict[tuple[str, str], int] = field(default_factory=dict)


def import_directory(
    *,
    file: SourceFile,
    mapping: SourceMapping,
    asked: Asked,
    gazetteer: Gazetteer | None = None,
    ahead: bool = False,
    progress: Callable[[int], None] = lambda _rows: None,
) -> DirectoryReport:
    """Read a file to its end, keep what it says, and tell what became of each row.

    Each batch of rows is one transaction that also notes how far the file was read: a reading
    that was cut short goes on from there when the same file comes again.

    Parameters
    ----------
    file, mapping
        What to read, and how.
    asked
        Whose list it is, who brings it, and whether to try without writing.
    gazetteer
        Communes already at hand.
    ahead
        Whether rows may be understood in a process of its own, while others are written.
    progress
        Called with the number of rows of each batch.

    Raises
    ------
    DirectoryFileError
        When the file cannot be read, or has no column for the name or the key.
    SourceError
        When others look after a source of this name.
    """
    table = open_table(file, mapping.layout)
    gazetteer = gazetteer or Gazetteer()
    reader = Reader(mapping, table.columns, gazetteer, table.epsg)
    _check_columns(table, mapping)
    delivery = None if asked.dry_run else _receive(file, mapping, asked)
    source = delivery.source if delivery else _known_source(asked.source)
    report = DirectoryReport(
        file=file.name,
        source=source.slug if source else slugify(asked.source),
        dry_run=asked.dry_run,
        unmapped=tuple(reader.unmapped),
        missing=tuple(reader.missing),
        counts=dict(delivery.counts) if delivery else {},
        delivery=str(delivery.public_id) if delivery else "",
    )
    linked = _linked(mapping.places)
    done = 0
    batches: Iterable[list[Read]] = _batches(table.lines, reader)
    if ahead and file.size > LONG_BYTES and can_go_ahead():
        gazetteer.read()
        batches = made_ahead(partial(_batches, table.lines, reader, worked_out))
    for rows in _sorted_batches(batches, mapping):
        _remark(report, rows)
        done += len(rows)
        if delivery is None:
            compared = compare_records(source, _taken(rows))
            _count(report.counts, rows, {key: one.outcome for key, one in compared.items()})
        elif done > delivery.rows_read:
            _keep(delivery, rows, _Keeping(linked, gazetteer, asked.by, done))
            report.counts = dict(delivery.counts)
        progress(len(rows))
    if delivery is not None:
        report.asked = _finish(delivery, report)
    return report


def _check_columns(table: Table, mapping: SourceMapping) -> None:
    """Refuse a file that has not the columns without which nothing can be kept."""
    needed = {*mapping.fields["name"].columns, *mapping.record.key}
    missing = sorted(needed - set(table.columns))
    if missing:
        raise DirectoryFileError(
            _("this file has no column “%(column)s”; it has: %(columns)s")
            % {"column": missing[0], "columns": ", ".join(table.columns[:40])}
        )


def _receive(file: SourceFile, mapping: SourceMapping, asked: Asked) -> Delivery:
    source = add_source(
        name=asked.source,
        licence=asked.licence,
        attribution=asked.attribution,
        url=asked.url,
        network=asked.network,
        by=asked.by,
    )
    if source.mapping != mapping.text:
        source.mapping = mapping.text
        source.save(update_fields=["mapping"])
    return receive_delivery(
        source=source,
        file_name=file.name,
        sha256=file.sha256,
        mapping_sha256=mapping.sha256,
        dated_on=mapping.layout.dated_on,
        by=asked.by,
    )


def _known_source(name: str) -> Source | None:
    return Source.objects.filter(slug=slugify(name)[:80].strip("-")).first()


def _linked(places: Mapping[str, str]) -> dict[str, Place]:
    """Give the places that the mapping recognises, of those that are here."""
    found = {place.slug: place for place in Place.objects.filter(slug__in=places.values())}
    return {key: found[slug] for key, slug in places.items() if slug in found}


def worked_out(told: ToldRecord) -> ToldRecord:
    """Work out what keeping a row would, so that it has not to."""
    fingerprint, columns = fingerprint_of(told), first_columns(told.claims)
    return replace(told, fingerprint=fingerprint, columns=columns)


def _batches(
    lines: Iterator[Line],
    reader: Reader,
    also: Callable[[ToldRecord], ToldRecord] = lambda told: told,
) -> Iterator[list[Read]]:
    while batch := list(itertools.islice(lines, BATCH)):
        told = [also(reader.understand(line)) for line in batch]
        yield [
            (line.number, one, same_words(one), fold(str(one.claims.get("name", ""))))
            for line, one in zip(batch, told, strict=True)
        ]


def _sorted_batches(
    batches: Iterable[list[Read]], mapping: SourceMapping
) -> Iterator[list[Sorted]]:
    seen = _Seen()
    for batch in batches:
        yield [_sort(read, seen, mapping) for read in batch]


def _sort(read: Read, seen: _Seen, mapping: SourceMapping) -> Sorted:
    """Set a row among the others: refused, or with a key of its own and what is unsure."""
    line, told, words, name = read
    if not told.claims.get("name"):
        return Sorted(line, told, "no_name")
    if seen.keys.get(told.key) == words:
        return Sorted(line, told, "same_row")
    unsure = list(told.unsure)
    if told.key in seen.keys:
        seen.again[told.key] += 1
        if mapping.record.key:
            unsure.append(Unsure("", "same_key", told.key))
        told = replace(told, key=f"{told.key[:190]}#{seen.again[told.key] + 1}")
    seen.keys[told.key] = words
    about = (name, str(told.claims.get("postcode") or told.claims.get("locality", "")))
    earlier = seen.names.setdefault(about, line)
    if earlier != line:
        unsure.append(Unsure("name", "same_name", {"row": earlier}))
    if len(unsure) > len(told.unsure):
        told = replace(told, unsure=tuple(unsure), fingerprint="")
    return Sorted(line, told)


def _taken(rows: Iterable[Sorted]) -> list[ToldRecord]:
    return [row.told for row in rows if not row.refused]


def _remark(report: DirectoryReport, rows: Iterable[Sorted]) -> None:
    for row in rows:
        about = (row.line, row.told.key, str(row.told.claims.get("name", "")))
        if row.refused:
            report.refusals.append(Remark(*about, "name", row.refused, dict(row.told.received)))
            continue
        report.doubts.extend(
            Remark(*about, one.field, one.code, one.value) for one in row.told.unsure
        )


def _count(counts: dict[str, int], rows: Sequence[Sorted], outcomes: Mapping[str, Outcome]) -> None:
    """Count each row once; a row that says what it said is as before, whatever is unsure in it."""
    for row in rows:
        outcome = Outcome.REFUSED if row.refused else outcomes[row.told.key]
        if outcome in (Outcome.CREATED, Outcome.UPDATED) and row.told.unsure:
            outcome = Outcome.DOUBTFUL
        counts[outcome.value] = counts.get(outcome.value, 0) + 1


@dataclass(frozen=True, slots=True)
class _Keeping:
    """What a batch needs to be kept, and how many rows will be done with it."""

    linked: Mapping[str, Place]
    gazetteer: Gazetteer
    by: Person | None
    done: int


@transaction.atomic
def _keep(delivery: Delivery, rows: Sequence[Sorted], keeping: _Keeping) -> None:
    """Keep a batch, and note how far the file was read."""
    taken = _taken(rows)
    recorded = record_claims(
        delivery=delivery,
        records=taken,
        linked={told.key: keeping.linked[told.key] for told in taken if told.key in keeping.linked},
        gazetteer=keeping.gazetteer,
        by=keeping.by,
    )
    keep_listed(delivery=delivery, keys=[row.told.key for row in rows if row.refused])
    _count(delivery.counts, rows, {one.key: one.outcome for one in recorded})
    delivery.rows_read = keeping.done
    delivery.save(update_fields=["counts", "rows_read"])


def _kept_remarks(report: DirectoryReport) -> list[dict[str, object]]:
    remarks = itertools.islice(itertools.chain(report.refusals, report.doubts), MOST_KEPT)
    return [
        {
            "row": one.row,
            "key": one.key,
            "name": one.name,
            "field": one.field,
            "reason": one.reason,
            "value": one.value,
        }
        for one in remarks
    ]


@transaction.atomic
def _finish(delivery: Delivery, report: DirectoryReport) -> int:
    """Note that a file was read to its end, and ask about the places that it no longer lists."""
    delivery.state = DeliveryState.READ
    delivery.report = _kept_remarks(report)
    delivery.save()
    taken = report.rows - report.counts.get(Outcome.REFUSED.value, 0)
    return len(ask_about_missing(delivery=delivery)) if taken else 0
