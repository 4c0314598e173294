"""What visitors are asked agrees with the grid, option by option."""

import pytest

from maille.core.effects.observing import Audience
from maille.core.effects.values import QuestionType
from maille.grids import load_grid
from maille.observations.survey import load_words

GRID = {
    f"{theme.id}.{question.id}": question
    for theme in load_grid().themes
    for question in theme.questions
}


def test_visitors_are_asked_what_a_survey_can_support():
    choices = {QuestionType.MULTI, QuestionType.SINGLE}
    supported = [
        name
        for name, question in GRID.items()
        if question.type in choices and "survey" in question.evidence_kinds
    ]
    assert list(load_words().questions) == supported


@pytest.mark.parametrize("name", load_words().questions)
def test_every_option_of_the_grid_is_offered_and_no_other(name):
    asked, question = load_words().questions[name], GRID[name]
    assert [(one.id, one.direction, one.exclusive) for one in asked.options] == [
        (one.id, one.direction, one.exclusive) for one in question.options
    ]
    assert asked.several == (question.type is QuestionType.MULTI)


@pytest.mark.parametrize("name", load_words().questions)
def test_one_can_say_none_of_these_where_several_may_be_ticked(name):
    asked = load_words().questions[name]
    exclusive = any(option.exclusive for option in asked.options)
    assert (asked.none is not None) == (asked.several and not exclusive)


def test_every_theme_with_a_thread_may_be_rated():
    themes = [theme.id for theme in load_grid().themes if not theme.emerging]
    assert list(load_words().felt) == themes


def test_every_audience_has_words():
    assert list(load_words().audiences) == [audience.value for audience in Audience]
