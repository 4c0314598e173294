"""Days to count, drawn at random, and what they say of the others."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.counting import (
    CountingDay,
    CountingError,
    Stratum,
    days_for_precision,
    draw_days,
    estimate_visits,
    sort_days,
    visits_estimate_for,
)
from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.visits import CountedStratum, distances
from maille.core.kernel.period import Period

QUARTER = Period(dt.date(2025, 1, 1), dt.date(2025, 3, 31))
DAYS = [QUARTER.start + dt.timedelta(days=day) for day in range(90)]
OPEN = [day for day in DAYS if day.weekday() != 0]
FEASTS = [dt.date(2025, 1, 18), dt.date(2025, 2, 4), dt.date(2025, 3, 3)]
STRATA = sort_days(QUARTER, OPEN, FEASTS)
PINNED = [
    ("2025-01-01", "weekday", 50),
    ("2025-01-09", "weekday", 50),
    ("2025-01-18", "event", 3),
    ("2025-02-01", "weekend", 25),
    ("2025-02-23", "weekend", 25),
    ("2025-03-03", "event", 3),
]


def test_days_are_sorted_into_weekdays_weekends_and_events():
    assert {stratum: len(days) for stratum, days in STRATA.items()} == {
        Stratum.WEEKDAY: 50,
        Stratum.WEEKEND: 25,
        Stratum.EVENT: 3,
    }
    assert STRATA[Stratum.EVENT] == tuple(FEASTS)


def test_days_outside_the_period_and_empty_sorts_are_left_out():
    april = dt.date(2025, 4, 5)
    assert sort_days(QUARTER, [april, OPEN[0]], [april]) == {Stratum.WEEKDAY: (OPEN[0],)}


def test_a_period_without_dates_has_no_days():
    with pytest.raises(CountingError, match="without dates"):
        sort_days(Period(), OPEN)
    with pytest.raises(CountingError, match="without dates"):
        draw_days(Period(), STRATA, seed=1)


def test_each_sort_has_two_names():
    assert [stratum.text.fr for stratum in Stratum] == [
        "jours de semaine",
        "samedis et dimanches",
        "jours d’événement",
    ]
    assert all(stratum.text.en for stratum in Stratum)


def test_the_same_seed_draws_the_same_days():
    plan = draw_days(QUARTER, STRATA, seed="a", days_per_stratum=5)
    shuffled = {stratum: set(days) for stratum, days in reversed(STRATA.items())}
    assert draw_days(QUARTER, shuffled, seed="a", days_per_stratum=5) == plan
    assert draw_days(QUARTER, STRATA, seed="b", days_per_stratum=5) != plan
    assert list(plan) == sorted(plan)


def test_a_seed_draws_these_days_for_ever():
    plan = draw_days(QUARTER, STRATA, seed=7)
    assert [(day.on.isoformat(), day.stratum.value, day.among) for day in plan] == PINNED


@given(st.integers(0, 10**6), st.integers(0, 8))
def test_asking_for_more_days_keeps_those_drawn(seed, days):
    fewer = draw_days(QUARTER, STRATA, seed=seed, days_per_stratum=days)
    more = draw_days(QUARTER, STRATA, seed=seed, days_per_stratum=days + 1)
    assert set(fewer) <= set(more)
    assert all(count >= 2 for count in Counter(day.stratum for day in fewer).values())


def test_every_day_is_as_likely_as_another():
    drawn = Counter(
        day.on
        for seed in range(600)
        for day in draw_days(QUARTER, STRATA, seed=seed, days_per_stratum=6)
        if day.stratum is Stratum.WEEKEND
    )
    # 600 draws of 6 among 25: 144 each, give or take four standard deviations.
    assert len(drawn) == 25
    assert all(144 - 42 < times < 144 + 42 for times in drawn.values())


def test_how_many_days_may_differ_by_sort():
    plan = draw_days(QUARTER, STRATA, seed=1, days_per_stratum={Stratum.WEEKDAY: 9})
    assert Counter(day.stratum for day in plan) == {
        Stratum.WEEKDAY: 9,
        Stratum.WEEKEND: 2,
        Stratum.EVENT: 2,
    }


def test_a_sort_with_a_single_day_is_counted_on_it():
    alone = {Stratum.EVENT: FEASTS[:1], Stratum.WEEKEND: []}
    assert draw_days(QUARTER, alone, seed=1) == (CountingDay(FEASTS[0], Stratum.EVENT, 1),)


@pytest.mark.parametrize(
    ("strata", "said"),
    [
        ({}, "no day to draw from"),
        ({Stratum.WEEKDAY: []}, "no day to draw from"),
        ({Stratum.WEEKDAY: OPEN[:3], Stratum.EVENT: OPEN[:1]}, "one sort only"),
        ({Stratum.WEEKDAY: [dt.date(2024, 12, 31)]}, "in the period"),
        ({Stratum.WEEKDAY: [dt.date(2025, 4, 1)]}, "in the period"),
    ],
)
def test_days_that_cannot_be_drawn_are_refused(strata, said):
    with pytest.raises(CountingError, match=said):
        draw_days(QUARTER, strata, seed=1)


def test_counting_every_day_gives_their_sum():
    plan = draw_days(QUARTER, STRATA, seed=1, days_per_stratum=90)
    counts = {day: float(place % 17) for place, day in enumerate(sorted({*OPEN, *FEASTS}))}
    visits = estimate_visits(plan, counts)
    assert visits.low == visits.value == visits.high == pytest.approx(sum(counts.values()))


def test_a_day_that_could_not_be_counted_is_left_out():
    plan = draw_days(QUARTER, STRATA, seed=1, days_per_stratum=3)
    counts = {day.on: 10 for day in plan}
    missed = next(day.on for day in plan if day.stratum is Stratum.WEEKDAY)
    del counts[missed]
    visits = estimate_visits(plan, counts)
    assert (visits.value, visits.n) == (780, 8)


def test_a_sort_left_with_one_day_gives_no_estimate():
    plan = draw_days(QUARTER, STRATA, seed=1)
    with pytest.raises(EstimateError, match="at least 2 are needed"):
        estimate_visits(plan, {day.on: 10 for day in plan[1:]})


def test_a_day_chosen_by_hand_is_refused():
    plan = draw_days(QUARTER, STRATA, seed=1)
    stranger = next(day for day in OPEN if day not in {one.on for one in plan})
    with pytest.raises(CountingError, match=stranger.isoformat()):
        estimate_visits(plan, {stranger: 10, **{day.on: 10 for day in plan}})


def test_a_plan_kept_as_rows_says_the_same():
    plan = draw_days(QUARTER, STRATA, seed=1, days_per_stratum=4)
    rows = [(day.on, day.stratum.value, day.among) for day in plan]
    counts = {day.on: day.on.day for day in plan}
    assert visits_estimate_for(rows, counts) == estimate_visits(plan, counts)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(OPEN[0], "holiday", 10)], "no sort of days is called holiday"),
        ([(OPEN[0], "weekday", 10), (OPEN[1], "weekday", 11)], "one size"),
        ([(OPEN[0], "weekday", 10), (OPEN[0], "weekday", 10)], "drawn once"),
    ],
)
def test_rows_that_are_no_plan_are_refused(rows, said):
    with pytest.raises(CountingError, match=said):
        visits_estimate_for(rows, {})


PILOT = {
    Stratum.WEEKDAY: CountedStratum(200, (34, 41, 28, 37, 30, 44)),
    Stratum.EVENT: CountedStratum(20, (80, 150, 60)),
}


@given(st.floats(0.02, 1))
def test_days_for_a_precision_reach_it_and_no_day_is_idle(precision):
    days = days_for_precision(PILOT, precision)
    visits = sum(stratum.total for stratum in PILOT.values())

    def reached(planned):
        plan = [(PILOT[stratum], count) for stratum, count in planned.items()]
        return max(distances(plan)) <= precision * visits

    assert reached(days)
    for stratum in days:
        assert 2 <= days[stratum] <= PILOT[stratum].days


def test_days_go_where_they_say_most():
    loose, close = days_for_precision(PILOT, 0.2), days_for_precision(PILOT, 0.05)
    assert loose[Stratum.WEEKDAY] < close[Stratum.WEEKDAY]
    assert close[Stratum.EVENT] == 20


def test_an_exact_figure_asks_for_every_day():
    assert days_for_precision(PILOT, 1e-9) == {Stratum.WEEKDAY: 200, Stratum.EVENT: 20}


def test_a_sort_of_one_day_is_counted_on_it():
    pilot = {Stratum.EVENT: CountedStratum(1, (80,))}
    assert days_for_precision(pilot, 0.1) == {Stratum.EVENT: 1}


@pytest.mark.parametrize("precision", [0, -0.1, float("nan")])
def test_a_precision_is_above_zero(precision):
    with pytest.raises(CountingError, match="a precision of"):
        days_for_precision(PILOT, precision)


def test_a_pilot_that_counted_nobody_says_nothing():
    with pytest.raises(CountingError, match="nobody was counted"):
        days_for_precision({Stratum.WEEKDAY: CountedStratum(50, (0, 0, 0))}, 0.1)
