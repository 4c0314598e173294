"""Opening a file by the reader of its kind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.delimited import read_delimited
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import (
    MOST_BYTES,
    MOST_COLUMNS,
    SourceFile,
    Table,
    recognise,
    refuse_heavy,
)
from maille.directory.importing.trees import read_geojson, read_json


def _read_workbook(file: SourceFile, layout: Layout) -> Table:
    from maille.directory.importing.workbooks import read_workbook  # noqa: PLC0415 - heavy

    return read_workbook(file, layout)


def _read_geopackage(file: SourceFile, layout: Layout) -> Table:
    from maille.directory.importing.geopackages import read_geopackage  # noqa: PLC0415 - heavy

    return read_geopackage(file, layout)


READERS: Mapping[str, Callable[[SourceFile, Layout], Table]] = MappingProxyType(
    {
        "csv": read_delimited,
        "xlsx": _read_workbook,
        "json": read_json,
        "geojson": read_geojson,
        "gpkg": _read_geopackage,
    }
)


def open_table(file: SourceFile, layout: Layout) -> Table:
    """Open a file, whatever it is.

    Raises
    ------
    DirectoryFileError
        When it cannot be read; the message says what to do.
    """
    if not file.size:
        raise DirectoryFileError(_("this file is empty"))
    refuse_heavy(file.size, MOST_BYTES)
    found = layout.format or recognise(file)
    table = READERS[found](file, layout)
    if not table.columns:
        raise DirectoryFileError(_("no column was found in this file"))
    if len(table.columns) > MOST_COLUMNS:
        raise DirectoryFileError(_("this table has more than %d columns") % MOST_COLUMNS)
    return table
