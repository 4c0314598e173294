"""Opening any file of places: what it is, its columns, its rows one by one."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.mapping import Layout

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 200 * MEGABYTE
# What must be held whole while it is read.
MOST_HELD_BYTES: Final = 60 * MEGABYTE
MOST_COLUMNS: Final = 500
# The column under which a geometry travels, and what stands beyond the last heading.
GEOMETRY: Final = "geometry"
BEYOND: Final = "+"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_SQLITE: Final = b"SQLite format 3\x00"
_QUOTES: Final = 2
_ZIP: Final = b"PK\x03\x04"

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as its file counts them, and its cells by column."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was opened: its columns, its rows, and in which system its geometries are."""

    columns: tuple[str, ...]
    lines: Iterator[Line]
    layout: Layout
    epsg: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its name, and where its bytes are."""

    name: str
    path: Path
    _known: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return self.path.stat().st_size

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        if not self._known:
            with self.path.open("rb") as file:
                self._known["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._known["sha256"]

    def open(self) -> BinaryIO:
        """Give its bytes to read."""
        return self.path.open("rb")

    def content(self) -> bytes:
        """Give all its bytes.

        Raises
        ------
        DirectoryFileError
            When it is too heavy to be held whole.
        """
        refuse_heavy(self.size, MOST_HELD_BYTES)
        return self.path.read_bytes()


def refuse_heavy(size: int, most: int) -> None:
    """Refuse what weighs more than what this kind of file may.

    Raises
    ------
    DirectoryFileError
        With both weights.
    """
    if size > most:
        raise DirectoryFileError(
            _("this file weighs %(size)d MB: at most %(most)d MB of this kind are read")
            % {"size": size // MEGABYTE, "most": most // MEGABYTE}
        )


def recognise(file: SourceFile) -> str:
    """Tell what a file is by its first bytes, whatever its name says.

    Raises
    ------
    DirectoryFileError
        When it is known to be something else than a list.
    """
    with file.open() as opened:
        head = opened.read(4096)
    if head.startswith(_SQLITE):
        return "gpkg"
    if head.startswith(_OLD_OFFICE):
        raise DirectoryFileError(
            _("this workbook is of the old kind (.xls): save it as .xlsx or as CSV")
        )
    if head.startswith(_ZIP):
        return _recognise_archive(file)
    if head.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z", b"Rar!")
    ):
        raise DirectoryFileError(_("this is no list of places: a table, JSON or GeoPackage is"))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if start.startswith((b"{", b"[")):
        return "geojson" if b'"FeatureCollection"' in head else "json"
    return "csv"


def _recognise_archive(file: SourceFile) -> str:
    try:
        with file.open() as opened, zipfile.ZipFile(opened) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise DirectoryFileError(_("this archive cannot be opened: it is damaged")) from error
    if any(name.startswith(("xl/", "[Content_Types]")) for name in names):
        return "xlsx"
    raise DirectoryFileError(_("this is an archive: take the list out of it, then bring that in"))


def headed(names: Sequence[object]) -> list[str]:
    """Give each column a name of its own: repeated ones are numbered, empty ones named by place.

    Examples
    --------
    >>> headed(["Nom", "", "Nom"])
    ['Nom', 'column 2', 'Nom (2)']
    """
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        told = bare_cell(str("" if name is None else name))
        clean = " ".join(told.split()) or f"column {number}"
        tried, again = clean, 1
        while tried in found:
            again += 1
            tried = f"{clean} ({again})"
        found.append(tried)
    return found


def bare_cell(text: str) -> str:
    """Give the words of a cell that a spreadsheet wrote as a formula to keep them as they are.

    Examples
    --------
    >>> bare_cell('="01400"'), bare_cell("=1+1")
    ('01400', '=1+1')
    """
    if text.startswith('="') and text.endswith('"') and text.count('"') == _QUOTES:
        return text[2:-1]
    return text


def holds_objects(value: object) -> bool:
    """Tell whether a cell is an object, or a list of more than words and numbers."""
    if isinstance(value, list):
        return any(isinstance(one, dict | list) for one in value)
    return isinstance(value, dict)


def words_of(value: object) -> str:
    """Give the words of a cell: those of a list one after the other, objects as JSON.

    Examples
    --------
    >>> words_of(["a", None, 1]), words_of([{"rue": "Haute"}])
    ('a, 1', '[{"rue": "Haute"}]')
    """
    if holds_objects(value):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value if one is not None)
    return "" if value is None else str(value).strip()


def cells_of(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """Give the cells of a row by column; what stands beyond the last heading is kept apart."""
    cells = dict(zip(columns, row, strict=False))
    beyond = [cell for cell in row[len(columns) :] if cell not in ("", None)]
    if beyond:
        cells[BEYOND] = beyond
    return cells


def as_binary(content: bytes) -> BinaryIO:
    """Give bytes to read."""
    return io.BytesIO(content)
