"""Places that are made up: who comes, on which days, and how good weeks follow one another."""

import datetime as dt

import numpy as np

from benchmarks.calibration.trials import Random
from maille.core.effects.counting import Stratum, sort_days
from maille.core.kernel.period import Period

QUARTER = Period(dt.date(2025, 1, 1), dt.date(2025, 3, 31))
YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
MONTH = Period(dt.date(2025, 3, 1), dt.date(2025, 3, 30))
DAYS_OF_MONTH = 30
MONDAY = 0
Sorted = dict[Stratum, tuple[dt.date, ...]]


def habits(rng: Random, sort: str, persons: int) -> np.ndarray:
    """Draw how likely each person is to come on a day.

    ``heavy`` is a long tail of regulars, ``mixed`` a smooth one, ``two`` few regulars among many
    who come rarely, ``half`` as many of both, ``core`` regulars and hardly anybody else, ``once``
    people who hardly come back.
    """
    draws = {
        "heavy": lambda: np.minimum(rng.pareto(1.2, persons) * 0.03 + 0.004, 0.9),
        "mixed": lambda: np.clip(rng.gamma(0.5, 0.2, persons), 0.002, 0.95),
        "two": lambda: either(rng, persons, 0.15, 0.6, 0.02),
        "half": lambda: either(rng, persons, 0.5, 0.7, 0.03),
        "core": lambda: either(rng, persons, 0.97, 0.7, 0.04),
        "once": lambda: either(rng, persons, 0.02, 0.8, 0.03),
    }
    return draws[sort]()


def either(rng: Random, number: int, part: float, one: float, other: float) -> np.ndarray:
    """Draw one of two values, the first with probability ``part``."""
    return np.where(rng.random(number) < part, one, other)


def weather(rng: Random, days: int, spread: float, likeness: float = 0.5) -> np.ndarray:
    """Draw how good each day is, around 1; a day resembles the one before."""
    walk = np.empty(days)
    walk[0] = rng.normal(0, spread)
    for day in range(1, days):
        walk[day] = likeness * walk[day - 1] + rng.normal(0, spread * np.sqrt(1 - likeness**2))
    return np.exp(walk - spread**2 / 2)


def presences(rng: Random, likely: np.ndarray, days: int, spread: float = 0.3) -> np.ndarray:
    """Draw who comes on which day: a table of persons by days, without those who never came."""
    chance = np.clip(likely[:, None] * weather(rng, days, spread)[None, :], 0, 0.97)
    came: np.ndarray = rng.random(chance.shape) < chance
    return came[came.any(axis=1)]


def calendar(rng: Random, period: Period, events: int) -> Sorted:
    """Draw the opening days of a place that is closed on Mondays, with days of an event."""
    length = (period.end - period.start).days + 1
    days = [period.start + dt.timedelta(days=day) for day in range(length)]
    opened = [day for day in days if day.weekday() != MONDAY]
    chosen = rng.choice(len(opened), size=events, replace=False)
    return sort_days(period, opened, [opened[place] for place in chosen])


def weeks(
    rng: Random, number: int, *, spread: float, likeness: float = 0.0, mean: float = 20.0
) -> np.ndarray:
    """Draw the attendance of one occasion a week; its mean over all such worlds is ``mean``."""
    level = mean * weather(rng, number, spread, likeness)
    return rng.poisson(level * rng.gamma(5, 1 / 5, number))


def packs(rng: Random, events: float, size: float, spans: int) -> np.ndarray:
    """Draw events by span, coming in packs of ``size`` on average (1: independent)."""
    starts = rng.poisson(events / size / spans, spans)
    return np.array([rng.geometric(1 / size, n).sum() if n else 0 for n in starts], dtype=int)
