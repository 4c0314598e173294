"""One hand for every word that is printed: the language, the typography, what fonts can draw."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maille.core.effects.grammar import number
from maille.reports.exports.words import say
from maille.web.printing import UNDRAWN, printable
from maille.web.typography import typeset

Document = Mapping[str, Any]
"""The report document of ``docs/reference/report.schema.json``."""

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Compositor:
    """Sets text in one language, ready for a template.

    Examples
    --------
    >>> Compositor("fr").pick({"fr": "L'équipe", "en": "The team"})
    'L’équipe'
    """

    language: str

    def set(self, text: str) -> str:
        """Set what somebody wrote."""
        return printable(typeset(text, self.language))

    def pick(self, pair: Mapping[str, str]) -> str:
        """Set the side of a bilingual text that is ours."""
        return self.set(pair["en" if self.language == "en" else "fr"])

    def say(self, key: str, **values: object) -> str:
        """Set one of the fixed words."""
        return self.set(say(key, self.language, **values))

    def count(self, n: int) -> str:
        """Set a number, its thousands apart."""
        return self.set(number(n, self.language))

    def paragraphs(self, text: str) -> list[str]:
        """Set a text of several paragraphs, parted by blank lines."""
        return [self.set(part.strip()) for part in _BLANK_LINE.split(text) if part.strip()]


def speech_language(document: Document, language: str) -> str:
    """Say in which language people of the place spoke, for hyphenation and screen readers.

    A French place speaks French, whatever the language of the report; elsewhere nobody said.
    """
    return "fr" if document["place"]["country"] == "FR" else language


def is_observed(document: Document) -> bool:
    """Tell whether something was noted over the period, and not only said."""
    return bool(document["edition"]["kind"] == "observed")


def has_content(theme: Mapping[str, Any]) -> bool:
    """Tell whether there is anything to read under a theme, be it a dissent alone."""
    kinds = ("paragraphs", "stories", "dissents", "intensities", "indicators")
    return any(theme[kind] for kind in kinds)


def has_undrawn(sheet: object) -> bool:
    """Tell whether a sign had to be replaced anywhere in what a template receives."""
    if isinstance(sheet, Mapping):
        return any(has_undrawn(value) for value in sheet.values())
    if isinstance(sheet, list):
        return any(has_undrawn(value) for value in sheet)
    return isinstance(sheet, str) and UNDRAWN in sheet
