"""A territory and a question become a study: an answer, its bound, and how both were found."""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from scipy import sparse

from maille.core.mesh.coverage import reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.order import by_week, canonical, rows_of
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.reduce import ENDLESS, Problem, reduce, whole, whole_budget
from maille.core.mesh.solve import solve
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
    """What a question is asked about, candidates in an order that no file decides.

    Columns are cells; where some site is not there every week, those of odd weeks, then those of
    even weeks, and ``scale`` is doubled: persons are those of a week, on average. ``held`` is how
    many places serve a column today. ``bare`` is what ``reduced_once`` left of it, if it was asked.
    """

    cells: Cells
    weight: Ints
    scale: int
    covered: Flags
    candidates: Sites
    matrix: sparse.csr_matrix
    cost: Ints
    cost_scale: int
    held: Ints
    weekly: bool = False
    bare: Problem | None = None


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
    candidates = canonical(candidates)
    weight, scale = whole(cells.population)
    today = reach_of(cells, places, travel)
    matrix = reach_of(cells, candidates, travel)
    weekly = not (places.every_week and candidates.every_week)
    if weekly:
        today, matrix = by_week(today, places), by_week(matrix, candidates)
        weight, scale = np.concatenate((weight, weight)), 2 * scale
    held = np.bincount(today.indices, minlength=weight.size)
    assert candidates.cost is not None  # noqa: S101 - given by canonical
    cost, cost_scale = whole(candidates.cost)
    return Territory(
        cells, weight, scale, held > 0, candidates, matrix, cost, cost_scale, held, weekly
    )


