"""Gaps: where people live without a place in reach, commune by commune."""

from dataclasses import dataclass

import numpy as np

from maille.core.mesh.values import Floats, Ints
from maille.territory.ground import Terrain
from maille.territory.reading.squares import BARE, GAINED, states_of


@dataclass(frozen=True, slots=True)
class Gap:
    """The persons of a commune that no open place serves, and what the proposed sites change.

    ``place`` is the open place nearest to most of them, ``metres`` how far a place is from them
    on average, in a straight line.
    """

    code: str
    commune: str
    without: float
    gained: float
    left: float
    place: str
    metres: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """The communes with most people out of reach, and how many communes have some."""

    lines: tuple[Gap, ...]
    communes: int


def gaps_of(terrain: Terrain, cells: str, first: int = 0, last: int | None = None) -> Gaps:
    """Give the communes with people out of reach today, the most people first.

    Only those from ``first`` to before ``last`` in this order are described.
    """
    states, people, commune = states_of(cells), terrain.cells.population, terrain.commune
    many = len(terrain.communes)
    bare = np.where(states == BARE, people, 0.0)
    gained = np.where(states == GAINED, people, 0.0)
    without = bare + gained
    total = np.bincount(commune, without, many)
    served = np.bincount(commune, gained, many)
    far = np.bincount(commune, without * np.maximum(terrain.metres, 0), many)
    nearest = _nearest(terrain, without)
    order = np.lexsort((np.arange(many), -total))[: int((total > 0).sum())]
    lines = tuple(
        Gap(
            code=terrain.communes[row][0],
            commune=terrain.communes[row][1],
            without=float(total[row]),
            gained=float(served[row]),
            left=float(total[row] - served[row]),
            place=terrain.places.names[nearest[row]] if nearest[row] >= 0 else "",
            metres=float(far[row] / total[row]),
        )
        for row in order[first:last].tolist()
    )
    return Gaps(lines, order.size)


def _nearest(terrain: Terrain, without: Floats) -> Ints:
    """Give each commune the place that is nearest to most of its people without one."""
    width = terrain.places.x.size + 1
    pairs, back = np.unique(terrain.commune * width + terrain.nearest + 1, return_inverse=True)
    people = np.bincount(back.ravel(), without)
    found = np.full(len(terrain.communes), -1, np.int64)
    order = np.argsort(people, kind="stable")
    found[pairs[order] // width] = pairs[order] % width - 1
    return found
