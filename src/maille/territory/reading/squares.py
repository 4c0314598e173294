"""The ground as squares to draw: its own cells, or communes gathered in squares of ten kilometres.

Where a ground has too many cells for a page, squares that touch in a row and say the same become
one: a map of France weighs what a map of a town weighs.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from maille.core.mesh.values import Floats, Ints
from maille.territory.ground import Terrain

BARE, SERVED, GAINED = 0, 1, 2
GATHERED_METRES: Final = 10_000
_METRES_A_DEGREE: Final = 111_195
_STATES: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where each square lies, and which cells stand in it; ``tall`` and ``wide`` in degrees."""

    west: Floats
    south: Floats
    tall: float
    wide: Floats
    of_cell: Ints
    row: Ints
    column: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Squares that touch in a row and say the same: the first and the last of each, its state."""

    first: Ints
    last: Ints
    state: Ints


@lru_cache(maxsize=4)
def grid_of(terrain: Terrain) -> Grid:
    """Lay the squares of a ground, once."""
    x, y = terrain.cells.x, terrain.cells.y
    metres = terrain.cell_metres or GATHERED_METRES
    tall = metres / _METRES_A_DEGREE
    if terrain.cell_metres:
        wide = tall / np.cos(np.radians(y))
        alone = np.arange(x.size, dtype=np.int64)
        return Grid(x - wide / 2, y - tall / 2, tall, wide, alone, alone, alone * 2)
    row = np.floor(y / tall).astype(np.int64)
    step = tall / np.cos(np.radians((row + 0.5) * tall))
    column = np.floor(x / step).astype(np.int64)
    pairs, back = np.unique(np.column_stack((row, column)), axis=0, return_inverse=True)
    wide = tall / np.cos(np.radians((pairs[:, 0] + 0.5) * tall))
    return Grid(
        pairs[:, 1] * wide,
        pairs[:, 0] * tall,
        tall,
        wide,
        back.ravel().astype(np.int64),
        pairs[:, 0],
        pairs[:, 1],
    )


def states_of(document_cells: str) -> Ints:
    """Read the figures that a study gives its cells."""
    return np.frombuffer(document_cells.encode("ascii"), np.uint8).astype(np.int64) - ord("0")


def runs_of(terrain: Terrain, cells: str) -> Runs:
    """Give the squares of a study, each in the state of most of its persons."""
    grid = grid_of(terrain)
    many = grid.west.size * _STATES
    at = grid.of_cell * _STATES + states_of(cells)
    people = np.bincount(at, terrain.cells.population, many).reshape(-1, _STATES)
    state = people.argmax(axis=1)
    order = np.lexsort((grid.column, grid.row))
    row, column, said = grid.row[order], grid.column[order], state[order]
    new = np.ones(order.size, np.bool_)
    new[1:] = (np.diff(row) != 0) | (np.diff(column) != 1) | (np.diff(said) != 0)
    first = np.flatnonzero(new)
    last = np.append(first[1:], order.size) - 1
    return Runs(order[first], order[last], said[first])
