"""Opening a file that nobody described yet: on which sheet, and on which row, the list begins."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Final

from maille.directory.importing.formats import open_table
from maille.directory.importing.headings import HEADINGS, weigh_heading
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import BEYOND, Line, SourceFile, Table, headed
from maille.directory.importing.workbooks import filled_sheets

# Titles, a date, an empty row, groups of columns: a list begins soon after.
_LOOKED_AT: Final = 25
_MOST_SHEETS: Final = 20
_KNOWN: Final = 0.6
_LONGEST_HEADING: Final = 80


def open_list(file: SourceFile, layout: Layout) -> Table:
    """Open a file where its list stands: after titles, on the sheet that looks most like one.

    Raises
    ------
    DirectoryFileError
        When the file cannot be read.
    """
    tables = [_at_headings(file, table) for table in _tables(file, layout)]
    return max(tables, key=lambda table: _telling(table.columns))


def _tables(file: SourceFile, layout: Layout) -> Iterator[Table]:
    """Give the table of a file, or one for each sheet of a workbook."""
    first = open_table(file, layout)
    yield first
    if first.layout.format == "xlsx" and not layout.sheet:
        for sheet in filled_sheets(file)[:_MOST_SHEETS]:
            if sheet != first.layout.sheet:
                yield open_table(file, replace(layout, sheet=sheet))


def _at_headings(file: SourceFile, table: Table) -> Table:
    """Open a table again where its headings stand, when they do not open it."""
    if table.layout.format not in ("csv", "xlsx"):
        return table
    looked_at = list(islice(table.lines, _LOOKED_AT))
    best, known = None, _telling(table.columns)
    for line in looked_at:
        row = _row_of(line, table.columns)
        if _telling(row) > known:
            best, known = line, _telling(row)
    if best is None:
        return replace(table, lines=chain(looked_at, table.lines))
    again = open_table(file, replace(table.layout, heading_row=best.number))
    if _telling(again.columns) == known:
        return again
    # A first line that names the separator is counted with the lines, not with the rows.
    return open_table(file, replace(table.layout, heading_row=best.number - 1))


def _row_of(line: Line, columns: Sequence[str]) -> list[str]:
    cells: list[Any] = [line.cells.get(column) for column in columns]
    return headed([*cells, *line.cells.get(BEYOND, ())])


def _telling(columns: Sequence[str]) -> int:
    """Count the headings that name a field; a sentence is no heading."""
    short = [column for column in columns if len(column) <= _LONGEST_HEADING]
    return sum(max(weigh_heading(field, name) for field in HEADINGS) >= _KNOWN for name in short)
