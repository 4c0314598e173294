"""Which column speaks of which field: guessed from its heading, then from what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from maille.directory.importing import cells, hours
from maille.directory.importing.days import columns_of_days
from maille.directory.importing.headings import HEADINGS, is_forbidden, weigh_heading
from maille.directory.importing.states import state_of
from maille.directory.importing.tables import GEOMETRY
from maille.directory.importing.wording import code_of, is_answer, is_silent

_WEEKS: Final = re.compile(r"semaines? (?:im)?paires?", re.IGNORECASE)
_SEEN: Final = 0.7
# What is left of a heading's promise when nothing stands under it.
_EMPTY: Final = 0.7
_MOST: Final = 0.8
# A cell that says a state says little else.
_SHORT: Final = 40
# A guess below this is none.
_LEAST: Final = 0.3
_IDENTIFY: Final = frozenset({"id", "identifiant", "uid", "gid", "ref", "reference", "matricule"})
# What only counts the rows of a file changes from one file to the next.
_COUNTERS: Final = frozenset({"n", "no", "numero", "num", "index", "fid", "gid", "ligne"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A column that may speak of a field; ``confidence`` goes from 0 to 1."""

    field: str
    column: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was guessed of a table: a column for each field, the columns of days, of weeks."""

    fields: Mapping[str, Guess]
    days: Mapping[str, tuple[str, ...]]
    weeks: str = ""


def guess_columns(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> Guesses:
    """Guess what each column holds; each speaks of one field, each field of one column.

    Parameters
    ----------
    columns
        The headings, in order.
    samples
        For each heading, what stands in its first cells that hold something.
    """
    days = columns_of_days(columns, samples)
    weeks = next((name for name in columns if _are_weeks(samples.get(name, ()))), "")
    taken = {GEOMETRY, weeks, *(name for named in days.values() for name in named)}
    weighed = sorted(
        (
            guess
            for place, column in enumerate(columns)
            if column not in taken
            for guess in _guesses_of(column, samples.get(column, ()), place)
        ),
        key=lambda guess: -guess.confidence,
    )
    found: dict[str, Guess] = {}
    for guess in weighed:
        if guess.field not in found and guess.column not in taken:
            found[guess.field] = guess
            taken.add(guess.column)
    return Guesses(_sensible(found), days, weeks)


def _sensible(found: dict[str, Guess]) -> dict[str, Guess]:
    """Leave out what completes another column where that one is missing."""
    lone = {"number": "street", "open_days": "opening_hours", "score": "", "is_closed": ""}
    return {
        name: guess for name, guess in found.items() if not lone.get(name) or lone[name] in found
    }


def _guesses_of(column: str, sample: Sequence[str], place: int) -> list[Guess]:
    found = []
    for name in HEADINGS:
        confidence = weigh_heading(name, column)
        fits = _FITS.get(name)
        share = _share(sample, fits) if fits else None
        if share is not None and confidence:
            confidence *= _strictness(name, share)
        elif name in _TELLING and not is_forbidden(name, column):
            confidence = _told_by(sample, _TELLING[name])
        if name == "key":
            confidence = _key(column, sample, confidence)
        if not sample:
            confidence *= _EMPTY
        if confidence > _LEAST:
            found.append(Guess(name, column, round(confidence - place * 1e-4, 3)))
    return found


def _told_by(sample: Sequence[str], fits: Callable[[str], Any]) -> float:
    """Tell how surely cells speak of a field whose heading does not."""
    share = _share(sample, fits) or 0.0
    return _SEEN * share if share > _MOST else 0.0


def _strictness(name: str, share: float) -> float:
    """Tell what is left of a heading's promise once its cells were read."""
    if name in _STRICT and not share:
        return 0.0
    return 0.4 + 0.6 * share


def _key(column: str, sample: Sequence[str], confidence: float) -> float:
    """Tell how surely a column identifies rows: it never says the same twice, nor counts them."""
    words = set(cells.fold(column.replace("_", " ")).split())
    unique = len(set(sample)) == len(sample)
    if len(sample) > 1 and not unique:
        return 0.0
    if words <= _COUNTERS and _counts(sample):
        return 0.0
    if not confidence and len(sample) > 1 and not words.isdisjoint(_IDENTIFY):
        return _SEEN
    return confidence


