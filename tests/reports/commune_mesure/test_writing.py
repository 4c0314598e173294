"""What rows cannot hold is said, and the rest is written."""

import datetime as dt

import pytest

from maille.core.effects.values import Answer, AnswerState
from maille.core.kernel.period import Period
from maille.places.actions import add_place
from maille.reports.actions import open_draft
from maille.reports.commune_mesure import Field, GivenAnswer, Taken
from maille.reports.commune_mesure.drafting import write_answers
from maille.reports.commune_mesure.filling import Hand, fill_portrait
from maille.reports.commune_mesure.taking import NOTHING

pytestmark = pytest.mark.django_db
HAND = Hand(None, dt.datetime(2026, 11, 22, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("street", "rue " * 200),
        ("employees", 3e12),
        ("means.operating.grants", 3e12),
        ("opened", "2031"),
    ],
)
def test_what_a_column_cannot_hold_is_said_and_the_rest_written(target, value):
    place = add_place(name="Le Fournil", by=None)
    facts = (Field("", "founding_idea", "Cuire."), Field("", target, value))
    refused = fill_portrait(place, Taken(facts, (), ()), NOTHING, HAND)
    assert refused == (target.partition(".")[0],)
    place.portrait.refresh_from_db()
    assert place.portrait.founding_idea == "Cuire."


def test_answer_that_the_grid_does_not_allow_is_said_and_the_rest_written():
    draft = open_draft(place=add_place(name="Le Fournil", by=None), period=Period(), by=None)
    good = Answer("a", "social_ties", "frequency", AnswerState.ANSWERED, options=("daily",))
    wrong = Answer("b", "social_ties", "audiences", AnswerState.ANSWERED, options=("nobody",))
    given = Taken((), (GivenAnswer("x.good", good), GivenAnswer("x.wrong", wrong)), ())
    assert write_answers(draft, given, NOTHING, HAND) == ("x.wrong",)
    assert [row.question for row in draft.answers.all()] == ["frequency"]
