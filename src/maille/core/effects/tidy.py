"""Answers made ready: empty ones left out, impossible ones refused, all in one order.

Whatever the order in which things were typed, what follows is the same to the byte.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from maille.core.effects.errors import AnswersError, GridError
from maille.core.effects.grid import option_of, question_of
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Grid,
    Intensity,
    Question,
    QuestionType,
    Story,
)

_LOWEST, _HIGHEST = 1, 5
# Marks that turn the direction of reading: a story must not turn the page around it.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_words(text: str) -> str:
    r"""Give words on one line, without control characters nor doubled spaces.

    Examples
    --------
    >>> plain_words("  un atelier,\n une  chorale ")
    'un atelier, une chorale'
    """
    spaced = "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)
    return " ".join("".join(one for one in spaced if one not in _TURNING).split())


def tidy_answers(answers: Answers, grid: Grid) -> Answers:
    """Give the answers that say something, checked against the grid and in its order.

    Parameters
    ----------
    answers
        All that a place declares.
    grid
        The questions it answered.

    Returns
    -------
    Answers
        Without empty answers, stories without words or consent, and ratings by nobody.

    Raises
    ------
    AnswersError
        When a theme, a question or an option is unknown, a question is answered twice, two
        answers exclude each other, or a number is negative or infinite.
    """
    ranks = {theme.id: rank for rank, theme in enumerate(grid.themes)}
    _refuse_unknown_themes(answers, ranks)
    checked = [_tidy_answer(answer, grid) for answer in answers.answers]
    said = [answer for answer in checked if _says_something(answer)]
    _refuse_doubles(f"{answer.theme}.{answer.question}" for answer in said)
    _refuse_doubles(story.id for story in answers.stories)
    questions = {
        (theme.id, question.id): rank
        for theme in grid.themes
        for rank, question in enumerate(theme.questions)
    }
    return replace(
        answers,
        answers=tuple(
            sorted(said, key=lambda one: (ranks[one.theme], questions[one.theme, one.question]))
        ),
        stories=tuple(
            sorted(
                (story for story in answers.stories if may_be_told(story)),
                key=lambda one: (ranks[one.theme], one.told_on, one.id),
            )
        ),
        dissents=tuple(
            sorted(
                (dissent for dissent in answers.dissents if dissent.text.strip()),
                key=lambda one: (ranks[one.theme], one.id),
            )
        ),
        intensities=tuple(
            sorted(
                (_checked(intensity) for intensity in answers.intensities if intensity.n > 0),
                key=lambda one: (ranks[one.theme], one.group, one.id),
            )
        ),
        indicators=tuple(
            sorted(
                answers.indicators, key=lambda one: (ranks.get(one.theme or "", len(ranks)), one.id)
            )
        ),
    )


def may_be_told(story: Story) -> bool:
    """Tell whether a story may be printed and weighed: it has words, and consent.

    Examples
    --------
    >>> from maille.core.effects.values import StoryKind
    >>> may_be_told(Story("s1", "agency", "Un jardin.", StoryKind.TESTIMONY, consent=False))
    False
    """
    return story.consent and bool(plain_words(story.text))


def _refuse_unknown_themes(answers: Answers, ranks: dict[str, int]) -> None:
    named: list[str | None] = [one.theme for one in answers.answers]
    for things in (answers.stories, answers.dissents, answers.intensities, answers.indicators):
        named.extend(one.theme for one in things)
    unknown = sorted({name for name in named if name is not None and name not in ranks})
    if unknown:
        raise AnswersError(f"{', '.join(unknown)}: no such theme in the grid")


def _refuse_doubles(names: Iterable[str]) -> None:
    doubles = sorted(name for name, n in Counter(names).items() if n > 1)
    if doubles:
        raise AnswersError(f"{', '.join(doubles)}: given twice")


def _tidy_answer(answer: Answer, grid: Grid) -> Answer:
    try:
        question = question_of(grid, answer.theme, answer.question)
        chosen = [option_of(question, option) for option in answer.options]
    except GridError as error:
        raise AnswersError(str(error)) from error
    if answer.state is not AnswerState.ANSWERED:
        return Answer(answer.id, answer.theme, answer.question, answer.state)
    ranks = {option.id: rank for rank, option in enumerate(question.options)}
    words = sorted({plain_words(one) for one in answer.own_words} - {""})
    tidy = replace(
        answer,
        options=tuple(sorted({option.id for option in chosen}, key=lambda one: ranks[one])),
        own_words=tuple(words),
        text=plain_words(answer.text),
        said=plain_words(answer.said),
    )
    _refuse_contradictions(tidy, question)
    _refuse_other_types(tidy, question)
    return tidy


def _refuse_contradictions(answer: Answer, question: Question) -> None:
    where = f"{answer.theme}.{answer.question}"
    exclusive = {option.id for option in question.options if option.exclusive}
    several = len(answer.options) + len(answer.own_words) > 1
    if several and (question.type is QuestionType.SINGLE or exclusive & set(answer.options)):
        raise AnswersError(f"{where}: {', '.join(answer.options)} exclude each other")


def _refuse_other_types(answer: Answer, question: Question) -> None:
    where = f"{answer.theme}.{answer.question}"
    if answer.own_words and not question.open:
        raise AnswersError(f"{where}: takes no words beside its options")
    if answer.text and question.type is not QuestionType.TEXT:
        raise AnswersError(f"{where}: takes no text")
    if answer.number is not None:
        if question.type is not QuestionType.NUMBER:
            raise AnswersError(f"{where}: takes no number")
        if not (math.isfinite(answer.number) and answer.number >= 0):
            raise AnswersError(f"{where}: {answer.number} counts nothing")


def _says_something(answer: Answer) -> bool:
    return answer.state is not AnswerState.ANSWERED or bool(
        answer.options or answer.own_words or answer.text or answer.number is not None
    )


def _checked(intensity: Intensity) -> Intensity:
    if not _LOWEST <= intensity.median <= _HIGHEST:
        raise AnswersError(f"{intensity.theme}: {intensity.median} is not from 1 to 5")
    return intensity
