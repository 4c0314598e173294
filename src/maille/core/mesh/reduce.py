"""The same question, smaller: covered cells leave, equal cells merge, useless sites go.

References
----------
Lv, Caprara and others merge customers with equal covering sets (European Journal of Operational
Research, 2025); dominance of columns is classical in set covering (Beasley 1987).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maille.core.mesh.errors import MeshError
from maille.core.mesh.kernels import Net, mark_dominated, mark_new
from maille.core.mesh.values import Flags, Floats, Ints

_USUAL_DECIMALS: Final = 6
_MOST_DECIMALS: Final = 18
# Sums stay exact as doubles, and with the bits that the search adds to them in 64 bits.
_MOST_TOTAL: Final = 2**52
_ERROR: Final = 1e-6
ENDLESS: Final = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Cells by pattern and useful sites, in whole numbers.

    ``sites`` are the rows of the first table that remain; ``matrix`` has a row a site.
    """

    net: Net
    matrix: sparse.csr_matrix
    sites: Ints
    most: int
    budget: int = ENDLESS


def whole(numbers: Floats) -> tuple[Ints, int]:
    """Give whole numbers in proportion, and the scale: exact up to six decimals.

    Small numbers get more decimals, so that each counts; numbers whose sum would be too large
    get fewer.

    Parameters
    ----------
    numbers
        Zero or more, none endless.

    Raises
    ------
    MeshError
        When the sum is too large, or when a number would be rounded to nothing.

    Examples
    --------
    >>> whole(np.array([107.5, 3.0]))
    (array([1075,   30]), 10)
    >>> whole(np.array([1e-7, 2.0]))
    (array([       1, 20000000]), 10000000)
    >>> whole(np.array([1e13, 1.0000001]))[1]
    100
    """
    if numbers.max(initial=0) > _MOST_TOTAL or (total := float(numbers.sum())) > _MOST_TOTAL:
        raise MeshError("populations or costs add up to too much: count in a larger unit")
    scale, most = 1, 10**_MOST_DECIMALS
    rounded = np.rint(numbers)
    while (wrong := np.abs(rounded / scale - numbers)).any():
        exact = (wrong <= 1e-12 * numbers).all()
        told = (rounded[numbers > 0] > 0).all() and wrong.sum() <= _ERROR * total
        if exact or (told and scale >= 10**_USUAL_DECIMALS):
            break
        if scale == most or total * scale * 10 > _MOST_TOTAL:
            if told:
                break
            raise MeshError("a population or a cost is too small to count beside the others")
        scale *= 10
        rounded = np.rint(numbers * scale)
    return rounded.astype(np.int64), scale


def whole_budget(budget: float, scale: int) -> int:
    """Give a budget in the unit of whole costs, never more than it is, nor than ``ENDLESS``.

    Examples
    --------
    >>> whole_budget(0.3, 10)
    3
    >>> whole_budget(1e30, 1) == ENDLESS
    True
    """
    return min(int(Fraction(str(budget)) * scale), ENDLESS)


