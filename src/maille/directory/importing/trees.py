"""Reading JSON and GeoJSON: a list of objects, wherever it stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.delimited import encoding_of
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import GEOMETRY, Line, SourceFile, Table

_DEEPEST: Final = 6


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
    columns = dict.fromkeys(name for row in rows for name in _flat(row))
    return Table(
        tuple(columns),
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
    columns = dict.fromkeys(name for row in rows for name in row if name != GEOMETRY)
    return Table(
        (*columns, GEOMETRY),
        (Line(number, row) for number, row in enumerate(rows, start=1)),
        replace(layout, format="geojson"),
    )


def _feature(feature: object) -> dict[str, Any]:
    if not isinstance(feature, dict):
        return {}
    cells = _flat(feature.get("properties") or {})
    if "id" in feature:
        cells.setdefault("id", feature["id"])
    return {**cells, GEOMETRY: middle_of(feature.get("geometry"))}


def middle_of(geometry: object) -> list[float] | None:
    """Give a point inside a geometry of GeoJSON, or nothing."""
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        return None
    if geometry.get("type") == "Point":
        return [part for part in geometry["coordinates"][:2] if isinstance(part, int | float)]
    from shapely import GEOSException  # noqa: PLC0415 - most files hold points
    from shapely.geometry import shape  # noqa: PLC0415 - as above

    try:
        point = shape(geometry).representative_point()
    except (GEOSException, ValueError, TypeError, AttributeError, IndexError):
        return None
    return None if point.is_empty else [point.x, point.y]


def _tree(file: SourceFile, encoding: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(file.content().decode(encoding, "replace").removeprefix("\ufeff"))
    except LookupError as error:
        raise DirectoryFileError(_("this file is not written in %s") % encoding) from error
    except (ValueError, RecursionError) as error:
        raise DirectoryFileError(_("this file is no JSON: %s") % error) from error


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


def _flat(row: Mapping[str, Any], prefix: str = "", depth: int = _DEEPEST) -> dict[str, Any]:
    """Put objects inside objects on one level; lists of words stay lists."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and depth:
            cells |= _flat(value, f"{key}.", depth - 1)
        else:
            cells[key] = value
    return cells
