"""Finding by words that may be wrong: accents, articles, letters lost or exchanged."""

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import override
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from maille.core.kernel.names import fold_name
from maille.core.tiles.grid import Codes, Flags
from maille.places.enums import Activity, Audience, Service

# Words that say nothing of what is looked for, in French and in English.
_IDLE = frozenset(
    (
        *("a", "au", "aux", "chez", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le"),
        *("les", "pres", "sous", "sur", "un", "une", "at", "in", "near", "of", "the"),
    )
)
# Mistakes forgiven by length: a word of three letters is another word, not a mistake.
_FORGIVEN = ((8, 2), (4, 1))
_SHORTEST_PART = 2
_MOST_CORRECTED = 12


@dataclass(frozen=True, slots=True)
class Read:
    """Which places answer some words, and how words that no place knows were read."""

    flags: Flags
    corrected: Mapping[str, str]


class Vocabulary:
    """Every word of some texts, and which texts hold it."""

    def __init__(self, texts: Sequence[str]) -> None:
        places: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            for word in set(text.split()):
                places.setdefault(word, []).append(row)
        self._places = places
        self._words = sorted(places)
        self._size = len(texts)

    def read(self, words: str, masks: Mapping[str, Codes]) -> Read:
        """Tell which texts answer every word, by a part of a word or by an activity.

        Parameters
        ----------
        words
            As somebody typed them.
        masks
            For each list of the portrait, the codes of each text, as bits.
        """
        flags = np.ones(self._size, bool)
        corrected = {}
        for word in telling_words(words):
            answer = self._holding(word) | _doing(word, masks)
            if not answer.any():
                read = self._closest(word)
                answer = self._flags(read)
                corrected.update({word: read[0]} if read else {})
            flags &= answer
        return Read(flags, corrected)

    def _holding(self, word: str) -> Flags:
        if len(word) < _SHORTEST_PART:
            return self._flags([word] if word in self._places else [])
        return self._flags([known for known in self._words if word in known])

    def _closest(self, word: str) -> list[str]:
        """Give the known words with the fewest mistakes, when they are few enough."""
        allowed = next((most for length, most in _FORGIVEN if len(word) >= length), 0)
        near = extract(
            word,
            self._words,
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=_MOST_CORRECTED,
        )
        return [known for known, mistakes, _place in near if mistakes == near[0][1]]

    def _flags(self, words: Iterable[str]) -> Flags:
        flags = np.zeros(self._size, bool)
        for word in words:
            flags[self._places[word]] = True
        return flags


def telling_words(words: str) -> list[str]:
    """Give the words that tell something, folded; all of them when none does.

    Examples
    --------
    >>> telling_words("un Fablab à la Prée-d'Auge")
    ['fablab', 'pree', 'auge']
    """
    folded = fold_name(words).split()
    return [word for word in folded if word not in _IDLE] or folded


def _doing(word: str, masks: Mapping[str, Codes]) -> Flags:
    size = len(next(iter(masks.values())))
    flags = np.zeros(size, bool)
    for part, bits in _spoken(word).items():
        flags |= (masks[part] & bits) != 0
    return flags


@functools.lru_cache(1_000)
def _spoken(word: str) -> dict[str, int]:
    """Give the codes that a word names, in French or in English, as bits."""
    found: dict[str, int] = {}
    for part, codes in (("activities", Activity), ("audiences", Audience), ("services", Service)):
        for place, code in enumerate(codes):
            if any(word in _parts(label) for label in _labels(code)):
                found[part] = found.get(part, 0) | 1 << place
    return found


def _labels(code: TextChoices) -> list[str]:
    found = []
    for language in ("fr", "en"):
        with override(language):
            found.append(fold_name(str(code.label)))
    return found


def _parts(label: str) -> list[str]:
    words = telling_words(label)
    # "fab lab" is also written in one word.
    return [*words, *("".join(pair) for pair in itertools.pairwise(words))]
