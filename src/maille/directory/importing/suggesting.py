"""Suggesting a mapping for a file: what was found out, what was guessed and how surely."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from maille.directory.fields import FIELDS
from maille.directory.importing.cells import fold, read_address, read_number
from maille.directory.importing.coding import words_of_codes
from maille.directory.importing.formats import open_table
from maille.directory.importing.guessing import Guess, Guesses, guess_columns
from maille.directory.importing.mapping import DAYS, Layout
from maille.directory.importing.points import is_known_land, transformer_of
from maille.directory.importing.tables import GEOMETRY, SourceFile, Table
from maille.directory.importing.texts import is_escaped

_LINES: Final = 300
_SAMPLE: Final = 60
_MOST_WORDS: Final = 30
_SEPARATORS: Final = (";", "|", "–", ",", "/", "-")
_LAMBERT_93: Final = 2154
_NOTHING: Final = ("non renseigne", "nc", "neant", "nr", "inconnu")


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
    table = open_table(file, layout or Layout())
    found: dict[str, list[str]] = defaultdict(list)
    escaped = False
    for line in islice(table.lines, _LINES):
        for column, value in line.cells.items():
            text = "" if value is None else str(value).strip()
            escaped = escaped or is_escaped(text)
            if text and column != GEOMETRY:
                found[column].append(text)
    samples = {column: tuple(values) for column, values in found.items()}
    short = {column: values[:_SAMPLE] for column, values in samples.items()}
    guesses = guess_columns(table.columns, short)
    return Suggestion(
        toml=write_mapping(table, guesses, samples, escaped=escaped),
        guesses=guesses,
        table=table,
        samples=samples,
        escaped=escaped,
    )


def write_mapping(
    table: Table, guesses: Guesses, samples: Mapping[str, Sequence[str]], *, escaped: bool
) -> str:
    """Write a mapping as TOML, with how sure each guess is."""
    sections = (
        _file(table, samples, escaped=escaped),
        _record(guesses),
        _fields(guesses, table, samples),
        *_coded(guesses, samples),
        _rest(guesses, table),
    )
    written = "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines)
    return f"{written}\n"


def toml_text(value: object) -> str:
    """Write a text, a number, a flag or a list: JSON says these as TOML does, but one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _file(table: Table, samples: Mapping[str, Sequence[str]], *, escaped: bool) -> Iterator[str]:
    layout = table.layout
    yield "[file]"
    yield f"format = {toml_text(layout.format)}"
    for name in ("encoding", "separator", "sheet", "layer", "rows"):
        value = getattr(layout, name)
        if value:
            yield f"{name} = {toml_text(value)}"
    if escaped:
        yield "unescape = true  # letters stand as codes, such as \\xE9 or <e9>"
    words = {text for values in samples.values() for text in values if fold(text) in _NOTHING}
    if words:
        yield f"empty = {toml_text(sorted(words))}"


def _record(guesses: Guesses) -> Iterator[str]:
    yield "[record]"
    key = guesses.fields.get("key")
    if key:
        yield f"key = {toml_text([key.column])}  # {_said(key)}"
    else:
        yield "# key = […]  # no column was seen to identify a row: name and town do"
    date = guesses.fields.get("date")
    if date:
        yield f"date = {toml_text(date.column)}  # {_said(date)}"


def _said(guess: Guess) -> str:
    return f"confidence {round(100 * guess.confidence)} %"


