"""The sites that leave nobody too far: p-center, by halving over the distances there are.

For a radius, the question is whether so many sites cover everybody (``covering``).

References
----------
Minieka (1970), The m-center problem, SIAM Review 12 (a covering problem for each radius); Daskin
(2000), A new approach to solving the vertex p-center problem to optimality; Gonzalez (1985),
Clustering to minimize the maximum intercluster distance, Theoretical Computer Science 38.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from maille.core.mesh.coverage import apart, distances, reach_of
from maille.core.mesh.covering import covers
from maille.core.mesh.errors import MeshError
from maille.core.mesh.interchange import Rules
from maille.core.mesh.median import (
    distances_to,
    free_of,
    persons_of,
    reached,
    rules_of,
    taken_from,
    together,
)
from maille.core.mesh.order import canonical
from maille.core.mesh.values import (
    EARTH,
    Cells,
    Floats,
    Ints,
    Question,
    Sites,
    Study,
    Travel,
    Watch,
)

_MARGIN: Final = 1e-9
_FARTHEST: Final = math.pi * EARTH  # half-way round: no two points are farther apart


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Cells not served for good within ``far``, free sites, and the pairs no farther apart."""

    reach: sparse.csr_matrix
    far: Floats
    open_at: Floats

    def within(self, radius: float) -> sparse.csr_matrix:
        """Give whom each site serves within a radius, among those whom no open place does."""
        kept = self.far <= radius
        rows = np.repeat(np.arange(self.reach.shape[0]), np.diff(self.reach.indptr))[kept]
        columns = self.reach.indices[kept]
        table = sparse.csr_matrix(
            (np.ones(rows.size, np.int8), (rows, columns)), shape=self.reach.shape
        )
        return table[:, np.flatnonzero(self.open_at > radius)]


def _farthest_first(cells: Cells, sites: Sites, rules: Rules, open_at: Floats) -> Ints:
    """Serve the farthest cell by its nearest site, again and again: a plan to begin from."""
    chosen: list[int] = []
    far, spent = open_at.copy(), 0
    while len(chosen) < rules.most:
        cell = int(np.argmax(far))
        here = np.full(sites.x.size, cells.x[cell]), np.full(sites.x.size, cells.y[cell])
        near = apart(here, (sites.x, sites.y), planar=cells.planar)
        near[rules.cost > rules.budget - spent] = np.inf
        near[chosen] = np.inf
        site = int(np.argmin(near))
        if not np.isfinite(near[site]):
            break
        chosen.append(site)
        spent += int(rules.cost[site])
        far = np.minimum(far, distances_to(cells, taken_from(sites, np.array([site]))))
    return np.array(sorted(chosen), np.int64)


@dataclass(slots=True, eq=False)
class _Search:
    """Halving over distances: ``low`` is where it is proven that no plan reaches."""

    rows: Ints
    value: float
    low: float
    tests: int = 0
    nodes: int = 0


def _halve(pairs: _Pairs, rules: Rules, question: Question, found: _Search, watch: Watch) -> None:
    """Close in on the least radius that covers all, between distances that exist.

    First with what is quick: plans by exchanges lower the value, multipliers raise the bound;
    then what lies between the two is settled.
    """
    radii = np.unique(np.concatenate((pairs.far, pairs.open_at[np.isfinite(pairs.open_at)])))
    radii = radii[(radii >= found.low) & (radii <= found.value)]
    for quick in (True, False):
        first = int(np.searchsorted(radii, found.low))
        last = int(np.searchsorted(radii, found.value))
        while first < last and not watch.over():
            middle = (first + last) // 2
            table = pairs.within(radii[middle])
            verdict = covers(table, rules, question, watch, quick=quick)
            found.tests, found.nodes = found.tests + 1, found.nodes + verdict.nodes
            if verdict.rows is not None:
                found.rows, found.value, last = verdict.rows, float(radii[middle]), middle
            else:
                first = middle + 1
                found.low = float(radii[first]) if verdict.proven else found.low
            watch.tell("close", found.value, found.low)
        if quick:
            _raise(pairs, rules, question, found, (radii, watch))


