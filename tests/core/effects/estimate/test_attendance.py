"""How attendance changed."""

import datetime as dt
import math

import pytest

from maille.core.effects.estimate.attendance import Attendance, change_in_attendance
from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.values import EstimateMethod

MONDAY = dt.date(2024, 1, 8)
STEADY = [12, 9, 14, 10, 13, 8, 12, 11, 9, 12, 13, 9]


def weekly(counts, start=MONDAY):
    return [Attendance(start + dt.timedelta(weeks=week), n) for week, n in enumerate(counts)]


def later(counts):
    return weekly(counts, MONDAY + dt.timedelta(weeks=52))


def test_a_change_is_a_difference_of_means_per_occasion():
    change = change_in_attendance(weekly(STEADY), later([n + 6 for n in STEADY]))
    assert (change.value, change.n) == (pytest.approx(6), 24)
    assert change.method is EstimateMethod.BETWEEN_WEEKS
    assert (change.crosses_zero, change.p_value < 0.05) == (False, True)


def test_the_same_attendance_has_not_changed():
    change = change_in_attendance(weekly(STEADY), later(STEADY))
    assert (change.value, change.crosses_zero, change.p_value) == (0, True, 1)


def test_order_never_matters():
    one = change_in_attendance(weekly(STEADY), later(STEADY[::-1]))
    other = change_in_attendance(weekly(STEADY)[::-1], later(STEADY[::-1])[::-1])
    assert one == other


def test_occasions_of_one_week_are_not_as_good_as_weeks():
    good_and_bad = [20, 6, 19, 7, 22, 5, 18, 8, 21, 6, 20, 7]
    once = change_in_attendance(weekly(good_and_bad), later(good_and_bad))
    five_times = [
        [
            Attendance(one.on + dt.timedelta(days=day), one.people)
            for one in period
            for day in range(5)
        ]
        for period in (weekly(good_and_bad), later(good_and_bad))
    ]
    often = change_in_attendance(*five_times)
    assert often.half_width == pytest.approx(once.half_width)
    assert often.n == 5 * once.n


def test_weeks_that_resemble_the_one_before_widen_the_interval():
    mixed = [10, 20, 12, 18, 8, 22, 11, 19, 9, 21, 10, 20]
    drifting = sorted(mixed)
    assert (
        change_in_attendance(weekly(drifting), later(drifting)).half_width
        > 1.5 * change_in_attendance(weekly(mixed), later(mixed)).half_width
    )


def test_attendance_that_never_varies_may_be_told_to_change():
    flat = change_in_attendance(weekly([12] * 10), later([13] * 10))
    assert (flat.low, flat.high, flat.p_value) == (1, 1, 0)
    same = change_in_attendance(weekly([12] * 10), later([12] * 10))
    assert (same.low, same.high, same.p_value) == (0, 0, 1)


def test_few_weeks_say_nothing():
    with pytest.raises(EstimateError, match="9 weeks: at least 10 are needed"):
        change_in_attendance(weekly(STEADY[:9]), later(STEADY))


@pytest.mark.parametrize("people", [-1, math.nan, math.inf])
def test_what_is_no_headcount_is_refused(people):
    with pytest.raises(EstimateError):
        Attendance(MONDAY, people)
