"""Territories made up, small enough to try every plan."""

import itertools

import numpy as np

from maille.core.mesh.study import territory_of
from maille.core.mesh.values import Cells, Sites, Travel


def sites_at(points, *, cost=None, planar=True, prefix="s"):
    points = np.array(points, float).reshape(-1, 2)
    ids = tuple(f"{prefix}{i}" for i in range(len(points)))
    cost = None if cost is None else np.array(cost, float)
    return Sites(points[:, 0], points[:, 1], ids, (), cost, planar)


def land_of(seed, *, cells=30, sites=9, radius=2.5, opened=1, cost=False):
    draw = np.random.default_rng(seed)
    people = Cells(
        draw.integers(0, 10, cells) * 1.0,
        draw.integers(0, 10, cells) * 1.0,
        draw.integers(0, 9, cells) / 2,
        planar=True,
    )
    prices = draw.integers(1, 6, sites) if cost else None
    candidates = sites_at(draw.integers(0, 10, (sites, 2)), cost=prices)
    places = sites_at(draw.integers(0, 10, (opened, 2)))
    return territory_of(people, places, candidates, Travel(radius, planar=True))


def worth(land, rows):
    covered = land.covered.copy()
    covered[land.matrix[list(rows)].indices] = True
    return int(land.weight[covered].sum()) - int(land.weight[land.covered].sum())


def plans(land, question):
    """Give every plan that the question allows, as rows."""
    ids = land.candidates.ids
    forced = {ids.index(name) for name in question.forced}
    banned = {ids.index(name) for name in question.banned}
    most = len(ids) if question.sites is None else question.sites
    for size in range(min(most, len(ids)) + 1):
        for rows in itertools.combinations(range(len(ids)), size):
            cost = land.cost[list(rows)].sum() / land.cost_scale
            if question.budget is not None and cost > question.budget:
                continue
            if forced <= set(rows) and not banned & set(rows):
                yield rows
