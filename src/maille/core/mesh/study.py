"""A territory and a question become a study: an answer, its bound, and how both were found."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from scipy import sparse

from maille.core.mesh.bound import bound_above
from maille.core.mesh.close import close
from maille.core.mesh.coverage import reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.reduce import ENDLESS, reduce, whole, whole_budget
from maille.core.mesh.search import search
from maille.core.mesh.values import (
    Cells,
    Chosen,
    Flags,
    Ints,
    Question,
    Sites,
    Study,
    Watch,
)


@dataclass(frozen=True, slots=True, eq=False)
class Territory:
    """What a question is asked about, candidates in an order that no file decides."""

    cells: Cells
    weight: Ints
    scale: int
    covered: Flags
    candidates: Sites
    matrix: sparse.csr_matrix
    cost: Ints
    cost_scale: int


def _canonical(sites: Sites) -> Sites:
    """Sort sites by where they are: equal answers whatever the order of the rows."""
    cost = np.zeros(sites.x.size) if sites.cost is None else sites.cost
    names = sites.names or ("",) * sites.x.size
    order = np.lexsort((np.array(sites.ids, dtype=str), cost, sites.y, sites.x))
    return Sites(
        sites.x[order],
        sites.y[order],
        tuple(sites.ids[i] for i in order),
        tuple(names[i] for i in order),
        cost[order],
        sites.planar,
    )


def territory_of(cells: Cells, places: Sites, candidates: Sites, travel: AnyTravel) -> Territory:
    """Say who is served today and whom each candidate would serve.

    Parameters
    ----------
    cells, places, candidates
        In degrees or planar, all alike; places may be none.
    travel
        How far a place serves.

    Raises
    ------
    MeshError
        When degrees and planar coordinates are mixed.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel
    >>> line = Cells(np.array([0.0, 1, 5]), np.zeros(3), np.array([2.0, 3, 4]), planar=True)
    >>> one = Sites(np.array([0.0]), np.zeros(1), ("a",), planar=True)
    >>> territory_of(line, one, one, Travel(1, planar=True)).covered.tolist()
    [True, True, False]
    """
    candidates = _canonical(candidates)
    weight, scale = whole(cells.population)
    covered = np.zeros(cells.x.size, np.bool_)
    covered[reach_of(cells, places, travel).indices] = True
    assert candidates.cost is not None  # noqa: S101 - given by _canonical
    cost, cost_scale = whole(candidates.cost)
    matrix = reach_of(cells, candidates, travel)
    return Territory(cells, weight, scale, covered, candidates, matrix, cost, cost_scale)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Rows of candidates, what they cover newly (whole), and a bound."""

    rows: Ints
    value: int
    bound: int
    counts: dict[str, int]
    seconds: dict[str, float]


def _rows(territory: Territory, ids: tuple[str, ...]) -> Ints:
    place = {name: row for row, name in enumerate(territory.candidates.ids)}
    if unknown := [name for name in ids if name not in place]:
        raise MeshError(f"no candidate is called {', '.join(unknown)}")
    return np.array(sorted(place[name] for name in ids), np.int64)


def _limits(territory: Territory, question: Question, forced: Ints) -> tuple[int, int]:
    """Give how many sites and how much money are left after the forced ones."""
    many = territory.candidates.x.size
    most = (many if question.sites is None else min(question.sites, many)) - forced.size
    budget = ENDLESS
    if question.budget is not None:
        budget = whole_budget(question.budget, territory.cost_scale)
        budget -= int(territory.cost[forced].sum())
    if most < 0 or budget < 0:
        raise MeshError("the forced sites are already more than is allowed")
    return most, budget


def plan_cover(territory: Territory, question: Question, watch: Watch) -> Plan:
    """Choose the sites that newly cover most persons, and bound how many the best could.

    Parameters
    ----------
    territory
        From ``territory_of``.
    question
        Sites, budget, forced, banned, seed and efforts are read.
    watch
        Its clock times the steps; it may stop them.

    Raises
    ------
    MeshError
        When a forced or banned site is unknown, or the forced ones are too many or too dear.

    References
    ----------
    Church and ReVelle (1974), The maximal covering location problem.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel
    >>> line = Cells(np.arange(4.0), np.zeros(4), np.array([4.0, 3, 2, 1]), planar=True)
    >>> sites = Sites(np.arange(4.0), np.zeros(4), ("a", "b", "c", "d"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> land = territory_of(line, none, sites, Travel(1.0, planar=True))
    >>> plan = plan_cover(land, Question(sites=1), Watch())
    >>> plan.rows.tolist(), plan.value, plan.bound
    ([1], 9, 9)
    """
    began = watch.clock()
    forced, banned = _rows(territory, question.forced), _rows(territory, question.banned)
    most, budget = _limits(territory, question, forced)
    covered = territory.covered.copy()
    covered[territory.matrix[forced].indices] = True
    weight = np.where(covered, 0, territory.weight)
    free = np.ones(territory.cost.size, np.bool_)
    free[forced] = free[banned] = False
    rows = np.flatnonzero(free)
    cost = territory.cost[rows] if budget != ENDLESS else np.zeros(rows.size, np.int64)
    problem = reduce(territory.matrix[rows], weight, cost, most, budget)
    won = int(territory.weight[covered & ~territory.covered].sum())
    reduced = watch.clock()
    sites, value, kicks = search(problem, question.seed, question.kicks, watch)
    watch.tell("heuristic", (won + value) / territory.scale, np.inf)
    searched = watch.clock()
    if not problem.sites.size or most == 0:
        empty = {"kicks": kicks, "rounds": 0, "nodes": 0, "solver_nodes": 0}
        return Plan(forced, won, won, empty, {"reduce": reduced - began})
    root = bound_above(problem, value, question.rounds, watch)
    bounded = watch.clock()
    watch.tell("bound", (won + value) / territory.scale, (won + root.value) / territory.scale)
    done = close(problem, sites, root, question.nodes, watch)
    return Plan(
        np.sort(np.concatenate((forced, rows[problem.sites[done.sites]]))),
        won + done.value,
        won + done.bound,
        {
            "kicks": kicks,
            "rounds": root.rounds,
            "nodes": done.nodes,
            "solver_nodes": done.solver_nodes,
        },
        {
            "reduce": reduced - began,
            "heuristic": searched - reduced,
            "bound": bounded - searched,
            "close": watch.clock() - bounded,
        },
    )


