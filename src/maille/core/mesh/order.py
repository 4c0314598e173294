"""Sites in an order that no file decides, their rows by name, and the weeks they are there."""

import numpy as np
from scipy import sparse

from maille.core.mesh.errors import MeshError
from maille.core.mesh.values import Ints, Sites, Weeks


def canonical(sites: Sites) -> Sites:
    """Sort sites by where they are: equal answers whatever the order of the rows.

    Examples
    --------
    >>> canonical(Sites(np.array([2.0, 1.0]), np.zeros(2), ("a", "b"))).ids
    ('b', 'a')
    """
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
        None if sites.weeks is None else sites.weeks[order],
        tuple(sites.weekdays[i] for i in order) if sites.weekdays else (),
    )


def rows_of(candidates: Sites, ids: tuple[str, ...]) -> Ints:
    """Give the rows of candidates by their names.

    Raises
    ------
    MeshError
        When no candidate has such a name.

    Examples
    --------
    >>> rows_of(Sites(np.zeros(2), np.zeros(2), ("a", "b")), ("b",)).tolist()
    [1]
    """
    place = {name: row for row, name in enumerate(candidates.ids)}
    if unknown := [name for name in ids if name not in place]:
        raise MeshError("no candidate is called %(names)s", names=", ".join(unknown))
    return np.array(sorted(place[name] for name in ids), np.int64)


def by_week(reach: sparse.csr_matrix, sites: Sites) -> sparse.csr_matrix:
    """Give whom sites serve in odd weeks, and beside them in even weeks.

    Examples
    --------
    >>> table = sparse.csr_matrix(np.array([[1, 1], [0, 1]]))
    >>> bus = Sites(np.zeros(2), np.zeros(2), ("a", "b"), weeks=np.array([Weeks.ALL, Weeks.EVEN]))
    >>> by_week(table, bus).toarray().tolist()
    [[1, 1, 1, 1], [0, 0, 0, 1]]
    """
    halves = []
    for week in (Weeks.ODD, Weeks.EVEN):
        counts = np.where(sites.week_bits & week > 0, np.diff(reach.indptr), 0)
        kept = np.repeat(counts > 0, np.diff(reach.indptr))
        columns, starts = reach.indices[kept], np.concatenate(([0], np.cumsum(counts)))
        ones = np.ones(columns.size, np.int8)
        halves.append(sparse.csr_matrix((ones, columns, starts), shape=reach.shape))
    return sparse.hstack(halves, format="csr")
