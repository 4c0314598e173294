"""From the words of a cell to the codes of a field."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from django.utils.translation import override

from maille.directory.fields import FIELDS, values_of
from maille.directory.importing.cells import STATES, fold
from maille.directory.importing.mapping import FieldRule
from maille.directory.importing.states import state_of, year_in
from maille.places.enums import PlaceState


class Doubting(Protocol):
    """A row that claims and doubts are kept for."""

    claims: dict[str, object]

    def doubt(self, name: str, code: str, value: object = None) -> None:
        """Keep a doubt."""


def codes_of(
    row: Doubting, name: str, rule: FieldRule, told: tuple[str, Iterable[tuple[str, str]]]
) -> None:
    """Claim the codes that the words of a cell stand for, and doubt the words that have none.

    Parameters
    ----------
    row
        Where claims and doubts go.
    name, rule
        The field, and how it is read.
    told
        The words, then for each code of a column that says yes or no, what stands there.
    """
    text, flagged = told
    yes = {fold(word) for word in rule.yes} if flagged else set()
    codes = [code for code, said in flagged if fold(said) in yes]
    for word in _words(text, rule):
        code = rule.values.get(word) or words_of_codes(name).get(fold(word)) or _own(rule, word)
        if name == "state":
            code = code or state_of(word)
            _closing(row, code, word)
        if code:
            codes.append(code)
        elif word not in rule.ignore:
            row.doubt(name, "no_code", text)
    known = FIELDS[name]
    if known.several:
        found = [code for code in values_of(name) if code in codes]
        if found:
            row.claims[name] = found
    elif codes:
        row.claims[name] = codes[0]


def _closing(row: Doubting, code: str | None, word: str) -> None:
    """Claim the year that a state names with a closure: “Fermé en 2021”."""
    year = year_in(word) if code == PlaceState.CLOSED else ""
    if year:
        row.claims.setdefault("closed", year)


def _words(text: str, rule: FieldRule) -> list[str]:
    if not text or text in rule.ignore:
        return []
    if text in rule.values or not rule.separator:
        return [text]
    parts = cut(text.strip("{}[] "), rule.separator)
    return [part for part in (part.strip(" \"'") for part in parts) if part]


def cut(text: str, separators: Iterable[str]) -> list[str]:
    """Cut a cell at each of the marks that stand between its words."""
    return re.split("|".join(map(re.escape, separators)), text)


def _own(rule: FieldRule, word: str) -> str | None:
    """Give what the mapping says of a word, spelling aside."""
    folded = fold(word)
    return next((code for said, code in rule.values.items() if fold(said) == folded), None)


@lru_cache(maxsize=32)
def words_of_codes(name: str) -> Mapping[str, str]:
    """Give the codes of a field by what everybody writes for them, spelling aside."""
    codes = FIELDS[name].codes
    found: dict[str, str] = {}
    for language in ("en", "fr"):
        with override(language):
            found |= {fold(str(code.label)): code.value for code in codes or ()}
    found |= {fold(code): code for code in (codes.values if codes else ())}
    return {**found, **STATES} if name == "state" else found
