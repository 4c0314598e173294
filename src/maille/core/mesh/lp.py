"""HiGHS asked on the mesh's terms: it proposes multipliers and plans, it proves nothing.

References
----------
Huangfu and Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10 (HiGHS); Schork and Gondzio (2020), Implementation of an interior point method with
basis preconditioning, the same 12 (its interior points).
"""

import math
from collections.abc import Callable
from typing import Final, cast

import highspy
import numpy as np
from scipy import sparse

from maille.core.mesh.reduce import ENDLESS, Problem
from maille.core.mesh.values import Floats, Ints, Watch

MOST_PAIRS: Final = 1_000_000
_FEW_PAIRS: Final = 10_000
_HALF: Final = 0.5


def model_of(problem: Problem, *, whole: bool) -> highspy.HighsLp:
    """Write covering as a programme: first a row a cell, then how many sites, then the budget.

    Sites are whole when ``whole``; cells are too where they need several sites, for a part of
    what a cell needs covers nobody.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> model = model_of(problem_of([[0, 1], [1, 2]], [5, 1, 3], most=1), whole=True)
    >>> model.num_col_, model.num_row_
    (5, 4)
    """
    sites, cells = problem.net.cost.size, problem.net.weight.size
    tight = problem.budget != ENDLESS
    need = sparse.diags(problem.net.need.astype(np.float64))
    limits = np.vstack([np.ones(sites)] + [problem.net.cost.astype(np.float64)] * tight)
    table = sparse.bmat(
        [[-problem.matrix.T.astype(np.float64), need], [sparse.csr_matrix(limits), None]],
        format="csr",
    )
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = sites + cells, table.shape[0]
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate((np.zeros(sites), problem.net.weight.astype(np.float64)))
    model.col_lower_ = np.zeros(sites + cells)
    model.col_upper_ = np.ones(sites + cells)
    model.row_lower_ = np.full(table.shape[0], -highspy.kHighsInf)
    model.row_upper_ = np.array([0.0] * cells + [problem.most] + [problem.budget] * tight)
    if whole:
        real, entire = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [entire] * sites + [
            entire if several else real for several in problem.net.need > 1
        ]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = table.indptr
    model.a_matrix_.index_ = table.indices
    model.a_matrix_.value_ = table.data
    return model


def solver(watch: Watch, share: float) -> highspy.Highs:
    """Give HiGHS, silent, alone, repeatable, and out of time when the watch says so."""
    highs: highspy.Highs = cast("Callable[[], highspy.Highs]", highspy.Highs)()
    highs.silent()
    for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
        highs.setOptionValue(option, value)
    if math.isfinite(watch.left()):
        highs.setOptionValue("time_limit", watch.left() * share)
    for event in (highs.cbMipInterrupt, highs.cbIpmInterrupt, highs.cbSimplexInterrupt):
        event.subscribe(_interruption(watch))
    return highs


def _interruption(watch: Watch) -> Callable[[highspy.HighsCallbackEvent], None]:
    def ask(event: highspy.HighsCallbackEvent) -> None:
        event.interrupt(watch.stop())

    return ask


def relax(problem: Problem, watch: Watch) -> tuple[Floats, Floats]:
    """Let interior points find multipliers of cells, and how much of each site they would take.

    Neither is exact, and both may be nonsense when time ran out: ``bound.certify`` makes a true
    bound of any multipliers.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> multipliers, taken = relax(problem_of([[0, 1], [1, 2]], [5, 1, 3], most=1), Watch())
    >>> multipliers.size, taken.round(3).tolist()
    (3, [1.0, 0.0])
    """
    highs = solver(watch, 1.0)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.passModel(model_of(problem, whole=False))
    highs.run()
    found = highs.getSolution()
    cells, sites = problem.net.weight.size, problem.net.cost.size
    multipliers = np.zeros(cells) if not found.row_dual else np.array(found.row_dual[:cells])
    taken = np.zeros(sites) if not found.col_value else np.array(found.col_value[:sites])
    return np.abs(np.nan_to_num(multipliers)), np.nan_to_num(taken)


