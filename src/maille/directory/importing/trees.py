"""Reading JSON and GeoJSON: a list of objects, wherever it stands."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.cells import LARGEST
from maille.directory.importing.delimited import encoding_of
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import GEOMETRY, Line, SourceFile, Table

_DEEPEST: Final = 6
_PAIR: Final = 2


def read_json(file: SourceFile, layout: Layout) -> Table:
    """Open a list of objects; objects inside objects become columns joined by a dot.

    Raises
    ------
    DirectoryFileError
        When it is no JSON, or holds no list of objects where it should.
    """
    encoding = layout.encoding or encoding_of(file)
    tree = _tree(file, encoding)
    path = layout.rows or _longest_list(tree)
    rows = _at(tree, path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DirectoryFileError(
            _("no list of objects stands at “%s”: say where it is under [file], rows") % path
        )
    return Table(
        tuple(_columns(_flat(row) for row in rows)),
        (Line(number, _flat(row)) for number, row in enumerate(rows, start=1)),
        replace(layout, format="json", encoding=encoding, rows=path),
    )


def read_geojson(file: SourceFile, layout: Layout) -> Table:
    """Open the features of a collection: their properties, and their geometry's middle point.

    Raises
    ------
    DirectoryFileError
        When it is no collection of features.
    """
    tree = _tree(file, layout.encoding or encoding_of(file))
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list):
        raise DirectoryFileError(_("this GeoJSON holds no collection of features"))
    rows = [_feature(feature) for feature in features]
    return Table(
        (*(name for name in _columns(rows) if name != GEOMETRY), GEOMETRY),
        (Line(number, row) for number, row in enumerate(rows, start=1)),
        replace(layout, format="geojson"),
    )


def _feature(feature: object) -> dict[str, Any]:
    if not isinstance(feature, dict):
        return {}
    cells = _flat(feature.get("properties") or {})
    if "id" in feature:
        cells.setdefault("id", feature["id"])
    geometry = feature.get("geometry")
    return {**cells, GEOMETRY: middle_of(geometry) or _as_received(geometry)}


def _as_received(geometry: object) -> object:
    """Give what gives no point as it stands; only points are lists."""
    return geometry if isinstance(geometry, dict | None) else json.dumps(geometry)


def middle_of(geometry: object) -> list[float] | None:
    """Give a point inside a geometry of GeoJSON, or nothing."""
    if not isinstance(geometry, dict):
        return None
    if geometry.get("type") == "Point":
        told = geometry.get("coordinates")
        pair = told[:_PAIR] if isinstance(told, list) else []
        return pair if len(pair) == _PAIR and all(map(_is_number, pair)) else None
    from shapely.errors import ShapelyError  # noqa: PLC0415 - most files hold points
    from shapely.geometry import shape  # noqa: PLC0415 - as above

    try:
        point = shape(geometry).representative_point()
    except (ShapelyError, ValueError, TypeError, AttributeError, LookupError):
        return None
    except (ArithmeticError, RecursionError):
        return None
    return None if point.is_empty else [point.x, point.y]


def _is_number(part: object) -> bool:
    return isinstance(part, int | float) and abs(part) < LARGEST


def _tree(file: SourceFile, encoding: str) -> Any:  # noqa: ANN401 - JSON
    try:
        text = file.content().decode(encoding, "replace").removeprefix("\ufeff")
    except LookupError as error:
        raise DirectoryFileError(_("this file is not written in %s") % encoding) from error
    try:
        return _parsed(text)
    except (ValueError, RecursionError) as error:
        rows = _line_by_line(text)
        if rows:
            return rows
        raise DirectoryFileError(_("this file is no JSON: %s") % error) from error


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON
    """Read JSON; numbers that are none, such as NaN, or too large, stay as they are written."""
    return json.loads(text, parse_constant=str, parse_float=_number)


def _number(written: str) -> float | str:
    number = float(written)
    return number if math.isfinite(number) else written


def _line_by_line(text: str) -> list[Any]:
    """Give the values of JSON lines; none when the first line is not one by itself.

    Raises
    ------
    DirectoryFileError
        When another line cannot be read, with its number.
    """
    rows: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            rows += [_parsed(line)] if line.strip() else []
        except (ValueError, RecursionError) as error:
            if not rows:
                return []
            raise DirectoryFileError(
                _("line %(line)d cannot be read: %(error)s") % {"line": number, "error": error}
            ) from error
    return rows


def _at(tree: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    for part in path.split(".") if path else ():
        tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def _longest_list(tree: object) -> str:
    """Give the path to the longest list of objects; nothing when the whole is one."""
    found = list(_lists(tree, (), _DEEPEST))
    return ".".join(max(found, default=(0, ()))[1])


def _lists(
    tree: object, path: tuple[str, ...], depth: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    if isinstance(tree, list) and tree and all(isinstance(row, dict) for row in tree):
        yield len(tree), path
    elif isinstance(tree, dict) and depth:
        for name, part in tree.items():
            yield from _lists(part, (*path, str(name)), depth - 1)


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the columns of rows, but for what holds nothing wherever it is no object."""
    holds: dict[str, bool] = {}
    for row in rows:
        for name, value in row.items():
            holds[name] = holds.get(name, False) or value not in (None, "", [])
    parts = (name.split(".") for name in holds)
    parents = {".".join(path[:end]) for path in parts for end in range(1, len(path))}
    return [name for name, held in holds.items() if held or name not in parents]


def _flat(row: Mapping[str, Any], prefix: str = "", depth: int = _DEEPEST) -> dict[str, Any]:
    """Put objects inside objects on one level, and lone ones of a list; others stay lists."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        key = f"{prefix}{name}"
        held = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(held, dict) and depth:
            cells |= _flat(held, f"{key}.", depth - 1)
        else:
            cells[key] = value
    return cells
