"""A territory of millions of cells, by those that the same sites serve: never all pairs at once.

References
----------
Lv et al. (2025), European Journal of Operational Research: customers with equal covering sets are
one; here they are merged while they are read, part after part.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from maille.core.mesh.coverage import served_by
from maille.core.mesh.order import canonical
from maille.core.mesh.reduce import merge_cells, whole, with_need
from maille.core.mesh.study import Territory
from maille.core.mesh.values import Cells, Floats, Ints, Sites, Travel

PART: Final = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class _Merged:
    """Covering sets (a row each, then how many places serve it), and the persons of each."""

    table: sparse.csr_matrix
    weight: Ints

    def bare(self) -> "_Merged":
        """Make one of equal rows."""
        rows, weight = merge_cells(self.table, self.weight)
        table = self.table[rows]
        table.sort_indices()
        return _Merged(table, weight)


def _parts(
    cells: Cells, weight: Ints, sites: tuple[Sites, Sites], travel: Travel, size: int
) -> Iterator[_Merged]:
    """Merge cells part after part."""
    for begin in range(0, cells.x.size, size):
        here = slice(begin, begin + size)
        part = Cells(cells.x[here], cells.y[here], cells.population[here], cells.planar)
        today, by_cell = (served_by(part, group, travel) for group in sites)
        yield _Merged(
            with_need(by_cell, np.diff(today.indptr).astype(np.int64)), weight[here]
        ).bare()


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
    parts = list(_parts(cells, weight, (places, candidates), travel, size))
    many = candidates.x.size
    wide = max(part.table.shape[1] for part in parts)
    for part in parts:
        part.table.resize(part.table.shape[0], wide)
    every = _Merged(
        sparse.vstack([part.table for part in parts], format="csr"),
        np.concatenate([part.weight for part in parts]),
    ).bare()
    held = every.table[:, many:] @ np.arange(wide - many)
    matrix = every.table[:, :many].T.tocsr()
    matrix.sort_indices()
    prices: Floats = np.zeros(0) if candidates.cost is None else candidates.cost
    cost, cost_scale = whole(prices)
    counts: Ints = held.astype(np.int64)
    return Territory(
        cells, every.weight, scale, counts > 0, candidates, matrix, cost, cost_scale, counts
    )
