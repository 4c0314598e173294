"""The engine is ready before somebody waits."""

import pytest

from maille.territory.asking import answers, warming
from maille.territory.asking.questions import MINUTES, MODES
from tests.factories.studies import make_study


@pytest.mark.django_db
def test_without_study_nothing_is_answered():
    answers.answer_at_once.cache_clear()
    warming.get_ready()
    assert answers.answer_at_once.cache_info().currsize == 0


@pytest.mark.django_db(transaction=True)
def test_studies_are_answered_once_before_anybody_asks():
    make_study()
    answers.answer_at_once.cache_clear()
    answers.prepared.cache_clear()
    thread = warming.warm_up()
    thread.join()
    assert (thread.daemon, answers.answer_at_once.cache_info().currsize) == (True, 1)
    travels = len(MODES) * len(MINUTES)
    assert answers.prepared.cache_info().currsize == travels
