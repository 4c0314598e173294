"""The same question asked of another solver, on the textbook's formulation."""

import numpy as np
import pytest

from maille.core.mesh.ask import ask
from maille.core.mesh.values import Objective, Question, Travel, Watch
from tests.core.mesh import textbook
from tests.core.mesh.lands import sites_at


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "asked",
    [
        {"sites": 4},
        {"budget": 12.5},
        {"sites": 5, "budget": 9.75},
        {"sites": 6, "at_least": 2},
        {"sites": 6, "forced": ("3", "7"), "banned": ("1", "2", "9")},
        {"target": 0.7},
        {"sites": 4, "objective": Objective.MEDIAN},
        {"budget": 14.0, "objective": Objective.MEDIAN},
        {"sites": 5, "objective": Objective.CENTER},
    ],
    ids=lambda asked: "-".join(map(str, asked)) + asked.get("objective", ""),
)
def test_study_agrees_with_another_solver(seed, asked):
    cells, candidates = textbook.towns(seed)
    far, question = textbook.apart(cells, candidates), Question(**asked)
    travel = Travel(float(np.quantile(far, 0.12)), planar=True)
    answer = ask(cells, (sites_at([]), candidates), travel, question, Watch())
    near = (far <= travel.radius).astype(float)
    due = {
        Objective.COVER: lambda: textbook.cover(near, cells.population, question, candidates.cost),
        Objective.MEDIAN: lambda: textbook.median(far, cells.population, question, candidates.cost),
        Objective.CENTER: lambda: textbook.center(far, question),
    }[question.objective]()
    assert answer.value == pytest.approx(due, rel=1e-9)
    assert answer.proven
