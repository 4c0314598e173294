"""Wilson's interval without chance: its coverage added up over every sample, for every truth."""

from typing import Any

import numpy as np
from scipy import stats

from maille.core.effects.estimate.shares import share_ends

SIZES = (11, 15, 20, 30, 50, 80, 150)
POPULATIONS = ((20, 12), (40, 20), (40, 38), (100, 50), (100, 95), (300, 90))
TRUTHS = np.linspace(0.001, 0.999, 999)
SLACK = 1e-9


def sweep() -> dict[str, Any]:
    """Give the lowest and the mean coverage for each size and population."""
    rows = []
    for n in SIZES:
        chances = stats.binom.pmf(np.arange(n + 1), n, TRUTHS[:, None])
        rows.append(_row(n, None, chances, TRUTHS))
    for population, n in POPULATIONS:
        those = np.arange(population + 1)
        chances = stats.hypergeom.pmf(np.arange(n + 1), population, those[:, None], n)
        rows.append(_row(n, population, chances, those / population))
    return {"lowest": min(row["lowest"] for row in rows), "rows": rows}


def _row(n: int, population: int | None, chances: np.ndarray, truths: np.ndarray) -> dict[str, Any]:
    low, high = np.array([share_ends(yes, n, population) for yes in range(n + 1)]).T
    held = (low - SLACK <= truths[:, None]) & (truths[:, None] <= high + SLACK)
    covered = (chances * held).sum(axis=1)
    return {
        "n": n,
        "population": population,
        "lowest": round(float(covered.min()), 4),
        "mean": round(float(covered.mean()), 4),
    }
