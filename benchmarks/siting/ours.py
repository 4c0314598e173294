"""Answer one case with ``maille.core.mesh`` and print what it took, as JSON.

Runs from the folder of benchmarks: ``python -m siting.ours NAME [--quick] [--scores FILE]``.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from mesh_instances import uniform
from scipy import sparse

from maille.core.mesh.access import Method, access_of
from maille.core.mesh.ask import ask
from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.merging import merged_territory_of
from maille.core.mesh.values import Cells, Question, Sites, Travel, Watch
from siting.cases import FULL, QUICK, Case, Scores
from siting.memory import peak_mib


class Known:
    """Pairs found before, as access is given them: what is timed is the scores alone."""

    def __init__(self, table: sparse.csr_matrix, radius: float) -> None:
        """Keep the table of distances."""
        self.table, self.radius, self.planar = table, radius, True

    def reach(self, _cells: Cells, _sites: Sites) -> sparse.csr_matrix:
        """Give the table."""
        return self.table

    def said(self, language: str = "en") -> str:
        """Say where the distances come from."""
        return "distances connues" if language == "fr" else "known distances"


def warm() -> None:
    """Have every loop compiled, or read again, before the clock runs."""
    small, near = uniform(300, 30), Travel(12.0, planar=True)
    sites = small.places, small.candidates
    ask(small.cells, sites, near, Question(sites=3), Watch())
    merged_territory_of(small.cells, sites, near, size=100)


def cover(case: Case) -> dict[str, Any]:
    """Choose sites, from points to the last bound."""
    instance = case.instance()
    travel, sites = case.travel(instance), (instance.places, instance.candidates)
    question = Question(sites=case.sites)
    told: list[tuple[float, float, float]] = []
    began = perf_counter()
    watch = Watch(
        clock=perf_counter,
        until=began + case.limit,
        tell=lambda _step, value, bound: told.append((perf_counter() - began, value, bound)),
    )
    study = ask(instance.cells, sites, travel, question, watch)
    took = perf_counter() - began
    told.append((took, study.value, study.bound))
    found: dict[str, Any] = {
        "seconds": took,
        "steps": study.seconds,
        "value": study.value,
        "bound": study.bound,
        "gap": study.gap,
        "proven": study.proven,
        "near_best": _when(told, lambda value, _bound: value >= 0.9995 * study.bound),
        "gap_0.5": _when(told, lambda value, bound: value >= 0.995 * bound),
        "gap_0.3": _when(told, lambda value, bound: value >= 0.997 * bound),
        "counts": study.counts,
        "peak_mib": peak_mib(),
    }
    if case.first_plan:
        hasty = replace(question, kicks=0, rounds=1, nodes=0)
        first = ask(instance.cells, sites, travel, hasty, Watch(clock=perf_counter))
        found["first_plan"] = first.seconds["heuristic"]
        found["first_share"] = first.value / study.bound
    return found


def _when(
    told: list[tuple[float, float, float]], reached: Callable[[float, float], bool]
) -> float | None:
    return next((at for at, value, bound in told if reached(value, bound)), None)


def score(case: Scores, out: Path) -> dict[str, Any]:
    """Score accessibility from points, then from known pairs."""
    instance, supply = case.instance(), case.supply()
    cells, places, travel = instance.cells, instance.candidates, Travel(case.radius, planar=True)
    began = perf_counter()
    scores = access_of(cells, places, supply, travel, Method.TWO_STEP)
    whole = perf_counter() - began
    reach = reach_of(cells, places, travel)
    far = distances(reach, cells, places)
    table = sparse.csr_matrix((far, reach.indices, reach.indptr), shape=reach.shape)
    began = perf_counter()
    again = access_of(cells, places, supply, Known(table, case.radius), Method.TWO_STEP)
    alone = perf_counter() - began
    if not np.array_equal(scores, again):
        raise SystemExit("known pairs give other scores than points")
    np.save(out, scores)
    return {
        "seconds": alone,
        "from_points": whole,
        "pairs": int(table.nnz),
        "peak_mib": peak_mib(),
    }


def main() -> None:
    """Answer, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--scores", type=Path)
    options = parser.parse_args()
    cases = {case.name: case for case in (QUICK if options.quick else FULL)}
    case = cases[options.name]
    warm()
    found = score(case, options.scores) if isinstance(case, Scores) else cover(case)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
