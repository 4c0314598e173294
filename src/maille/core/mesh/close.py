"""Closing the gap: fix what a bound decides, look for better plans, prove that there is none.

What a solver with tolerances says of its own proof is not repeated: ``proven`` rests on bounds
added up in whole numbers (``bound.certify``) over a tree that leaves no plan out.

References
----------
Land and Doig (1960), An automatic method of solving discrete programming problems, Econometrica
28; Crowder, Johnson and Padberg (1983), Solving large-scale zero-one linear programming problems,
Operations Research 31 (what a bound decides is fixed).
"""

import heapq
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from maille.core.mesh.bound import Bound, bound_above, certify
from maille.core.mesh.lp import MOST_PAIRS, improve, relax
from maille.core.mesh.reduce import ENDLESS, Problem, reduce
from maille.core.mesh.values import Floats, Ints, Watch

_NODE_ROUNDS: Final = 200
_HALF: Final = 0.5
_NODES_BEFORE: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """The best plan known, as rows of the problem, its value, a bound, and what it took."""

    sites: Ints
    value: int
    bound: int
    nodes: int
    solver_nodes: int


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What is left of a problem: its ``sites`` are rows of the whole, ``won`` what is covered."""

    problem: Problem
    won: int


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """Sites kept and refused, what no plan with them exceeds, and where to split."""

    keep: Ints
    refuse: Ints
    bound: int
    split: int


def narrow(problem: Problem, keep: Ints, refuse: Ints) -> Part:
    """Give what is left to decide once some sites are kept and others refused, reduced again.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [2]], [5, 1, 3], most=2)
    >>> part = narrow(problem, np.array([0]), np.array([2]))
    >>> part.won, part.problem.sites.tolist(), part.problem.net.weight.tolist()
    (6, [1], [3])
    """
    net = problem.net
    free = np.ones(net.cost.size, np.bool_)
    free[keep] = free[refuse] = False
    rows = np.flatnonzero(free)
    held = np.bincount(problem.matrix[keep].indices, minlength=net.weight.size)
    left = np.flatnonzero(held < net.need)
    budget = problem.budget
    budget -= 0 if budget == ENDLESS else int(net.cost[keep].sum())
    smaller = reduce(
        problem.matrix[rows][:, left],
        net.weight[left],
        net.cost[rows],
        problem.most - keep.size,
        budget,
        (net.need - held)[left],
    )
    won = int(net.weight[held >= net.need].sum())
    return Part(replace(smaller, sites=rows[smaller.sites]), won)


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
    held = np.bincount(problem.matrix[sites].indices, minlength=problem.net.weight.size)
    return int(problem.net.weight[held >= problem.net.need].sum())


def _weigh(problem: Problem, value: int, watch: Watch) -> tuple[Bound, Floats]:
    """Bound a problem, and say how much of each site its relaxation would take."""
    if problem.matrix.nnz <= MOST_PAIRS:
        multipliers, taken = relax(problem, watch)
        return certify(problem, multipliers, value), taken
    bound = bound_above(problem, value, _NODE_ROUNDS, watch)
    earned = problem.matrix @ bound.multipliers
    return bound, earned / max(1.0, float(earned.max()))


def _rounded(problem: Problem, taken: Floats) -> Ints:
    """Give the sites a relaxation wants most, while they fit."""
    chosen: list[int] = []
    spent = 0
    for row in np.argsort(-taken, kind="stable")[: 2 * problem.most + 1]:
        cost = int(problem.net.cost[row])
        if len(chosen) < problem.most and spent + cost <= problem.budget and taken[row] > 0:
            chosen.append(int(row))
            spent += cost
    return np.array(sorted(chosen), np.int64)


def _offered(problem: Problem, best: Closed, sites: Ints) -> Closed:
    """Keep a plan that is better than the best."""
    value = worth_of(problem, sites)
    return replace(best, sites=np.sort(sites), value=value) if value > best.value else best


def _look(
    problem: Problem, sides: tuple[Ints, Ints], ceiling: int, best: Closed, watch: Watch
) -> tuple[_Node | None, Closed]:
    """Bound a part and fix what that decides; nothing is left of it when no plan is better."""
    keep, refuse = sides
    part = narrow(problem, keep, refuse)
    inner = part.problem
    if inner.most < 0 or inner.budget < 0:
        return None, best
    if inner.most == 0 or not inner.sites.size:
        return None, _offered(problem, best, keep)
    bound, taken = _weigh(inner, best.value - part.won, watch)
    best = _offered(problem, best, np.append(keep, inner.sites[_rounded(inner, taken)]))
    ceiling = min(ceiling, bound.value + part.won)
    if ceiling <= best.value:
        return None, best
    split = int(inner.sites[np.argmin(np.abs(taken - _HALF))])
    fixed = np.append(keep, inner.sites[bound.keep]), np.append(refuse, inner.sites[bound.refuse])
    return _Node(*fixed, ceiling, split), best


@dataclass(slots=True, eq=False)
class _Tree:
    """Parts not yet done with, widest bound first; the parts that left held nothing better."""

    problem: Problem
    heap: list[tuple[int, int, _Node]]
    done: int = 0

    def bound(self, value: int) -> int:
        """Give what no plan exceeds, ``value`` being known."""
        return max(value, -self.heap[0][0]) if self.heap else value

    def grow(self, best: Closed, nodes: int, watch: Watch) -> Closed:
        """Split the widest part in two until none may hold better, or nodes or time run out."""
        while self.bound(best.value) > best.value and self.done < nodes and not watch.over():
            _, _, node = heapq.heappop(self.heap)
            self.done += 1
            sides = [(np.append(node.keep, node.split), node.refuse)]
            sides.append((node.keep, np.append(node.refuse, node.split)))
            if node.split in {*node.keep.tolist(), *node.refuse.tolist()}:
                sides = [(node.keep, node.refuse)]
            for number, side in enumerate(sides):
                child, best = _look(self.problem, side, node.bound, best, watch)
                if child is not None:
                    heapq.heappush(self.heap, (-child.bound, 2 * self.done + number, child))
            watch.tell("close", best.value, self.bound(best.value))
        return best


def close(
    problem: Problem, start: Ints, root: Bound, nodes: int, watch: Watch, floor: int = 0
) -> Closed:
    """Fix what the bound decides and branch; HiGHS looks for better plans when that is not enough.

    Parameters
    ----------
    problem
        Reduced cells and sites.
    start
        Rows of a plan known.
    root
        The bound of the whole, with the sites it decides.
    nodes
        How many parts our own branching, then HiGHS, may look at.
    watch
        Asked whether to stop; half of what is left of its time goes to HiGHS.
    floor
        Plans that cover no more than this do not matter, even where none is known.

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
    best = Closed(start, max(floor, worth_of(problem, start)), root.value, 0, 0)
    if root.value <= best.value or not nodes or watch.over():
        return replace(best, bound=max(best.value, root.value))
    node, best = _look(problem, (root.keep, root.refuse), root.value, best, watch)
    watch.tell("close", best.value, best.value if node is None else node.bound)
    if node is None:
        return replace(best, bound=best.value)
    tree = _Tree(problem, [(-node.bound, 0, node)])
    best = tree.grow(best, min(nodes, _NODES_BEFORE), watch)
    if tree.bound(best.value) > best.value and not watch.over():
        best = _solved(problem, node, best, nodes, watch)
        best = tree.grow(best, nodes, watch)
    return replace(best, bound=tree.bound(best.value), nodes=tree.done)


def _solved(problem: Problem, node: _Node, best: Closed, nodes: int, watch: Watch) -> Closed:
    """Let HiGHS look for a better plan in what a node leaves."""
    part = narrow(problem, node.keep, node.refuse).problem
    if not part.sites.size or part.most <= 0 or part.matrix.nnz > MOST_PAIRS:
        return best
    there = np.flatnonzero(np.isin(part.sites, best.sites))
    rows, tried = improve(part, there, nodes, watch)
    best = _offered(problem, best, np.append(node.keep, part.sites[rows]))
    return replace(best, solver_nodes=tried)