def reduced_once(territory: Territory) -> Territory:
    """Reduce a territory for all questions that force nothing, ban nothing and count no money.

    Answers are the same; what many questions of one territory share is then worked out once.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel
    >>> row = Cells(np.arange(3.0), np.zeros(3), np.ones(3), planar=True)
    >>> pair = Sites(np.arange(2.0), np.zeros(2), ("a", "b"), planar=True)
    >>> far = Sites(np.full(1, 9.0), np.zeros(1), ("c",), planar=True)
    >>> reduced_once(territory_of(row, far, pair, Travel(1, planar=True))).bare.sites.tolist()
    [1]
    """
    many = territory.cost.size
    left, free = np.where(territory.covered, 0, territory.weight), np.zeros(many, np.int64)
    return replace(territory, bare=reduce(territory.matrix, left, free, many, ENDLESS))


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Rows of candidates, what they cover newly (whole), and a bound."""

    rows: Ints
    value: int
    bound: int
    counts: dict[str, int]
    seconds: dict[str, float]


def _limits(territory: Territory, question: Question, forced: Ints) -> tuple[int, int]:
    """Give how many sites and how much money are left after the forced ones."""
    many = territory.candidates.x.size
    most = (many if question.sites is None else min(question.sites, many)) - forced.size
    budget = ENDLESS
    if question.stops is not None:
        budget = question.stops - int(territory.candidates.visits[forced].sum())
    elif question.budget is not None:
        budget = whole_budget(question.budget, territory.cost_scale)
        budget -= int(territory.cost[forced].sum())
    if most < 0 or budget < 0:
        raise MeshError("the forced sites are already more than is allowed")
    return most, budget


def _louder(watch: Watch, won: int, scale: int) -> Watch:
    """Tell persons, those of forced sites too, where a problem counts in its own unit."""
    return replace(
        watch,
        tell=lambda step, value, bound: watch.tell(
            step, (won + value) / scale, (won + bound) / scale
        ),
    )


def plan_cover(territory: Territory, question: Question, watch: Watch) -> Plan:
    """Choose the sites that newly cover most persons, and bound how many the best could.

    Sites that would add nobody are not chosen, unless they are forced.

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
    forced, banned = (
        rows_of(territory.candidates, ids) for ids in (question.forced, question.banned)
    )
    most, budget = _limits(territory, question, forced)
    held = territory.held + np.bincount(
        territory.matrix[forced].indices, minlength=territory.held.size
    )
    covered = held >= question.at_least
    before = territory.held >= question.at_least
    weight = np.where(covered, 0, territory.weight)
    free = np.ones(territory.cost.size, np.bool_)
    free[forced] = free[banned] = False
    rows = np.flatnonzero(free)
    prices = territory.cost if question.stops is None else territory.candidates.visits
    cost = prices[rows] if budget != ENDLESS else np.zeros(rows.size, np.int64)
    need = np.maximum(1, question.at_least - held)
    if territory.bare and rows.size == free.size and question.at_least == 1 and budget == ENDLESS:
        problem = replace(territory.bare, most=most)
    else:
        problem = reduce(territory.matrix[rows], weight, cost, most, budget, need)
    won = int(territory.weight[covered & ~before].sum())
    reduced = watch.clock()
    solved = solve(problem, question, _louder(watch, won, territory.scale))
    return Plan(
        np.sort(np.concatenate((forced, rows[problem.sites[solved.sites]]))),
        won + solved.value,
        won + solved.bound,
        solved.counts,
        {"reduce": reduced - began, **solved.seconds},
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
    before = _before(territory, question)
    needed = math.ceil(Fraction(str(question.target)) * total)
    everyone = territory.candidates.x.size - len(question.banned)
    low = len(question.forced)
    best = plan_cover(territory, replace(question, sites=everyone), watch)
    if best.value + before < needed:
        share = (best.value + before) / total if total else 0.0
        raise MeshError(
            "all candidates together reach %(share)s, less than the target", share=f"{share:.1%}"
        )
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


def _before(territory: Territory, question: Question) -> int:
    return int(territory.weight[territory.held >= question.at_least].sum())


def gains_of(
    territory: Territory, plan: Plan, forced: tuple[str, ...], at_least: int = 1
) -> tuple[Chosen, ...]:
    """Put sites in the order of what each adds after those before it, forced ones first.

    Where persons need several places, a site may add nobody by itself: the one that brings most
    of them nearer comes first.

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
    site, rows = territory.candidates, [int(row) for row in plan.rows]
    first = {row for row in rows if site.ids[row] in set(forced)}
    order, total = [], 0
    pick = _one_by_one if at_least == 1 else _nearer_first
    for row, gain in pick(territory, rows, first, at_least):
        total += gain
        cumulative = total / territory.scale
        order.append(Chosen(site.ids[row], site.names[row], gain / territory.scale, cumulative))
    return tuple(order)


def _one_by_one(
    territory: Territory, rows: list[int], first: set[int], at_least: int
) -> Iterator[tuple[int, int]]:
    """Give sites and what each adds: that only falls, so what fell is weighed again when due."""
    left = np.where(territory.held >= at_least, 0, territory.weight)
    served = {row: territory.matrix[row].indices for row in rows}
    heap = [(row not in first, -int(left[served[row]].sum()), row) for row in rows]
    heapq.heapify(heap)
    while heap:
        later, _, row = heapq.heappop(heap)
        gain = int(left[served[row]].sum())
        if heap and (later, -gain, row) > heap[0]:
            heapq.heappush(heap, (later, -gain, row))
            continue
        left[served[row]] = 0
        yield row, gain


def _nearer_first(
    territory: Territory, rows: list[int], first: set[int], at_least: int
) -> Iterator[tuple[int, int]]:
    """Give sites and what each adds, where a site may add more once another is there."""
    weight, held, left = territory.weight, territory.held.copy(), rows.copy()
    served = {row: territory.matrix[row].indices for row in left}
    while left:
        lacking = {row: at_least - held[served[row]] for row in left}
        gains = {row: int(weight[served[row][lacking[row] == 1]].sum()) for row in left}
        nearer = {row: int(weight[served[row][lacking[row] > 0]].sum()) for row in left}
        row = max(left, key=lambda r: (r in first, gains[r], nearer[r], -r))
        left.remove(row)
        held[served[row]] += 1
        yield row, gains[row]


def weeks_of(territory: Territory, plan: Plan, at_least: int = 1) -> dict[str, float]:
    """Give how many persons are served in odd and in even weeks, before and after a plan.

    Examples
    --------
    >>> from maille.core.mesh.values import Travel, Weeks
    >>> line = Cells(np.arange(2.0), np.zeros(2), np.array([1.0, 2]), planar=True)
    >>> ends = Sites(np.arange(2.0), np.zeros(2), ("a", "b"), planar=True,
    ...     weeks=np.array([Weeks.ODD, Weeks.EVEN]))
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> land = territory_of(line, none, ends, Travel(0.0, planar=True))
    >>> weeks_of(land, plan_cover(land, Question(sites=2), Watch()))["after_even"]
    2.0
    """
    if not territory.weekly:
        return {}
    half, scale = territory.weight.size // 2, territory.scale // 2
    added = np.bincount(territory.matrix[plan.rows].indices, minlength=2 * half)
    told = {}
    for moment, held in (("before", territory.held), ("after", territory.held + added)):
        people = np.where(held >= at_least, territory.weight, 0)
        told[f"{moment}_odd"] = int(people[:half].sum()) / scale
        told[f"{moment}_even"] = int(people[half:].sum()) / scale
    return told


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
    before = _before(territory, question)
    if question.target is None:
        plan = plan_cover(territory, question, watch)
        value, bound = plan.value / scale, plan.bound / scale
    else:
        plan, value, bound = fewest(territory, question, watch)
    return Study(
        value=value,
        bound=bound,
        proven=value == bound,
        sites=gains_of(territory, plan, question.forced, question.at_least),
        covered_before=before / scale,
        covered_after=(before + plan.value) / scale,
        population=int(territory.weight.sum()) / scale,
        counts=plan.counts,
        seconds=plan.seconds,
        told=weeks_of(territory, plan, question.at_least),
    )
