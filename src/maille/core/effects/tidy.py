"""Answers made ready: empty ones left out, impossible ones refused, all in one order.

Whatever the order in which things were typed, what follows is the same to the byte.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from maille.core.effects.checking import check_answer, check_intensity, check_theme
from maille.core.effects.errors import AnswersError
from maille.core.effects.grid import question_of
from maille.core.effects.values import Answer, Answers, AnswerState, Grid, Intensity, Story

# Control characters, and halves of characters that no encoding can hold.
_NO_WORDS = frozenset({"Cc", "Cs"})
# Marks that turn the direction of reading: a story must not turn the page around it.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_words(text: str) -> str:
    r"""Give words on one line, without control characters nor doubled spaces.

    Examples
    --------
    >>> plain_words("  un atelier,\n une  chorale ")
    'un atelier, une chorale'
    """
    spaced = "".join(" " if unicodedata.category(one) in _NO_WORDS else one for one in text)
    return " ".join("".join(one for one in spaced if one not in _TURNING).split())


def plain_number(value: float) -> float:
    """Give a whole number without decimals, so that 4 and 4.0 are written the same.

    Examples
    --------
    >>> plain_number(4.0), plain_number(2.5)
    (4, 2.5)
    """
    return int(value) if value == int(value) else value


def may_be_told(story: Story) -> bool:
    """Tell whether a story may be printed and weighed: it has words, and consent.

    Examples
    --------
    >>> from maille.core.effects.values import StoryKind
    >>> may_be_told(Story("s1", "agency", "Un jardin.", StoryKind.TESTIMONY, consent=False))
    False
    """
    return story.consent and bool(plain_words(story.text))


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
    InvalidAnswerError
        When an answer is none to its question.
    AnswersError
        When a question is answered twice, or two stories bear the same id.
    """
    _refuse_unknown_themes(answers, grid)
    said = [_tidy_answer(one, grid) for one in answers.answers if not _is_void(one)]
    _refuse_doubles(f"{one.theme}.{one.question}" for one in said)
    _refuse_doubles(story.id for story in answers.stories)
    ranks = {theme.id: rank for rank, theme in enumerate(grid.themes)}
    questions = [(theme.id, one.id) for theme in grid.themes for one in theme.questions]
    stories = [story for story in answers.stories if may_be_told(story)]
    dissents = [one for one in answers.dissents if plain_words(one.text)]
    ratings = [_tidy_intensity(one, grid) for one in answers.intensities if one.n > 0]
    after_all = len(ranks)
    return replace(
        answers,
        answers=tuple(sorted(said, key=lambda one: questions.index((one.theme, one.question)))),
        stories=tuple(sorted(stories, key=lambda one: (ranks[one.theme], one.told_on, one.id))),
        dissents=tuple(sorted(dissents, key=lambda one: (ranks[one.theme], one.id))),
        intensities=tuple(sorted(ratings, key=lambda one: (ranks[one.theme], one.group, one.id))),
        indicators=tuple(
            sorted(
                answers.indicators,
                key=lambda one: (ranks.get(one.theme or "", after_all), one.id),
            )
        ),
    )


def _refuse_unknown_themes(answers: Answers, grid: Grid) -> None:
    named = [one.theme for one in answers.stories] + [one.theme for one in answers.dissents]
    named += [one.theme for one in answers.indicators if one.theme is not None]
    for theme in named:
        check_theme(theme, grid)


def _is_void(answer: Answer) -> bool:
    """Tell whether an answer holds nothing: it is then no answer at all."""
    return answer.state is AnswerState.ANSWERED and not (
        answer.options
        or any(plain_words(one) for one in answer.own_words)
        or plain_words(answer.text)
        or answer.number is not None
    )


def _tidy_answer(answer: Answer, grid: Grid) -> Answer:
    check_answer(answer, grid)
    options = question_of(grid, answer.theme, answer.question).options
    return replace(
        answer,
        options=tuple(option.id for option in options if option.id in answer.options),
        own_words=tuple(sorted({plain_words(one) for one in answer.own_words} - {""})),
        text=plain_words(answer.text),
        said=plain_words(answer.said),
    )


def _tidy_intensity(intensity: Intensity, grid: Grid) -> Intensity:
    check_intensity(intensity, grid)
    return intensity


def _refuse_doubles(names: Iterable[str]) -> None:
    doubles = sorted(name for name, n in Counter(names).items() if n > 1)
    if doubles:
        raise AnswersError(f"{', '.join(doubles)}: given twice")
