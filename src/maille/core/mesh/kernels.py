"""The loops worth compiling: everything else in the mesh is arrays.

``numba`` keeps what it compiled in ``NUMBA_CACHE_DIR`` when somebody set it (the product does,
under its data folder), else beside this file. No fast-math: the same sums on every machine.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np

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


class Bands(NamedTuple):
    """Points by bands of ``y``, and by ``x`` inside a band; ``p`` are points of a space."""

    first: Ints
    x: Floats
    y: Floats
    p: Floats
    order: Ints


class Disks(NamedTuple):
    """What is asked around each site: a window of bands and of ``x``, then a distance."""

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
def _is_near(bands: Bands, disks: Disks, limit: Limit, pair: tuple[int, int]) -> bool:
    k, j = pair
    square = 0.0
    for axis in range(bands.p.shape[1]):
        step = bands.p[k, axis] - disks.p[j, axis]
        square += step * step
    if square < limit.inside or square > limit.outside:
        return square < limit.inside
    return distance(disks.x[j], disks.y[j], bands.x[k], bands.y[k], limit.size) <= limit.radius


@compiled
def _scan(
    bands: Bands,
    disks: Disks,
    limit: Limit,
    at: int,
    found: Any,  # noqa: ANN401 - whole numbers of 32 bits, or none
    place: tuple[int, int, int, float],
) -> int:
    """Write the cells of a site in one window of a band from ``at``; give where they end."""
    j, a, b, middle = place
    row = bands.x[a:b]
    left = a + np.searchsorted(row, middle - disks.half[j])
    right = a + np.searchsorted(row, middle + disks.half[j], side="right")
    for k in range(left, right):
        if _is_near(bands, disks, limit, (k, j)):
            if found.size:
                found[at] = bands.order[k]
            at += 1
    return int(at)


@compiled
def find_near(
    bands: Bands,
    disks: Disks,
    limit: Limit,
    starts: Ints,
    found: Any,  # noqa: ANN401 - as above
) -> None:
    """Write the cells of each site from ``starts``, or only count them when ``found`` is empty."""
    turns = 1 if limit.turn > 0.0 else 0
    for j in range(disks.x.size):
        at = starts[j] if found.size else 0
        for band in range(disks.low[j], disks.high[j] + 1):
            for turn in range(-turns, turns + 1):
                middle = disks.x[j] + turn * limit.turn
                at = _scan(
                    bands,
                    disks,
                    limit,
                    at,
                    found,
                    (j, bands.first[band], bands.first[band + 1], middle),
                )
        if not found.size:
            starts[j + 1] = at


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
