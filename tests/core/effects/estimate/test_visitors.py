"""Different persons behind the visits."""

import datetime as dt
import statistics
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.estimate.visitors import Draw, FrequencySurvey, unique_visitors
from maille.core.kernel.period import Period

MARCH = Period(dt.date(2025, 3, 1), dt.date(2025, 3, 30))
TIMES = (1, 1, 2, 2, 3, 4, 6, 8, 12, 20, 20, 30)
SURVEY = FrequencySurvey(TIMES, Draw.AMONG_VISITS, MARCH)


def exactly(visits):
    return Estimate(visits, visits, visits, EstimateMethod.SAMPLED_DAYS, 30)


def test_visitors_are_visits_times_the_mean_of_one_over_their_frequency():
    visitors = unique_visitors(exactly(900.0), MARCH, SURVEY)
    assert visitors.value == pytest.approx(900 * statistics.fmean(1 / n for n in TIMES))
    assert (visitors.n, visitors.method) == (12, EstimateMethod.VISIT_FREQUENCY)
    assert 0 <= visitors.low < visitors.value < visitors.high <= 900


def test_doubt_about_the_visits_is_added():
    sure = unique_visitors(exactly(900.0), MARCH, SURVEY)
    unsure = unique_visitors(replace(exactly(900.0), low=700, high=1200), MARCH, SURVEY)
    assert unsure.value == sure.value
    assert unsure.low < sure.low
    assert unsure.high > sure.high


def test_when_every_visit_was_asked_nothing_is_in_doubt():
    everyone = FrequencySurvey((1,) * 6 + (3,) * 6, Draw.AMONG_VISITS, MARCH)
    visitors = unique_visitors(exactly(12.0), MARCH, everyone)
    assert visitors.low == visitors.value == visitors.high == pytest.approx(8)


def test_a_rare_visitor_may_have_been_missed_among_regulars():
    regulars = FrequencySurvey((20,) * 50, Draw.AMONG_VISITS, MARCH)
    visitors = unique_visitors(exactly(2000.0), MARCH, regulars)
    assert (visitors.low, visitors.value) == (pytest.approx(100), pytest.approx(100))
    assert visitors.high > 180


@given(st.lists(st.integers(1, 30), min_size=11, max_size=60), st.floats(60, 5000))
def test_visitors_lie_between_none_and_as_many_as_visits(times, visits):
    survey = FrequencySurvey(tuple(times), Draw.AMONG_VISITS, MARCH)
    visitors = unique_visitors(exactly(visits), MARCH, survey)
    assert 0 <= visitors.low <= visitors.value <= visitors.high <= visits * (1 + 1e-9)


def test_a_voluntary_survey_gives_no_figure():
    with pytest.raises(EstimateError, match="no draw among visits"):
        unique_visitors(exactly(900.0), MARCH, replace(SURVEY, draw=Draw.VOLUNTARY))


def test_the_question_and_the_visits_are_about_the_same_days():
    april = Period(dt.date(2025, 4, 1), dt.date(2025, 4, 30))
    with pytest.raises(EstimateError, match="the same 30 days"):
        unique_visitors(exactly(900.0), april, SURVEY)


@pytest.mark.parametrize(
    ("period", "said"),
    [(Period(dt.date(2025, 3, 1), dt.date(2025, 3, 31)), "31 days"), (Period(), "0 days")],
)
def test_the_period_is_thirty_days(period, said):
    with pytest.raises(EstimateError, match=said):
        unique_visitors(exactly(900.0), period, replace(SURVEY, period=period))


def test_few_answers_give_no_figure():
    with pytest.raises(EstimateError, match="10 answers: at least 11 are needed"):
        unique_visitors(exactly(900.0), MARCH, replace(SURVEY, times=TIMES[:10]))


@pytest.mark.parametrize("visits", [0.0, 11.0])
def test_more_answers_than_visits_is_refused(visits):
    with pytest.raises(EstimateError, match=f"12 answers for {visits:.0f} visits"):
        unique_visitors(exactly(visits), MARCH, SURVEY)


def test_who_answers_came_at_least_once():
    with pytest.raises(EstimateError, match="at least once"):
        FrequencySurvey((1, 0), Draw.AMONG_VISITS, MARCH)
