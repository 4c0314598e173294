"""Whether what was typed is an answer to the question that was asked."""

import math
from enum import StrEnum
from typing import Final

from maille.core.effects.values import (
    Answer,
    AnswerState,
    Grid,
    Intensity,
    Question,
    QuestionType,
    Story,
    Theme,
)
from maille.core.kernel.errors import CoreError, InvalidPeriodError
from maille.core.kernel.period import first_day

LARGEST_NUMBER: Final = 1_000_000_000
LONGEST_TEXT: Final = 4_000
LONGEST_STORY: Final = 20_000
LOWEST_RATING: Final = 1
HIGHEST_RATING: Final = 5


class Problem(StrEnum):
    """What keeps something from being recorded."""

    UNKNOWN_THEME = "unknown_theme"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_GROUP = "unknown_group"
    STATE_CONTRADICTED = "state_contradicted"
    NOTHING_ANSWERED = "nothing_answered"
    SEVERAL_CHOSEN = "several_chosen"
    EXCLUSIVE_CHOSEN = "exclusive_chosen"
    NOT_AN_OPEN_QUESTION = "not_an_open_question"
    NOT_WHAT_WAS_ASKED = "not_what_was_asked"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    RATING_OUT_OF_RANGE = "rating_out_of_range"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"
    NOT_A_DATE = "not_a_date"


class InvalidAnswerError(CoreError):
    """Something said that is no answer; ``problem`` says why, ``where`` names the question."""

    def __init__(self, problem: Problem, where: str) -> None:
        super().__init__(f"{where}: {problem.value}")
        self.problem = problem
        self.where = where


def check_answer(answer: Answer, grid: Grid) -> None:
    """Refuse an answer that its question does not allow.

    Parameters
    ----------
    answer
        What was said; its ``id`` is not looked at.
    grid
        The questions.

    Raises
    ------
    InvalidAnswerError
        Unknown theme, question or option; values beside another state than *answered*; several
        options where one is asked for; an exclusive option beside another; a number that is
        negative, too large or not finite; a text over the limit; an answer without values.

    Examples
    --------
    >>> from maille.core.effects.values import AnswerState
    >>> answer = Answer("a1", "weather", "rain", AnswerState.UNKNOWN)
    >>> check_answer(answer, Grid("g", "1", "", (), ()))
    Traceback (most recent call last):
    ...
    maille.core.effects.checking.InvalidAnswerError: weather: unknown_theme
    """
    theme = check_theme(answer.theme, grid)
    where = f"{answer.theme}.{answer.question}"
    question = next((one for one in theme.questions if one.id == answer.question), None)
    if question is None:
        raise InvalidAnswerError(Problem.UNKNOWN_QUESTION, where)
    problem = (
        _problem_of_values(answer, question)
        if answer.state is AnswerState.ANSWERED
        else _problem_of_silence(answer)
    )
    if problem is not None:
        raise InvalidAnswerError(problem, where)
    if answer.number is not None:
        check_number(answer.number, where)


def check_theme(theme_id: str, grid: Grid) -> Theme:
    """Give the theme of this id.

    Parameters
    ----------
    theme_id
        Such as ``social_ties``.
    grid
        The themes.

    Raises
    ------
    InvalidAnswerError
        When the grid has no such theme.

    Examples
    --------
    >>> check_theme("weather", Grid("g", "1", "", (), ()))
    Traceback (most recent call last):
    ...
    maille.core.effects.checking.InvalidAnswerError: weather: unknown_theme
    """
    theme = next((theme for theme in grid.themes if theme.id == theme_id), None)
    if theme is None:
        raise InvalidAnswerError(Problem.UNKNOWN_THEME, theme_id)
    return theme


def check_number(number: float, where: str) -> None:
    """Refuse a number that counts nothing: negative, without end, or beyond a thousand million.

    Parameters
    ----------
    number
        In whatever unit.
    where
        What is counted, for the error.

    Raises
    ------
    InvalidAnswerError
        When it is out of range.

    Examples
    --------
    >>> check_number(12.5, "indicator")
    >>> check_number(-3, "indicator")
    Traceback (most recent call last):
    ...
    maille.core.effects.checking.InvalidAnswerError: indicator: number_out_of_range
    """
    if not (math.isfinite(number) and 0 <= number <= LARGEST_NUMBER):
        raise InvalidAnswerError(Problem.NUMBER_OUT_OF_RANGE, where)


def _problem_of_silence(answer: Answer) -> Problem | None:
    said = answer.options or answer.own_words or answer.text or answer.number is not None
    return Problem.STATE_CONTRADICTED if said else None


