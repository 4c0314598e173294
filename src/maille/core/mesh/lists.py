"""Sites of each cell, nearest first, at costs in whole numbers: what least distance reasons on.

References
----------
Avella, Sassano and Vasil'ev (2007), Computational study of large-scale p-median problems,
Mathematical Programming 109: few of the nearest sites decide, the others are bounded.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from maille.core.mesh.coverage import apart, space_of
from maille.core.mesh.kernels import compiled
from maille.core.mesh.values import Cells, Flags, Floats, Ints, Sites

MOST_PAIRS: Final = 8_000_000
ENDLESS: Final = 2**62
_BITS: Final = 61
_FINEST: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """For each cell, free sites in the order of what serving it from them costs.

    ``out`` is what the cell costs when no site of its list is chosen: ``known`` says whether that
    is a cost (an open place) or only what it is at least (sites beyond the list).
    """

    first: Ints
    sites: Ints
    cost: Ints
    out: Ints
    known: Flags
    size: int

    def without(self, refused: Flags) -> "Lists":
        """Leave some sites out of all lists.

        Examples
        --------
        >>> one = Lists(np.array([0, 2]), np.array([1, 0]), np.array([5, 7]), np.array([9]),
        ...     np.array([True]), 2)
        >>> one.without(np.array([False, True])).cost.tolist()
        [7]
        """
        kept = ~refused[self.sites]
        ends = np.concatenate(([0], np.cumsum(kept)))
        first = ends[self.first]
        return replace(self, first=first, sites=self.sites[kept], cost=self.cost[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Cells with people, free sites, how far an open place is, and the unit of whole distances.

    A distance is rounded to a unit of 2 to the power ``-fine``: sums of persons times distance
    are then whole numbers of 64 bits.
    """

    cells: Cells
    weight: Ints
    sites: Sites
    open_at: Ints | None
    fine: int

    def whole(self, far: Floats) -> Ints:
        """Give distances in the whole unit.

        Examples
        --------
        >>> one = Cells(np.zeros(1), np.zeros(1), np.ones(1), planar=True)
        >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
        >>> Ground(one, np.ones(1, np.int64), none, None, 1).whole(np.array([2.5])).tolist()
        [5]
        """
        return np.rint(np.ldexp(far, self.fine)).astype(np.int64)


def nearest(cells: Cells, sites: Sites, count: int) -> tuple[Ints, Floats]:
    """Give the nearest sites of each cell, and how far they are: a row a cell.

    Parameters
    ----------
    cells, sites
        In degrees (metres are given) or planar; at least one site.
    count
        How many sites a cell.

    References
    ----------
    Bentley (1975), Multidimensional binary search trees used for associative searching.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0]), np.zeros(2), np.ones(2), planar=True)
    >>> sites = Sites(np.array([1.0, 9.0]), np.zeros(2), ("a", "b"), planar=True)
    >>> nearest(cells, sites, 1)[1].ravel().tolist()
    [1.0, 2.0]
    """
    tree = cKDTree(space_of(sites.x, sites.y, planar=sites.planar))
    _, found = tree.query(space_of(cells.x, cells.y, planar=cells.planar), count)
    rows = np.asarray(found, np.int64).reshape(cells.x.size, count)
    columns = [
        apart((cells.x, cells.y), (sites.x[row], sites.y[row]), planar=cells.planar)
        for row in rows.T
    ]
    return rows, np.column_stack(columns)


def ground_of(cells: Cells, weight: Ints, opened: Sites, sites: Sites) -> Ground:
    """Keep cells with people, and choose the finest unit that sums of whole numbers allow.

    Where nobody lives, one cell without people stands for all.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0]), np.zeros(2), np.array([1.0, 0.0]), planar=True)
    >>> sites = Sites(np.array([1.0]), np.zeros(1), ("a",), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> ground_of(cells, np.array([1, 0]), none, sites).cells.x.tolist()
    [0.0]
    """
    there = np.flatnonzero(weight > 0) if weight.any() else np.zeros(1, np.int64)
    kept = Cells(cells.x[there], cells.y[there], cells.population[there], cells.planar)
    weight = weight[there]
    if cells.planar:
        x, y = (
            np.concatenate(parts)
            for parts in ((kept.x, opened.x, sites.x), (kept.y, opened.y, sites.y))
        )
        widest = float(np.hypot(np.ptp(x), np.ptp(y)))
    else:
        widest = 2.1e7
    bits = max(1, int(weight.sum())).bit_length() + max(1, int(np.ceil(widest))).bit_length()
    fine = min(_FINEST, _BITS - bits)
    ground = Ground(kept, weight, sites, None, fine)
    if opened.x.size:
        return replace(ground, open_at=ground.whole(nearest(kept, opened, 1)[1][:, 0]))
    return ground