def _counts(sample: Sequence[str]) -> bool:
    """Tell whether cells are 1, 2, 3… or 0, 1, 2…, as rows come."""
    read = [cells.read_number(text) for text in sample]
    numbers = [number for number in read if number is not None]
    first = numbers[0] if len(numbers) > len(read) / 2 else None
    return first is not None and numbers == [first + step for step in range(len(numbers))]


def _share(sample: Sequence[str], fits: Callable[[str], Any]) -> float | None:
    if not sample:
        return None
    return sum(bool(fits(text)) for text in sample) / len(sample)


def _are_weeks(sample: Sequence[str]) -> bool:
    return bool(sample) and all(_WEEKS.search(text) for text in sample)


def _is_number(text: str) -> bool:
    return cells.read_number(text) is not None


def _is_pair(text: str) -> bool:
    number = r"-?\d{1,3}[.,]\d+"
    return re.fullmatch(rf"[\[(]?\s*{number}\s*[,;| ]\s*{number}\s*[\])]?", text) is not None


def _is_house_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,4} ?(?:bis|ter|quater|[A-Za-z])?(?:[-/]\d+)?", text) is not None


def _is_postcode(text: str) -> bool:
    return re.fullmatch(r"(?:F-|B-|BE-)?\d{4,5}(?:\.0)?|\d{2} \d{3}", text) is not None


def _is_insee(text: str) -> bool:
    return re.fullmatch(r"\d{4,5}(?:\.0)?|2[AB]\d{3}|BE-\d{5}", text) is not None


def _is_website(text: str) -> bool:
    return cells.is_web_address(text) or text.startswith("www.") or cells.looks_like_host(text)


def _are_hours(text: str) -> bool:
    """Tell whether a cell says hours; a bare year is a rule of the grammar too."""
    return re.search(r"\d ?[h:u.]|24/7", text) is not None and bool(hours.read_hours(text).hours)


def _speaks_of_hours(text: str) -> bool:
    return re.search(r"\d ?[hH:u]|24/7|lundi|mardi|jour|rendez", text) is not None


def _is_dated(text: str) -> bool:
    return bool(cells.read_partial_date(text))


def _is_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None and not is_answer(text)


def _coded(field: str) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        parts = re.split(r"[|;/,–]| - ", text)
        return any(code_of(field, part) or is_silent(field, part) for part in parts)

    return fits


_FITS: Final[Mapping[str, Callable[[str], Any]]] = {
    "name": _is_words,
    "street": _is_words,
    "locality": _is_words,
    "number": _is_house_number,
    "postcode": _is_postcode,
    "insee": _is_insee,
    "website": _is_website,
    "phone": cells.read_phone,
    "email": cells.read_emails,
    "siret": cells.read_siret,
    "opening_hours": lambda text: _are_hours(text) or _speaks_of_hours(text),
    "open_days": lambda text: re.search(r"[a-z]{2,}di\b|jours|semaine", text.lower()),
    "opened": _is_dated,
    "closed": _is_dated,
    "is_closed": is_answer,
    "state": lambda text: state_of(text) or is_answer(text),
    "organisation_form": _coded("organisation_form"),
    "audiences": _coded("audiences"),
    "accessibility": _coded("accessibility"),
    "activities": _coded("activities"),
    "transports": _coded("transports"),
    "services": _coded("services"),
    "longitude": _is_number,
    "latitude": _is_number,
    "pair": _is_pair,
    "score": _is_number,
    "date": cells.read_day,
    "address": lambda text: len(cells.read_address(text)) > 1,
}
# What cells tell by themselves, whatever the heading says.
_TELLING: Final[Mapping[str, Callable[[str], Any]]] = {
    "website": cells.is_web_address,
    "email": cells.read_emails,
    "siret": cells.read_siret,
    "opening_hours": _are_hours,
    "pair": _is_pair,
    "address": _FITS["address"],
    "state": lambda text: len(text) <= _SHORT and state_of(text),
}
# Without one cell that fits, the heading spoke of something else.
_STRICT: Final = frozenset(
    {"state", "organisation_form", "number", "open_days", "is_closed", "opened", "closed"}
    | {"pair", "longitude", "latitude", "name", "services", "transports", "date"}
)
