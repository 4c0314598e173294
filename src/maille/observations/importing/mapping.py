"""Which column of a table holds what: guessed, shown, corrected, kept as TOML."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from maille.observations.errors import ImportFileError
from maille.observations.importing.cells import fold
from maille.observations.importing.vocabulary import HEADINGS, HINTS

# What a table may hold: the fields of an observation, and what is made into some of them.
COLUMN_FIELDS: Final = tuple(HEADINGS)
CONSTANT_FIELDS: Final = (
    *("kind", "counted", "audiences", "themes", "direction", "space", "source", "author_role"),
    *("author", "minutes"),
)
_SECTIONS: Final = {"columns", "values", "words", "day_first"}
_HEADING_ROWS: Final = 15
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table is read.

    Parameters
    ----------
    columns
        For each field, the headings of its columns; several ones are joined into a note.
    values
        What holds for every row that says nothing else.
    words
        For each field, what a word of the table stands for.
    day_first
        Whether 03/04/2025 is the third of April; ``None`` looks at the whole column.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    day_first: bool | None = None

    def as_toml(self) -> str:
        """Write the mapping as it is kept and exchanged."""
        lines = [] if self.day_first is None else [f"day_first = {_toml(self.day_first)}", ""]
        lines.append("[columns]")
        lines.extend(
            f"{name} = {_toml(headings[0] if len(headings) == 1 else list(headings))}"
            for name, headings in self.columns.items()
        )
        if self.values:
            lines.extend(["", "[values]"])
            lines.extend(f"{name} = {_toml(value)}" for name, value in self.values.items())
        for name, words in self.words.items():
            lines.extend(["", f"[words.{name}]"])
            lines.extend(f"{_toml(word)} = {_toml(meant)}" for word, meant in words.items())
        return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """Write a text, a number, a flag or a list: JSON says these as TOML does, but one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_mapping(text: str) -> ColumnMapping:
    r"""Read a mapping from TOML.

    Raises
    ------
    ImportFileError
        When it is no TOML, or names a field that no observation has.

    Examples
    --------
    >>> read_mapping('[columns]\non = "Le"\n[values]\nkind = "presence"\n').values
    {'kind': 'presence'}
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ImportFileError(_("this mapping is no TOML: %s") % error) from error
    _refuse_unknown(read, _SECTIONS)
    for section in ("columns", "values", "words"):
        if not isinstance(read.get(section, {}), dict):
            raise ImportFileError(_("“%s” is not what a mapping holds") % section)
    day_first = read.get("day_first")
    if not isinstance(day_first, bool | None):
        raise ImportFileError(_("“day_first” is true or false, without quotes"))
    _refuse_unknown(read.get("columns", {}), COLUMN_FIELDS)
    _refuse_unknown(read.get("values", {}), CONSTANT_FIELDS)
    _refuse_unknown(read.get("words", {}), COLUMN_FIELDS)
    return ColumnMapping(
        columns={name: _headings(value) for name, value in read.get("columns", {}).items()},
        values=read.get("values", {}),
        words={name: _meanings(words) for name, words in read.get("words", {}).items()},
        day_first=day_first,
    )


def _refuse_unknown(found: Mapping[str, object], known: Sequence[str] | set[str]) -> None:
    strangers = [name for name in found if name not in known]
    if strangers:
        raise ImportFileError(_("“%s” is not what a mapping holds") % strangers[0])


def _headings(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(str(heading) for heading in listed)


def _meanings(words: object) -> dict[str, str]:
    if not isinstance(words, dict):
        raise ImportFileError(_("“%s” is not what a mapping holds") % "words")
    return {fold(word): str(meant) for word, meant in words.items()}


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Give the rank of the line that names the columns: titles may stand above it."""
    scores = [len(guess_columns(cells)) for cells in rows[:_HEADING_ROWS]]
    best = max(scores, default=0)
    return scores.index(best) if best >= _ENOUGH else 0


def guess_mapping(headings: Sequence[str]) -> ColumnMapping:
    """Guess what each column holds from its heading.

    Examples
    --------
    >>> guess_mapping(["Le", "Intitulé", "Nb participants"]).columns
    {'on': ('Le',), 'people': ('Nb participants',), 'title': ('Intitulé',)}
    """
    columns = guess_columns(headings)
    kind = {} if "kind" in columns else {"kind": "occasion" if "title" in columns else "presence"}
    return ColumnMapping(columns=columns, values=kind)


def guess_columns(headings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the heading of each field that is found, in the order of the fields."""
    free = {heading: fold(heading) for heading in headings if heading.strip()}
    found: dict[str, tuple[str, ...]] = {}
    for name, known in HEADINGS.items():
        exact = [heading for word in known for heading, folded in free.items() if folded == word]
        _take(found, name, exact, free)
    for name, hints in HINTS.items():
        if name not in found:
            near = [heading for heading, folded in free.items() if {*folded.split()} & {*hints}]
            _take(found, name, near, free)
    return {name: found[name] for name in COLUMN_FIELDS if name in found}


def _take(
    found: dict[str, tuple[str, ...]], name: str, headings: list[str], free: dict[str, str]
) -> None:
    taken = headings if name == "note" else headings[:1]
    for heading in taken:
        free.pop(heading, None)
    if taken:
        found[name] = tuple(taken)


def with_columns(mapping: ColumnMapping, chosen: Mapping[str, str]) -> ColumnMapping:
    """Give the mapping with what somebody chose for each heading: a field, or nothing."""
    columns: dict[str, tuple[str, ...]] = {}
    for heading, name in chosen.items():
        if name in COLUMN_FIELDS:
            columns[name] = (*columns.get(name, ()), heading)
    return replace(
        mapping, columns={name: columns[name] for name in COLUMN_FIELDS if name in columns}
    )


def with_headings(mapping: ColumnMapping, headings: Sequence[str]) -> ColumnMapping:
    """Give the mapping with the headings as a table writes them: capitals and accents may differ.

    Examples
    --------
    >>> with_headings(ColumnMapping(columns={"on": ("DATE",)}), ["Date", "Nombre"]).columns
    {'on': ('Date',)}
    """
    alike = {fold(heading): heading for heading in reversed(headings)}
    columns = {
        name: tuple(one if one in headings else alike.get(fold(one), one) for one in named)
        for name, named in mapping.columns.items()
    }
    return replace(mapping, columns=columns)


def headings_sha256(headings: Sequence[str]) -> str:
    """Give what tells the tables of one source from those of another."""
    return hashlib.sha256("\n".join(fold(heading) for heading in headings).encode()).hexdigest()