def _problem_of_values(answer: Answer, question: Question) -> Problem | None:
    if _says_something_else(answer, question.type):
        return Problem.NOT_WHAT_WAS_ASKED
    if question.type is QuestionType.NUMBER:
        return Problem.NOTHING_ANSWERED if answer.number is None else None
    if question.type is QuestionType.TEXT:
        return _problem_of_words(answer.text, LONGEST_TEXT, Problem.NOTHING_ANSWERED)
    return _problem_of_options(answer, question)


def _says_something_else(answer: Answer, asked: QuestionType) -> bool:
    chosen = bool(answer.options or answer.own_words)
    return (
        (chosen and asked not in {QuestionType.MULTI, QuestionType.SINGLE})
        or (answer.number is not None and asked is not QuestionType.NUMBER)
        or (bool(answer.text) and asked is not QuestionType.TEXT)
    )


def _problem_of_words(words: str, longest: int, absent: Problem) -> Problem | None:
    if not words.strip():
        return absent
    return Problem.TOO_LONG if len(words) > longest else None


def _problem_of_options(answer: Answer, question: Question) -> Problem | None:
    known = {option.id: option for option in question.options}
    chosen = len(answer.options) + len(answer.own_words)
    several = chosen > 1
    tests = (
        (not chosen, Problem.NOTHING_ANSWERED),
        (bool(answer.own_words) and not question.open, Problem.NOT_AN_OPEN_QUESTION),
        (not known.keys() >= set(answer.options), Problem.UNKNOWN_OPTION),
        (several and question.type is QuestionType.SINGLE, Problem.SEVERAL_CHOSEN),
        (
            several and any(known[one].exclusive for one in answer.options if one in known),
            Problem.EXCLUSIVE_CHOSEN,
        ),
        (sum(map(len, answer.own_words)) > LONGEST_TEXT, Problem.TOO_LONG),
    )
    return next((problem for found, problem in tests if found), None)


def check_story(story: Story, grid: Grid) -> None:
    """Refuse a story without words, too long, of an unknown theme, or of an impossible date.

    Parameters
    ----------
    story
        What was told; its ``id`` is not looked at, and consent is not asked for here.
    grid
        The themes.

    Raises
    ------
    InvalidAnswerError
        With the first problem found.

    Examples
    --------
    >>> from maille.core.effects.values import StoryKind
    >>> story = Story("s1", "weather", "It rained.", StoryKind.TESTIMONY)
    >>> check_story(story, Grid("g", "1", "", (), ()))
    Traceback (most recent call last):
    ...
    maille.core.effects.checking.InvalidAnswerError: weather: unknown_theme
    """
    check_theme(story.theme, grid)
    problem = _problem_of_words(story.text, LONGEST_STORY, Problem.NO_WORDS)
    if problem is not None:
        raise InvalidAnswerError(problem, story.theme)
    if story.told_on:
        check_date(story.told_on, story.theme)


def check_date(partial_date: str, where: str) -> None:
    """Refuse what names no year, month or day of the calendar.

    Parameters
    ----------
    partial_date
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    where
        What is dated, for the error.

    Raises
    ------
    InvalidAnswerError
        When there is no such day.

    Examples
    --------
    >>> check_date("2025-02", "agency")
    >>> check_date("2025-02-30", "agency")
    Traceback (most recent call last):
    ...
    maille.core.effects.checking.InvalidAnswerError: agency: not_a_date
    """
    try:
        first_day(partial_date)
    except InvalidPeriodError as error:
        raise InvalidAnswerError(Problem.NOT_A_DATE, where) from error


def check_intensity(intensity: Intensity, grid: Grid) -> None:
    """Refuse a rating outside 1 to 5, or of a group that the grid does not know.

    Parameters
    ----------
    intensity
        Median and spread in points of the rating, ``n`` in persons.
    grid
        The themes and the groups of respondents.

    Raises
    ------
    InvalidAnswerError
        With the first problem found.

    Examples
    --------
    >>> check_intensity(Intensity("i1", "weather", "volunteers", 6, 3), Grid("g", "1", "", (), ()))
    Traceback (most recent call last):
    ...
    maille.core.effects.checking.InvalidAnswerError: weather: unknown_theme
    """
    check_theme(intensity.theme, grid)
    if intensity.group not in {group.id for group in grid.respondents}:
        raise InvalidAnswerError(Problem.UNKNOWN_GROUP, intensity.theme)
    widest = HIGHEST_RATING - LOWEST_RATING
    if not (
        LOWEST_RATING <= intensity.median <= HIGHEST_RATING
        and intensity.n >= 0
        and (intensity.spread is None or 0 <= intensity.spread <= widest)
    ):
        raise InvalidAnswerError(Problem.RATING_OUT_OF_RANGE, intensity.theme)
