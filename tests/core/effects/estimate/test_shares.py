"""Shares among those who answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.intervals import wilson
from maille.core.effects.estimate.shares import (
    FewAnswers,
    kish_size,
    share_ends,
    share_of_respondents,
    share_of_visitors,
    share_with_nonresponse,
)
from maille.core.effects.estimate.values import EstimateMethod
from maille.core.kernel.text import Text


def test_few_answers_are_said_without_percentage():
    few = share_of_respondents(3, 10)
    assert few == FewAnswers(3, 10)
    assert few.text == Text(fr="3 sur 10", en="3 of 10")


def test_a_share_has_wilsons_interval():
    share = share_of_respondents(24, 60)
    assert (share.value, share.n, share.method) == (0.4, 60, EstimateMethod.WILSON)
    assert (share.low, share.high) == wilson(0.4, 60)


def test_a_small_population_narrows_the_interval():
    wide, narrow = share_of_respondents(24, 60), share_of_respondents(24, 60, population=80)
    assert wide.low < narrow.low < 0.4 < narrow.high < wide.high


def test_everybody_asked_leaves_no_doubt():
    share = share_of_respondents(9, 12, population=12)
    assert share.low == share.value == share.high == 0.75


@given(st.integers(1, 60), st.integers(0, 60), st.data())
def test_ends_are_whole_numbers_of_persons_who_can_be(n, others, data):
    yes = data.draw(st.integers(0, n))
    low, high = share_ends(yes, n, n + others)
    assert low * (n + others) == pytest.approx(round(low * (n + others))) or low == yes / n
    assert (
        yes / (n + others) - 1e-9 <= low <= yes / n <= high <= (yes + others) / (n + others) + 1e-9
    )


@pytest.mark.parametrize(
    ("yes", "n", "population"), [(0, 0, None), (13, 12, None), (-1, 12, None), (3, 12, 11)]
)
def test_numbers_that_contradict_one_another_are_refused(yes, n, population):
    with pytest.raises(EstimateError):
        share_of_respondents(yes, n, population=population)


def test_equal_weights_count_each_answer():
    assert kish_size([0.5] * 12) == 12


def test_visitors_of_one_visit_each_are_persons():
    plain, weighted = (
        share_of_respondents(8, 30),
        share_of_visitors([(True, 3)] * 8 + [(False, 3)] * 22),
    )
    assert weighted.value == pytest.approx(plain.value)
    assert (weighted.low, weighted.high) == pytest.approx((plain.low, plain.high))
    assert (weighted.n, weighted.method) == (30, EstimateMethod.WILSON_WEIGHTED)


def test_regulars_are_brought_back_to_their_weight():
    share = share_of_visitors([(True, 20)] * 40 + [(False, 1)] * 20)
    assert share.value == pytest.approx(2 / 22)


@pytest.mark.parametrize(("said", "value"), [(True, 1.0), (False, 0.0)])
def test_when_all_agree_one_end_stays_open(said, value):
    share = share_of_visitors([(said, 1)] * 20 + [(said, 7)] * 20)
    assert share.value == value
    assert share.high - share.low > 0.05


def test_disagreement_among_rare_visitors_widens_the_interval():
    regulars = [(False, 20)] * 130
    apart = share_of_visitors([(True, 1)] * 10 + [(False, 1)] * 10 + regulars)
    weights = [1.0] * 20 + [1 / 20] * 130
    narrower = wilson(apart.value, kish_size(weights))
    assert (apart.low, apart.high) != pytest.approx(narrower)
    assert apart.low < narrower[0] < narrower[1] < apart.high


@pytest.mark.parametrize(
    "answers",
    [[(True, 1)] * 4 + [(False, 1)] * 6, [(True, 1)] * 4 + [(False, 30)] * 90],
)
def test_answers_worth_too_few_persons_are_said_without_percentage(answers):
    assert share_of_visitors(answers) == FewAnswers(4, len(answers))


def test_who_answers_came_at_least_once():
    with pytest.raises(EstimateError, match="at least once"):
        share_of_visitors([(True, 0)] * 20)


def test_bounds_hold_whatever_the_silent_think():
    share = share_with_nonresponse(30, 40, 50, population=50)
    assert (share.value, share.low, share.high, share.n) == (0.75, 0.6, 0.8, 40)
    assert (share.method, share.response_rate) == (EstimateMethod.MANSKI, 0.8)
    assert (share.among_respondents, share.qualifier) == (False, None)


def test_a_low_response_is_said_to_be_among_respondents():
    share = share_with_nonresponse(20, 24, 50)
    assert share.qualifier == Text(fr="parmi les répondants", en="among those who answered")


def test_bounds_widen_when_those_asked_were_drawn():
    everybody = share_with_nonresponse(30, 40, 50, population=50)
    drawn = share_with_nonresponse(30, 40, 50)
    assert drawn.low < everybody.low < everybody.high < drawn.high


def test_few_answers_have_no_bounds():
    assert share_with_nonresponse(3, 10, 50) == FewAnswers(3, 10)


@pytest.mark.parametrize(
    ("yes", "answered", "asked", "population"),
    [(3, 0, 20, None), (13, 12, 20, None), (3, 21, 20, None), (3, 12, 20, 19)],
)
def test_a_response_that_cannot_be_is_refused(yes, answered, asked, population):
    with pytest.raises(EstimateError):
        share_with_nonresponse(yes, answered, asked, population=population)