def _fields(guesses: Guesses, table: Table, samples: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield "[fields]"
    if "name" not in guesses.fields:
        yield '# name = "…"  # say which column holds the name'
    for name in (*FIELDS, "address"):
        guess = guesses.fields.get(name)
        if guess is None or (name in FIELDS and FIELDS[name].codes) or _is_told(name, guesses):
            continue
        value = toml_text(guess.column)
        if name == "street" and _are_whole_addresses(guesses, samples.get(guess.column, ())):
            name = "address"  # noqa: PLW2901 - the same column, cut in its parts
        if name == "opening_hours" and guesses.weeks:
            value = f"{{ column = {value}, weeks = {toml_text(guesses.weeks)} }}"
        yield f"{name} = {value}  # {_said(guess)}"
    yield from _point(guesses, table, samples)
    if guesses.days:
        days = ", ".join(
            f"{day} = {toml_text(guesses.days[day])}" for day in DAYS if day in guesses.days
        )
        yield f"opening_hours = {{ days = {{ {days} }} }}"


def _is_told(name: str, guesses: Guesses) -> bool:
    """Tell whether a field is said otherwise: hours day by day, an address in its parts."""
    if name == "opening_hours":
        return bool(guesses.days)
    return name == "address" and "street" in guesses.fields


def _are_whole_addresses(guesses: Guesses, values: Sequence[str]) -> bool:
    """Tell whether streets bear their postcode and town, which no other column says."""
    whole = sum(len(read_address(text)) > 1 for text in values)
    return "postcode" not in guesses.fields and whole > len(values) / 2


def _point(guesses: Guesses, table: Table, samples: Mapping[str, Sequence[str]]) -> Iterator[str]:
    score = guesses.fields.get("score")
    beside = f", score = {toml_text(score.column)}" if score else ""
    if GEOMETRY in table.columns:
        yield f"point = {{ geometry = true{beside} }}"
        return
    pair = guesses.fields.get("pair")
    longitude, latitude = guesses.fields.get("longitude"), guesses.fields.get("latitude")
    if longitude and latitude:
        told = f"longitude = {toml_text(longitude.column)}, latitude = {toml_text(latitude.column)}"
        numbers = zip(
            samples.get(longitude.column, ()), samples.get(latitude.column, ()), strict=False
        )
        epsg = ""
        if _is_lambert(numbers):
            epsg = f", epsg = {_LAMBERT_93}"
            beside += " }  # these numbers look like Lambert 93: check it"
        yield f"point = {{ {told}{epsg}{beside}" + ("" if epsg else f" }}  # {_said(longitude)}")
    elif pair:
        yield f'point = {{ column = {toml_text(pair.column)}, order = "lat,lon"{beside} }}'


def _is_lambert(numbers: Iterator[tuple[str, str]]) -> bool:
    found = [(read_number(one), read_number(other)) for one, other in islice(numbers, _SAMPLE)]
    read = [(x, y) for x, y in found if x is not None and y is not None and abs(y) > 90]  # noqa: PLR2004 - the pole
    if not read:
        return False
    turn = transformer_of(_LAMBERT_93)
    return all(is_known_land(*turn(x, y)) for x, y in read)


def _coded(guesses: Guesses, samples: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Write the tables of the fields that take codes, with every word that was seen."""
    for name, field in FIELDS.items():
        guess = guesses.fields.get(name)
        if guess is None or not field.codes:
            continue
        values = samples.get(guess.column, ())
        separator = _separator(values) if field.several else ""
        parts = [
            part.strip()
            for text in values
            for part in (text.split(separator) if separator else [text])
        ]
        words = [word for word, _count in Counter(parts).most_common(_MOST_WORDS) if word]
        known = words_of_codes(name)
        lines = [f"[fields.{name}]", f"column = {toml_text(guess.column)}  # {_said(guess)}"]
        if separator:
            lines.append(f"separator = {toml_text(separator)}")
        codes = field.codes.values
        lines.append(f"# the codes: {', '.join(codes)}")
        told = {word: known[fold(word)] for word in words if fold(word) in known}
        if told:
            pairs = ", ".join(
                f"{toml_text(word)} = {toml_text(code)}" for word, code in told.items()
            )
            lines.append(f"values = {{ {pairs} }}")
        unknown = [word for word in words if word not in told]
        if unknown:
            lines.append("# without a code yet: " + ", ".join(toml_text(word) for word in unknown))
        yield lines


def _separator(values: Sequence[str]) -> str:
    """Give what cuts the cells of a column into words that come again."""
    counts = {mark: sum(mark in text for text in values) for mark in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda mark: counts[mark])
    return best if counts[best] > len(values) / 10 else ""


def _rest(guesses: Guesses, table: Table) -> Iterator[str]:
    used = {guess.column for guess in guesses.fields.values()} | set(guesses.days.values())
    rest = [name for name in table.columns if name not in used | {guesses.weeks, GEOMETRY}]
    if rest:
        yield "# kept as received: " + ", ".join(toml_text(name) for name in rest)
        yield "# [ignore]"
        yield "# columns = […]  # what must be neither read nor kept"
