"""The quantiles and intervals every estimator is made of, against published values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.estimate.intervals import (
    garwood,
    square_and_add,
    steep_end,
    t_quantile,
    wilson,
)


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(1, 12.706), (2, 4.303), (10, 2.228), (math.inf, 1.96)]
)
def test_t_quantile_is_that_of_the_tables(freedom, quantile):
    assert t_quantile(freedom) == pytest.approx(quantile, abs=5e-4)


# Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
@pytest.mark.parametrize(
    ("yes", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)]
)
def test_wilson_is_that_of_newcombes_table(yes, n, low, high):
    assert wilson(yes / n, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_is_lowered_where_a_case_is_rare():
    assert wilson(1 / 20, 20)[0] == pytest.approx(-math.log(0.95) / 20)
    assert wilson(19 / 20, 20)[1] == pytest.approx(1 + math.log(0.95) / 20)
    assert wilson(3 / 50, 50)[0] > wilson(3 / 51, 51)[0] * 1.1


def test_wilson_of_nobody_and_of_everybody_touches_the_end():
    assert wilson(0, 29) == (0.0, pytest.approx(0.1170, abs=5e-5))
    assert wilson(1, 29) == (pytest.approx(0.8830, abs=5e-5), 1.0)


@given(st.integers(1, 400), st.data())
def test_wilson_is_its_own_mirror(n, data):
    yes = data.draw(st.integers(0, n))
    low, high = wilson(yes / n, n)
    assert wilson((n - yes) / n, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)
    assert 0 <= low <= yes / n <= high <= 1


# Garwood (1936), as printed in Johnson, Kotz and Kemp, table of Poisson limits.
@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)]
)
def test_garwood_is_that_of_the_tables(events, low, high):
    assert garwood(events) == pytest.approx((low, high), abs=5e-3)


@given(st.floats(1, 1e6), st.floats(0, 10))
def test_the_steep_end_is_farther_than_the_symmetric_one_and_rises(figure, part):
    end = steep_end(figure, part * figure)
    assert end >= figure * (1 + part) * (1 - 1e-12)
    assert steep_end(figure, (part + 0.01) * figure) > end


def test_square_and_add_of_nothing_is_nothing():
    assert square_and_add([]) == 0
