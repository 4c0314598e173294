"""The notation of sentence rules: slots, optional parts, number, ways of writing.

==========================  =====================================================
``{slot}``                  what the answers give
``[ {slot}]``               printed only when every slot inside has something
``(one|several)``           chosen by the number the sentence is about
``<off|midpoint|doubled>``  chosen by the way of writing
``head^tail``               in a list, a head shared with the item before is dropped
==========================  =====================================================

Slots are filled last and once, so that the words of a team are never read as notation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maille.core.effects.errors import GridError
from maille.core.effects.values import Writing
from maille.core.kernel.text import Text

_WRITINGS = re.compile(r"<([^<>|]*)\|([^<>|]*)\|([^<>|]*)>")
_NUMBERS = re.compile(r"\(([^()|]*)\|([^()|]*)\)")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_.]+)\}")
_LEFTOVER = re.compile(r"[<>()|\[\]{}^]")
_ORDER = (Writing.OFF, Writing.MIDPOINT, Writing.DOUBLED)
_SINGULAR_BELOW = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language, and naming women and men how."""

    language: str
    writing: Writing = Writing.OFF


def is_plural(count: float, language: str) -> bool:
    """Tell whether a noun counted by ``count`` takes the plural.

    French waits for two (1,5 projet); English takes it for all but one (0 projects).

    Examples
    --------
    >>> is_plural(1.5, "fr"), is_plural(1.5, "en"), is_plural(0, "fr"), is_plural(0, "en")
    (False, True, False, True)
    """
    return count != 1 if language == "en" else count >= _SINGULAR_BELOW


def in_writing(text: str, writing: Writing) -> str:
    """Choose among the three ways of naming women and men.

    Examples
    --------
    >>> in_writing("<les voisins|les voisin·es|les voisines et les voisins>", Writing.DOUBLED)
    'les voisines et les voisins'
    """
    return _WRITINGS.sub(lambda match: match[_ORDER.index(writing) + 1], text)


def fill(
    text: Text, voice: Voice, slots: Mapping[str, str] | None = None, *, count: float = 1
) -> str:
    """Print a rule with what the answers give.

    Parameters
    ----------
    text
        The rule, in the notation of this module.
    voice
        The language and the way of writing.
    slots
        What fills each slot; an empty string drops the optional part around it.
    count
        The number that chooses between singular and plural.

    Raises
    ------
    KeyError
        When a slot of the rule is not given.

    Examples
    --------
    >>> rule = Text(fr="{n} projet(|s)[ {rate}]", en="{n} project(|s)[ {rate}]")
    >>> fill(rule, Voice("fr"), {"n": "5", "rate": "par an"}, count=5)
    '5 projets par an'
    >>> fill(rule, Voice("en"), {"n": "1", "rate": ""})
    '1 project'
    """
    slots = slots or {}
    rule = in_writing(text.in_language(voice.language), voice.writing)
    rank = 2 if is_plural(count, voice.language) else 1
    rule = _NUMBERS.sub(lambda match: match[rank], rule)
    rule = _OPTIONAL.sub(
        lambda match: match[1] if all(slots[name] for name in _SLOT.findall(match[1])) else "",
        rule,
    )
    return _SLOT.sub(lambda match: slots[match[1]], rule)


def slots_of(text: Text) -> frozenset[str]:
    """Give the names of the slots that a rule fills.

    Examples
    --------
    >>> sorted(slots_of(Text(fr="{n} lieu(|x)", en="{n} place(|s)")))
    ['n']
    """
    return frozenset(_SLOT.findall(text.fr)) | frozenset(_SLOT.findall(text.en))


def check_notation(text: Text, where: str, *, slots: frozenset[str], heads: bool = False) -> None:
    """Refuse a rule with an unknown slot, a slot in one language only, or an open bracket.

    Parameters
    ----------
    text
        The rule.
    where
        How to name it in an error.
    slots
        The slots that may be filled.
    heads
        Whether ``head^tail`` may stand in it.

    Raises
    ------
    GridError
        When the rule would print notation, or lose what a slot holds in one language.

    Examples
    --------
    >>> check_notation(Text(fr="{n} lieu(|x)", en="{n} place(|s)"), "here", slots=frozenset({"n"}))
    """
    for language, words in (("fr", text.fr), ("en", text.en)):
        if frozenset(_SLOT.findall(words)) != slots_of(text):
            raise GridError(f"{where}.{language}: a slot is missing")
        bare = _SLOT.sub("", words)
        for pattern in (_WRITINGS, _NUMBERS, _OPTIONAL):
            bare = pattern.sub("", bare)
        if heads:
            bare = bare.replace("^", "", 1)
        if _LEFTOVER.search(bare):
            raise GridError(f"{where}.{language}: notation left open in {words!r}")
    if unknown := slots_of(text) - slots:
        raise GridError(f"{where}: unknown slot {', '.join(sorted(unknown))}")
