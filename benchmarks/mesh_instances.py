"""Territories made up for measures of the mesh, by a seed: uniform, settlement, the law.

Each gives what ``maille.core.mesh`` takes. The law is that of Cordeau, Furini and Ljubić (2019),
Benders decomposition for very large scale partial set covering and maximal covering location
problems, EJOR 275: customers and facilities uniform in a square of 30, demands from 1 to 100.
"""

from dataclasses import dataclass

import numpy as np

from maille.core.mesh.values import Cells, Sites

# A square about metropolitan France, in degrees: settlements stand anywhere in it.
WEST, EAST, SOUTH, NORTH = -1.5, 6.5, 43.5, 50.0
LAW_SIDE = 30.0
LAW_DEMAND = (1, 100)
TOWN_SPREAD = 0.05
# The share of cells that stand in no town.
ALONE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """Where people live, places open today, candidates."""

    cells: Cells
    places: Sites
    candidates: Sites


def _named(x: np.ndarray, y: np.ndarray, letter: str, *, planar: bool) -> Sites:
    return Sites(x, y, tuple(f"{letter}{i}" for i in range(x.size)), planar=planar)


def _none(*, planar: bool) -> Sites:
    return Sites(np.zeros(0), np.zeros(0), (), planar=planar)


def uniform(cells: int, candidates: int, seed: int = 0, side: float = 100.0) -> Instance:
    """Scatter cells of 1 to 100 persons and candidates evenly over a square, in planar units."""
    draw = np.random.default_rng(seed)
    people = draw.integers(1, 101, cells).astype(np.float64)
    homes, sites = draw.uniform(0, side, (2, cells)), draw.uniform(0, side, (2, candidates))
    return Instance(
        Cells(homes[0], homes[1], people, planar=True),
        _none(planar=True),
        _named(sites[0], sites[1], "c", planar=True),
    )


def law(customers: int, facilities: int = 100, seed: int = 0) -> Instance:
    """Follow the law of Cordeau, Furini and Ljubić; radius 5.5 or 6.25, 10 or 15 sites."""
    draw = np.random.default_rng(seed)
    people = draw.integers(LAW_DEMAND[0], LAW_DEMAND[1] + 1, customers).astype(np.float64)
    homes = draw.uniform(0, LAW_SIDE, (2, customers))
    sites = draw.uniform(0, LAW_SIDE, (2, facilities))
    return Instance(
        Cells(homes[0], homes[1], people, planar=True),
        _none(planar=True),
        _named(sites[0], sites[1], "c", planar=True),
    )


def settlement(cells: int, candidates: int, places: int = 0, seed: int = 0) -> Instance:
    """Put people in towns of unequal size, and sites where people are, in degrees.

    Towns follow Zipf's rule; a fifth of the cells are scattered; populations are log-normal.
    """
    draw = np.random.default_rng(seed)
    towns = max(8, cells // 400)
    middle = np.column_stack((draw.uniform(WEST, EAST, towns), draw.uniform(SOUTH, NORTH, towns)))
    share = 1 / np.arange(1, towns + 1)
    town = draw.choice(towns, cells, p=share / share.sum())
    spread = TOWN_SPREAD * np.sqrt(share[town] / share.mean())
    homes = middle[town] + draw.normal(0, 1, (cells, 2)) * spread[:, None]
    alone = draw.random(cells) < ALONE
    homes[alone] = np.column_stack(
        (draw.uniform(WEST, EAST, alone.sum()), draw.uniform(SOUTH, NORTH, alone.sum()))
    )
    people = np.ceil(draw.lognormal(3.0, 1.0, cells) * 2) / 2
    at = draw.choice(cells, candidates + places, replace=False)
    sites = homes[at] + draw.normal(0, 0.002, (at.size, 2))
    return Instance(
        Cells(homes[:, 0], homes[:, 1], people),
        _named(sites[:places, 0], sites[:places, 1], "p", planar=False),
        _named(sites[places:, 0], sites[places:, 1], "c", planar=False),
    )