def improve(problem: Problem, start: Ints, nodes: int, watch: Watch) -> tuple[Ints, int]:
    """Let HiGHS look for a better plan than ``start``; give the rows it chose, and its nodes.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2]], [5, 1, 3], most=1)
    >>> improve(problem, np.array([1]), 10, Watch())[0].tolist()
    [0]
    """
    highs = solver(watch, 0.5)
    highs.setOptionValue("mip_max_nodes", nodes)
    highs.passModel(model_of(problem, whole=True))
    y = np.zeros(problem.net.cost.size)
    y[start] = 1
    covered = (problem.matrix.T @ y) >= problem.net.need
    solution = highspy.HighsSolution()
    solution.col_value = np.concatenate((y, covered)).tolist()
    highs.setSolution(solution)
    highs.run()
    found = np.array(highs.getSolution().col_value[: y.size])
    return np.flatnonzero(found > _HALF), max(0, int(highs.getInfo().mip_node_count))


def cover_model(problem: Problem, *, whole: bool) -> highspy.HighsLp:
    """Write "cover every cell with fewest sites": a row a cell, then the limits where they bind.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> model = cover_model(problem_of([[0, 1], [1, 2]], [1, 1, 1], most=1), whole=True)
    >>> model.num_col_, model.num_row_
    (2, 3)
    """
    sites, cells = problem.net.cost.size, problem.net.weight.size
    tight = problem.budget != ENDLESS
    limits = [np.ones(sites), problem.net.cost.astype(np.float64)] if tight else []
    parts = [problem.matrix.T.astype(np.float64), sparse.csr_matrix(np.array(limits))]
    table = sparse.vstack(parts[: 1 + tight], format="csr")
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = sites, table.shape[0]
    model.col_cost_ = np.ones(sites)
    model.col_lower_, model.col_upper_ = np.zeros(sites), np.ones(sites)
    model.row_lower_ = np.array([1.0] * cells + [-highspy.kHighsInf] * len(limits))
    model.row_upper_ = np.array(
        [highspy.kHighsInf] * cells + [problem.most, problem.budget][: len(limits)]
    )
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * sites
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = table.indptr
    model.a_matrix_.index_ = table.indices
    model.a_matrix_.value_ = table.data
    return model


def relax_cover(problem: Problem, watch: Watch) -> tuple[Floats, Floats]:
    """Give what each cell would pay to be covered, and how much of each site that takes.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> paid, taken = relax_cover(problem_of([[0], [1]], [1, 1], most=1), Watch())
    >>> paid.tolist(), taken.tolist()
    ([1.0, 1.0], [1.0, 1.0])
    """
    if problem.budget != ENDLESS:
        return relax(problem, watch)
    highs = solver(watch, 1.0)
    if problem.matrix.nnz > _FEW_PAIRS:
        highs.setOptionValue("solver", "ipm")
        highs.setOptionValue("run_crossover", "off")
    highs.passModel(cover_model(problem, whole=False))
    highs.run()
    found = highs.getSolution()
    cells, sites = problem.net.weight.size, problem.net.cost.size
    paid = np.zeros(cells) if not found.row_dual else np.array(found.row_dual[:cells])
    taken = np.zeros(sites) if not found.col_value else np.array(found.col_value[:sites])
    return np.clip(np.nan_to_num(paid), 0, 1), np.nan_to_num(taken)


def cover_all(problem: Problem, nodes: int, watch: Watch) -> tuple[Ints, int]:
    """Let HiGHS look for sites that cover all, few enough; give the rows it chose, and its nodes.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> cover_all(problem_of([[0, 1], [1], [0]], [1, 1], most=1), 10, Watch())[0].tolist()
    [0]
    """
    highs = solver(watch, 0.3)
    highs.setOptionValue("mip_max_nodes", nodes)
    highs.setOptionValue("objective_target", float(problem.most))
    highs.passModel(cover_model(problem, whole=True))
    highs.run()
    values = highs.getSolution().col_value
    found = np.array(values) if values else np.zeros(problem.net.cost.size)
    return np.flatnonzero(found > _HALF), max(0, int(highs.getInfo().mip_node_count))
