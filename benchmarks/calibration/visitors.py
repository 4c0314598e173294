"""Different persons behind the visits of thirty days, regulars among them."""

import numpy as np

from benchmarks.calibration.trials import Random, Scenario, Trial
from benchmarks.calibration.worlds import DAYS_OF_MONTH, MONTH, habits, presences
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.estimate.visitors import Draw, FrequencySurvey, unique_visitors
from maille.core.effects.estimate.visits import CountedStratum, visits_from_samples

METHOD = "unique_visitors"
SORTS = ("heavy", "mixed", "two", "half", "core", "once")


def ask_visitors(visits: Estimate, times: np.ndarray) -> Estimate:
    """Ask those drawn how often they came."""
    survey = FrequencySurvey(tuple(int(n) for n in times), Draw.AMONG_VISITS, MONTH)
    return unique_visitors(visits, MONTH, survey)


def exact(sort: str, answers: float) -> Scenario:
    """Every visit is counted; visits are drawn to be asked (a share of them when under 1)."""

    def draw(rng: Random) -> Trial:
        times = presences(rng, habits(rng, sort, 500), DAYS_OF_MONTH).sum(axis=1)
        made = np.repeat(times, times)
        asked = int(answers if answers >= 1 else answers * len(made))
        drawn = rng.choice(made, size=min(asked, len(made)), replace=False)
        visits = Estimate(
            len(made), len(made), len(made), EstimateMethod.SAMPLED_DAYS, DAYS_OF_MONTH
        )
        return len(times), lambda: ask_visitors(visits, drawn)

    said = f"{answers} answers" if answers >= 1 else f"{answers:.0%} of visits asked"
    return Scenario(METHOD, f"{sort}, every visit counted, {said}", draw)


def sampled(sort: str, days: int, answers: int) -> Scenario:
    """Visits are estimated from a few days, and people asked on these days alone."""

    def draw(rng: Random) -> Trial:
        came = presences(rng, habits(rng, sort, 500), DAYS_OF_MONTH)
        times = came.sum(axis=1)
        chosen = rng.choice(DAYS_OF_MONTH, size=days, replace=False)
        counts = tuple(float(count) for count in came[:, chosen].sum(axis=0))
        met = np.concatenate([times[came[:, day]] for day in chosen])
        drawn = rng.choice(met, size=min(answers, len(met)), replace=False)
        return len(times), lambda: ask_visitors(
            visits_from_samples([CountedStratum(DAYS_OF_MONTH, counts)]), drawn
        )

    return Scenario(METHOD, f"{sort}, {days} days counted, {answers} answers", draw)


SCENARIOS = [
    *(exact(sort, answers) for sort in SORTS for answers in (11, 30, 150, 400)),
    *(exact(sort, 0.9) for sort in ("heavy", "half")),
    *(sampled(sort, 10, 150) for sort in SORTS),
    *(sampled(sort, 4, 60) for sort in SORTS),
]
