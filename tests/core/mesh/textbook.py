"""The textbook's programmes, asked of another solver: what a study must agree with."""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from maille.core.mesh.values import Cells, Sites


def towns(seed, many=26):
    """Give cells that are candidates too, as in published instances: whole metres, heavy tails."""
    draw = np.random.default_rng(seed)
    middles = draw.uniform(0, 8000, (4, 2))
    points = np.round(middles[draw.integers(0, 4, many)] + draw.normal(0, 700, (many, 2)))
    points = np.unique(points, axis=0)
    people = np.ceil(draw.lognormal(3.5, 1.2, len(points)))
    cost = draw.integers(1, 40, len(points)) / 4
    ids = tuple(map(str, range(len(points))))
    x, y = points.T.copy()
    return Cells(x, y, people, planar=True), Sites(x, y, ids, (), cost, planar=True)


def apart(cells, sites):
    return np.sqrt((cells.x[:, None] - sites.x) ** 2 + (cells.y[:, None] - sites.y) ** 2)


def _least(cost, rows, whole):
    """Solve: ``rows`` are a table with its least and most."""
    tables, least, most = zip(*rows, strict=True)
    limits = LinearConstraint(
        sparse.csr_matrix(sparse.vstack([sparse.csr_matrix(t) for t in tables])),
        np.concatenate(least),
        np.concatenate(most),
    )
    found = milp(cost, constraints=limits, integrality=whole, bounds=Bounds(0, 1))
    assert found.status == 0, found.message
    return found.fun


def _at_most(row, most):
    return row[None], [-np.inf], [most]


def cover(near, people, question, cost):
    """Give the most persons served, or the fewest sites for the target of the question."""
    cells, sites = near.shape
    need = question.at_least
    rows = [(np.hstack([-near, need * np.eye(cells)]), np.full(cells, -np.inf), np.zeros(cells))]
    if question.sites is not None:
        rows.append(_at_most(np.r_[np.ones(sites), np.zeros(cells)], question.sites))
    if question.budget is not None:
        rows.append(_at_most(np.r_[cost, np.zeros(cells)], question.budget))
    for ids, chosen in ((question.forced, 1), (question.banned, 0)):
        rows += [(np.eye(1, sites + cells, int(i)), [chosen], [chosen]) for i in ids]
    whole = np.r_[np.ones(sites), np.full(cells, float(need > 1))]
    if question.target is None:
        return -_least(np.r_[np.zeros(sites), -people], rows, whole)
    least = np.ceil(question.target * people.sum() - 1e-9)
    rows.append((np.r_[np.zeros(sites), people][None], [least], [np.inf]))
    return _least(np.r_[np.ones(sites), np.zeros(cells)], rows, whole)


def median(far, people, question, cost):
    """Give the least sum of persons times distance."""
    cells, sites = far.shape
    one, each = sparse.eye(sites), sparse.eye(cells)
    none = sparse.csr_matrix((cells, sites))
    pairs = np.zeros(cells * sites)
    served = sparse.hstack([none, sparse.kron(each, np.ones((1, sites)))])
    opened = sparse.hstack([-sparse.vstack([one] * cells), sparse.eye(cells * sites)])
    rows = [
        (served, np.ones(cells), np.ones(cells)),
        (opened, np.full(cells * sites, -np.inf), pairs),
    ]
    if question.sites is not None:
        rows.append(_at_most(np.r_[np.ones(sites), pairs], question.sites))
    if question.budget is not None:
        rows.append(_at_most(np.r_[cost, pairs], question.budget))
    paid = np.r_[np.zeros(sites), (people[:, None] * far).ravel()]
    return _least(paid, rows, np.r_[np.ones(sites), pairs])


def center(far, question):
    """Give the least distance within which so many sites serve everybody."""
    radii = np.unique(far)
    first, last = 0, radii.size - 1
    while first < last:
        middle = (first + last) // 2
        near = (far <= radii[middle]).astype(float)
        every = np.ones(len(near))
        rows = [(near, every, np.full(len(near), np.inf))]
        sites = np.ones(far.shape[1])
        served = near.any(axis=1).all()
        if served and round(_least(sites, rows, sites)) <= question.sites:
            last = middle
        else:
            first = middle + 1
    return radii[first]
