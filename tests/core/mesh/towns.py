"""Towns made up: points, ways that may be one-way, and graphs of them."""

import numpy as np

from maille.core.mesh.roads.graph import Extract, Points, Ways, graph_of
from maille.core.mesh.roads.passage import FASTEST
from maille.core.mesh.values import Mode, Sites

EXTRACT = Extract("town.osm.pbf", "ab" * 32)


def points_at(places):
    places = np.array(places, float).reshape(-1, 2)
    return Points(np.arange(10, 10 + len(places)), places[:, 0].copy(), places[:, 1].copy())


def ways_of(*ways):
    """Give ways from (points, speed along, speed against[, joined])."""
    refs = [np.array(way[0]) + 10 for way in ways]
    return Ways(
        np.concatenate([np.zeros(0, int), *refs]).astype(np.int64),
        np.cumsum([0, *(len(ref) for ref in refs)]).astype(np.int64),
        np.array([way[1] for way in ways], float),
        np.array([way[2] for way in ways], float),
        np.array([way[3] if len(way) > 3 else True for way in ways], bool),
    )


def draw_town(seed, *, size=40, ways=25, mode=Mode.CAR):
    """Give the points and ways of a town of two kilometres, a third of its streets one-way."""
    draw = np.random.default_rng(seed)
    points = points_at(
        np.column_stack((draw.uniform(2, 2.02, size), draw.uniform(48, 48.02, size)))
    )
    streets = []
    for _ in range(ways):
        speed = float(draw.uniform(2, FASTEST[mode]))
        against = 0.0 if draw.random() < 1 / 3 else speed
        street = draw.choice(size, int(draw.integers(2, 6)), replace=False)
        streets.append((street, speed, against))
    return points, ways_of(*streets)


def town_of(seed, **kinds):
    return graph_of(kinds.get("mode", Mode.CAR), EXTRACT, *draw_town(seed, **kinds))


def at_nodes(graph, nodes):
    """Give sites at points of the graph."""
    return Sites(graph.x[nodes], graph.y[nodes], tuple(f"n{node}" for node in nodes))
