"""Bringing a file in, whole or not at all, with a report of each row."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.observations.actions import Receipt, record_observations
from maille.observations.enums import Origin, ReceiptStatus
from maille.observations.errors import ImportFileError
from maille.observations.importing.calendars import read_calendar
from maille.observations.importing.json_lines import read_json_lines
from maille.observations.importing.mapping import (
    ColumnMapping,
    guess_mapping,
    heading_row,
    headings_sha256,
    read_mapping,
)
from maille.observations.importing.rows import ImportReport, Row, RowReport, RowStatus
from maille.observations.importing.sheets import read_sheet
from maille.observations.importing.tables import Line, decode, read_table
from maille.observations.models import ObservationMapping
from maille.people.models import Person
from maille.places.models import Place

_BATCH: Final = 500
_STATUSES: Final = {
    ReceiptStatus.RECORDED: RowStatus.RECORDED,
    ReceiptStatus.KNOWN: RowStatus.KNOWN,
    ReceiptStatus.VERSION: RowStatus.VERSION,
    ReceiptStatus.QUARANTINED: RowStatus.QUARANTINED,
    ReceiptStatus.UNREADABLE: RowStatus.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, and nothing of it kept yet.

    ``headings`` and ``mapping`` belong to a table alone.
    """

    rows: Sequence[Row]
    headings: tuple[str, ...] = ()
    lines: Sequence[Line] = ()
    mapping: ColumnMapping = field(default_factory=ColumnMapping)

    @property
    def is_table(self) -> bool:
        """Whether the file was read by columns."""
        return bool(self.headings)


def read_file(
    place: Place, name: str, content: bytes, *, mapping: ColumnMapping | None = None
) -> Reading:
    """Read a calendar, lines of JSON or a table, by what it holds and then by its name.

    A table is read by the mapping that is given, else by the one that the place kept for the same
    headings, else by a guess.

    Raises
    ------
    ImportFileError
        When nothing can be read of it.
    """
    suffix = PurePath(name).suffix.lower()
    start = content[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    if suffix in {".ics", ".ical", ".ifb"} or start.startswith((b"BEGIN:VCAL", b"BEGIN:VEV")):
        return Reading(read_calendar(content, place_id=place.public_id, until=timezone.localdate()))
    text = decode(content)
    if suffix in {".jsonl", ".ndjson", ".json"} or start.startswith((b"{", b"[{")):
        return Reading(read_json_lines(text))
    return read_columns(place, read_table(text), mapping=mapping)


def read_columns(
    place: Place, lines: Sequence[Line], *, mapping: ColumnMapping | None = None
) -> Reading:
    """Read the lines of a table by its columns.

    Raises
    ------
    ImportFileError
        When no column holds the day.
    """
    if not lines:
        raise ImportFileError(_("this file is empty"))
    head = heading_row([line.cells for line in lines])
    headings = lines[head].cells
    chosen = mapping or _kept_mapping(place, headings) or guess_mapping(headings)
    reading = Reading((), headings, lines[head + 1 :], chosen)
    if not any(heading in headings for heading in chosen.columns.get("on", ())):
        listed = ", ".join(heading for heading in headings if heading)[:300]
        raise NoDayError(
            _("no column of this table holds the day; there are: %s") % listed, reading
        )
    rows = read_sheet(headings, reading.lines, chosen, place_id=place.public_id)
    return replace(reading, rows=rows)


class NoDayError(ImportFileError):
    """A table of which no column holds the day: ``reading`` tells its headings."""

    def __init__(self, message: str, reading: Reading) -> None:
        super().__init__(message)
        self.reading = reading


def _kept_mapping(place: Place, headings: Sequence[str]) -> ColumnMapping | None:
    kept = ObservationMapping.objects.filter(place=place, headings=headings_sha256(headings))
    text = kept.values_list("mapping", flat=True).first()
    return read_mapping(text) if text else None


@transaction.atomic
def take_reading(
    *,
    place: Place,
    name: str,
    reading: Reading,
    by: Person | None,
    at: dt.datetime | None = None,
    origin: Origin = Origin.IMPORT,
) -> ImportReport:
    """Record what was read, all of it in one transaction, and keep how its columns were read.

    The same file again changes nothing. A row that says something else than before under the same
    identifier is kept beside, and the team decides.
    """
    received = at or timezone.now()
    items = [row.item for row in reading.rows if row.status is None]
    receipts = _record(place, items, origin, by=by, at=received)
    if reading.is_table:
        _keep_mapping(place, reading, by=by, at=received)
    return ImportReport(name, tuple(_told(row, receipts) for row in reading.rows))


def _record(
    place: Place, items: Sequence[object], origin: Origin, *, by: Person | None, at: dt.datetime
) -> Iterator[Receipt]:
    receipts: list[Receipt] = []
    for start in range(0, len(items), _BATCH):
        batch = items[start : start + _BATCH]
        receipts += record_observations(place=place, items=batch, origin=origin, by=by, at=at)
    return iter(receipts)


def _told(row: Row, receipts: Iterator[Receipt]) -> RowReport:
    doubts = tuple(reason.as_json() for reason in row.reasons)
    if row.status is not None:
        return RowReport(row.number, row.status, None, doubts)
    receipt = next(receipts)
    reasons = (*doubts, *receipt.reasons)
    return RowReport(row.number, _STATUSES[receipt.status], receipt.id, reasons)


def _keep_mapping(
    place: Place, reading: Reading, *, by: Person | None, at: dt.datetime
) -> ObservationMapping:
    kept, _added = ObservationMapping.objects.update_or_create(
        place=place,
        headings=headings_sha256(reading.headings),
        defaults={"mapping": reading.mapping.as_toml(), "updated_at": at, "updated_by": by},
    )
    return kept
