"""Suggesting a mapping for a file: what was found out, what was guessed and how surely."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from maille.directory.importing.guessing import Guesses, guess_columns
from maille.directory.importing.mapping import Layout
from maille.directory.importing.opening import open_list
from maille.directory.importing.tables import (
    GEOMETRY,
    SourceFile,
    Table,
    holds_objects,
    words_of,
)
from maille.directory.importing.texts import is_escaped
from maille.directory.importing.writing import write_mapping

_LINES: Final = 1000
_SAMPLE: Final = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping as TOML, the guesses behind it, and what stands in the columns."""

    toml: str
    guesses: Guesses
    table: Table
    samples: Mapping[str, tuple[str, ...]]
    escaped: bool = False


def suggest_mapping(file: SourceFile, layout: Layout | None = None) -> Suggestion:
    """Suggest how a file is read, from its headings and from its first rows.

    Raises
    ------
    DirectoryFileError
        When the file cannot be read.
    """
    table = open_list(file, layout or Layout())
    found: dict[str, list[str]] = defaultdict(list)
    objects: set[str] = set()
    escaped = False
    for line in islice(table.lines, _LINES):
        for column, value in line.cells.items():
            if column != GEOMETRY and holds_objects(value):
                objects.add(column)
            text = words_of(value)
            escaped = escaped or is_escaped(text)
            if text and column != GEOMETRY:
                found[column].append(text)
    samples = {column: tuple(values) for column, values in found.items()}
    short = {column: values[:_SAMPLE] for column, values in samples.items()}
    told = [column for column in table.columns if column not in objects]
    guesses = guess_columns(told, short)
    return Suggestion(
        toml=write_mapping(table, guesses, samples, escaped=escaped),
        guesses=guesses,
        table=table,
        samples=samples,
        escaped=escaped,
    )
