"""Bringing a file in, whole or not at all, with a report of each row."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.observations.actions import Receipt, record_observations
from maille.observations.enums import Origin, ReceiptStatus, VersionState
from maille.observations.errors import ImportFileError
from maille.observations.importing.calendars import read_calendar
from maille.observations.importing.json_lines import read_json_lines
from maille.observations.importing.mapping import (
    ColumnMapping,
    guess_mapping,
    heading_row,
    headings_sha256,
    read_mapping,
    with_headings,
)
from maille.observations.importing.remarks import Remark
from maille.observations.importing.rows import ImportReport, Row, RowReport, RowStatus
from maille.observations.importing.sheets import read_sheet
from maille.observations.importing.tables import Line, decode, read_table
from maille.observations.models import Observation, ObservationMapping
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
        When no column holds the day, or the table has not a column that the mapping names.
    """
    if not lines:
        raise ImportFileError(_("this file is empty"))
    head = heading_row([line.cells for line in lines])
    headings = lines[head].cells
    chosen = mapping or _kept_mapping(place, headings) or guess_mapping(headings)
    chosen = with_headings(chosen, headings)
    reading = Reading((), headings, lines[head + 1 :], chosen)
    listed = ", ".join(heading for heading in headings if heading)[:300]
    if not any(heading in headings for heading in chosen.columns.get("on", ())):
        raise NoDayError(
            _("no column of this table holds the day; there are: %s") % listed, reading
        )
    lacking = [one for named in chosen.columns.values() for one in named if one not in headings]
    if lacking:
        raise ImportFileError(
            _("no column of this table is headed “%(heading)s”; there are: %(listed)s")
            % {"heading": lacking[0][:120], "listed": listed}
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
    text = kept.values_list("mapping", flat=True).first() or ""
    with suppress(ImportFileError):
        read = with_headings(read_mapping(text), headings)
        if all(one in headings for named in read.columns.values() for one in named):
            return read if read.columns else None
    return None


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
    if reading.is_table and any(_is_understood(receipt, reading.mapping) for receipt in receipts):
        _keep_mapping(place, reading, by=by, at=received)
    counting = _counting(place, [key for row in reading.rows for key in row.gone])
    in_turn = iter(receipts)
    told = [one for row in reading.rows for one in _told(row, in_turn, counting)]
    return ImportReport(name, tuple(told))


def _record(
    place: Place, items: Sequence[object], origin: Origin, *, by: Person | None, at: dt.datetime
) -> list[Receipt]:
    receipts: list[Receipt] = []
    for start in range(0, len(items), _BATCH):
        batch = items[start : start + _BATCH]
        receipts += record_observations(place=place, items=batch, origin=origin, by=by, at=at)
    return receipts


def _is_understood(receipt: Receipt, mapping: ColumnMapping) -> bool:
    """Tell whether nothing is wrong with what the columns gave for a row."""
    wrong = {reason["field"] for reason in receipt.reasons if not reason["doubt"]}
    return not wrong & {*mapping.columns}


def _counting(place: Place, keys: Sequence[str]) -> set[str]:
    """Give those of some identifiers that are noted here and count."""
    counted = Observation.objects.filter(place=place, state=VersionState.COUNTED.value)
    found: set[str] = set()
    for start in range(0, len(keys), _BATCH):
        held = counted.filter(key__in=keys[start : start + _BATCH])
        found.update(str(key) for key in held.values_list("key", flat=True))
    return found


def _told(row: Row, receipts: Iterator[Receipt], counting: set[str]) -> Iterator[RowReport]:
    """Tell what became of a row, then what it no longer says and that still counts."""
    doubts = tuple(reason.as_json() for reason in row.reasons)
    still = [key for key in row.gone if key in counting]
    if row.status is None:
        receipt = next(receipts)
        reasons = (*doubts, *receipt.reasons)
        yield RowReport(row.number, _STATUSES[receipt.status], receipt.id, reasons)
        doubts = ()
    elif not still:
        yield RowReport(row.number, row.status, None, doubts)
    for key in still:
        reasons = (*doubts, Remark("", "still_counts", about=key).as_json())
        yield RowReport(row.number, RowStatus.SKIPPED, key, reasons)


def _keep_mapping(
    place: Place, reading: Reading, *, by: Person | None, at: dt.datetime
) -> ObservationMapping:
    kept, _added = ObservationMapping.objects.update_or_create(
        place=place,
        headings=headings_sha256(reading.headings),
        defaults={"mapping": reading.mapping.as_toml(), "updated_at": at, "updated_by": by},
    )
    return kept
