"""Reading a table, whatever spreadsheet wrote it."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from maille.observations.errors import ImportFileError

MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 4_000_000
_DELIMITERS: Final = ("\t", ";", ",", "|")
_SAMPLE: Final = 40
_MARKED: Final = re.compile(r"sep=([^\r\n\" ])\r?\n", re.IGNORECASE)
# What the reader of the standard library says of a text that ends inside a quote.
_CUT: Final = "unexpected end of data"
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line, and the number of that line in the file."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells)


def decode(content: bytes) -> str:
    """Give the text of a file, in whichever of the usual encodings it was written.

    Raises
    ------
    ImportFileError
        When the file is a workbook, an archive or empty.

    Examples
    --------
    >>> decode("Été".encode("cp1252")), decode("Été".encode("utf-16"))
    ('Été', 'Été')
    """
    if content.startswith((_ZIP, _OLD_OFFICE)):
        raise ImportFileError(
            _("this is a workbook or an archive: save the sheet as CSV, then bring that in")
        )
    text = _decoded(content).removeprefix("\ufeff")
    if not text.strip():
        raise ImportFileError(_("this file is empty"))
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if _is_wide(content):
        return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _is_wide(content: bytes) -> bool:
    """Tell whether every other byte is null, as in UTF-16 without its mark."""
    sample = content[:200]
    half = len(sample) // 2
    return half > 1 and max(sample[0::2].count(0), sample[1::2].count(0)) > 0.8 * half


def read_table(text: str) -> list[Line]:
    """Give the lines of a table, each as long as the longest, cells without spaces around.

    Raises
    ------
    ImportFileError
        When the text is no table.
    """
    csv.field_size_limit(LONGEST_CELL)
    marked = _MARKED.match(text)
    body = text[marked.end() :] if marked else text
    delimiter = marked[1] if marked else _delimiter(body)
    first = 2 if marked else 1
    lines = _lines(body, delimiter, first)
    width = max((len(line.cells) for line in lines), default=0)
    if width > MOST_COLUMNS:
        raise ImportFileError(_("this table has more than %d columns") % MOST_COLUMNS)
    return [
        Line(line.number, line.cells + ("",) * (width - len(line.cells)))
        for line in lines
        if not line.is_empty
    ]


def _lines(text: str, delimiter: str, first: int) -> list[Line]:
    written = list(io.StringIO(text, newline=""))
    reader = csv.reader(written, delimiter=delimiter)
    lines, start = [], 0
    try:
        for cells in reader:
            _refuse_open_quote(written[start : reader.line_num], delimiter, start + first)
            lines.append(Line(start + first, tuple(cell.strip() for cell in cells)))
            start = reader.line_num
    except csv.Error as error:
        raise ImportFileError(
            _("row %(row)d holds a cell of more than %(most)d characters: is a quote left open?")
            % {"row": start + first, "most": LONGEST_CELL}
        ) from error
    return lines


def _refuse_open_quote(written: Sequence[str], delimiter: str, number: int) -> None:
    """Refuse a row that goes on over the next ones because nobody closed its quote."""
    try:
        list(csv.reader(written, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if len(written) > 1 or str(error) == _CUT:
            raise ImportFileError(
                _("row %d opens a quote that is not closed: close it, then bring the file in again")
                % number
            ) from error


def _delimiter(text: str) -> str:
    """Choose what cuts most of the first lines into the same number of cells."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=delimiter)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0, 0
    usual = _usual(wide)
    return wide.count(usual) / len(widths), usual


def _usual(widths: Sequence[int]) -> int:
    return max(set(widths), key=lambda width: (widths.count(width), width))
