"""Reading a sheet of a workbook, without being drowned by one that swells."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import (
    MEGABYTE,
    Line,
    SourceFile,
    Table,
    as_binary,
    cells_of,
    headed,
)

MOST_UNPACKED: Final = 300 * MEGABYTE
# Honest sheets pack ten to thirty times.
MOST_RATIO: Final = 200
_SMALL: Final = 10 * MEGABYTE

Range = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(file: SourceFile, layout: Layout) -> Table:
    """Open a sheet: the one that the mapping names, else the first that holds something.

    Raises
    ------
    DirectoryFileError
        When it swells, is locked or damaged, or has no such sheet.
    """
    content = file.content()
    _refuse_bomb(content)
    try:
        workbook = CalamineWorkbook.from_filelike(as_binary(content))
        name = layout.sheet or _first_filled(workbook)
        sheet = workbook.get_sheet_by_name(name)
        rows = _spread(sheet.iter_rows(), sheet.merged_cell_ranges or [])
    except WorksheetNotFound as error:
        raise DirectoryFileError(
            _("this workbook has no sheet called “%(sheet)s”; there are: %(sheets)s")
            % {"sheet": layout.sheet, "sheets": ", ".join(workbook.sheet_names)}
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DirectoryFileError(_("this workbook cannot be opened: %s") % error) from error
    lines = enumerate(rows, start=1)
    for _unused in range(layout.heading_row - 1):
        next(lines, None)
    _number, names = next(lines, (0, []))
    while names and names[-1] in ("", None):
        names = names[:-1]
    columns = headed(names)
    return Table(tuple(columns), _read(lines, columns), replace(layout, format="xlsx", sheet=name))


def _spread(rows: Iterator[list[Any]], merged: list[Range]) -> Iterator[list[Any]]:
    """Say again in each row what a cell merged over several rows says once."""
    covering = {
        (row, left): (top, left)
        for (top, left), (end, _right) in merged
        for row in range(top + 1, end + 1)
    }
    firsts = set(covering.values())
    said: dict[tuple[int, int] | None, object] = {}
    for number, cells in enumerate(rows):
        row = cells
        if covering:
            row = [said.get(covering.get((number, at)), cell) for at, cell in enumerate(cells)]
            said |= {(number, at): row[at] for top, at in firsts if top == number}
        yield row


def _read(lines: Iterator[tuple[int, list[Any]]], columns: list[str]) -> Iterator[Line]:
    for number, row in lines:
        if any(cell not in ("", None) for cell in row):
            yield Line(number, cells_of(columns, [_plain(cell) for cell in row]))


def _plain(cell: object) -> object:
    """Give a value of JSON: a day as text, a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


def filled_sheets(file: SourceFile) -> list[str]:
    """Give the names of the sheets that hold something, in their order."""
    return list(_filled(CalamineWorkbook.from_filelike(as_binary(file.content()))))


def _filled(workbook: CalamineWorkbook) -> Iterator[str]:
    for name in workbook.sheet_names:
        if workbook.get_sheet_by_name(name).total_height:
            yield name


def _first_filled(workbook: CalamineWorkbook) -> str:
    for name in _filled(workbook):
        return name
    raise DirectoryFileError(_("this file is empty"))


def _refuse_bomb(content: bytes) -> None:
    """Refuse an archive that unpacks into far more than it weighs.

    Raises
    ------
    DirectoryFileError
        When it would.
    """
    try:
        with zipfile.ZipFile(as_binary(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DirectoryFileError(_("this archive cannot be opened: it is damaged")) from error
    swollen = unpacked > _SMALL and unpacked > MOST_RATIO * len(content)
    if unpacked > MOST_UNPACKED or swollen:
        raise DirectoryFileError(
            _("this workbook unpacks into %d MB: it is not read") % (unpacked // MEGABYTE)
        )
