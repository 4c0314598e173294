"""The sites that bring people least far in all: p-median, with a proof."""

from dataclasses import replace

import numpy as np

from maille.core.mesh.assign import Best, prove
from maille.core.mesh.errors import MeshError
from maille.core.mesh.interchange import Rules, interchange
from maille.core.mesh.lists import ENDLESS, Ground, ground_of, lists_of, nearest, value_of
from maille.core.mesh.order import canonical, rows_of
from maille.core.mesh.reduce import whole, whole_budget
from maille.core.mesh.values import (
    Cells,
    Chosen,
    Flags,
    Floats,
    Ints,
    Question,
    Sites,
    Study,
    Travel,
    Watch,
)


def taken_from(sites: Sites, rows: Ints) -> Sites:
    """Give some of the sites, without their names.

    Examples
    --------
    >>> taken_from(Sites(np.arange(3.0), np.zeros(3), ("a", "b", "c")), np.array([2])).ids
    ('c',)
    """
    ids = tuple(sites.ids[row] for row in rows)
    return Sites(sites.x[rows], sites.y[rows], ids, planar=sites.planar)


def together(one: Sites, other: Sites) -> Sites:
    """Give points of two files as one list, numbered anew.

    Examples
    --------
    >>> zero, three = np.zeros(1), np.full(1, 3.0)
    >>> together(Sites(zero, zero, ("a",)), Sites(three, zero, ("a",))).ids
    ('0', '1')
    """
    x, y = np.concatenate((one.x, other.x)), np.concatenate((one.y, other.y))
    return Sites(x, y, tuple(map(str, range(x.size))), planar=one.planar)


def rules_of(candidates: Sites, question: Question, forced: Ints, free: Ints) -> Rules:
    """Give how many free sites may be taken, what each costs, and what is left of the budget.

    Raises
    ------
    MeshError
        When the forced sites are already too many, or too dear.

    Examples
    --------
    >>> shop = Sites(np.zeros(2), np.zeros(2), ("a", "b"), cost=np.array([1.5, 2.0]))
    >>> rules_of(shop, Question(sites=2, budget=4.0), np.array([0]), np.array([1])).budget
    25
    """
    many = candidates.x.size if question.sites is None else question.sites
    assert candidates.cost is not None  # noqa: S101 - given by canonical
    cost, scale = whole(candidates.cost)
    most, budget = min(many - forced.size, free.size), ENDLESS
    if question.budget is not None:
        budget = whole_budget(question.budget, scale) - int(cost[forced].sum())
    if many < forced.size or budget < 0:
        raise MeshError("the forced sites are already more than is allowed")
    prices = cost[free] if budget != ENDLESS else np.zeros(free.size, np.int64)
    return Rules(most, prices, budget)


def free_of(candidates: Sites, question: Question) -> tuple[Ints, Ints]:
    """Give the rows of forced sites, and of those that are neither forced nor banned.

    Examples
    --------
    >>> shop = Sites(np.zeros(3), np.zeros(3), ("a", "b", "c"))
    >>> free_of(shop, Question(sites=2, forced=("b",), banned=("a",)))[1].tolist()
    [2]
    """
    forced, banned = (rows_of(candidates, ids) for ids in (question.forced, question.banned))
    free: Flags = np.ones(candidates.x.size, np.bool_)
    free[forced] = free[banned] = False
    return forced, np.flatnonzero(free)


def persons_of(
    cells: Cells, places: Sites, candidates: Sites, rows: Ints, forced: Ints
) -> tuple[Chosen, ...]:
    """Say how many persons each chosen site is the nearest place of: forced first, then most.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0, 4.0]), np.zeros(3), np.array([9.0, 2, 3]), planar=True)
    >>> sites = Sites(np.array([0.0, 3.0]), np.zeros(2), ("a", "b"), ("", ""), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> chosen = persons_of(cells, none, sites, np.array([0, 1]), np.zeros(0, int))
    >>> [(site.id, site.gain, site.cumulative) for site in chosen]
    [('a', 9.0, 9.0), ('b', 5.0, 14.0)]
    """
    if not rows.size:
        return ()
    every = together(places, taken_from(candidates, rows))
    found, _ = nearest(cells, every, 1)
    counted, scale = whole(cells.population)
    persons = np.zeros(every.x.size, np.int64)
    np.add.at(persons, found[:, 0], counted)
    own = {int(row): int(persons[places.x.size + at]) for at, row in enumerate(rows)}
    order = sorted(own, key=lambda row: (row not in forced, -own[row], row))
    sums = np.cumsum([own[row] for row in order]) / scale
    return tuple(
        Chosen(candidates.ids[row], candidates.names[row], own[row] / scale, float(total))
        for row, total in zip(order, sums, strict=True)
    )


def distances_to(cells: Cells, sites: Sites) -> Floats:
    """Give how far the nearest site of each cell is; endless without a site.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0]), np.zeros(2), np.ones(2), planar=True)
    >>> distances_to(cells, Sites(np.zeros(1), np.zeros(1), ("a",), planar=True)).tolist()
    [0.0, 3.0]
    """
    if not sites.x.size:
        return np.full(cells.x.size, np.inf)
    return nearest(cells, sites, 1)[1][:, 0]


