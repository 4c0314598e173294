"""Visits of a period from sampled days."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.values import EstimateMethod
from maille.core.effects.estimate.visits import CountedStratum, distances, visits_from_samples

COUNTS = st.lists(st.integers(0, 500).map(float), min_size=2, max_size=12).map(tuple)


@st.composite
def strata(draw):
    counts = draw(COUNTS)
    return CountedStratum(len(counts) + draw(st.integers(0, 300)), counts)


def test_visits_follow_the_formula():
    # Cochran (1977), formulas 5.6 and 5.16, by hand.
    weekdays = CountedStratum(20, (10, 14, 12))
    weekends = CountedStratum(8, (30, 20))
    visits = visits_from_samples([weekdays, weekends])
    variance = 20**2 * (1 - 3 / 20) * 4 / 3 + 8**2 * (1 - 2 / 8) * 50 / 2
    assert (visits.value, visits.n, visits.method) == (440, 5, EstimateMethod.SAMPLED_DAYS)
    freedom = variance**2 / ((20**2 * 0.85 * 4 / 3) ** 2 / 2 + (64 * 0.75 * 25) ** 2 / 1)
    assert 1 < freedom < 3
    assert visits.low == pytest.approx(max(86, 440 - distances([(weekdays, 3), (weekends, 2)])[0]))


def test_a_t_interval_of_one_stratum_has_one_day_less_of_freedom():
    stratum = CountedStratum(1000, (10, 14, 12, 16, 8))
    below, above = distances([(stratum, 5)])
    assert below == pytest.approx(2.776445 * 1000 * math.sqrt(0.995 * 10 / 5))
    assert above == pytest.approx(12000 / (1 - below / 12000) - 12000)


@given(st.lists(strata(), min_size=1, max_size=3))
def test_visits_are_never_under_what_was_counted(sample):
    visits = visits_from_samples(sample)
    assert visits.low >= min(visits.value, sum(sum(one.counts) for one in sample)) >= 0


@given(st.lists(COUNTS, min_size=1, max_size=3))
def test_counting_every_day_leaves_no_doubt(sample):
    visits = visits_from_samples([CountedStratum(len(counts), counts) for counts in sample])
    assert visits.low == visits.value == visits.high
    assert visits.value == pytest.approx(sum(map(sum, sample)))


def test_one_day_alone_of_its_sort_is_counted_in_full():
    visits = visits_from_samples([CountedStratum(1, (80.0,)), CountedStratum(0, ())])
    assert (visits.low, visits.value, visits.high) == (80, 80, 80)
    assert CountedStratum(1, (80.0,)).variance_between_days == 0


def test_days_that_all_count_the_same_are_not_known_to_be():
    visits = visits_from_samples([CountedStratum(60, (12, 12, 12, 12))])
    assert 600 < visits.low < 720 < visits.high < 900


def test_days_that_counted_all_the_same_leave_room_for_others():
    visits = visits_from_samples([CountedStratum(100, (1.0,) * 20)])
    assert visits.value == 100
    assert 85 < visits.low < 88
    assert 113 < visits.high < 120


@pytest.mark.parametrize(
    "counts", [(0.0,) * 20, (0.0, 0.0, 0.0, 21.0), (0.0, 0.0, 0.0, 18.0, 22.0)]
)
def test_days_that_mostly_counted_nobody_speak_for_no_others(counts):
    busy = CountedStratum(200, (34, 41, 28))
    with pytest.raises(EstimateError, match="under 3 of the days counted"):
        visits_from_samples([busy, CountedStratum(100, counts)])


@pytest.mark.parametrize(
    ("days", "counts"),
    [(20, (0.0,) * 20), (100, (0.0, 0.0, 18.0, 22.0)), (100, (0.0,) * 9 + (18.0, 22.0, 25.0))],
)
def test_days_without_anybody_count_when_others_are_known(days, counts):
    visits = visits_from_samples([CountedStratum(days, counts)])
    assert visits.value == pytest.approx(days * sum(counts) / len(counts))


@given(strata(), st.integers(0, 100))
def test_more_days_of_the_same_sort_never_narrow_the_interval(stratum, more):
    larger = CountedStratum(stratum.days + more, stratum.counts)
    below, above = distances([(stratum, len(stratum.counts))])
    assert distances([(larger, len(stratum.counts))]) >= (below, above)


@pytest.mark.parametrize("counts", [(12.0, -1.0), (math.nan, 1.0), (math.inf, 1.0)])
def test_what_is_no_count_is_refused(counts):
    with pytest.raises(EstimateError, match="not counts of visits"):
        CountedStratum(10, counts)


def test_one_day_says_nothing_of_the_others():
    with pytest.raises(EstimateError, match="1 of 10 days counted: at least 2 are needed"):
        CountedStratum(10, (12.0,))


def test_more_days_counted_than_there_are_is_refused():
    with pytest.raises(EstimateError, match="3 days counted, though there are 2"):
        CountedStratum(2, (1.0, 2.0, 3.0))


@pytest.mark.parametrize("sample", [[], [CountedStratum(0, ())]])
def test_no_day_at_all_is_refused(sample):
    with pytest.raises(EstimateError, match="no day to estimate"):
        visits_from_samples(sample)
