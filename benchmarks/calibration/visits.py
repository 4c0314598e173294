"""Visits from sampled days, in places of every sort."""

from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.calibration.trials import Random, Scenario, Trial
from benchmarks.calibration.worlds import (
    QUARTER,
    YEAR,
    Sorted,
    calendar,
    either,
    habits,
    presences,
    weather,
)
from maille.core.effects.counting import Stratum, draw_days, estimate_visits
from maille.core.kernel.period import Period

METHOD = "visits_from_samples"
WEEKDAY, WEEKEND, EVENT = Stratum.WEEKDAY, Stratum.WEEKEND, Stratum.EVENT
Plan = Mapping[Stratum, int]
Fill = Callable[[Random, Sorted], dict[Stratum, np.ndarray]]


def scenario(world: str, period: Period, plan: Plan, fill: Fill, events: int = 0) -> Scenario:
    """Draw days as a place would, count them, and compare with all days."""

    def draw(rng: Random) -> Trial:
        days = calendar(rng, period, events)
        counts = fill(rng, days)
        everything = {
            day: float(count)
            for stratum, some in days.items()
            for day, count in zip(some, counts[stratum], strict=True)
        }
        chosen = draw_days(period, days, seed=int(rng.integers(2**40)), days_per_stratum=dict(plan))
        return sum(everything.values()), lambda: estimate_visits(
            chosen, {day.on: everything[day.on] for day in chosen}
        )

    return Scenario(METHOD, world, draw)


def regulars(sort: str, spread: float = 0.3) -> Fill:
    """Draw three hundred persons with their habits; an event brings strangers besides."""

    def fill(rng: Random, days: Sorted) -> dict[Stratum, np.ndarray]:
        counts = presences(
            rng, habits(rng, sort, 300), sum(len(some) for some in days.values()), spread
        ).sum(axis=0)
        ends = np.cumsum([len(some) for some in days.values()])[:-1]
        parts = dict(zip(days, np.split(counts, ends), strict=True))
        if EVENT in parts:
            parts[EVENT] = parts[EVENT] + rng.poisson(rng.lognormal(3, 0.6, len(parts[EVENT])))
        return parts

    return fill


def crowds(means: Mapping[Stratum, float], shape: float, skew: float = 0.8) -> Fill:
    """Draw counts more spread than chance, with weather and a season; events are skewed."""

    def fill(rng: Random, days: Sorted) -> dict[Stratum, np.ndarray]:
        parts = {}
        for stratum, some in days.items():
            if stratum is EVENT:
                parts[stratum] = np.round(rng.lognormal(np.log(means[EVENT]), skew, len(some)))
                continue
            season = np.array([1 + 0.4 * np.cos(day.timetuple().tm_yday / 58) for day in some])
            level = means[stratum] * season * weather(rng, len(some), 0.3)
            parts[stratum] = rng.poisson(rng.gamma(shape, level / shape))
        return parts

    return fill


def flat(mean: float) -> Fill:
    """Draw counts that chance alone spreads."""
    return lambda rng, days: {stratum: rng.poisson(mean, len(d)) for stratum, d in days.items()}


def class_of_twelve(rng: Random, days: Sorted) -> dict[Stratum, np.ndarray]:
    """Draw a class of twelve, of whom one is sometimes ill."""
    return {stratum: either(rng, len(d), 0.3, 11, 12) for stratum, d in days.items()}


EVERY_DAY = {WEEKDAY: 25.0, WEEKEND: 40.0, EVENT: 90.0}
SCENARIOS = [
    *(
        scenario(f"a quarter of regulars ({sort}), {w} + {e} days", QUARTER, plan, regulars(sort))
        for sort in ("heavy", "mixed", "two", "core", "once")
        for w, e, plan in ((6, 4, {WEEKDAY: 6, WEEKEND: 4}), (2, 2, {WEEKDAY: 2, WEEKEND: 2}))
    ),
    scenario(
        "a quarter of regulars, bad weather, 5 + 3 + 3 days",
        QUARTER,
        {WEEKDAY: 5, WEEKEND: 3, EVENT: 3},
        regulars("heavy", spread=0.6),
        events=8,
    ),
    scenario(
        "a year, weather and season, 12 + 6 + 4 days",
        YEAR,
        {WEEKDAY: 12, WEEKEND: 6, EVENT: 4},
        crowds(EVERY_DAY, shape=8),
        events=16,
    ),
    scenario(
        "a year, overdispersed, 12 + 6 + 4 days",
        YEAR,
        {WEEKDAY: 12, WEEKEND: 6, EVENT: 4},
        crowds(EVERY_DAY, shape=1.5),
        events=16,
    ),
    scenario(
        "a year of skewed events, 4 + 4 + 4 days",
        YEAR,
        {WEEKDAY: 4, WEEKEND: 4, EVENT: 4},
        crowds({WEEKDAY: 5.0, WEEKEND: 5.0, EVENT: 150.0}, shape=8, skew=1.0),
        events=30,
    ),
    scenario(
        "a year of very skewed events, 12 + 6 + 10 days",
        YEAR,
        {WEEKDAY: 12, WEEKEND: 6, EVENT: 10},
        crowds({WEEKDAY: 5.0, WEEKEND: 5.0, EVENT: 150.0}, shape=8, skew=1.2),
        events=40,
    ),
    *(
        scenario(
            f"few visits ({mean} a day), {n} + {n} days",
            QUARTER,
            {WEEKDAY: n, WEEKEND: n},
            flat(mean),
        )
        for mean in (0.05, 0.3, 1.0)
        for n in (5, 10)
    ),
    scenario("two days of each, 12 a day", QUARTER, {WEEKDAY: 2, WEEKEND: 2}, flat(12)),
    scenario("a class of twelve, 4 + 3 days", QUARTER, {WEEKDAY: 4, WEEKEND: 3}, class_of_twelve),
    scenario(
        "all days but a few",
        QUARTER,
        {WEEKDAY: 48, WEEKEND: 24, EVENT: 3},
        crowds(EVERY_DAY, shape=3, skew=1.0),
        events=4,
    ),
    scenario(
        "every day",
        QUARTER,
        {WEEKDAY: 99, WEEKEND: 99, EVENT: 99},
        crowds(EVERY_DAY, shape=3),
        events=4,
    ),
]
