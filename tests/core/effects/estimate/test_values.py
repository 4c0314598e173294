"""A figure and its interval."""

import math

import pytest

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.values import Estimate, EstimateMethod

METHOD = EstimateMethod.SAMPLED_DAYS


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_an_estimate_is_finite(bad):
    for numbers in ((bad, 1.0, 2.0), (1.0, bad, 2.0), (1.0, 0.0, bad)):
        with pytest.raises(EstimateError, match="not finite"):
            Estimate(*numbers, METHOD, 3)


@pytest.mark.parametrize("value", [0.9, 2.1])
def test_an_estimate_lies_in_its_interval(value):
    with pytest.raises(EstimateError, match="is not between"):
        Estimate(value, 1.0, 2.0, METHOD, 3)


def test_an_estimate_rests_on_something_or_nothing_never_less():
    with pytest.raises(EstimateError, match="-1 observations"):
        Estimate(1.0, 1.0, 1.0, METHOD, -1)


@pytest.mark.parametrize(
    ("low", "high", "crosses"),
    [(-1.0, 1.0, True), (0.0, 1.0, True), (-1.0, 0.5, True), (0.1, 1.0, False)],
)
def test_an_interval_across_zero_says_so(low, high, crosses):
    assert Estimate(0.5, low, high, METHOD, 3).crosses_zero is crosses


def test_half_width_is_in_the_unit_of_the_figure():
    assert Estimate(12.0, 9.0, 16.0, METHOD, 3).half_width == 3.5


def test_each_method_has_two_names():
    names = [method.text for method in EstimateMethod]
    assert all(name.fr and name.en for name in names)
    assert len({name.fr for name in names}) == len({name.en for name in names}) == len(names)
