"""Reading how many people a cell says, or nothing at all where it leaves a doubt."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from maille.observations.importing.cells import bare

_NUMBER: Final = r"\d{1,12}"
_THOUSANDS: Final = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}([ '’.,])\d{3}(?:\1\d{3})*(?!\d|[.,]\d*[1-9])"
)
_ROUND: Final = re.compile(r"(?<![\d.,])(\d{1,12})[.,]0+(?!\d)")
_ADDED: Final = re.compile(rf"{_NUMBER}(?:\s*\+\s*{_NUMBER})+")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-"})
# A number stands alone: what touches it would make it another one, but « 12pers. ».
_WHOLE: Final = re.compile(
    rf"(?<![\w.,/:=)–—-])(?<![–—-] )(-?{_NUMBER})(?![\w/:'’)-]|[.,]\d| ?[/–—-])|"
    rf"(?<![\w.,/:=)–—-])({_NUMBER})(?=pers)"
)
_BETWEEN: Final = re.compile(
    rf"(?:\b(?:entre|between) ({_NUMBER}) (?:et|and) ({_NUMBER})|"
    rf"(?<![\w.,/:=)–—-])({_NUMBER})(?: ?[–—-] ?| (?:a|to|ou|or) )({_NUMBER}))(?![\w/:'’)-]|[.,]\d)"
)
_ABOUT: Final = re.compile(
    r"~|≈|±|>|<|\?|^\+|\+$|\b(?:env|environ|approx|approximativement|about|around|circa|ca"
    r"|presque|pres de|almost|plus d[e'’]|more than|moins d[e'’]|less than|over|under|au moins"
    r"|at least|au plus|at most|a peu pres|estim\w*|vers|some|une?|la)(?!\w)"
)
_TIMES: Final = {
    **dict.fromkeys(("un", "une", "la", "a", "one", "the"), 1.0),
    **dict.fromkeys(("une demi", "demi", "half a"), 0.5),
    **{
        word: float(number)
        for number, words in enumerate(
            (
                *("deux two", "trois three", "quatre four", "cinq five", "six", "sept seven"),
                *("huit eight", "neuf nine", "dix ten"),
            ),
            start=2,
        )
        for word in words.split()
    },
}
_DOZENS: Final = {
    "dizaine": 10,
    "douzaine": 12,
    "dozen": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
_DOZEN: Final = re.compile(
    rf"(?:\b({'|'.join(sorted(_TIMES, key=len, reverse=True))}|[1-9]\d?)[ -])?"
    rf"(?:(?:bonne|petite|grosse|grande|good) )?\b({'|'.join(_DOZENS)})(s?)\b"
)
# Beside a number, these make it another one, or one of something else than people.
_UNCLEAR_WORDS: Final = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingt trente quarante cinquante soixante cent cents mille million millions millier "
    "milliers k two three four five seven eight nine ten eleven twelve twenty thirty forty "
    "fifty hundred hundreds thousand thousands several few many dozens quelques plusieurs "
    "demi demie moitie half double triple fois times x paire paires couple couples pairs "
    "groupe groupes group groups famille familles family classe classes equipe equipes  an "
    "ans annee annees year years mois month months semaine semaines week weeks jour jours "
    "day days h heure heures hour hours min minute minutes euro euros eur kg km m cm  pas non "
    "ne not aucun aucune sans sauf hors no none plus moins et and ou or entre  between n "
    "numero salle table"
)
_UNCLEAR: Final = frozenset(_UNCLEAR_WORDS.split())
_WORD: Final = re.compile(r"[a-z]+")
_READABLE: Final = re.compile(r"[\w\s.,;:!?()'’\"«»~≈±+<>–—·/-]*")


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and whether somebody counted or guessed."""

    low: int
    high: int | None = None
    counted: bool = True


def read_count(text: str) -> Count | None:
    """Read a number of persons as people write it, or give ``None``.

    One clear number, one clear range or one clear estimate is read; a number that touches letters,
    one of two, or one that other words multiply is nobody's to guess.

    Examples
    --------
    >>> read_count("12 personnes"), read_count("env. 40").counted, read_count("10-15").high
    (Count(low=12, high=None, counted=True), False, 15)
    >>> read_count("1 200").low, read_count("une trentaine"), read_count("=1+1")
    (1200, Count(low=30, high=None, counted=False), None)
    >>> read_count("12 + 3"), read_count("2 groupes"), read_count("12k")
    (Count(low=15, high=None, counted=True), None, None)
    """
    if any(unicodedata.category(letter) == "No" for letter in text):
        return None  # a power, a fraction
    said = _plain(text)
    if not _READABLE.fullmatch(said):
        return None
    if _ADDED.fullmatch(said):
        return Count(sum(map(int, said.split("+"))))
    return _ranged(said) or _whole(said) or _dozens(said)


def _plain(text: str) -> str:
    said = bare(text.translate(_MINUS)).strip().rstrip(".,;! ")
    said = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), said)
    return _ROUND.sub(r"\1", said)


def _ranged(said: str) -> Count | None:
    found = _BETWEEN.search(said)
    if not found or not _is_clear(said, found):
        return None
    return Count(int(found[1] or found[3]), int(found[2] or found[4]), counted=False)


def _whole(said: str) -> Count | None:
    found = _WHOLE.search(said)
    if not found or not _is_clear(said, found):
        return None
    return Count(int(found[1] or found[2]), counted=not _ABOUT.search(said))


def _dozens(said: str) -> Count | None:
    found = _DOZEN.search(said)
    if not found or not _is_clear(said, found) or (found[3] and not found[1]):
        return None
    times = found[1] or "une"
    number = (_TIMES[times] if times in _TIMES else int(times)) * _DOZENS[found[2]]
    return Count(int(number), counted=False)


def _is_clear(said: str, found: re.Match[str]) -> bool:
    """Tell whether nothing else in a cell makes what was found in it another number."""
    rest = _ABOUT.sub(" ", f"{said[: found.start()]} | {said[found.end() :]}")
    words = {*_WORD.findall(rest)}
    alone = not re.search(r"[\d+_]", rest) and not _DOZEN.search(rest)
    return alone and not words & _UNCLEAR
