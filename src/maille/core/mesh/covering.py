"""Whether so many sites can cover every cell: a plan shows yes, a tree of exact sums shows no.

Each cell pays a sum to every site that serves it. Where all that is paid is more than so many
sites can take in, no plan of so many covers all: that is added up in whole numbers, whatever
the sums are, and branching leaves no plan out.

References
----------
Toregas, Swain, ReVelle and Bergman (1971), The location of emergency service facilities,
Operations Research 19; Beasley (1987), An algorithm for set covering problems, EJOR 31 (cells and
sites that others imply leave).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from maille.core.mesh.bound import bound_above, certify
from maille.core.mesh.interchange import Rules
from maille.core.mesh.kernels import Net, compiled, is_subset
from maille.core.mesh.lp import cover_all, relax_cover
from maille.core.mesh.reduce import Problem, net_of, reduce
from maille.core.mesh.search import search
from maille.core.mesh.values import Flags, Ints, Question, Watch

_HALF: Final = 0.5
_ROUNDS: Final = 150
_NODES_BEFORE: Final = 10


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """Whether everybody can be covered: a plan, or nothing; and whether that is proven."""

    rows: Ints | None
    proven: bool
    nodes: int = 0


@compiled
def mark_implied(net: Net, implied: Flags) -> None:
    """Mark cells that are covered whenever another is: all sites of that one serve them too.

    ``net`` is turned over: its sites are the cells, its cells the sites.
    """
    for a in range(implied.size):
        rarest, fewest = -1, implied.size + 1
        for k in range(net.site_first[a], net.site_first[a + 1]):
            s = net.site_cells[k]
            size = net.cell_first[s + 1] - net.cell_first[s]
            if size < fewest:
                rarest, fewest = s, size
        if implied[a] or rarest < 0:
            continue
        for k in range(net.cell_first[rarest], net.cell_first[rarest + 1]):
            b = net.cell_sites[k]
            if b != a and not implied[b] and is_subset(net, a, b):
                implied[b] = True


def bare(matrix: sparse.csr_matrix, rules: Rules) -> Problem:
    """Keep the cells and sites that decide whether all can be covered, each cell counting for one.

    Examples
    --------
    >>> table = sparse.csr_matrix(np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1]]))
    >>> problem = bare(table, Rules(2, np.zeros(3, np.int64), 0))
    >>> problem.sites.tolist(), problem.net.weight.size
    ([0, 1], 2)
    """
    sites, cost, left = np.arange(matrix.shape[0]), rules.cost, (-1, -1)
    while matrix.shape != left:
        left = matrix.shape
        ones = np.ones(matrix.shape[1], np.int64)
        problem = reduce(matrix, ones, cost, rules.most, rules.budget)
        sites, cost = sites[problem.sites], problem.net.cost
        turned = problem.matrix.T.tocsr()
        turned.sort_indices()
        zeros = np.zeros(turned.shape[0], np.int64)
        implied: Flags = np.zeros(turned.shape[0], np.bool_)
        mark_implied(net_of(turned, zeros, zeros), implied)
        matrix = problem.matrix[:, np.flatnonzero(~implied)]
    matrix.sort_indices()
    net = net_of(matrix, np.ones(matrix.shape[1], np.int64), cost)
    return Problem(net, matrix, sites, rules.most, rules.budget)


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """What is left to cover: a table, the sites it is of, what may still be taken, what was."""

    matrix: sparse.csr_matrix
    sites: Ints
    rules: Rules
    kept: Ints

    def with_(self, keep: Ints, refuse: Ints) -> "_Side":
        """Take some rows and leave others."""
        taken, free = np.zeros(self.matrix.shape[1], np.bool_), np.ones(self.sites.size, np.bool_)
        taken[self.matrix[keep].indices] = True
        free[keep] = free[refuse] = False
        budget = self.rules.budget - int(self.rules.cost[keep].sum())
        rules = Rules(self.rules.most - keep.size, self.rules.cost[free], budget)
        matrix = self.matrix[np.flatnonzero(free)][:, np.flatnonzero(~taken)].tocsr()
        return _Side(matrix, self.sites[free], rules, np.append(self.kept, self.sites[keep]))

    def obvious(self) -> Verdict | None:
        """Say what needs no thought."""
        if self.rules.most < 0 or self.rules.budget < 0:
            return Verdict(None, proven=True)
        if not self.matrix.shape[1]:
            return Verdict(self.kept, proven=True)
        able = self.matrix[np.flatnonzero(self.rules.cost <= self.rules.budget)]
        lacking = np.bincount(able.indices, minlength=self.matrix.shape[1]) == 0
        return Verdict(None, proven=True) if not self.rules.most or lacking.any() else None


def _forced(side: _Side) -> tuple[_Side, Verdict | None]:
    """Reduce, and take the sites that some cell has no other than; again until none is."""
    while (verdict := side.obvious()) is None:
        problem = bare(side.matrix, side.rules)
        rules = Rules(side.rules.most, problem.net.cost, side.rules.budget)
        side = _Side(problem.matrix, side.sites[problem.sites], rules, side.kept)
        turned = problem.matrix.T.tocsr()
        alone = np.flatnonzero(np.diff(turned.indptr) == 1)
        if not alone.size:
            break
        keep = np.unique(turned[alone].indices).astype(np.int64)
        side = side.with_(keep, np.zeros(0, np.int64))
    return side, verdict


def _problem(side: _Side) -> Problem:
    ones = np.ones(side.matrix.shape[1], np.int64)
    net = net_of(side.matrix, ones, side.rules.cost)
    rows = np.arange(side.sites.size)
    return Problem(net, side.matrix, rows, side.rules.most, side.rules.budget)


def _tried(side: _Side, question: Question, watch: Watch) -> Verdict | None:
    """Look for a plan, by exchanges."""
    problem = _problem(side)
    rows, value, _ = search(problem, question.seed, question.kicks // 5, watch)
    if value < problem.net.weight.size:
        return None
    return Verdict(np.append(side.kept, side.sites[rows]), proven=True)


def _split(side: _Side, watch: Watch) -> tuple[list[_Side], Verdict | None]:
    """Bound a side; give it without what that decides, in two."""
    problem = _problem(side)
    every = problem.net.weight.size
    if bound_above(problem, every - 1, _ROUNDS, watch).value < every:
        return [], Verdict(None, proven=True)
    paid, taken = relax_cover(problem, watch)
    bound = certify(problem, paid, every - 1)
    if bound.value < every:
        return [], Verdict(None, proven=True)
    wanted = np.flatnonzero(taken > _HALF)
    if wanted.size <= problem.most and int(problem.net.cost[wanted].sum()) <= problem.budget:
        served = np.unique(problem.matrix[wanted].indices)
        if served.size == every:
            return [], Verdict(np.append(side.kept, side.sites[wanted]), proven=True)
    site = [int(np.argmin(np.abs(taken - _HALF)))]
    return [
        side.with_(bound.keep, np.union1d(bound.refuse, site)),
        side.with_(np.union1d(bound.keep, site), bound.refuse),
    ], None


def covers(
    matrix: sparse.csr_matrix,
    rules: Rules,
    question: Question,
    watch: Watch,
    *,
    quick: bool = False,
) -> Verdict:
    """Say whether so many sites, within the budget, cover every cell.

    Parameters
    ----------
    matrix
        A row a site, a column a cell.
    rules
        How many sites, what each costs, their budget.
    question
        Its seed and efforts are read.
    watch
        Asked whether to stop: the verdict is then open.
    quick
        Give up early: the verdict may be open.

    Examples
    --------
    >>> ring = sparse.csr_matrix(np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]]))
    >>> free = np.zeros(3, np.int64)
    >>> [covers(ring, Rules(most, free, 0), Question(sites=most), Watch()).rows is None
    ...     for most in (1, 2)]
    [True, False]
    """
    none = np.zeros(0, np.int64)
    whole = _Side(matrix.tocsr(), np.arange(matrix.shape[0]), rules, none)
    first, verdict = _forced(whole)
    verdict = verdict or _tried(first, question, watch)
    if verdict is not None:
        return verdict
    if quick:
        problem = _problem(first)
        every = problem.net.weight.size
        bound = bound_above(problem, every - 1, question.rounds, watch)
        return Verdict(None, proven=bound.value < every)
    stack, done, asked = [first], 0, False
    while stack and done < question.nodes and not watch.over():
        if done >= _NODES_BEFORE and not asked:
            asked = True
            rows, _ = cover_all(_problem(first), question.nodes, watch)
            if _fits(first, rows):
                return Verdict(np.append(first.kept, first.sites[rows]), proven=True, nodes=done)
        side, verdict = _forced(stack.pop())
        done += 1
        if verdict is None:
            halves, verdict = _split(side, watch)
            stack += halves
        if verdict is not None and verdict.rows is not None:
            return Verdict(verdict.rows, proven=True, nodes=done)
    return Verdict(None, proven=not stack, nodes=done)


def _fits(side: _Side, rows: Ints) -> bool:
    """Say whether rows cover all that is left, within the rules."""
    few = rows.size <= side.rules.most and int(side.rules.cost[rows].sum()) <= side.rules.budget
    return few and np.unique(side.matrix[rows].indices).size == side.matrix.shape[1]
