"""Turning the lines of a table into observations, by a mapping."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from maille.observations.importing import cells
from maille.observations.importing.counts import read_count
from maille.observations.importing.identifiers import Identifiers
from maille.observations.importing.mapping import ColumnMapping
from maille.observations.importing.rows import Row, RowStatus
from maille.observations.importing.tables import Line
from maille.observations.importing.vocabulary import meant_by
from maille.observations.reasons import Reason

_SUM: Final = re.compile(
    r"(?:sous )?totaux?\b|(?:sous |grand )?total\b|moyenne\b|somme\b|average\b"
)
_ABOUT: Final = ("at", "kind", "space", "author", "note")
_NUMBERS: Final = ("people", "people_high")
_MEANT: Final = ("kind", "direction", "source", "author_role", "teller")
_LISTS: Final = ("audiences", "themes")
_SAID: Final = ("consent", "causal")
_FREE: Final = ("space", "author", "outcome", "occasion")
_DAY_MINUTES: Final = 24 * 60


def read_sheet(
    headings: Sequence[str],
    lines: Sequence[Line],
    mapping: ColumnMapping,
    *,
    place_id: uuid.UUID,
) -> list[Row]:
    """Give one row per line that says something; a line that was only numbered says nothing.

    What a cell says and nobody understands goes as it stands into its field: it will wait in
    quarantine, with its reason, rather than be guessed.
    """
    sheet = _Sheet(headings, lines, mapping)
    identifiers = Identifiers(place_id)
    return [_row(sheet, line, identifiers) for line in lines if not sheet.is_only_numbered(line)]


class _Sheet:
    """The cells of a table by the fields of an observation."""

    def __init__(
        self, headings: Sequence[str], lines: Sequence[Line], mapping: ColumnMapping
    ) -> None:
        places: dict[str, int] = {}
        for place, heading in enumerate(headings):
            places.setdefault(heading, place)
        self.mapping = mapping
        self.columns = {
            name: [places[heading] for heading in named if heading in places]
            for name, named in mapping.columns.items()
        }
        # A column headed with the product's own word is taken to the letter.
        self.to_the_letter = {name for name, named in mapping.columns.items() if named == (name,)}
        month_first = cells.is_month_first([self.text("on", line) for line in lines])
        self.day_first = not month_first if mapping.day_first is None else mapping.day_first

    def text(self, name: str, line: Line) -> str:
        """Give what a line says of a field; several columns are put one under the other."""
        written = [line.cells[place] for place in self.columns.get(name, ())]
        return "\n".join(text for text in written if text)

    def is_only_numbered(self, line: Line) -> bool:
        """Tell whether a line holds its number, prepared beforehand, and nothing else."""
        filled = {place for place, cell in enumerate(line.cells) if cell}
        return filled <= {*self.columns.get("id", ())}


def _row(sheet: _Sheet, line: Line, identifiers: Identifiers) -> Row:
    first = next(cell for cell in line.cells if cell)
    day = cells.read_day(sheet.text("on", line), day_first=sheet.day_first)
    if day is None and _SUM.match(cells.fold(first)):
        return Row(line.number, status=RowStatus.SKIPPED, reasons=(Reason("", "sum_of_others"),))
    item = dict(sheet.mapping.values)
    for fields in (_when(sheet, line, day), _how_many(sheet, line), _meant(sheet, line)):
        item.update(fields)
    _words(sheet, line, item)
    own = sheet.text("id", line)
    item["id"] = identifiers.give(own, str(item["on"]), [item.get(name, "") for name in _ABOUT])
    return Row(line.number, item)


def _when(sheet: _Sheet, line: Line, day: dt.date | None) -> Iterator[tuple[str, Any]]:
    written = sheet.text("on", line)
    yield "on", day.isoformat() if day else written
    hours = sheet.text("at", line)
    at = cells.read_time(hours or written)
    if at:
        yield "at", f"{at:%H:%M}"
    elif hours and not cells.says_nothing(hours):
        yield "at", hours
    minutes = _minutes(sheet, line, at)
    if minutes is not None:
        yield "minutes", minutes


def _minutes(sheet: _Sheet, line: Line, at: dt.time | None) -> object:
    written = sheet.text("minutes", line)
    if written and not cells.says_nothing(written):
        lasted = cells.read_minutes(written)
        return written if lasted is None else lasted
    until = cells.read_time(sheet.text("until", line))
    if at and until:
        span = (until.hour - at.hour) * 60 + until.minute - at.minute
        return span % _DAY_MINUTES or None
    return None


def _how_many(sheet: _Sheet, line: Line) -> Iterator[tuple[str, Any]]:
    estimated = False
    for name in _NUMBERS:
        written = sheet.text(name, line)
        if cells.says_nothing(written):
            continue
        count = read_count(written)
        if count is None:
            yield name, written
            continue
        estimated = estimated or not count.counted
        if name == "people":
            yield name, count.low
            if count.high is not None:
                yield "people_high", count.high
            if "counted" not in sheet.mapping.values:
                yield "counted", count.counted
        else:
            yield name, count.low if count.high is None else count.high
    # A number that says it is an estimate is one, whatever a column or the mapping says.
    yield from [("counted", False)] if estimated else _said(sheet, "counted", line)


def _meant(sheet: _Sheet, line: Line) -> Iterator[tuple[str, Any]]:
    for name in _MEANT:
        written = sheet.text(name, line)
        if not cells.says_nothing(written):
            yield from _word(sheet, name, written)
    for name in _LISTS:
        listed = cells.read_list(sheet.text(name, line))
        if listed:
            yield name, [_meaning(sheet, name, word) or word for word in listed]
    for name in _SAID:
        yield from _said(sheet, name, line)


def _said(sheet: _Sheet, name: str, line: Line) -> Iterator[tuple[str, Any]]:
    written = sheet.text(name, line)
    flag = cells.read_flag(written)
    if flag is not None:
        yield name, flag
    elif not cells.says_nothing(written):
        yield name, written


def _word(sheet: _Sheet, name: str, written: str) -> Iterator[tuple[str, Any]]:
    meant = _meaning(sheet, name, written)
    if meant or name != "kind" or name in sheet.to_the_letter:
        yield name, meant or written
    else:
        # “Yoga” is no kind, but it says what the occasion was.
        yield name, sheet.mapping.values.get("kind", "occasion")
        yield "note", written


def _meaning(sheet: _Sheet, name: str, word: str) -> str | None:
    own: Mapping[str, str] = sheet.mapping.words.get(name, {})
    return own.get(cells.fold(word)) or meant_by(name, word)


def _words(sheet: _Sheet, line: Line, item: dict[str, Any]) -> None:
    for name in _FREE:
        written = sheet.text(name, line)
        if written:
            item[name] = written
    told = [sheet.text("title", line), item.get("note", ""), sheet.text("note", line)]
    note = "\n".join(dict.fromkeys(text for text in told if text))
    if note:
        item["note"] = note
