"""Writing a suggested mapping as TOML, with how sure each guess is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from maille.directory.fields import FIELDS
from maille.directory.importing.cells import fold, read_address
from maille.directory.importing.coding import cut
from maille.directory.importing.guessing import Guess, Guesses
from maille.directory.importing.mapping import DAYS
from maille.directory.importing.mapping_toml import toml_text
from maille.directory.importing.placing import points_of
from maille.directory.importing.states import state_of
from maille.directory.importing.tables import BEYOND, GEOMETRY, Table
from maille.directory.importing.wording import code_of, is_answer, is_silent, is_yes

_MOST_WORDS: Final = 200
_MOST_UNKNOWN: Final = 30
_SEPARATORS: Final = (";", "|", "–", ",", "/", " - ", "-", "\n")
# These never stand within a word, and may stand together in one column.
_SURE_MARKS: Final = (";", "|", "/", ",")
_NOTHING: Final = ("non renseigne", "nc", "neant", "nr", "inconnu", "n c", "non communique")
_BELGIAN_DIGITS: Final = 4
_LOOKED_AT: Final = 60
_HALF: Final = 0.5

Samples = Mapping[str, Sequence[str]]


def write_mapping(table: Table, guesses: Guesses, samples: Samples, *, escaped: bool) -> str:
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


def _file(table: Table, samples: Samples, *, escaped: bool) -> Iterator[str]:
    layout = table.layout
    yield "[file]"
    yield f"format = {toml_text(layout.format)}"
    for name in ("encoding", "separator", "sheet", "layer", "rows"):
        value = getattr(layout, name)
        if value:
            yield f"{name} = {toml_text(value)}"
    if layout.heading_row > 1:
        yield f"heading_row = {layout.heading_row}  # what stands above is not part of the list"
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


def _fields(guesses: Guesses, table: Table, samples: Samples) -> Iterator[str]:
    yield "[fields]"
    if "name" not in guesses.fields:
        yield '# name = "…"  # say which column holds the name'
    for name in (*FIELDS, "address"):
        guess = guesses.fields.get(name)
        if guess is None or (name in FIELDS and FIELDS[name].codes) or _is_told(name, guesses):
            continue
        named, value = _rule(name, guess, guesses, samples)
        yield f"{named} = {value}  # {_said(guess)}"
    score = guesses.fields.get("score")
    yield from points_of(guesses, table, samples, score.column if score else "")
    if guesses.days:
        told = [day for day in DAYS if day in guesses.days]
        days = ", ".join(f"{day} = {_columns(guesses.days[day])}" for day in told)
        yield f"opening_hours = {{ days = {{ {days} }} }}"


def _columns(columns: Sequence[str]) -> str:
    return toml_text(columns[0] if len(columns) == 1 else list(columns))


def _rule(name: str, guess: Guess, guesses: Guesses, samples: Samples) -> tuple[str, str]:
    """Give the field and the rule of a column, with the column that completes it."""
    column, values = toml_text(guess.column), samples.get(guess.column, ())
    if name == "street":
        if _are_whole_addresses(guesses, values):
            return "address", column
        return name, _street(guess, guesses, samples)
    if name == "website" and sum("://" not in text for text in values) > len(values) / 5:
        return name, f'{{ column = {column}, scheme = "https" }}'
    if name == "opening_hours":
        beside = guesses.fields.get("open_days")
        columns = f"columns = {toml_text([beside.column, guess.column])}" if beside else ""
        weeks = f"weeks = {toml_text(guesses.weeks)}" if guesses.weeks else ""
        if columns or weeks:
            told = ", ".join(part for part in (columns or f"column = {column}", weeks) if part)
            return name, f"{{ {told} }}"
    return name, column


def _street(street: Guess, guesses: Guesses, samples: Samples) -> str:
    """Join number and street in the order of the country: in Belgium the number comes last."""
    number, postcode = guesses.fields.get("number"), guesses.fields.get("postcode")
    if number is None:
        return toml_text(street.column)
    postcodes = samples.get(postcode.column, ()) if postcode else ()
    short = sum(len(text) == _BELGIAN_DIGITS for text in postcodes)
    belgian = short > len(postcodes) * _HALF
    return toml_text([street.column, number.column] if belgian else [number.column, street.column])


def _is_told(name: str, guesses: Guesses) -> bool:
    """Tell whether a field is said otherwise: hours day by day, an address in its parts."""
    if name == "opening_hours":
        return bool(guesses.days)
    return name == "address" and "street" in guesses.fields


def _are_whole_addresses(guesses: Guesses, values: Sequence[str]) -> bool:
    """Tell whether streets bear their postcode and town, which no other column says."""
    if "postcode" in guesses.fields:
        return False
    looked_at = values[:_LOOKED_AT]
    whole = sum(len(read_address(text)) > 1 for text in looked_at)
    return whole > len(looked_at) * _HALF


def _coded(guesses: Guesses, samples: Samples) -> Iterator[list[str]]:
    """Write the tables of the fields that take codes, with every word that was seen."""
    for name, field in FIELDS.items():
        if not field.codes:
            continue
        guess = guesses.fields.get(name)
        if name == "state":
            yield _state(guesses, samples)
        elif guess:
            yield _words(name, guess, samples.get(guess.column, ()))


def _state(guesses: Guesses, samples: Samples) -> list[str]:
    """Write how the state is read: in words, and by a column that says that it is closed."""
    guess, closed = guesses.fields.get("state"), guesses.fields.get("is_closed")
    lines = _words("state", guess, samples.get(guess.column, ())) if guess else []
    if closed:
        said = sorted({text for text in samples.get(closed.column, ()) if is_yes(text)})
        lines = lines or ["[fields.state]"]
        lines.append(f'flags = {{ {toml_text(closed.column)} = "closed" }}  # {_said(closed)}')
        if said:
            lines.append(f"yes = {toml_text(said)}")
    return lines


def _words(name: str, guess: Guess, values: Sequence[str]) -> list[str]:
    """Write the rule of a column of words: their codes, proposed, and those that have none."""
    field = FIELDS[name]
    separators = _separators(values) if field.several else []
    parts = [
        part.strip()
        for text in values
        for part in (cut(text, separators) if separators else [text])
    ]
    words = [word for word, _count in Counter(parts).most_common(_MOST_WORDS) if word]
    codes = {word: state_of(word) if name == "state" else code_of(name, word) for word in words}
    if name == "state":
        answers = [word for word in words if not codes[word] and is_answer(word)]
        codes |= {word: "open" if is_yes(word) else "closed" for word in answers}
    lines = [f"[fields.{name}]", f"column = {toml_text(guess.column)}  # {_said(guess)}"]
    if separators:
        lines.append(f"separator = {_columns(separators)}")
    lines.append(f"# the codes: {', '.join(field.codes.values if field.codes else ())}")
    told = [f"{toml_text(word)} = {toml_text(code)}" for word, code in codes.items() if code]
    if told:
        lines.append(f"values = {{ {', '.join(told)} }}")
    silent = [word for word, code in codes.items() if not code and is_silent(name, word)]
    if silent:
        lines.append(f"ignore = {toml_text(silent)}")
    unknown = [word for word, code in codes.items() if not code and word not in silent]
    if unknown:
        shown = ", ".join(toml_text(word) for word in unknown[:_MOST_UNKNOWN])
        lines.append(f"# without a code yet: {shown}")
    return lines


def _separators(values: Sequence[str]) -> list[str]:
    """Give the marks that cut the cells of a column into words that come again."""
    counts = {mark: sum(mark in text for text in values) for mark in _SEPARATORS}
    least = max(1, len(values) / 10)
    found = [mark for mark in _SURE_MARKS if counts[mark] >= least]
    best = max(_SEPARATORS, key=lambda mark: counts[mark])
    return found or ([best] if counts[best] >= least else [])


def _rest(guesses: Guesses, table: Table) -> Iterator[str]:
    used = {guess.column for guess in guesses.fields.values()} | {guesses.weeks, GEOMETRY, BEYOND}
    used.update(*guesses.days.values())
    rest = [name for name in table.columns if name not in used]
    if rest:
        yield "# kept as received: " + ", ".join(toml_text(name) for name in rest)
        yield "# [ignore]"
        yield "# columns = […]  # what must be neither read nor kept"
