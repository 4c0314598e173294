"""A text in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in French and in English.

    Examples
    --------
    >>> Text(fr="lieu", en="place").in_language("en")
    'place'
    """

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the words in ``language``; any language but English reads French."""
        return self.en if language == "en" else self.fr
