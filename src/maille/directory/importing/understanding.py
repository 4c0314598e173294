"""From the cells of a row to what it says of a place, and what is unsure in it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from maille.core.kernel.period import first_day
from maille.directory.fields import FIELDS, coherent, is_empty
from maille.directory.importing import cells, hours
from maille.directory.importing.coding import codes_of
from maille.directory.importing.mapping import ADDRESS_FIELD, FieldRule, SourceMapping
from maille.directory.importing.points import read_point
from maille.directory.importing.tables import BEYOND, GEOMETRY, Line, bare_cell, words_of
from maille.directory.importing.texts import marks_in, unescape
from maille.directory.importing.whereabouts import check_whereabouts
from maille.directory.values import ToldRecord, Unsure
from maille.geography.gazetteer import Gazetteer
from maille.places.enums import PlaceState

MOST_KEY: Final = 200
_PAIR: Final = 2
_NOTHING: Final = frozenset({"", "null", "none", "nan", "#n/a", "n/a"})
_LOST: Final = "NaN"
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_CODED: Final = frozenset(name for name, known in FIELDS.items() if known.codes is not None)
_ONE_LINE: Final = ("name", "street", "postcode", "locality", "insee", "organisation_name")


@dataclass(slots=True)
class Understood:
    """What one row says, while it is being understood."""

    line: Line
    claims: dict[str, Any] = field(default_factory=dict)
    unsure: dict[tuple[str, str], Unsure] = field(default_factory=dict)

    def doubt(self, name: str, code: str, value: object = None) -> None:
        """Keep a doubt, once."""
        self.unsure.setdefault((name, code), Unsure(name, code, value))


class Reader:
    """Reads the rows of one file by one mapping."""

    def __init__(
        self, mapping: SourceMapping, columns: tuple[str, ...], gazetteer: Gazetteer, epsg: int
    ) -> None:
        self.mapping = mapping
        self.gazetteer = gazetteer
        self.epsg = mapping.point.epsg if mapping.point and mapping.point.epsg else epsg
        self._empty = _NOTHING | {word.lower() for word in mapping.layout.empty}
        self._longest_empty = max(map(len, self._empty))
        read = mapping.columns
        self.missing = sorted(read - set(columns))
        self.unmapped = [
            name
            for name in columns
            if name not in read and name not in mapping.ignore and name != GEOMETRY
        ]

    def understand(self, line: Line) -> ToldRecord:
        """Give what a row says; its key is not yet told apart from those of other rows."""
        row = Understood(line)
        for name, rule in self.mapping.fields.items():
            self._field(row, name, rule)
        _close(row)
        for name, value in self.mapping.values.items():
            if is_empty(row.claims.get(name)):
                row.claims[name] = value
        self._point(row)
        check_whereabouts(row, self.mapping, self.gazetteer)
        dates = [row.claims.get("opened"), row.claims.get("closed")]
        if all(dates) and coherent(row.claims) != row.claims:
            row.doubt("closed", "contradictory_dates", dates)
        if line.cells.get(BEYOND):
            row.doubt("", "beyond", line.cells[BEYOND])
        said_on = None
        dated = self.text(line, self.mapping.record.date)
        if dated:
            said_on = cells.read_day(dated)
            if said_on is None:
                row.doubt("", "bad_date", dated)
        return ToldRecord(
            key=self._key(row),
            claims={name: value for name, value in row.claims.items() if not is_empty(value)},
            received=self.received(line),
            unsure=tuple(row.unsure.values()),
            said_on=said_on,
        )

    def text(self, line: Line, column: str) -> str:
        """Give the words of a cell, without what means nothing."""
        value = line.cells.get(column, "")
        if value is None or value == "":
            return ""
        text = words_of(value)
        if text.startswith("="):
            text = bare_cell(text)
        if self.mapping.layout.unescape:
            text = unescape(text)
        if len(text) <= self._longest_empty and text.lower() in self._empty:
            return ""
        return text

    def received(self, line: Line) -> dict[str, Any]:
        """Give a row as it was received, but for the columns that must not be kept."""
        return {
            name: value
            for name, value in line.cells.items()
            if name not in self.mapping.ignore and value not in ("", None)
        }

    def _key(self, row: Understood) -> str:
        columns = self.mapping.record.key
        told = [self.text(row.line, column) for column in columns]
        if columns and any(told):
            return _short(" | ".join(told))
        if columns:
            row.doubt("", "no_key")
        named = [str(row.claims.get(name, "")) for name in ("name", "postcode", "locality")]
        return _short(" | ".join(cells.fold(part) for part in named))

    def _field(self, row: Understood, name: str, rule: FieldRule) -> None:
        if rule.days:
            days = {
                day: hours.hours_of_parts([self.text(row.line, column) for column in columns])
                for day, columns in rule.days.items()
            }
            self._hours(row, hours.read_days(days, self.text(row.line, rule.weeks)), days)
            return
        if len(rule.columns) == 1:
            text = self.text(row.line, rule.columns[0])
        else:
            told = [part for column in rule.columns if (part := self.text(row.line, column))]
            text = rule.join.join(told[:1] if rule.first else told)
        if name in _CODED:
            flagged = [(code, self.text(row.line, column)) for column, code in rule.flags.items()]
            codes_of(row, name, rule, (text, flagged))
        elif text:
            self._told(row, name, text, rule)

    def _told(self, row: Understood, name: str, text: str, rule: FieldRule) -> None:
        for code in marks_in(text):
            row.doubt(name, code, text)
        if name == "opening_hours":
            self._hours(row, hours.read_hours(text, self.text(row.line, rule.weeks)), text)
        elif name == ADDRESS_FIELD:
            parts = cells.read_address(text)
            row.claims.update(parts)
            if "postcode" not in parts:
                row.doubt("street", "no_postcode", text)
        elif name in _READERS:
            _READERS[name](row, name, text, rule)
        else:
            value = rule.values.get(text, text)
            row.claims[name] = " ".join(value.split()) if name in _ONE_LINE else value.strip()
            self._long(row, name)

    def _long(self, row: Understood, name: str) -> None:
        known = FIELDS[name]
        if name != "summary" and known.most and len(str(row.claims[name])) > known.most:
            row.doubt(name, "too_long", row.claims[name])

    def _hours(self, row: Understood, read: hours.ReadHours, text: object) -> None:
        for code in read.doubts:
            row.doubt("opening_hours", code, text)
        if len(read.hours) > FIELDS["opening_hours"].most:
            row.doubt("opening_hours", "too_long", read.hours)
        row.claims["opening_hours"] = read.hours

    def _point(self, row: Understood) -> None:
        numbers = self._coordinates(row)
        if numbers is None:
            return
        read = read_point(*numbers, self.epsg)
        for code in read.doubts:
            row.doubt("point", code, list(numbers))
        if read.point:
            row.claims["point"] = list(read.point)

    def _coordinates(self, row: Understood) -> tuple[float, float] | None:
        """Give the two numbers of a row, longitude first; none when its cells are empty."""
        rule = self.mapping.point
        if rule is None:
            return None
        if rule.geometry:
            return _middle(row)
        if rule.column:
            text = self.text(row.line, rule.column)
            pair = pair_of(text)
            if rule.order == "lat,lon":
                pair.reverse()
        else:
            pair = [self._coordinate(row, column) for column in (rule.longitude, rule.latitude)]
            text = ", ".join(part for part in pair if part)
        if not text:
            return None
        found = [cells.read_number(part) for part in pair]
        if len(found) != _PAIR or found[0] is None or found[1] is None:
            row.doubt("point", "bad_point", text)
            return None
        return found[0], found[1]

    def _coordinate(self, row: Understood, column: str) -> str:
        """Give the words of a coordinate; a program that wrote NaN meant a number, and lost it."""
        text = self.text(row.line, column)
        lost = row.line.cells.get(column) == _LOST and _LOST not in self.mapping.layout.empty
        return _LOST if lost else text


def _middle(row: Understood) -> tuple[float, float] | None:
    """Give the point of the geometry of a row; doubt one that gives none."""
    told = row.line.cells.get(GEOMETRY)
    if isinstance(told, list):
        return float(told[0]), float(told[1])
    if told not in (None, ""):
        row.doubt("point", "bad_point", told)
    return None


def pair_of(text: str) -> list[str]:
    """Cut “47,21; -1,55” or “47.21, -1.55” in two; WKT says “POINT (-1.55 47.21)”."""
    bare = text.upper().removeprefix("POINT").strip("()[] ")
    for mark in (";", "|", ", ", " ", ","):
        if bare.count(mark) == 1:
            return [part.strip() for part in bare.split(mark)]
    return [bare]


def _close(row: Understood) -> None:
    """Say that a place is closed when its row only dates that; doubt a row that says otherwise."""
    closed = row.claims.get("closed")
    if not closed or first_day(str(closed)) > timezone.localdate():
        return
    state = row.claims.setdefault("state", PlaceState.CLOSED.value)
    if state in (PlaceState.OPEN, PlaceState.PROJECT, PlaceState.SEASONAL):
        row.doubt("state", "contradictory_state", [state, closed])


def _short(key: str) -> str:
    if len(key) <= MOST_KEY:
        return key
    return f"{key[: MOST_KEY - 65]}:{hashlib.sha256(key.encode()).hexdigest()}"


def same_words(told: ToldRecord) -> bytes:
    """Give the mark under which two rows say the same, word for word."""
    return hashlib.sha256(_WRITER.encode(told.received).encode()).digest()


def _website(row: Understood, name: str, text: str, rule: FieldRule) -> None:
    first = text.split(maxsplit=1)[0].rstrip(",;")
    if cells.is_web_address(first):
        row.claims[name] = first
    elif cells.looks_like_host(first):
        row.claims[name] = f"{rule.scheme or 'https'}://{first}"
        if not rule.scheme:
            row.doubt(name, "no_scheme", text)
    else:
        row.doubt(name, "bad_url", text)
        return
    if first != text:
        row.doubt(name, "several", text)


def _phone(row: Understood, name: str, text: str, _rule: FieldRule) -> None:
    whole = cells.read_phone(text)
    parts = [whole] if whole else [cells.read_phone(part) for part in _several(text)]
    found = [part for part in parts if part]
    if not found:
        row.doubt(name, "bad_phone", text)
        return
    row.claims[name] = found[0]
    if not whole:
        row.doubt(name, "several", text)


def _several(text: str) -> Iterator[str]:
    for mark in ("/", ";", " ou ", " - ", ","):
        if mark in text:
            yield from text.split(mark)
            return


def _email(row: Understood, name: str, text: str, _rule: FieldRule) -> None:
    found = cells.read_emails(text)
    if not found:
        row.doubt(name, "bad_email", text)
        return
    row.claims[name] = found[0]
    if found[0] != text:
        row.doubt(name, "several", text)


def _siret(row: Understood, name: str, text: str, _rule: FieldRule) -> None:
    number = cells.read_siret(text)
    if number:
        row.claims[name] = number
    else:
        row.doubt(name, "bad_siret", text)


def _partial(row: Understood, name: str, text: str, _rule: FieldRule) -> None:
    date = cells.read_partial_date(text)
    if date:
        row.claims[name] = date
    else:
        row.doubt(name, "bad_date", text)


_READERS: Final[Mapping[str, Callable[[Understood, str, str, FieldRule], None]]] = {
    "website": _website,
    "phone": _phone,
    "email": _email,
    "siret": _siret,
    "opened": _partial,
    "closed": _partial,
}
