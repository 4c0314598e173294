"""Figures over several places."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.places import ratio_over_places, sum_over_places
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.kernel.text import Text


def exactly(value):
    return Estimate(value, value, value, EstimateMethod.SAMPLED_DAYS, 365)


def around(value, reach):
    return Estimate(value, value - reach, value + 2 * reach, EstimateMethod.SAMPLED_DAYS, 12)


def test_a_sum_supposes_nothing_of_silent_places():
    total = sum_over_places([exactly(100), around(200, 30), around(300, 40)], known=9)
    assert (total.value, total.low, total.high) == (600, 550, 700)
    assert (total.n, total.known, total.method) == (3, 9, EstimateMethod.SUM_OF_PLACES)


@pytest.mark.parametrize(
    ("reporting", "known", "fr", "en"),
    [
        (3, 9, "3 lieux sur 9 ont répondu", "3 of 9 places reported"),
        (1, 9, "1 lieu sur 9 a répondu", "1 of 9 places reported"),
        (3, None, "3 lieux ont répondu", "3 places reported"),
        (1, None, "1 lieu a répondu", "1 place reported"),
    ],
)
def test_how_many_reported_is_said_beside(reporting, known, fr, en):
    assert sum_over_places([exactly(5)] * reporting, known=known).coverage == Text(fr=fr, en=en)


@pytest.mark.parametrize(("reporting", "known"), [(0, 4), (0, None), (5, 4)])
def test_a_sum_of_nothing_or_of_more_than_all_is_refused(reporting, known):
    with pytest.raises(EstimateError):
        sum_over_places([exactly(5)] * reporting, known=known)


def test_all_places_reporting_leaves_their_own_doubt_alone():
    reports = [around(value, 10) for value in (100, 120, 90, 110, 80, 105)]
    total = ratio_over_places(reports, [1.0] * 6, [])
    told = sum_over_places(reports, known=6)
    assert (total.value, total.low) == (told.value, pytest.approx(told.low))
    assert total.high >= told.high


def test_a_silent_place_is_predicted_from_its_size():
    reports = [exactly(100.0 * size) for size in (1, 2, 3, 1, 2, 1)]
    total = ratio_over_places(reports, [1, 2, 3, 1, 2, 1], [4, 1])
    assert (total.value, total.low, total.high) == pytest.approx((1500, 1500, 1500))
    assert (total.n, total.known, total.method) == (6, 8, EstimateMethod.RATIO_OVER_PLACES)


@given(st.lists(st.integers(0, 500), min_size=6, max_size=12), st.integers(0, 4))
def test_a_total_is_never_under_what_was_reported(figures, silent):
    total = ratio_over_places([exactly(n) for n in figures], [1.0] * len(figures), [1.0] * silent)
    assert total.low >= min(total.value, sum(figures))


@pytest.mark.parametrize(
    ("reporting", "sizes", "silent"),
    [
        (5, [1.0] * 5, []),
        (6, [1.0] * 6, [1.0] * 5),
        (6, [1.0] * 5, [1.0]),
        (6, [1.0] * 5 + [0.0], [1.0]),
        (6, [1.0] * 6, [math.nan]),
        (6, [1.0] * 6, [math.inf]),
    ],
)
def test_too_few_places_or_sizes_that_do_not_fit_are_refused(reporting, sizes, silent):
    with pytest.raises(EstimateError):
        ratio_over_places([exactly(10)] * reporting, sizes, silent)
