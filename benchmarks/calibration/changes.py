"""Changes between two periods, and figures over several places."""

import datetime as dt
import itertools

import numpy as np

from benchmarks.calibration.trials import Random, Scenario, Trial
from benchmarks.calibration.worlds import packs, weeks
from maille.core.effects.estimate.attendance import Attendance, change_in_attendance
from maille.core.effects.estimate.changes import (
    AskedGroup,
    change_in_counts,
    change_in_shares,
)
from maille.core.effects.estimate.events import EventCount
from maille.core.effects.estimate.places import ratio_over_places, sum_over_places
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.estimate.visits import CountedStratum, visits_from_samples

MONDAY = dt.date(2024, 1, 8)


def shares(p: float, q: float, sizes: tuple[int, int], population: int | None = None) -> Scenario:
    """Two groups, each drawn for itself."""

    def group(rng: Random, share: float, n: int) -> AskedGroup:
        if population is None:
            return AskedGroup(int(rng.binomial(n, share)), n)
        those = round(share * population)
        return AskedGroup(int(rng.hypergeometric(those, population - those, n)), n, population)

    def draw(rng: Random) -> Trial:
        before, after = group(rng, p, sizes[0]), group(rng, q, sizes[1])
        return q - p, lambda: change_in_shares(before, after)

    among = f" of {population}" if population else ""
    world = f"{p:.0%} then {q:.0%}, {sizes[0]} and {sizes[1]}{among} asked"
    return Scenario("change_in_shares", world, draw)


def counts(before: float, after: float, size: float = 1) -> Scenario:
    """Events of two years, alone or in packs seen week by week."""

    def draw(rng: Random) -> Trial:
        seen = [packs(rng, events, size, 52) for events in (before, after)]
        early, late = (
            EventCount(int(s.sum()), spans=tuple(map(int, s)) if size > 1 else ()) for s in seen
        )
        return after / before - 1, lambda: change_in_counts(early, late)

    world = f"{before} then {after} a year" + (f", in packs of {size}" if size > 1 else "")
    return Scenario("change_in_counts", world, draw, exact=True)


def attendance(
    number: int, spread: float, likeness: float, *, per_week: int = 1, raised: float = 0
) -> Scenario:
    """Occasions of two years, good and bad weeks following one another."""

    def period(rng: Random, mean: float, start: dt.date) -> list[Attendance]:
        # Occasions of one week share its weather: they are drawn from the same level.
        level = weeks(rng, number, spread=spread, likeness=likeness, mean=mean)
        return [
            Attendance(start + dt.timedelta(weeks=week, days=day), float(rng.poisson(people)))
            for week, people in enumerate(level)
            for day in range(per_week)
        ]

    def draw(rng: Random) -> Trial:
        early = period(rng, 20, MONDAY)
        late = period(rng, 20 + raised, MONDAY + dt.timedelta(weeks=52))
        return raised, lambda: change_in_attendance(early, late)

    world = f"{number} weeks, spread {spread}, likeness {likeness}"
    return Scenario("change_in_attendance", world + f", {per_week} a week" * (per_week > 1), draw)


def visits_of_place(rng: Random) -> tuple[float, Estimate]:
    """Visits of a year of one place, and their estimate from twelve days."""
    counts = rng.poisson(rng.gamma(6, rng.lognormal(3, 0.8) / 6, 250))
    drawn = rng.choice(counts, size=12, replace=False)
    stratum = CountedStratum(250, tuple(float(count) for count in drawn))
    return float(counts.sum()), visits_from_samples([stratum])


def summed(places: int, registers: int) -> Scenario:
    """Places that sampled days beside places that keep a register."""

    def draw(rng: Random) -> Trial:
        told = [visits_of_place(rng) for _place in range(places)]
        exact = [float(rng.lognormal(8, 1)) for _place in range(registers)]
        reports = [estimate for _truth, estimate in told] + [register(one) for one in exact]
        truth = sum(truth for truth, _estimate in told) + sum(exact)
        return truth, lambda: sum_over_places(reports, known=2 * len(reports))

    return Scenario("sum_over_places", f"{places} samples, {registers} registers", draw)


def register(value: float) -> Estimate:
    """Give an exact figure."""
    return Estimate(value, value, value, EstimateMethod.SAMPLED_DAYS, 365)


def expanded(known: int, reporting: int, skew: float, *, sized: bool) -> Scenario:
    """Places that report at random; their figure follows their size, more or less."""

    def draw(rng: Random) -> Trial:
        sizes = rng.lognormal(0, skew, known)
        figures = 1000 * sizes * rng.gamma(10, 1 / 10, known)
        told = rng.choice(known, size=reporting, replace=False)
        known_sizes = sizes if sized else np.ones(known)
        silent = np.setdiff1d(np.arange(known), told)
        return float(figures.sum()), lambda: ratio_over_places(
            [register(float(figure)) for figure in figures[told]],
            [float(size) for size in known_sizes[told]],
            [float(size) for size in known_sizes[silent]],
        )

    world = f"{reporting} of {known} places, skew {skew}, "
    return Scenario(
        "ratio_over_places", world + ("sizes known" if sized else "sizes unknown"), draw
    )


SCENARIOS = [
    *(
        shares(p, q, sizes)
        for p, q in ((0.3, 0.3), (0.3, 0.5), (0.05, 0.05), (0.02, 0.1), (0.9, 0.7), (0.95, 0.98))
        for sizes in ((15, 15), (30, 60), (150, 150))
    ),
    *(shares(p, q, (40, 45), 50) for p, q in ((0.3, 0.3), (0.1, 0.3))),
    *(
        counts(before, after)
        for before, after in ((3, 3), (8, 8), (20, 10), (10, 20), (60, 60), (30, 2))
    ),
    *(counts(before, after, 1.5) for before, after in ((12, 12), (40, 40), (20, 40))),
    *(
        attendance(number, spread, likeness)
        for number, (spread, likeness) in itertools.product(
            (10, 13, 26, 48), ((0.0, 0.0), (0.3, 0.0), (0.8, 0.0), (0.4, 0.6), (0.5, 0.8))
        )
    ),
    attendance(26, 0.4, 0.6, per_week=5, raised=4),
    attendance(48, 0.3, 0.3, raised=10),
    summed(3, 0),
    summed(8, 4),
    summed(20, 0),
    *(
        expanded(known, reporting, skew, sized=sized)
        for known, reporting in ((10, 6), (10, 9), (20, 12), (40, 36))
        for skew, sized in ((0.5, True), (1.0, True), (0.5, False), (1.0, False))
    ),
]
