"""Tables that a spreadsheet opens without running anything, and the schema that describes ours."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from maille.places.enums import PlaceState
from maille.portal.exports.geojson import geometry_of
from maille.portal.exports.rows import PROPERTIES, row_of
from maille.portal.exports.site import Site
from maille.portal.queries.open_places import OpenPlace

SEPARATOR: Final = "|"
# What a spreadsheet may take for a formula, and what is only a number or a telephone number.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\n]")
_NUMBER: Final = re.compile(r"[+\-]?[0-9][0-9 .]*")
_REQUIRED: Final = frozenset({"id", "slug", "url", "name", "country", "updated_on"})
_AFTER_POINT: Final = "region"


def columns() -> list[str]:
    """Give the columns of the table of places: the properties, and the point in two columns."""
    names = list(PROPERTIES)
    where = names.index(_AFTER_POINT) + 1
    return [*names[:where], "longitude", "latitude", *names[where:]]


def write_places_table(places: Iterable[OpenPlace], site: Site) -> Iterator[str]:
    """Write the table of places, piece by piece."""
    return write_table(columns(), (_cells(place, site) for place in places))


def write_table(header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write rows as CSV: commas, UTF-8, one line feed a row, no cell that would be run.

    A text that begins like a formula gets an apostrophe in front, unless it is only a number or
    a telephone number.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        yield _flushed(buffer)
        writer.writerow([as_cell(row.get(name)) for name in header])
    yield _flushed(buffer)


def as_cell(value: object) -> str:
    """Write a value in one cell; items of a list are parted by a bar.

    Examples
    --------
    >>> [as_cell(one) for one in (None, True, ["a", "b|c"], "=1+1", "+33 2 31 00 00 00")]
    ['', 'true', 'a|b/c', "'=1+1", '+33 2 31 00 00 00']
    """
    if value is None or value == []:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return harmless(SEPARATOR.join(str(one).replace(SEPARATOR, "/") for one in value))
    return harmless(str(value))


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a text, and its lines from being rows."""
    if "\r" in text or "\x00" in text:
        text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if text[:1].isalnum():
        return text
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def table_schema(site: Site) -> dict[str, Any]:
    """Describe the table of places, as Table Schema wants it."""
    return {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": "maille-lieux",
        "title": "Lieux de Maille",
        "description": (
            "Tiers-lieux, un par ligne. Les listes sont séparées par une barre verticale. Un texte "
            "qui commence comme une formule de tableur est précédé d'une apostrophe."
        ),
        "path": site.address("files:places_csv"),
        "fields": [_field(name) for name in columns()],
        "primaryKey": "id",
        "missingValues": [""],
    }


def _cells(place: OpenPlace, site: Site) -> dict[str, Any]:
    row = row_of(place, site)
    geometry = geometry_of(place)
    row["longitude"], row["latitude"] = geometry["coordinates"] if geometry else (None, None)
    return row


def _flushed(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _field(name: str) -> dict[str, Any]:
    if name in {"longitude", "latitude"}:
        most = 180 if name == "longitude" else 90
        described = {"name": name, "type": "number", "description": "En degrés, WGS 84."}
        return {**described, "constraints": {"minimum": -most, "maximum": most}}
    kind, description = PROPERTIES[name]
    field: dict[str, Any] = {
        "name": name,
        "type": "string" if kind == "list" else kind,
        "description": description,
    }
    if name in _REQUIRED:
        field["constraints"] = {"required": True, "unique": name == "id"}
    if name == "state":
        field["constraints"] = {"enum": PlaceState.values}
    return field
