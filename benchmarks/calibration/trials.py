"""Run an estimator many times in one world and count how often its interval holds the truth."""

import statistics
import zlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.shares import FewAnswers
from maille.core.effects.estimate.values import Estimate

Random = np.random.Generator
Trial = tuple[float, Callable[[], Estimate | FewAnswers]]
SLACK = 1e-9  # of the truth, for sums of floats


@dataclass(frozen=True)
class Scenario:
    """One estimator in one world; ``draw`` makes a world, its truth and what is asked of it.

    ``exact`` marks bounds and exact methods, which may cover more than was asked.
    """

    method: str
    world: str
    draw: Callable[[Random], Trial]
    exact: bool = False

    @property
    def seed(self) -> int:
        """A number that follows from the names alone."""
        return zlib.crc32(f"{self.method}/{self.world}".encode())


@dataclass(frozen=True)
class Coverage:
    """What became of the runs of a scenario; shares are of the runs that gave an interval."""

    method: str
    world: str
    runs: int
    refused: int
    covered: float | None
    truth_below: float | None
    truth_above: float | None
    half_width: float | None
    exact: bool

    def as_json(self) -> dict[str, Any]:
        """Give the figures, rounded as they are printed."""
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }


def cover(scenario: Scenario, runs: int) -> Coverage:
    """Run a scenario; the same number of runs gives the same figures."""
    rng = np.random.default_rng(scenario.seed)
    below = above = refused = 0
    widths = []
    for _run in range(runs):
        truth, ask = scenario.draw(rng)
        estimate = _ask(ask)
        if estimate is None:
            refused += 1
            continue
        slack = SLACK * max(1.0, abs(truth))
        below += truth < estimate.low - slack
        above += truth > estimate.high + slack
        widths.append(estimate.half_width / abs(estimate.value) if estimate.value else np.inf)
    given = runs - refused
    return Coverage(
        method=scenario.method,
        world=scenario.world,
        runs=runs,
        refused=refused,
        covered=1 - (below + above) / given if given else None,
        truth_below=below / given if given else None,
        truth_above=above / given if given else None,
        half_width=_finite(statistics.median(widths)) if given else None,
        exact=scenario.exact,
    )


def cover_all(scenarios: Iterable[Scenario], runs: int) -> list[Coverage]:
    """Run scenarios in order."""
    return [cover(scenario, runs) for scenario in scenarios]


def _ask(ask: Callable[[], Estimate | FewAnswers]) -> Estimate | None:
    try:
        answer = ask()
    except EstimateError:
        return None
    return None if isinstance(answer, FewAnswers) else answer


def _finite(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
