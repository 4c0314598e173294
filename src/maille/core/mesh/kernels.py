"""The loops worth compiling: everything else in the mesh is arrays.

``numba`` keeps what it compiled in ``NUMBA_CACHE_DIR`` when somebody set it (the product does,
under its data folder), else beside this file. No fast-math: the same sums on every machine.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from maille.core.mesh.values import Flags, Floats, Ints

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(function: Kernel) -> Kernel:
    """Compile at first use, and keep it.

    Examples
    --------
    >>> distance(0.0, 0.0, 3.0, 4.0, 0.0)  # compiled
    5.0
    """
    return cast("Kernel", numba.njit(cache=True, nogil=True)(function))


class Bins(NamedTuple):
    """Points by bins, row after row; ``p`` are points of a space, ``order`` says whose."""

    first: Ints
    x: Floats
    y: Floats
    p: Floats
    order: Ints
    west: float
    south: float
    width: float
    height: float
    columns: int


class Disks(NamedTuple):
    """What is asked around each site: a window of rows and of ``x``, then a distance."""

    low: Ints
    high: Ints
    half: Floats
    x: Floats
    y: Floats
    p: Floats


class Limit(NamedTuple):
    """Squares of space surely within and surely beyond; the radius decides between the two."""

    inside: float
    outside: float
    radius: float
    turn: float
    size: float


class Net(NamedTuple):
    """Sites and cells, each with the other: two CSR, weights, costs, how many a cell needs."""

    site_first: Ints
    site_cells: Ints
    cell_first: Ints
    cell_sites: Ints
    weight: Ints
    cost: Ints
    need: Ints


class State(NamedTuple):
    """Where a search stands: what is chosen, what each site would add or leave.

    ``hope`` is what a site brings nearer where cells need several; empty where one is enough.
    """

    chosen: Flags
    held: Ints
    owner: Ints
    gain: Ints
    hope: Ints
    loss: Ints
    bonus: Ints
    spent: Ints


@compiled
def distance(x1: float, y1: float, x2: float, y2: float, size: float) -> float:
    """Give metres along the sphere of radius ``size`` (haversine), or Euclid's where it is 0."""
    if size == 0.0:
        return float(np.sqrt((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2)))
    a, b = y1 * np.pi / 180.0, y2 * np.pi / 180.0
    up = np.sin((b - a) / 2.0)
    along = np.sin((x2 - x1) * np.pi / 360.0)
    return float(
        2.0 * size * np.arcsin(min(1.0, np.sqrt(up * up + np.cos(a) * np.cos(b) * along * along)))
    )


@compiled
def sort_bins(bins: Ints, first: Ints, order: Ints) -> None:
    """Write points by the bins they are in, as they come, and where each bin begins."""
    for i in range(bins.size):
        first[bins[i] + 1] += 1
    for b in range(1, first.size):
        first[b] += first[b - 1]
    free = first.copy()
    for i in range(bins.size):
        order[free[bins[i]]] = i
        free[bins[i]] += 1


@compiled
def _is_near(bins: Bins, disks: Disks, limit: Limit, pair: tuple[int, int]) -> bool:
    k, j = pair
    square = 0.0
    for axis in range(bins.p.shape[1]):
        step = bins.p[k, axis] - disks.p[j, axis]
        square += step * step
    if square < limit.inside or square > limit.outside:
        return square < limit.inside
    return distance(disks.x[j], disks.y[j], bins.x[k], bins.y[k], limit.size) <= limit.radius


@compiled
def _turn_of(bins: Bins, disks: Disks, limit: Limit, pair: tuple[int, int]) -> int:
    """Say on which side of the date line a point is looked for: on one only."""
    k, j = pair
    step = bins.x[k] - disks.x[j]
    if limit.turn == 0.0 or abs(2 * step) < limit.turn:
        return 0
    return 1 if step > 0 else -1


@compiled
def near_of(bins: Bins, disks: Disks, limit: Limit, j: int, near: Ints) -> int:
    """Write where the points near a site stand in the bins; give how many they are."""
    turns = 1 if limit.turn > 0.0 else 0
    count = 0
    for turn in range(-turns, turns + 1):
        middle = disks.x[j] + turn * limit.turn - bins.west
        left = max(0.0, np.floor((middle - disks.half[j]) / bins.width))
        right = min(bins.columns - 1.0, np.floor((middle + disks.half[j]) / bins.width))
        if left > right:
            continue
        for row in range(disks.low[j], disks.high[j] + 1):
            at = row * bins.columns
            for k in range(bins.first[at + int(left)], bins.first[at + int(right) + 1]):
                if _turn_of(bins, disks, limit, (k, j)) == turn and _is_near(
                    bins, disks, limit, (k, j)
                ):
                    near[count] = k
                    count += 1
    return count


@compiled
def find_near(
    bins: Bins,
    disks: Disks,
    limit: Limit,
    starts: Ints,
    found: NDArray[np.int32],
) -> None:
    """Write the points of each site from ``starts``, or only count them when none is asked for."""
    near = np.zeros(bins.x.size, np.int64)
    for j in range(disks.x.size):
        count = near_of(bins, disks, limit, j, near)
        if not found.size:
            starts[j + 1] = count
            continue
        for i in range(count):
            found[starts[j] + i] = bins.order[near[i]]


@compiled
def mark_new(order: Ints, same_hash: Flags, first: Ints, items: Ints, new: Flags) -> None:
    """Mark each set, in ``order``, that is not the very set before it: hashes only hint."""
    for i in range(order.size):
        new[i] = True
        if i == 0 or not same_hash[i]:
            continue
        a, b = order[i - 1], order[i]
        size = first[b + 1] - first[b]
        if first[a + 1] - first[a] != size:
            continue
        new[i] = False
        for k in range(size):
            if items[first[a] + k] != items[first[b] + k]:
                new[i] = True
                break


@compiled
def is_subset(net: Net, a: int, b: int) -> bool:
    """Say whether the cells of ``a`` are all among those of ``b``; both are sorted."""
    at, end = net.site_first[b], net.site_first[b + 1]
    for k in range(net.site_first[a], net.site_first[a + 1]):
        while at < end and net.site_cells[at] < net.site_cells[k]:
            at += 1
        if at == end or net.site_cells[at] != net.site_cells[k]:
            return False
    return True


@compiled
def _is_worse(net: Net, a: int, b: int) -> bool:
    size_a = net.site_first[a + 1] - net.site_first[a]
    size_b = net.site_first[b + 1] - net.site_first[b]
    if size_b < size_a or net.cost[b] > net.cost[a]:
        return False
    if size_b == size_a and net.cost[b] == net.cost[a] and b > a:
        return False
    return is_subset(net, a, b)


@compiled
def mark_dominated(net: Net, dominated: Flags) -> None:
    """Mark sites that another serves as well for no more: looked for in their rarest cell."""
    for a in range(dominated.size):
        rarest, fewest = -1, dominated.size + 1
        for k in range(net.site_first[a], net.site_first[a + 1]):
            c = net.site_cells[k]
            size = net.cell_first[c + 1] - net.cell_first[c]
            if size < fewest:
                rarest, fewest = c, size
        if rarest < 0:
            dominated[a] = True
            continue
        for k in range(net.cell_first[rarest], net.cell_first[rarest + 1]):
            b = net.cell_sites[k]
            if b != a and _is_worse(net, a, b):
                dominated[a] = True
                break
