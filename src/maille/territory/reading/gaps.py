"""Gaps: where people live without a place in reach, commune by commune."""

from dataclasses import dataclass

import numpy as np

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


def gaps_of(terrain: Terrain, cells: str) -> list[Gap]:
    """Give the communes with people out of reach today, the most people first."""
    states, people, commune = states_of(cells), terrain.cells.population, terrain.commune
    many = len(terrain.communes)
    bare = np.where(states == BARE, people, 0.0)
    gained = np.where(states == GAINED, people, 0.0)
    without = bare + gained
    total = np.bincount(commune, without, many)
    served = np.bincount(commune, gained, many)
    far = np.bincount(commune, without * np.maximum(terrain.metres, 0), many)
    nearest = _nearest(terrain, without)
    order = np.lexsort((np.arange(many), -total))
    return [
        Gap(
            code=terrain.communes[row][0],
            commune=terrain.communes[row][1],
            without=float(total[row]),
            gained=float(served[row]),
            left=float(total[row] - served[row]),
            place=terrain.places.names[nearest[row]] if nearest[row] >= 0 else "",
            metres=float(far[row] / total[row]),
        )
        for row in order.tolist()
        if total[row] > 0
    ]


def _nearest(
    terrain: Terrain, without: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
) -> list[int]:
    """Give each commune the place that is nearest to most of its people without one."""
    width = terrain.places.x.size + 1
    pairs, back = np.unique(terrain.commune * width + terrain.nearest + 1, return_inverse=True)
    people = np.bincount(back.ravel(), without)
    found = np.full(len(terrain.communes), -1)
    order = np.argsort(people, kind="stable")
    found[pairs[order] // width] = pairs[order] % width - 1
    return [int(row) for row in found]
