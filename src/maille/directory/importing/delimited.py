"""Reading a table of text line by line, whatever spreadsheet wrote it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, TextIO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.mapping import Layout
from maille.directory.importing.quoting import rows_of
from maille.directory.importing.tables import Line, SourceFile, Table, cells_of, headed

SEPARATORS: Final = ("\t", ";", ",", "|")
LONGEST_CELL: Final = 2_000_000
_SAMPLE_BYTES: Final = 200_000
_SAMPLE_LINES: Final = 60
_ASCII: Final = 127
_CHUNK: Final = 1 << 20
# What French offices write when it is not UTF-8, the likeliest first.
_CANDIDATES: Final = ["cp1252", "mac_roman", "cp850"]
_MARKED: Final = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


def read_delimited(file: SourceFile, layout: Layout) -> Table:
    """Open a table of text.

    Raises
    ------
    DirectoryFileError
        When its encoding does not exist, or its lines are no table.
    """
    encoding = layout.encoding or encoding_of(file)
    sample = _sample(file, encoding)
    marked = _MARKED.match(sample[0]) if sample else None
    separator = layout.separator or (marked[1] if marked else separator_of(sample))
    skipped = layout.heading_row - 1 + (1 if marked else 0)
    lines = _lines(file, encoding, separator, skipped)
    try:
        _number, names = next(lines)
    except StopIteration as error:
        raise DirectoryFileError(_("this file is empty")) from error
    while names and not names[-1].strip():
        names.pop()
    columns = headed(names)
    return Table(
        columns=tuple(columns),
        lines=(Line(number, cells_of(columns, row)) for number, row in lines if any(row)),
        layout=replace(layout, format="csv", encoding=encoding, separator=separator),
    )


def encoding_of(file: SourceFile) -> str:
    """Find out in which encoding a file is written; UTF-8 is certain, others are likely."""
    with file.open() as opened:
        head = opened.read(_SAMPLE_BYTES)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        half = len(head[:400]) // 2
        if half and head[1:400:2].count(0) > 0.8 * half:
            return "utf-16-le"
        opened.seek(0)
        if _is_utf_8(opened):
            return "utf-8-sig" if head.startswith(b"\xef\xbb\xbf") else "utf-8"
    telling = b"\n".join(line for line in head.splitlines() if any(byte > _ASCII for byte in line))
    best = from_bytes(telling[:_SAMPLE_BYTES] or head, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else _CANDIDATES[0]


def _is_utf_8(opened: Any) -> bool:  # noqa: ANN401 - any binary file
    reader = io.TextIOWrapper(opened, encoding="utf-8", newline="")
    try:
        while reader.read(_CHUNK):
            pass
    except UnicodeDecodeError:
        return False
    finally:
        reader.detach()
    return True


def separator_of(sample: Sequence[str]) -> str:
    """Choose what cuts most of the first lines into the same number of cells."""
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: Sequence[str], separator: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0, 0
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    return wide.count(usual) / len(widths), usual


def _sample(file: SourceFile, encoding: str) -> list[str]:
    with _opened(file, encoding) as text:
        try:
            return [line for line, _number in zip(text, range(_SAMPLE_LINES), strict=False)]
        except UnicodeError as error:
            raise _unreadable(encoding) from error


def _opened(file: SourceFile, encoding: str) -> TextIO:
    try:
        return file.path.open(encoding=encoding, errors="replace", newline="")
    except LookupError as error:
        raise _unreadable(encoding) from error


def _unreadable(encoding: str) -> DirectoryFileError:
    return DirectoryFileError(_("this file is not written in %s") % encoding)


def _lines(
    file: SourceFile, encoding: str, separator: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    with _opened(file, encoding) as text:
        for _unused in range(skipped):
            text.readline()
        number = skipped + 1
        try:
            for place, row in rows_of((line.replace("\0", "�") for line in text), separator):
                number = skipped + 1 + place
                yield number, row
        except (csv.Error, UnicodeError) as error:
            raise DirectoryFileError(
                _("line %(line)d cannot be read: %(error)s") % {"line": number, "error": error}
            ) from error