def lists_of(ground: Ground, most_pairs: int | None = None) -> Lists:
    """Give each cell its nearest free sites, as many as memory allows, nearer than open places.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0]), np.zeros(2), np.ones(2), planar=True)
    >>> sites = Sites(np.array([1.0, 9.0]), np.zeros(2), ("a", "b"), planar=True)
    >>> lists = lists_of(Ground(cells, np.array([1, 1]), sites, np.array([5, 5]), 0))
    >>> lists.cost.tolist(), lists.out.tolist()
    ([1, 2], [5, 5])
    """
    cells, total = ground.cells.x.size, ground.sites.x.size
    count = min(total, max(2, (most_pairs or MOST_PAIRS) // cells))
    rows, far = nearest(ground.cells, ground.sites, count)
    whole = ground.whole(far)
    order = np.argsort(whole, axis=1, kind="stable")
    rows = np.take_along_axis(rows, order, 1)
    whole = np.take_along_axis(whole, order, 1)
    # A site beyond the list is as far as the last, but for rounding.
    beyond = whole[:, -1] - 1 if count < total else np.full(cells, ENDLESS)
    known = np.ones(cells, np.bool_) if count == total else np.zeros(cells, np.bool_)
    if ground.open_at is not None:
        known |= ground.open_at <= beyond
        beyond = np.minimum(beyond, ground.open_at)
    worst = np.where(beyond == ENDLESS, whole[:, -1], beyond)
    nearer = whole < beyond[:, None]
    first = np.concatenate(([0], np.cumsum(nearer.sum(axis=1))))
    cost = (whole * ground.weight[:, None])[nearer]
    return Lists(first, rows[nearer], cost, np.maximum(0, worst) * ground.weight, known, total)


@compiled
def serve(lists: tuple[Ints, Ints, Ints, Ints], chosen: Flags, owner: Ints, paid: Ints) -> None:
    """Write which chosen site serves each cell (-1: none of its list) and what that costs."""
    first, sites, cost, out = lists
    for i in range(out.size):
        owner[i], paid[i] = -1, out[i]
        for k in range(first[i], first[i + 1]):
            if chosen[sites[k]]:
                owner[i], paid[i] = sites[k], cost[k]
                break


def value_of(ground: Ground, lists: Lists, rows: Ints) -> int:
    """Add up what a plan costs, exactly: cells whose list it misses are measured again.

    Examples
    --------
    >>> cells = Cells(np.array([0.0, 3.0]), np.zeros(2), np.ones(2), planar=True)
    >>> sites = Sites(np.array([1.0, 9.0, 4.0]), np.zeros(3), ("a", "b", "c"), planar=True)
    >>> ground = Ground(cells, np.array([1, 1]), sites, None, 0)
    >>> value_of(ground, lists_of(ground, most_pairs=4), np.array([1]))
    15
    """
    chosen = np.zeros(lists.size, np.bool_)
    chosen[rows] = True
    owner, paid = np.zeros(lists.out.size, np.int64), np.zeros(lists.out.size, np.int64)
    serve((lists.first, lists.sites, lists.cost, lists.out), chosen, owner, paid)
    missed = np.flatnonzero((owner < 0) & ~lists.known)
    if missed.size:
        paid[missed] = ground.weight[missed] * _measured(ground, missed, rows)
    return int(paid.sum())


def _measured(ground: Ground, cells: Ints, rows: Ints) -> Ints:
    """Give how far the nearest chosen or open site of some cells is, whole."""
    some, plan = ground.cells, ground.sites
    asked = Cells(some.x[cells], some.y[cells], some.population[cells], some.planar)
    sites = Sites(plan.x[rows], plan.y[rows], tuple(map(str, rows)), planar=plan.planar)
    far = np.full(cells.size, ENDLESS)
    if rows.size:
        far = ground.whole(nearest(asked, sites, 1)[1][:, 0])
    return far if ground.open_at is None else np.minimum(far, ground.open_at[cells])
