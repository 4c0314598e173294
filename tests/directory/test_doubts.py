"""Doubts and questions: how they are raised, and how they close."""

import pytest

from maille.directory.actions import ask_about_missing, settle_doubt
from maille.directory.actions.questions import keep_listed
from maille.directory.enums import QuestionAnswer
from maille.directory.models import Doubt, Question
from maille.directory.queries import open_doubts, open_questions
from maille.directory.values import Unsure
from maille.places.models import Place
from tests.factories.directory import make_source, tell
from tests.factories.places import NetworkFactory

ONE, TWO = ("1", {"name": "Un"}), ("2", {"name": "Deux"})
FAR = Unsure("point", "far", [2.0, 48.0])


def test_doubt_closes_when_its_source_mends_it(source):
    tell(source, ONE, unsure=(FAR,))
    [doubt] = open_doubts(None)
    assert (doubt.field, doubt.code, doubt.value, str(doubt.record.place)) == (
        "point",
        "far",
        [2.0, 48.0],
        "Un",
    )
    tell(source, ONE, unsure=(FAR,))
    assert open_doubts(None).count() == 1
    tell(source, ("1", {"name": "Un", "phone": "1"}))
    assert list(open_doubts(None)) == []
    assert Doubt.objects.get().outcome == "Corrigé par la source dans son fichier suivant."


def test_settled_doubt_is_not_raised_again_for_the_same_value(source):
    tell(source, ONE, unsure=(FAR,))
    settle_doubt(doubt=Doubt.objects.get(), outcome="Le point est bon.", by=None)
    tell(source, ("1", {"name": "Un", "phone": "1"}), unsure=(FAR,))
    assert list(open_doubts(None)) == []
    tell(source, ("1", {"name": "Un"}), unsure=(Unsure("point", "far", [3.0, 48.0]),))
    assert [doubt.value for doubt in open_doubts(None)] == [[3.0, 48.0]]


def test_place_that_is_no_longer_listed_raises_one_question(source):
    tell(source, ONE, TWO)
    second = tell(source, ONE)
    assert [str(question.place) for question in ask_about_missing(delivery=second)] == ["Deux"]
    assert ask_about_missing(delivery=second) == []
    assert ask_about_missing(delivery=tell(source, ONE)) == []
    assert Place.objects.count() == 2


def test_place_that_is_listed_again_closes_its_question(source):
    tell(source, ONE, TWO)
    ask_about_missing(delivery=tell(source, ONE))
    tell(source, ONE, TWO)
    question = Question.objects.get()
    assert (question.answer, question.note) == (
        QuestionAnswer.STILL_THERE,
        "Sa source le mentionne de nouveau.",
    )
    assert list(open_questions(None)) == []
    assert len(ask_about_missing(delivery=tell(source, ONE))) == 1


def test_refused_row_is_still_listed(source):
    tell(source, ONE, TWO)
    second = tell(source, ONE)
    keep_listed(delivery=second, keys=["2"])
    assert ask_about_missing(delivery=second) == []


@pytest.mark.parametrize("by_place", [True, False])
def test_network_sees_what_is_unsure_in_its_places_and_sources(colombelles, by_place):
    network = NetworkFactory()
    source = make_source(network=None if by_place else network)
    tell(source, ONE, unsure=(FAR,))
    tell(make_source("Une autre"), TWO, unsure=(FAR,))
    if by_place:
        Place.objects.get(name="Un").networks.add(network)
    ask_about_missing(delivery=tell(source))
    assert [str(doubt.record.place) for doubt in open_doubts(network)] == ["Un"]
    assert [str(question.place) for question in open_questions(network)] == ["Un"]
    assert open_doubts(None).count() == 2
