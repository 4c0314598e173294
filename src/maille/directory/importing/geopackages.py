"""Reading a layer of a GeoPackage, without writing a byte of it.

Source: OGC 12-128r18, GeoPackage Encoding Standard, 2.1.3 (geometry blobs)
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

import shapely
from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import GEOMETRY, Line, SourceFile, Table

_ENVELOPES: Final = (0, 32, 48, 48, 64)
_HEADER: Final = 8


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer: its name, the column of its geometries, their system by its EPSG number."""

    name: str
    geometry: str
    epsg: int


def read_geopackage(file: SourceFile, layout: Layout) -> Table:
    """Open a layer: the one that the mapping names, else the first.

    Raises
    ------
    DirectoryFileError
        When it is damaged, or has no such layer.
    """
    try:
        with closing(_connected(file)) as base:
            layer = _layer(base, layout.layer)
            described = base.execute(f"PRAGMA table_info({_quoted(layer.name)})")
            names = [str(row[1]) for row in described if str(row[1]) != layer.geometry]
    except sqlite3.Error as error:
        raise _damaged(error) from error
    return Table(
        (*names, GEOMETRY),
        _lines(file, layer, names),
        replace(layout, format="gpkg", layer=layer.name),
        epsg=layer.epsg,
    )


def _connected(file: SourceFile) -> sqlite3.Connection:
    """Open it to be read only; nothing that it holds is run."""
    base = sqlite3.connect(f"{file.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    base.execute("PRAGMA trusted_schema = OFF")
    return base


def _layer(base: sqlite3.Connection, wanted: str) -> _Layer:
    rows = base.execute(
        "SELECT g.table_name, g.column_name, s.organization_coordsys_id "
        "FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
    )
    layers = [_Layer(str(name), str(column), int(epsg or 0)) for name, column, epsg in rows]
    chosen = [layer for layer in layers if not wanted or layer.name == wanted]
    if not chosen:
        raise DirectoryFileError(
            _("this GeoPackage has no layer called “%(layer)s”; there are: %(layers)s")
            % {"layer": wanted, "layers": ", ".join(layer.name for layer in layers) or "-"}
        )
    return chosen[0]


def _lines(file: SourceFile, layer: _Layer, names: list[str]) -> Iterator[Line]:
    columns = ", ".join(_quoted(name) for name in (*names, layer.geometry))
    try:
        with closing(_connected(file)) as base:
            rows = base.execute(f"SELECT {columns} FROM {_quoted(layer.name)}")  # noqa: S608 - quoted
            for number, row in enumerate(rows, start=1):
                cells = {name: _plain(cell) for name, cell in zip(names, row, strict=False)}
                yield Line(number, {**cells, GEOMETRY: point_of(row[-1])})
    except sqlite3.Error as error:
        raise _damaged(error) from error


def point_of(blob: object) -> list[float] | None:
    """Give a point inside a geometry of a GeoPackage, in the system of its layer."""
    if not isinstance(blob, bytes) or len(blob) <= _HEADER or not blob.startswith(b"GP"):
        return None
    kind = (blob[3] >> 1) & 7
    if kind >= len(_ENVELOPES):
        return None
    try:
        point = shapely.from_wkb(blob[_HEADER + _ENVELOPES[kind] :]).representative_point()
    except (shapely.GEOSException, ValueError, TypeError):
        return None
    return None if point.is_empty else [point.x, point.y]


def _plain(cell: object) -> object:
    return cell if isinstance(cell, str | int | float | None) else str(cell)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _damaged(error: Exception) -> DirectoryFileError:
    return DirectoryFileError(_("this GeoPackage cannot be read: %s") % error)