def hashes(sites: int, salt: int = 0) -> NDArray[np.uint64]:
    """Give two words of 64 bits a site, others with another salt (splitmix64).

    Examples
    --------
    >>> hashes(3).shape
    (2, 3)
    """
    begin = 1 + 2 * salt * sites
    z = np.arange(begin, begin + 2 * sites, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(z ^ (z >> np.uint64(31))).reshape(2, sites)


def merge_cells(
    by_cell: sparse.csr_matrix,
    weight: Ints,
    words: NDArray[np.uint64] | None = None,
    need: Ints | None = None,
) -> tuple[Ints, Ints]:
    """Give one cell of each covering set and need, and the weight of all that share it.

    Sums of 128 bits bring equal sets together; sets that only look alike are told apart by
    comparing them, so that a collision may cost a merge but never a proof.

    Examples
    --------
    >>> served = sparse.csr_matrix(np.array([[1, 1], [0, 1], [1, 1]]))
    >>> _, weight = merge_cells(served, np.array([1, 2, 4]))
    >>> sorted(weight.tolist())
    [2, 5]
    """
    lacking = 1 if need is None else need
    kept = np.flatnonzero((np.diff(by_cell.indptr) >= lacking) & (weight > 0))
    if need is not None:
        by_cell = with_need(by_cell, need)
    if not kept.size:
        return kept, np.zeros(0, np.int64)
    words = hashes(by_cell.shape[1]) if words is None else words
    sums = [_sums(by_cell, word)[kept] for word in words]
    order = np.argsort(sums[0], kind="stable")
    same = np.ones(kept.size, np.bool_)
    for total in sums:
        same[1:] &= total[order][1:] == total[order][:-1]
    new: Flags = np.zeros(kept.size, np.bool_)
    mark_new(
        kept[order], same, by_cell.indptr.astype(np.int64), by_cell.indices.astype(np.int32), new
    )
    begins = np.flatnonzero(new)
    return kept[order][begins], np.add.reduceat(weight[kept[order]], begins)


def with_need(by_cell: sparse.csr_matrix, need: Ints) -> sparse.csr_matrix:
    """Put a number of each cell, what it needs say, in its covering set, as one more site.

    Examples
    --------
    >>> with_need(sparse.csr_matrix(np.array([[1], [1]])), np.array([0, 1])).toarray().tolist()
    [[1, 1, 0], [1, 0, 1]]
    """
    first = np.arange(need.size + 1)
    shape = (need.size, int(need.max(initial=0)) + 1)
    told = sparse.csr_matrix((np.ones(need.size, np.int8), need, first), shape=shape)
    return sparse.hstack((by_cell, told), format="csr")


def _sums(by_cell: sparse.csr_matrix, word: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Add a word a site along each cell, whatever the order, modulo 2⁶⁴."""
    total = np.zeros(by_cell.nnz + 1, np.uint64)
    np.cumsum(word[by_cell.indices], out=total[1:])
    return np.asarray(total[by_cell.indptr[1:]] - total[by_cell.indptr[:-1]])


def net_of(matrix: sparse.csr_matrix, weight: Ints, cost: Ints, need: Ints | None = None) -> Net:
    """Give sites and cells, each with the other; a cell needs one site when nothing is said."""
    by_cell = matrix.T.tocsr()
    return Net(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        by_cell.indptr.astype(np.int64),
        by_cell.indices.astype(np.int32),
        weight,
        cost,
        np.ones(weight.size, np.int64) if need is None else need,
    )


def reduce(
    matrix: sparse.csr_matrix,
    weight: Ints,
    cost: Ints,
    most: int,
    budget: int,
    need: Ints | None = None,
) -> Problem:
    """Merge cells, drop sites that another replaces for no more, until what is left is bare.

    Parameters
    ----------
    matrix
        A row a site, a column a cell; the order of the rows decides between equals.
    weight, cost
        Of cells and sites, whole; a cell without weight leaves.
    most, budget
        How many sites, and what they may cost together.
    need
        How many sites each cell needs, one unless said; a cell served by fewer leaves.

    Examples
    --------
    >>> table = sparse.csr_matrix(np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1]]))
    >>> small = reduce(table, np.array([3, 4, 5]), np.zeros(3, np.int64), 1, 0)
    >>> small.sites.tolist(), small.net.weight.tolist()
    ([0, 2], [5, 7])
    """
    need = np.ones(weight.size, np.int64) if need is None else need
    once = int(need.max(initial=1)) == 1
    sites = np.flatnonzero((cost <= budget) & (np.diff(matrix.indptr) > 0))
    matrix, cost = matrix[sites], cost[sites]
    while True:
        cells, weight = merge_cells(matrix.T.tocsr(), weight, need=None if once else need)
        matrix, need = matrix[:, cells].tocsr(), need[cells]
        matrix.sort_indices()
        net = net_of(matrix, weight, cost, need)
        dominated = np.diff(matrix.indptr) == 0
        # Where cells need several sites, one does not replace another: both may be wanted.
        if once:
            mark_dominated(net, dominated)
        if not dominated.any():
            whole_table = sparse.csr_matrix(
                (np.ones(matrix.nnz, np.int64), matrix.indices, matrix.indptr), shape=matrix.shape
            )
            return Problem(net, whole_table, sites, most, budget)
        sites, matrix, cost = sites[~dominated], matrix[~dominated], cost[~dominated]


def problem_of(
    served: Sequence[Sequence[int]],
    weight: Sequence[int],
    most: int,
    need: Sequence[int] | None = None,
) -> Problem:
    """Give a problem from lists of cells, as it is: for examples and tests.

    Examples
    --------
    >>> problem_of([[0], [0, 1]], [1, 2], most=1).matrix.toarray().tolist()
    [[1, 0], [1, 1]]
    """
    table = np.zeros((len(served), len(weight)), np.int64)
    for site, cells in enumerate(served):
        table[site, list(cells)] = 1
    matrix = sparse.csr_matrix(table)
    sites = np.arange(len(served), dtype=np.int64)
    wanted = np.ones(len(weight), np.int64) if need is None else np.array(need, np.int64)
    net = net_of(matrix, np.array(weight, np.int64), np.zeros(len(served), np.int64), wanted)
    return Problem(net, matrix, sites, most)
