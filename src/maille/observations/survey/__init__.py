"""What visitors are asked: the grid's questions that a survey can support, in the first person."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from maille.core.effects.values import Direction, QuestionType
from maille.core.kernel.text import Text
from maille.grids import load_grid

MOST_QUESTIONS: Final = 3
"""More would not fit in a visitor's minute."""


@dataclass(frozen=True, slots=True)
class AskedOption:
    """One thing a visitor may tick; ``none`` of a list says "none of these"."""

    id: str
    label: Text
    direction: Direction
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the grid as a visitor reads it; ``id`` is ``theme.question``."""

    id: str
    theme: str
    question: str
    label: Text
    several: bool
    options: tuple[AskedOption, ...]
    none: Text | None


@dataclass(frozen=True, slots=True)
class VisitorWords:
    """Everything a visitor may be asked, by identifier, in the order of the grid."""

    questions: Mapping[str, AskedQuestion]
    felt: Mapping[str, Text]
    audiences: Mapping[str, Text]


@cache
def load_words() -> VisitorWords:
    """Read the visitors' words from their file, once.

    Examples
    --------
    >>> load_words().questions["upkeep.degraded"].options[0].label.en
    'Noise'
    """
    table = tomllib.loads((files(__name__) / "visitors.toml").read_text(encoding="utf-8"))
    questions = [_question(one) for one in table["questions"]]
    return VisitorWords(
        questions={question.id: question for question in questions},
        felt={theme: Text(**words) for theme, words in table["felt"].items()},
        audiences={audience: Text(**words) for audience, words in table["audiences"].items()},
    )


def _question(said: Mapping[str, Any]) -> AskedQuestion:
    name: str = said["id"]
    theme_id, question_id = name.split(".")
    asked = next(
        question
        for theme in load_grid().themes
        if theme.id == theme_id
        for question in theme.questions
        if question.id == question_id
    )
    none = said.get("none")
    return AskedQuestion(
        id=name,
        theme=theme_id,
        question=question_id,
        label=Text(**said["label"]),
        several=asked.type is QuestionType.MULTI,
        options=tuple(
            AskedOption(
                option.id, Text(**said["options"][option.id]), option.direction, option.exclusive
            )
            for option in asked.options
        ),
        none=Text(**none) if none else None,
    )
