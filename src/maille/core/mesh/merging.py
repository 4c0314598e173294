"""A territory of millions of cells, by those that the same sites serve: never all pairs at once.

References
----------
Lv et al. (2025), European Journal of Operational Research: customers with equal covering sets are
one; here they are merged while they are read, part after part.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maille.core.mesh.coverage import bins_of, disks_of, limit_of
from maille.core.mesh.kernels import Bins, Disks, Limit, compiled, near_of
from maille.core.mesh.order import canonical
from maille.core.mesh.reduce import hashes, merge_cells, whole, with_need
from maille.core.mesh.study import Territory
from maille.core.mesh.values import Cells, Floats, Ints, Sites, Travel

# Cells are looked at part after part, and merged at all from so many.
PART: Final = 2_500_000
MANY: Final = 100_000

Words = NDArray[np.int64]
Around = tuple[Bins, Disks, Limit]


@dataclass(frozen=True, slots=True, eq=False)
class _Merged:
    """Groups of cells: which sites serve each (a row a site), how many places, how many persons."""

    table: sparse.csr_matrix
    held: Ints
    weight: Ints


@compiled
def count_near(bins: Bins, disks: Disks, limit: Limit, held: Ints) -> None:
    """Count the middles that each point is near, in the order of the bins."""
    near = np.zeros(bins.x.size, np.int64)
    for j in range(disks.x.size):
        for i in range(near_of(bins, disks, limit, j, near)):
            held[near[i]] += 1


@compiled
def mix_near(bins: Bins, disks: Disks, limit: Limit, words: Words, mixed: Words) -> None:
    """Mix the words of the middles that each point is near (Zobrist's hashes)."""
    near = np.zeros(bins.x.size, np.int64)
    for j in range(disks.x.size):
        for i in range(near_of(bins, disks, limit, j, near)):
            mixed[near[i], 0] ^= words[0, j]
            mixed[near[i], 1] ^= words[1, j]


@compiled
def group(mixed: Words, slots: Ints, groups: Ints, firsts: Ints) -> int:
    """Write the group of each point, by its words, and the first point of each; count them.

    ``slots`` are a power of two, more than there are points, all -1.
    """
    count, mask = 0, slots.size - 1
    for i in range(groups.size):
        slot = mixed[i, 0] & mask
        while slots[slot] >= 0:
            first = firsts[slots[slot]]
            if mixed[first, 0] == mixed[i, 0] and mixed[first, 1] == mixed[i, 1]:
                break
            slot = (slot + 1) & mask
        if slots[slot] < 0:
            slots[slot] = count
            firsts[count] = i
            count += 1
        groups[i] = slots[slot]
    return count


@compiled
def groups_near(
    around: tuple[Bins, Disks, Limit],
    groups: Ints,
    sizes: Ints,
    starts: Ints,
) -> tuple[Ints, bool]:
    """Give the groups that each middle is near; say whether it is near each wholly or not at all.

    ``starts`` receives where those of each middle begin.
    """
    bins, disks, limit = around
    near, seen = np.zeros(bins.x.size, np.int64), np.zeros(sizes.size, np.int64)
    found, at = np.zeros(1 + sizes.size, np.int64), 0
    for j in range(disks.x.size):
        many = near_of(bins, disks, limit, j, near)
        if at + many > found.size:
            wider = np.zeros(2 * (at + many), np.int64)
            wider[:at] = found[:at]
            found = wider
        for i in range(many):
            g = groups[near[i]]
            if seen[g] == 0:
                found[at] = g
                at += 1
            seen[g] += 1
        for i in range(starts[j], at):
            if seen[found[i]] != sizes[found[i]]:
                return found, False
            seen[found[i]] = 0
        starts[j + 1] = at
    return found[:at], True


def _grouped(mixed: Words) -> tuple[Ints, Ints]:
    """Give the group of each point, and the first point of each group."""
    size = mixed.shape[0]
    slots = np.full(2 ** (size.bit_length() + 1), -1)
    groups, firsts = np.zeros(size, np.int64), np.zeros(size, np.int64)
    return groups, firsts[: group(mixed, slots, groups, firsts)]


def _merged(around: Around, weight: Ints, held: Ints, salt: int = 0) -> _Merged:
    """Merge the points that the same middles are near and as many places serve.

    Words of 128 bits bring them together; each group is then seen to be near each middle wholly
    or not at all, else other words are tried: a collision costs time, never a proof.
    """
    many = around[1].x.size
    words = hashes(many + int(held.max(initial=0)) + 1, salt).view(np.int64)
    mixed = np.ascontiguousarray(words[:, many + held].T)
    mix_near(*around, words, mixed)
    groups, firsts = _grouped(mixed)
    sizes = np.bincount(groups, minlength=firsts.size)
    starts = np.zeros(many + 1, np.int64)
    found, pure = groups_near(around, groups, sizes, starts)
    if not (pure and (held == held[firsts][groups]).all()):
        return _merged(around, weight, held, salt + 1)
    table = sparse.csr_matrix(
        (np.ones(found.size, np.int8), found, starts), shape=(many, firsts.size)
    )
    people = np.zeros(firsts.size, np.int64)
    np.add.at(people, groups, weight)
    return _Merged(table, held[firsts], people)


def _part(cells: Cells, weight: Ints, sites: tuple[Sites, Sites], travel: Travel) -> _Merged:
    """Merge some cells."""
    bins, limit = bins_of(cells.x, cells.y, travel), limit_of(travel)
    today, wanted = (disks_of(group.x, group.y, bins, travel) for group in sites)
    held = np.zeros(cells.x.size, np.int64)
    count_near(bins, today, limit, held)
    return _merged((bins, wanted, limit), weight[bins.order], held)


def _joined(parts: list[_Merged]) -> _Merged:
    """Make one of the groups of several parts."""
    if len(parts) == 1:
        return parts[0]
    table = sparse.hstack([part.table for part in parts], format="csr")
    held = np.concatenate([part.held for part in parts])
    weight = np.concatenate([part.weight for part in parts])
    kept, weight = merge_cells(with_need(table.T.tocsr(), held), weight)
    return _Merged(table[:, kept], held[kept], weight)


def merged_territory_of(
    cells: Cells,
    sites: tuple[Sites, Sites],
    travel: Travel,
    size: int = PART,
) -> Territory:
    """Give a territory whose columns are groups of cells that the same sites serve.

    Answers are those of ``territory_of``, with the memory of the parts and of the groups alone;
    who is served cannot be told cell by cell.

    Parameters
    ----------
    cells
        Where people live.
    sites
        Places open today, then candidates; all there every week.
    travel
        A straight line.
    size
        How many cells are looked at together.

    Examples
    --------
    >>> line = Cells(np.array([0.0, 1, 5, 6]), np.zeros(4), np.array([2.0, 3, 4, 5]), planar=True)
    >>> one = Sites(np.array([0.5]), np.zeros(1), ("a",), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> merged = merged_territory_of(line, (none, one), Travel(1, planar=True), size=3)
    >>> sorted(merged.weight.tolist())
    [5, 9]
    """
    places, candidates = sites[0], canonical(sites[1])
    weight, scale = whole(cells.population)
    parts = []
    for begin in range(0, cells.x.size, size):
        here = slice(begin, begin + size)
        some = Cells(cells.x[here], cells.y[here], cells.population[here], cells.planar)
        parts.append(_part(some, weight[here], (places, candidates), travel))
    every = _joined(parts)
    prices: Floats = np.zeros(0) if candidates.cost is None else candidates.cost
    cost, cost_scale = whole(prices)
    held, matrix = every.held, every.table
    return Territory(
        cells, every.weight, scale, held > 0, candidates, matrix, cost, cost_scale, held
    )
