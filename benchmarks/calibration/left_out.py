"""Methods that are not offered, run in the same worlds: why they are not."""

import math

import numpy as np

from benchmarks.calibration.trials import Random, Scenario, Trial
from benchmarks.calibration.worlds import (
    DAYS_OF_MONTH,
    habits,
    packs,
    presences,
    weeks,
)
from maille.core.effects.estimate.intervals import garwood, t_quantile
from maille.core.effects.estimate.values import Estimate, EstimateMethod

_ANY = EstimateMethod.SAMPLED_DAYS
_Z = t_quantile(math.inf)


def interval(value: float, low: float, high: float) -> Estimate:
    """Give an interval that may leave its value out, as some of these methods do."""
    return Estimate(min(max(value, low), high), low, high, _ANY, 0)


def chapman(sort: str) -> Scenario:
    """Count who comes on two days, and who on both."""

    def draw(rng: Random) -> Trial:
        came = presences(rng, habits(rng, sort, 500), DAYS_OF_MONTH)
        one, other = (came[:, day] for day in rng.choice(DAYS_OF_MONTH, size=2, replace=False))
        n, m, both = one.sum() + 1, other.sum() + 1, (one & other).sum() + 1
        value = n * m / both - 1
        spread = n * m * (n - both) * (m - both) / (both**2 * (both + 1))
        reach = _Z * math.sqrt(spread)
        return len(came), lambda: interval(value, value - reach, value + reach)

    return Scenario("Chapman, two days", f"visitors, {sort}", draw)


def naive_visitors(sort: str, answers: int) -> Scenario:
    """Take the mean of 1/f as if it were normal: rare visitors are missed."""

    def draw(rng: Random) -> Trial:
        times = presences(rng, habits(rng, sort, 500), DAYS_OF_MONTH).sum(axis=1)
        parts = 1 / rng.choice(np.repeat(times, times), size=answers, replace=False)
        value = times.sum() * parts.mean()
        reach = _Z * times.sum() * parts.std(ddof=1) / math.sqrt(answers)
        return len(times), lambda: interval(value, value - reach, value + reach)

    return Scenario("mean of 1/f, nobody missed", f"visitors, {sort}, {answers} answers", draw)


def symmetric(days: int, counted: int, skew: float) -> Scenario:
    """Take a t interval of skewed days, as wide above as below."""

    def draw(rng: Random) -> Trial:
        counts = np.round(rng.lognormal(4, skew, days))
        drawn = rng.choice(counts, size=counted, replace=False)
        value = days * drawn.mean()
        spread = (1 - counted / days) * drawn.var(ddof=1) / counted
        reach = t_quantile(counted - 1) * days * math.sqrt(spread)
        return counts.sum(), lambda: interval(value, value - reach, value + reach)

    return Scenario("symmetric t interval", f"visits of events, {counted} of {days} days", draw)


def persons_as_events(mean: float) -> Scenario:
    """Take attendance for independent events: Garwood on a headcount."""

    def draw(rng: Random) -> Trial:
        total = int(weeks(rng, 12, spread=0.3, mean=mean).sum())
        low, high = garwood(total)
        return 12 * mean, lambda: interval(total, low, high)

    return Scenario("Garwood on attendance", f"{mean:.0f} persons a week, 12 weeks", draw)


def occasions_as_independent(number: int, likeness: float) -> Scenario:
    """Compare two years of weeks as if a good week said nothing of the next."""

    def draw(rng: Random) -> Trial:
        early, late = (weeks(rng, number, spread=0.4, likeness=likeness) for _ in range(2))
        variance = (early.var(ddof=1) + late.var(ddof=1)) / number
        value, reach = late.mean() - early.mean(), _Z * math.sqrt(variance)
        return 0.0, lambda: interval(value, value - reach, value + reach)

    return Scenario("weeks as independent", f"{number} weeks, likeness {likeness}", draw)


def bootstrap(number: int, likeness: float, block: int = 2, draws: int = 300) -> Scenario:
    """Reshuffle blocks of neighbouring weeks and take percentiles."""

    def means(rng: Random, values: np.ndarray) -> np.ndarray:
        blocks = math.ceil(number / block)
        starts = rng.integers(0, number, (draws, blocks))
        chosen = (starts[:, :, None] + np.arange(block)) % number
        return values[chosen.reshape(draws, -1)[:, :number]].mean(axis=1)

    def draw(rng: Random) -> Trial:
        early, late = (weeks(rng, number, spread=0.4, likeness=likeness) for _ in range(2))
        low, high = np.percentile(means(rng, late) - means(rng, early), [2.5, 97.5])
        value = late.mean() - early.mean()
        return 0.0, lambda: interval(float(value), float(low), float(high))

    return Scenario("block bootstrap, percentiles", f"{number} weeks, likeness {likeness}", draw)


def unseen_packs(events: float, size: float) -> Scenario:
    """Take events that come in packs for independent ones."""

    def draw(rng: Random) -> Trial:
        total = int(packs(rng, events, size, 52).sum())
        low, high = garwood(total)
        return events, lambda: interval(total, low, high)

    return Scenario("Garwood on packs", f"{events:.0f} a year in packs of {size:.0f}", draw)


SCENARIOS = [
    *(chapman(sort) for sort in ("heavy", "mixed", "two", "core")),
    *(naive_visitors(sort, 60) for sort in ("heavy", "half", "core")),
    symmetric(40, 4, 1.2),
    symmetric(40, 15, 1.2),
    persons_as_events(20),
    *(occasions_as_independent(26, likeness) for likeness in (0.3, 0.6, 0.8)),
    *(bootstrap(number, likeness) for number in (10, 26) for likeness in (0.0, 0.6)),
    unseen_packs(20, 3),
]
