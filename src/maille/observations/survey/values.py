"""What a visitor said, between the form and the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

LONGEST_WORDS: Final = 280
MOST_VISITS: Final = 200
LOWEST_FELT, HIGHEST_FELT = 1, 5


@dataclass(frozen=True, slots=True)
class Asking:
    """What a survey asks.

    Parameters
    ----------
    theme
        What the rating and the open line are about.
    questions
        At most three ``theme.question`` ids that a visitor can be asked.
    audiences
        The groups among which a visitor says where she or he stands.
    asked
        How many people are invited to answer; ``None`` when nobody knows.
    """

    title: str
    language: str = "fr"
    theme: str = "social_ties"
    questions: tuple[str, ...] = ("social_ties.audiences", "wellbeing.changes")
    audiences: tuple[str, ...] = ("neighbours", "visitors", "on_site_workers", "volunteers")
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The answer of one visitor, who is nobody in particular.

    ``answers`` holds the options ticked by ``theme.question``: none of them is an empty sequence,
    a question that was passed over is absent.
    """

    language: str
    audience: str = ""
    visits: int | None = None
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    felt: int | None = None
    words: str = ""
    consent: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing at all was answered."""
        return not (self.audience or self.answers or self.words or self.visits or self.felt)


@dataclass(frozen=True, slots=True)
class Visitor:
    """By what a second answer is recognised: never kept, only hashed with the salt of the day."""

    address: str
    agent: str
