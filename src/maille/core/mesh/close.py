"""Closing the gap: HiGHS looks for better plans, our own branching proves that there is none.

What a solver with tolerances says of its own proof is not repeated: ``proven`` rests on bounds
added up in whole numbers (``bound.certify``) over a tree that leaves no plan out.

References
----------
Huangfu and Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10 (HiGHS); Land and Doig (1960), An automatic method of solving discrete programming
problems, Econometrica 28.
"""

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import highspy
import numpy as np

from maille.core.mesh.bound import Bound, bound_above
from maille.core.mesh.reduce import ENDLESS, Problem, net_of
from maille.core.mesh.values import Floats, Ints, Watch

_MOST_PAIRS = 1_000_000
_NODE_ROUNDS = 60
_HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """The best plan known, as rows of the problem, its value, a bound, and what it took."""

    sites: Ints
    value: int
    bound: int
    nodes: int
    solver_nodes: int


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A part of a problem: sites kept and refused, which rows and cells are left."""

    problem: Problem
    rows: Ints
    won: int
    multipliers: Floats


def narrow(problem: Problem, keep: Ints, refuse: Ints, multipliers: Floats) -> _Part:
    """Give what is left to decide once some sites are kept and others refused.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [2]], [5, 1, 3], most=2)
    >>> part = narrow(problem, np.array([0]), np.array([2]), np.ones(3))
    >>> part.won, part.rows.tolist(), part.problem.net.weight.tolist()
    (6, [1], [3])
    """
    free = np.ones(problem.net.cost.size, np.bool_)
    free[keep] = free[refuse] = False
    rows = np.flatnonzero(free)
    taken = np.zeros(problem.net.weight.size, np.bool_)
    taken[problem.matrix[keep].indices] = True
    cells = np.flatnonzero(~taken)
    budget = problem.budget
    if budget != ENDLESS:
        budget -= int(problem.net.cost[keep].sum())
        rows = rows[problem.net.cost[rows] <= budget]
    matrix = problem.matrix[rows][:, cells].tocsr()
    matrix.sort_indices()
    net = net_of(matrix, problem.net.weight[cells], problem.net.cost[rows])
    most = problem.most - keep.size if budget >= 0 else -1
    smaller = Problem(net, matrix, rows, most, budget)
    won = int(problem.net.weight[taken].sum())
    return _Part(smaller, rows, won, multipliers[cells])


def model_of(problem: Problem) -> highspy.HighsLp:
    """Write maximal covering as a mixed integer programme: sites are whole, cells are not.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> model = model_of(problem_of([[0, 1], [1, 2]], [5, 1, 3], most=1))
    >>> model.num_col_, model.num_row_
    (5, 4)
    """
    sites, cells = problem.net.cost.size, problem.net.weight.size
    tight = problem.budget != ENDLESS
    by_cell = problem.matrix.T.tocsr()
    lists = [np.append(sites + np.arange(cells)[c], by_cell[c].indices) for c in range(cells)]
    values = [np.append(1.0, -np.ones(row.size - 1)) for row in lists]
    lists += [np.arange(sites)] * (1 + tight)
    values += [np.ones(sites)] + [problem.net.cost.astype(float)] * tight
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = sites + cells, len(lists)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate((np.zeros(sites), problem.net.weight.astype(float)))
    model.col_lower_ = np.zeros(sites + cells)
    model.col_upper_ = np.ones(sites + cells)
    model.row_lower_ = np.full(len(lists), -highspy.kHighsInf)
    model.row_upper_ = np.array([0.0] * cells + [problem.most] + [problem.budget] * tight)
    model.integrality_ = [highspy.HighsVarType.kInteger] * sites + [
        highspy.HighsVarType.kContinuous
    ] * cells
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0] + [row.size for row in lists])
    model.a_matrix_.index_ = np.concatenate(lists)
    model.a_matrix_.value_ = np.concatenate(values)
    return model


def solver(watch: Watch, share: float, nodes: int) -> highspy.Highs:
    """Give HiGHS, silent, alone, repeatable, and out of time when the watch says so."""
    highs: highspy.Highs = cast("Callable[[], highspy.Highs]", highspy.Highs)()
    highs.silent()
    for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0)):
        highs.setOptionValue(option, value)
    highs.setOptionValue("mip_max_nodes", nodes)
    if math.isfinite(watch.left()):
        highs.setOptionValue("time_limit", watch.left() * share)
    highs.cbMipInterrupt.subscribe(_interruption(watch))
    return highs


def _interruption(watch: Watch) -> Callable[[highspy.HighsCallbackEvent], None]:
    def ask(event: highspy.HighsCallbackEvent) -> None:
        event.interrupt(watch.stop())

    return ask


def improve(problem: Problem, start: Ints, nodes: int, watch: Watch) -> tuple[Ints, int]:
    """Let HiGHS look for a better plan than ``start``; give the rows it chose, and its nodes."""
    highs = solver(watch, 0.5, nodes)
    highs.passModel(model_of(problem))
    y = np.zeros(problem.net.cost.size)
    y[start] = 1
    covered = np.minimum(problem.matrix.T @ y, 1)
    solution = highspy.HighsSolution()
    solution.col_value = np.concatenate((y, covered)).tolist()
    highs.setSolution(solution)
    highs.run()
    found = np.array(highs.getSolution().col_value[: y.size])
    return np.flatnonzero(found > _HALF), max(0, int(highs.getInfo().mip_node_count))


def worth_of(problem: Problem, sites: Ints) -> int:
    """Give what sites cover together, or -1 when they are too many or too dear.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> worth_of(problem_of([[0, 1], [1, 2]], [5, 1, 3], most=1), np.array([0]))
    6
    """
    if sites.size > problem.most or int(problem.net.cost[sites].sum()) > problem.budget:
        return -1
    covered = np.zeros(problem.net.weight.size, np.bool_)
    covered[problem.matrix[sites].indices] = True
    return int(problem.net.weight[covered].sum())


def _branch(problem: Problem, best: Closed, root: Bound, nodes: int, watch: Watch) -> Closed:
    """Split on the most wanted site, widest bound first, until no part may hold better."""
    none = np.zeros(0, np.int64)
    heap = [(-root.value, 0, none, none, root)]
    born, done = 1, 0
    while heap and -heap[0][0] > best.value and done < nodes and not watch.over():
        _, _, keep, refuse, parent = heapq.heappop(heap)
        part = narrow(problem, keep, refuse, parent.multipliers)
        earned = part.problem.matrix @ part.multipliers
        done += 1
        if not earned.size or part.problem.most <= 0:
            best = replace(best, sites=np.sort(keep), value=part.won)
            continue
        site = int(part.rows[int(np.argmax(earned))])
        for more, less in ((np.append(keep, site), refuse), (keep, np.append(refuse, site))):
            child = _child(problem, (more, less), parent, best.value, watch)
            if child.value > best.value:
                heapq.heappush(heap, (-min(child.value, parent.value), born, more, less, child))
                born += 1
        watch.tell("close", best.value, max([best.value] + [-item[0] for item in heap[:1]]))
    bound = max([best.value] + [-item[0] for item in heap[:1]])
    return replace(best, bound=min(root.value, bound), nodes=done)


def _child(
    problem: Problem, sides: tuple[Ints, Ints], parent: Bound, value: int, watch: Watch
) -> Bound:
    """Bound one side of a branch, from the multipliers of the whole."""
    part = narrow(problem, *sides, parent.multipliers)
    full = np.zeros(problem.net.weight.size)
    if part.problem.most <= 0 or not part.rows.size:
        return Bound(part.won if part.problem.most >= 0 else -1, full, *sides, 0)
    found = bound_above(part.problem, value - part.won, _NODE_ROUNDS, watch, part.multipliers)
    taken = np.ones(problem.net.weight.size, np.bool_)
    taken[problem.matrix[sides[0]].indices] = False
    full[taken] = found.multipliers
    return replace(found, value=found.value + part.won, multipliers=full)


def close(problem: Problem, start: Ints, root: Bound, nodes: int, watch: Watch) -> Closed:
    """Fix what the bound decides, let HiGHS improve what is left, then prove it by branching.

    Parameters
    ----------
    problem
        Reduced cells and sites.
    start
        Rows of a plan known.
    root
        The bound of the whole, with the sites it decides.
    nodes
        How many parts HiGHS, then our own branching, may look at.
    watch
        Asked whether to stop; half of what is left of its time goes to HiGHS.

    Examples
    --------
    >>> from maille.core.mesh.bound import certify
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [0, 2]], [2, 2, 2], most=1)
    >>> root = certify(problem, np.zeros(3), 4)
    >>> answer = close(problem, np.array([0]), root, 50, Watch())
    >>> root.value, answer.value, answer.bound
    (6, 4, 4)
    """
    best = Closed(start, worth_of(problem, start), root.value, 0, 0)
    if root.value <= best.value or watch.over():
        return replace(best, bound=max(best.value, root.value))
    part = narrow(problem, root.keep, root.refuse, root.multipliers)
    if part.problem.matrix.nnz and part.problem.matrix.nnz <= _MOST_PAIRS:
        there = np.isin(part.rows, start)
        rows, tried = improve(part.problem, np.flatnonzero(there), nodes, watch)
        better = np.sort(np.concatenate((root.keep, part.rows[rows])))
        if (value := worth_of(problem, better)) > best.value:
            best = replace(best, sites=better, value=value)
        best = replace(best, solver_nodes=tried)
    local = replace(best, value=best.value - part.won, sites=np.zeros(0, np.int64))
    inner = replace(root, value=root.value - part.won, multipliers=part.multipliers)
    proven = _branch(part.problem, local, inner, nodes, watch)
    if proven.value > local.value:
        found = np.sort(np.concatenate((root.keep, part.rows[proven.sites])))
        best = replace(best, sites=found, value=proven.value + part.won)
    return replace(best, bound=max(best.value, proven.bound + part.won), nodes=proven.nodes)
