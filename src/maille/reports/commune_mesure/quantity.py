"""Numbers as they were said: "environ 5 par an" is five, about, a year."""

import re
from dataclasses import dataclass
from typing import Final

from maille.core.effects.values import Per
from maille.reports.commune_mesure.words import fold

_ABOUT = r"environ|env\.?|a peu pres|approximativement|autour de|pres de|presque|~|≈"
_NOUN = (
    "personnes?|participant(?:e|s|es)?|beneficiaires?|benevoles?|salarie(?:e|s|es)?|etp|emplois?"
    "|projets?|actions?|initiatives?|ateliers?|evenements?|structures?|partenaires?"
    "|€|euros?|m2|m²"
)
_PER = r"par an|/ ?an|par annee|l'an|annuel(?:le)?s?|par mois|/ ?mois|mensuel(?:le)?s?"
_NUMBER = re.compile(
    rf"(?:(?P<about>{_ABOUT}) ?)?(?P<whole>\d{{1,3}}(?: \d{{3}})+|\d{{1,12}})"
    rf"(?:[.,](?P<decimals>\d{{1,2}}))?"
    rf"(?: ?(?P<after>{_ABOUT}))?(?: ?(?:{_NOUN}))?(?: ?(?P<per>{_PER}))?"
)
_BRACKETS = re.compile(r"\([^()]*\)")

EXACT: Final = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20,
    "trente": 30, "cent": 100,
}  # fmt: skip
ROUND: Final = {
    "une dizaine": 10, "une douzaine": 12, "une quinzaine": 15, "une vingtaine": 20,
    "une trentaine": 30, "une quarantaine": 40, "une cinquantaine": 50, "une soixantaine": 60,
    "une centaine": 100, "un millier": 1000,
}  # fmt: skip

_IN_WORDS = re.compile(
    rf"(?:(?P<about>{_ABOUT}) )?(?P<word>{'|'.join(ROUND | EXACT)})(?: (?:de |d')?(?:{_NOUN}))?"
    rf"(?: (?P<per>{_PER}))?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, whether it is about that much, for what span, and the words that said it."""

    number: float
    approximate: bool
    per: Per
    said: str


def parse_quantity(said: str) -> Quantity | None:
    """Read a number said in French, or ``None`` when the words are not one number.

    Ranges, unknown units, "plus de 10" and "par semaine" are not one number: nothing is guessed.

    Examples
    --------
    >>> parse_quantity("environ 5 par an")
    Quantity(number=5.0, approximate=True, per=<Per.YEAR: 'year'>, said='environ 5 par an')
    >>> parse_quantity("Tous") is None
    True
    """
    words = fold(_BRACKETS.sub(" ", said)).strip(" .")
    found = _NUMBER.fullmatch(words)
    if found is not None:
        digits = found["whole"].replace(" ", "")
        number = float(f"{digits}.{found['decimals'] or 0}")
        about = bool(found["about"] or found["after"])
        return Quantity(number, about, _per(found["per"]), said)
    return _from_words(words, said)


def _from_words(words: str, said: str) -> Quantity | None:
    found = _IN_WORDS.fullmatch(words)
    if found is None:
        return None
    word, about, per = found["word"], bool(found["about"]), _per(found["per"])
    if word in ROUND:
        return Quantity(float(ROUND[word]), approximate=True, per=per, said=said)
    return Quantity(float(EXACT[word]), about, per, said)


def _per(words: str | None) -> Per:
    if words is None:
        return Per.UNSTATED
    return Per.MONTH if "mois" in words or "mensuel" in words else Per.YEAR