def reached(cells: Cells, far: Floats, radius: float) -> float:
    """Give how many persons are within a radius.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0]), np.zeros(2), np.array([1.5, 2.0]), planar=True)
    >>> reached(cells, np.array([0.0, 3.0]), 1.0)
    1.5
    """
    counted, scale = whole(cells.population)
    return int(counted[np.isfinite(far) & (far <= radius)].sum()) / scale


def study_median(
    cells: Cells, sites: tuple[Sites, Sites], travel: Travel, question: Question, watch: Watch
) -> Study:
    """Choose the sites that make the sum of persons times distance least.

    Each person goes to the nearest place, open today or chosen. Distances are straight lines,
    rounded to a power of two of a metre or planar unit so that sums are exact.

    Parameters
    ----------
    cells
        Where people live.
    sites
        Places open today, then candidates.
    travel
        Its radius only tells who is within reach, before and after.
    question
        Sites or budget, forced, banned, seed and efforts are read.
    watch
        Its clock times the steps; it may stop them.

    Raises
    ------
    MeshError
        When nobody would have a place, or a forced or banned site is unknown.

    References
    ----------
    Hakimi (1964), Optimum locations of switching centers and the absolute centers and medians of
    a graph, Operations Research 12; ReVelle and Swain (1970), Central facilities location.

    Examples
    --------
    >>> line = Cells(np.arange(4.0), np.zeros(4), np.array([8.0, 3, 1, 4]), planar=True)
    >>> spots = Sites(np.arange(4.0), np.zeros(4), ("a", "b", "c", "d"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> answer = study_median(line, (none, spots), Travel(1.0, planar=True),
    ...     Question(sites=2), Watch())
    >>> answer.value, answer.proven, [site.id for site in answer.sites]
    (4.0, True, ['a', 'd'])
    """
    began = watch.clock()
    places, candidates = sites[0], canonical(sites[1])
    forced, free = free_of(candidates, question)
    rules = rules_of(candidates, question, forced, free)
    opened = together(places, taken_from(candidates, forced))
    weight, scale = whole(cells.population)
    ground = ground_of(cells, weight, opened, taken_from(candidates, free))
    if not opened.x.size and not (rules.most > 0 and (rules.cost <= rules.budget).any()):
        raise MeshError("nobody would have a place: allow at least one site")
    per = float(np.ldexp(scale, ground.fine))
    best, bound, told, spent = _chosen(ground, rules, question, _inner(watch, per))
    rows = np.sort(np.concatenate((forced, free[best.rows])))
    after = distances_to(cells, together(places, taken_from(candidates, rows)))
    before = distances_to(cells, places)
    population = int(weight.sum()) / scale
    return Study(
        value=best.value / per,
        bound=bound / per,
        proven=best.value == bound,
        sites=persons_of(cells, places, candidates, rows, forced),
        covered_before=reached(cells, before, travel.radius),
        covered_after=reached(cells, after, travel.radius),
        population=population,
        counts=told,
        seconds={"coverage": spent[0] - began, "heuristic": spent[1], "close": spent[2]},
        told=_means(cells, before, after, best.value / per),
    )


def _means(cells: Cells, before: Floats, after: Floats, total: float) -> dict[str, float]:
    """Give the mean distance of a person, and what it was; the farthest person's too."""
    people = float(cells.population.sum())
    there = cells.population > 0
    told = {"mean": total / people if people else 0.0}
    told["farthest"] = float(after[there].max(initial=0.0))
    if np.isfinite(before).all():
        told["mean_before"] = float(before @ cells.population) / people if people else 0.0
    return told


def _inner(watch: Watch, per: float) -> Watch:
    return replace(
        watch,
        tell=lambda step, value, bound: watch.tell(step, value / per, bound / per),
    )


def _chosen(
    ground: Ground, rules: Rules, question: Question, watch: Watch
) -> tuple[Best, int, dict[str, int], tuple[float, float, float]]:
    """Give the best plan found, its bound, what it took, and when: lists, search, proof."""
    none = np.zeros(0, np.int64)
    if not ground.sites.x.size or rules.most <= 0:
        value = 0 if ground.open_at is None else int((ground.open_at * ground.weight).sum())
        return Best(none, value), value, {}, (watch.clock(), 0.0, 0.0)
    lists = lists_of(ground)
    listed = watch.clock()
    rows, value, kicks = interchange(ground, lists, rules, (question.seed, question.kicks), watch)
    searched = watch.clock()
    watch.tell("heuristic", value, 0)
    best = Best(rows, value)

    def valued(plan: Ints) -> int:
        return value_of(ground, lists, plan)

    proof = prove(lists, rules, best, (question.rounds, question.nodes), (valued, watch))
    told = {"kicks": kicks, "rounds": proof.rounds, "nodes": proof.nodes}
    return best, proof.bound, told, (listed, searched - listed, watch.clock() - searched)
