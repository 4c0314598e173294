"""What changed from one period to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.estimate.changes import (
    AskedGroup,
    change_in_counts,
    change_in_shares,
    detectable,
    holm,
)
from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.events import EventCount
from maille.core.effects.estimate.values import EstimateMethod


# Newcombe (1998), Interval estimation for the difference, table II, method 10, (a) and (d).
@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [((48, 80), (56, 70), 0.0524, 0.3339), ((0, 29), (5, 56), -0.0381, 0.1926)],
)
def test_a_change_of_shares_is_newcombes(before, after, low, high):
    change = change_in_shares(AskedGroup(*before), AskedGroup(*after))
    assert (change.low, change.high) == pytest.approx((low, high), abs=5e-5)
    assert (change.n, change.method) == (before[1] + after[1], EstimateMethod.NEWCOMBE)


groups = st.integers(11, 90).flatmap(
    lambda n: st.builds(AskedGroup, st.integers(0, n), st.just(n), st.sampled_from([None, 100]))
)


@given(groups, groups)
def test_a_share_may_be_told_to_change_just_when_its_interval_leaves_zero_out(before, after):
    change = change_in_shares(before, after)
    assert -1 - 1e-9 <= change.low <= change.value <= change.high <= 1 + 1e-9
    if abs(change.p_value - 0.05) > 1e-6:
        assert (change.p_value < 0.05) is not change.crosses_zero


def test_the_same_share_has_not_changed():
    same = change_in_shares(AskedGroup(20, 40), AskedGroup(20, 40))
    assert (same.value, same.crosses_zero) == (0, True)
    assert same.p_value > 0.99


@pytest.mark.parametrize(
    ("yes", "n", "population"), [(3, 10, None), (13, 12, None), (-1, 12, None), (3, 12, 11)]
)
def test_a_group_that_cannot_be_is_refused(yes, n, population):
    with pytest.raises(EstimateError):
        AskedGroup(yes, n, population)


def test_a_change_of_counts_is_a_ratio_with_exact_ends():
    change = change_in_counts(EventCount(20), EventCount(10))
    # Clopper and Pearson for 10 of 30: 0.1729 to 0.5281.
    assert change.value == -0.5
    assert change.low == pytest.approx(0.1729 / 0.8271 - 1, abs=2e-3)
    assert change.high == pytest.approx(0.5281 / 0.4719 - 1, abs=2e-3)
    assert (change.n, change.method) == (30, EstimateMethod.CONDITIONAL_BINOMIAL)
    assert change.p_value == pytest.approx(0.0987, abs=5e-4)


def test_exposures_are_compared_like_with_like():
    change = change_in_counts(EventCount(20, exposure=12), EventCount(10, exposure=6))
    assert (change.value, change.crosses_zero) == (0, True)
    assert change.p_value == 1


def test_no_event_any_more_is_a_fall_to_nothing():
    change = change_in_counts(EventCount(12), EventCount(0))
    assert (change.value, change.low) == (-1, -1)
    assert change.high < 0
    assert change.p_value == pytest.approx(2 / 2**12)


def test_no_event_before_is_no_ratio():
    with pytest.raises(EstimateError, match="say both numbers"):
        change_in_counts(EventCount(0), EventCount(4))


@given(st.integers(1, 60), st.integers(0, 60), st.sampled_from([0.5, 1.0, 3.0]))
def test_a_count_may_be_told_to_change_just_when_its_interval_leaves_zero_out(
    before, after, exposure
):
    change = change_in_counts(EventCount(before), EventCount(after, exposure))
    if abs(change.p_value - 0.05) > 1e-9:
        assert (change.p_value < 0.05) is not change.crosses_zero


def test_events_that_come_together_change_less_clearly():
    packs = (0, 6, 0, 7, 0, 0, 7, 0, 0, 0)
    alone = change_in_counts(EventCount(20), EventCount(6))
    together = change_in_counts(EventCount(20, spans=packs), EventCount(6))
    assert (together.value, alone.crosses_zero) == (alone.value, False)
    assert together.crosses_zero


def test_holm_is_that_of_the_article():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([]) == ()
    assert holm([0.9, 0.9]) == (1, 1)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_only_raises_and_keeps_the_order(p_values):
    adjusted = holm(p_values)
    assert all(one >= p for one, p in zip(adjusted, p_values, strict=True))
    ranked = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [adjusted[place] for place in ranked] == sorted(adjusted)


def test_many_comparisons_ask_more_of_each():
    change = change_in_counts(EventCount(20), EventCount(8))
    none = change_in_counts(EventCount(20), EventCount(20))
    assert detectable([change]) == (True,)
    assert detectable([change, *[none] * 9]) == (False,) * 10
