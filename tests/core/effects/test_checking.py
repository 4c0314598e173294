"""What the grid refuses, and why."""

import pytest

from maille.core.effects.checking import (
    LONGEST_STORY,
    LONGEST_TEXT,
    InvalidAnswerError,
    Problem,
    check_answer,
    check_date,
    check_intensity,
    check_number,
    check_story,
    check_theme,
)
from maille.core.effects.values import Answer, AnswerState, Intensity, Story, StoryKind
from maille.grids import load_grid


def answer(theme="social_ties", question="audiences", state=AnswerState.ANSWERED, **values):
    return Answer("a", theme, question, state, **values)


@pytest.mark.parametrize(
    "said",
    [
        answer(options=("visitors", "volunteers")),
        answer(question="frequency", options=("daily",)),
        answer("networks", "around", options=("none",)),
        answer("public_services", "urgent_needs", own_words=("un banc",)),
        answer("agency", "initiatives", number=0.0),
        answer("living_environment", "how", text="La rue est plus calme."),
        answer(state=AnswerState.UNKNOWN),
        answer(state=AnswerState.NONE_OBSERVED),
        answer(state=AnswerState.NOT_APPLICABLE),
    ],
)
def test_check_answer_accepts_what_was_asked(said):
    check_answer(said, load_grid())


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (answer("weather"), Problem.UNKNOWN_THEME),
        (answer(question="rain"), Problem.UNKNOWN_QUESTION),
        (answer(options=("martians",)), Problem.UNKNOWN_OPTION),
        (answer(), Problem.NOTHING_ANSWERED),
        (answer(question="frequency", options=("daily", "monthly")), Problem.SEVERAL_CHOSEN),
        (answer("networks", "around", options=("none", "topic")), Problem.EXCLUSIVE_CHOSEN),
        (answer(own_words=("des chats",)), Problem.NOT_AN_OPEN_QUESTION),
        (answer(state=AnswerState.UNKNOWN, options=("visitors",)), Problem.STATE_CONTRADICTED),
        (answer(state=AnswerState.UNKNOWN, number=0.0), Problem.STATE_CONTRADICTED),
        (answer("agency", "initiatives"), Problem.NOTHING_ANSWERED),
        (answer("agency", "initiatives", number=-1.0), Problem.NUMBER_OUT_OF_RANGE),
        (answer("agency", "initiatives", number=float("inf")), Problem.NUMBER_OUT_OF_RANGE),
        (answer("agency", "initiatives", number=2e9), Problem.NUMBER_OUT_OF_RANGE),
        (answer("agency", "initiatives", options=("x",)), Problem.NOT_WHAT_WAS_ASKED),
        (answer(options=("visitors",), number=3.0), Problem.NOT_WHAT_WAS_ASKED),
        (answer(options=("visitors",), text="oui"), Problem.NOT_WHAT_WAS_ASKED),
        (answer("living_environment", "how", text=" "), Problem.NOTHING_ANSWERED),
        (
            answer("living_environment", "how", text="a" * (LONGEST_TEXT + 1)),
            Problem.TOO_LONG,
        ),
        (
            answer("public_services", "urgent_needs", own_words=("a" * (LONGEST_TEXT + 1),)),
            Problem.TOO_LONG,
        ),
    ],
)
def test_check_answer_names_the_problem(said, problem):
    with pytest.raises(InvalidAnswerError) as refused:
        check_answer(said, load_grid())
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("theme", "text", "told_on", "problem"),
    [
        ("weather", "Il a plu.", "", Problem.UNKNOWN_THEME),
        ("agency", " \n", "", Problem.NO_WORDS),
        ("agency", "a" * (LONGEST_STORY + 1), "", Problem.TOO_LONG),
        ("agency", "Un jardin.", "2025-13", Problem.NOT_A_DATE),
    ],
)
def test_check_story_names_the_problem(theme, text, told_on, problem):
    story = Story("s", theme, text, StoryKind.TESTIMONY, told_on=told_on)
    with pytest.raises(InvalidAnswerError) as refused:
        check_story(story, load_grid())
    assert refused.value.problem is problem


@pytest.mark.parametrize("told_on", ["", "2025", "2025-05", "2025-05-12"])
def test_check_story_accepts_partial_dates(told_on):
    check_story(
        Story("s", "agency", "Un jardin.", StoryKind.TESTIMONY, told_on=told_on), load_grid()
    )


@pytest.mark.parametrize(
    ("group", "median", "n", "spread", "problem"),
    [
        ("martians", 3, 5, None, Problem.UNKNOWN_GROUP),
        (None, 0.5, 5, None, Problem.RATING_OUT_OF_RANGE),
        (None, 5.5, 5, None, Problem.RATING_OUT_OF_RANGE),
        (None, 3, -1, None, Problem.RATING_OUT_OF_RANGE),
        (None, 3, 5, 4.5, Problem.RATING_OUT_OF_RANGE),
    ],
)
def test_check_intensity_names_the_problem(group, median, n, spread, problem):
    grid = load_grid()
    intensity = Intensity("i", "agency", group or grid.respondents[0].id, median, n, spread)
    with pytest.raises(InvalidAnswerError) as refused:
        check_intensity(intensity, grid)
    assert refused.value.problem is problem


@pytest.mark.parametrize("spread", [None, 0, 4])
def test_check_intensity_accepts_a_rating(spread):
    grid = load_grid()
    check_intensity(Intensity("i", "agency", grid.respondents[0].id, 1, 0, spread), grid)


def test_check_theme_gives_the_theme():
    assert check_theme("agency", load_grid()).id == "agency"


def test_check_date_and_number_accept_what_is_possible():
    check_date("2024-02-29", "x")
    check_number(0, "x")