def fewest(territory: Territory, question: Question, watch: Watch) -> tuple[Plan, int, int]:
    """Give the fewest sites that bring the share covered to the target, by halving.

    How many persons a number of sites covers at most is known by its bound: a number whose bound
    stays under the target is too small, whatever the plan.

    Returns
    -------
    A plan, its number of sites, and a number below which none reaches the target.

    Raises
    ------
    MeshError
        When all candidates together do not reach the target.

    References
    ----------
    Daskin and Owen (1999), Two new location covering problems: the partial p-center problem and
    the partial set covering problem, Geographical Analysis 31.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel
    >>> line = Cells(np.arange(4.0), np.zeros(4), np.ones(4), planar=True)
    >>> sites = Sites(np.arange(4.0), np.zeros(4), ("a", "b", "c", "d"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> land = territory_of(line, none, sites, Travel(1.0, planar=True))
    >>> fewest(land, Question(target=1.0), Watch())[1:]
    (2, 2)
    """
    total = int(territory.weight.sum())
    before = int(territory.weight[territory.covered].sum())
    needed = math.ceil(Fraction(str(question.target)) * total)
    everyone = territory.candidates.x.size - len(question.banned)
    low = len(question.forced)
    best = plan_cover(territory, replace(question, sites=everyone), watch)
    if best.value + before < needed:
        share = (best.value + before) / total if total else 0.0
        raise MeshError(f"all candidates together reach {share:.1%}, less than the target")
    high = best.rows.size
    least, left = low, low
    while left < high:
        middle = (left + high) // 2
        plan = plan_cover(territory, replace(question, sites=middle), watch)
        if plan.value + before >= needed:
            best, high = plan, middle
            continue
        left = middle + 1
        if plan.bound + before < needed:
            least = left
    return best, best.rows.size, min(least, best.rows.size)


def gains_of(territory: Territory, plan: Plan, forced: tuple[str, ...]) -> tuple[Chosen, ...]:
    """Put sites in the order of what each adds after those before it, forced ones first.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel
    >>> line = Cells(np.arange(3.0), np.zeros(3), np.array([1.0, 2, 4]), planar=True)
    >>> sites = Sites(np.array([0.0, 2]), np.zeros(2), ("a", "b"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> land = territory_of(line, none, sites, Travel(1.0, planar=True))
    >>> plan = plan_cover(land, Question(sites=2), Watch())
    >>> [(site.id, site.gain, site.cumulative) for site in gains_of(land, plan, ())]
    [('b', 6.0, 6.0), ('a', 1.0, 7.0)]
    """
    covered = territory.covered.copy()
    left, order, total = [int(row) for row in plan.rows], [], 0
    served = {row: territory.matrix[row].indices for row in left}
    while left:
        gains = [int(territory.weight[served[r][~covered[served[r]]]].sum()) for r in left]
        ahead = [territory.candidates.ids[row] in forced for row in left]
        best = max(range(len(left)), key=lambda i: (ahead[i], gains[i], -left[i]))
        row, total = left.pop(best), total + gains[best]
        covered[served[row]] = True
        site = territory.candidates
        gain, cumulative = gains[best] / territory.scale, total / territory.scale
        order.append(Chosen(site.ids[row], site.names[row], gain, cumulative))
    return tuple(order)


def study_cover(territory: Territory, question: Question, watch: Watch) -> Study:
    """Answer a covering question, for a number of sites, a budget or a target.

    Raises
    ------
    MeshError
        When the question names unknown sites, or cannot be met.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel
    >>> line = Cells(np.arange(3.0), np.zeros(3), np.array([1.0, 2, 4]), planar=True)
    >>> sites = Sites(np.array([0.0, 2]), np.zeros(2), ("a", "b"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> land = territory_of(line, none, sites, Travel(1.0, planar=True))
    >>> answer = study_cover(land, Question(sites=1), Watch())
    >>> answer.value, answer.bound, answer.proven
    (6.0, 6.0, True)
    """
    scale = territory.scale
    before = int(territory.weight[territory.covered].sum())
    if question.target is None:
        plan = plan_cover(territory, question, watch)
        value, bound = plan.value / scale, plan.bound / scale
    else:
        plan, value, bound = fewest(territory, question, watch)
    return Study(
        value=value,
        bound=bound,
        proven=value == bound,
        sites=gains_of(territory, plan, question.forced),
        covered_before=before / scale,
        covered_after=(before + plan.value) / scale,
        population=int(territory.weight.sum()) / scale,
        counts=plan.counts,
        seconds=plan.seconds,
    )
