"""Rates of independent events."""

import math

import pytest

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.events import EventCount, rate_of_events, zero_events
from maille.core.effects.estimate.intervals import garwood
from maille.core.effects.estimate.values import EstimateMethod


def test_a_rate_is_garwoods_over_its_exposure():
    rate = rate_of_events(EventCount(9, exposure=12))
    low, high = garwood(9)
    assert (rate.value, rate.low, rate.high) == pytest.approx((0.75, low / 12, high / 12))
    assert (rate.n, rate.method) == (9, EstimateMethod.GARWOOD)


def test_no_event_starts_at_zero():
    rate = rate_of_events(EventCount(0, spans=(0, 0)))
    assert (rate.value, rate.low, rate.high) == (0, 0, pytest.approx(3.689, abs=5e-4))


def test_an_exhaustive_register_has_no_interval():
    with pytest.raises(EstimateError, match="state what it covers"):
        rate_of_events(EventCount(9), exhaustive=True)


@pytest.mark.parametrize("spans", [(), (8,), (2, 2, 2, 2), (3, 2, 2, 1)])
def test_events_spread_evenly_are_independent(spans):
    assert EventCount(8, spans=spans).clustering == 1


def test_events_that_come_together_widen_the_interval():
    alone = rate_of_events(EventCount(12, spans=(1,) * 12))
    together = rate_of_events(EventCount(12, spans=(0, 4, 0, 0, 5, 0, 0, 0, 0, 3, 0, 0)))
    assert together.value == alone.value
    assert together.low < alone.low / 2
    assert together.high > alone.high * 1.5


@pytest.mark.parametrize(
    ("events", "exposure", "spans"),
    [
        (-1, 1.0, ()),
        (1, 1.0, (2, -1)),
        (3, 0.0, ()),
        (3, math.nan, ()),
        (3, math.inf, ()),
        (3, 1.0, (1, 1)),
    ],
)
def test_what_is_no_count_over_an_exposure_is_refused(events, exposure, spans):
    with pytest.raises(EstimateError):
        EventCount(events, exposure, spans)


@pytest.mark.parametrize(("n", "high"), [(1, 1), (3, 1), (60, 0.05), (300, 0.01)])
def test_no_case_in_n_leaves_three_in_n(n, high):
    bound = zero_events(n)
    assert (bound.value, bound.low, bound.high, bound.n) == (0, 0, high, n)
    assert bound.method is EstimateMethod.RULE_OF_THREE


def test_nothing_looked_at_bounds_nothing():
    with pytest.raises(EstimateError, match="nothing was looked at"):
        zero_events(0)