def _raise(
    pairs: _Pairs, rules: Rules, question: Question, found: _Search, seen: tuple[Floats, Watch]
) -> None:
    """Raise the bound as far as multipliers alone can."""
    radii, watch = seen
    first, last = (int(np.searchsorted(radii, edge)) for edge in (found.low, found.value))
    while first < last and not watch.over():
        middle = (first + last) // 2
        verdict = covers(pairs.within(radii[middle]), rules, question, watch, quick=True)
        found.tests += 1
        if verdict.rows is None and verdict.proven:
            first = middle + 1
            found.low = float(radii[first])
        else:
            last = middle
        watch.tell("bound", found.value, found.low)


def study_center(
    cells: Cells, sites: tuple[Sites, Sites], travel: Travel, question: Question, watch: Watch
) -> Study:
    """Choose the sites that make the distance of the farthest person least.

    Each person goes to the nearest place, open today or chosen; cells without people do not
    count. The answer is one of the distances between a cell and a site, not rounded.

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
    a graph, Operations Research 12.

    Examples
    --------
    >>> line = Cells(np.arange(5.0), np.zeros(5), np.ones(5), planar=True)
    >>> spots = Sites(np.arange(5.0), np.zeros(5), ("a", "b", "c", "d", "e"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> answer = study_center(line, (none, spots), Travel(1.0, planar=True),
    ...     Question(sites=1), Watch())
    >>> answer.value, answer.proven, [site.id for site in answer.sites]
    (2.0, True, ['c'])
    """
    began = watch.clock()
    places, candidates = sites[0], canonical(sites[1])
    forced, free = free_of(candidates, question)
    rules = rules_of(candidates, question, forced, free)
    opened = together(places, taken_from(candidates, forced))
    there = np.flatnonzero(cells.population > 0)
    there = there if there.size else np.zeros(1, np.int64)
    people = Cells(cells.x[there], cells.y[there], cells.population[there], cells.planar)
    ground = _Free(people, taken_from(candidates, free), distances_to(people, opened))
    found, spent = _found(ground, rules, question, watch)
    if not np.isfinite(found.value):
        raise MeshError("nobody would have a place: allow at least one site")
    rows = np.sort(np.concatenate((forced, free[found.rows])))
    after = distances_to(cells, together(places, taken_from(candidates, rows)))
    before = distances_to(cells, places)
    told = {"farthest_before": float(before[there].max())} if places.x.size else {}
    return Study(
        value=found.value,
        bound=found.low,
        proven=found.value == found.low,
        sites=persons_of(cells, places, candidates, rows, forced),
        covered_before=reached(cells, before, travel.radius),
        covered_after=reached(cells, after, travel.radius),
        population=reached(cells, np.zeros(after.size), 0.0),
        counts={"tests": found.tests, "nodes": found.nodes},
        seconds={"coverage": spent - began, "close": watch.clock() - spent},
        told=told if people.population.any() else {},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Free:
    """Cells with people, sites that may be taken, how far open places are."""

    cells: Cells
    sites: Sites
    open_at: Floats


def _found(ground: _Free, rules: Rules, question: Question, watch: Watch) -> tuple[_Search, float]:
    """Give the plan found with the proof so far, and when its distances were known."""
    cells, sites, none = ground.cells, ground.sites, np.zeros(0, np.int64)
    if not cells.population.any():
        return _Search(none, 0.0, 0.0), watch.clock()
    farthest = float(ground.open_at.max())
    if not sites.x.size or rules.most <= 0:
        return _Search(none, farthest, farthest), watch.clock()
    rows = _farthest_first(cells, sites, rules, ground.open_at)
    chosen = distances_to(cells, taken_from(sites, rows))
    value = float(np.minimum(ground.open_at, chosen).max())
    if not np.isfinite(value):
        return _Search(rows, value, value), watch.clock()
    low = float(np.minimum(ground.open_at, distances_to(cells, sites)).max())
    reach = reach_of(cells, sites, _wide(value, planar=cells.planar))
    pairs = _Pairs(reach, distances(reach, cells, sites), ground.open_at)
    listed, found = watch.clock(), _Search(rows, value, low)
    watch.tell("heuristic", value, low)
    _halve(pairs, rules, question, found, watch)
    return found, listed


def _wide(radius: float, *, planar: bool) -> Travel:
    """Give a straight line a little longer than a radius, so that no pair is missed."""
    wide = radius * (1 + _MARGIN) + _MARGIN
    return Travel(wide if planar else min(wide, _FARTHEST), planar=planar, measured=True)
