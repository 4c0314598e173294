"""What is measured: territories made up by a seed, how far a place serves, how many sites."""

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from mesh_instances import Instance, law, settlement, uniform

from maille.core.mesh.values import Travel

SEED: Final = 20261122
FRANCE: Final = (2_300_000, 20_000, 3_500)
CUSTOMERS: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """A maximal covering question; ``rounds`` of ours, ``peers`` of spopt, seconds for each."""

    name: str
    land: partial[Instance]
    radius: float
    sites: int
    limit: float
    rounds: int = 1
    peers: int = 0
    peer_limit: float = 0.0
    first_plan: bool = False

    def instance(self) -> Instance:
        """Draw the territory."""
        return self.land(seed=SEED)

    def travel(self, instance: Instance) -> Travel:
        """Give the straight line, in metres or in planar units."""
        return Travel(self.radius, planar=instance.cells.planar)


@dataclass(frozen=True, slots=True)
class Scores:
    """A question of accessibility, for ours and for access."""

    name: str
    cells: int
    places: int
    radius: float
    rounds: int = 1

    def instance(self) -> Instance:
        """Draw the territory; its candidates are the places."""
        return uniform(self.cells, self.places, seed=SEED)

    def supply(self) -> np.ndarray:
        """Draw what places offer."""
        return np.random.default_rng(SEED + 1).uniform(1, 9, self.places)


def _national(kilometres: int) -> Case:
    return Case(
        f"national-{kilometres}km",
        partial(settlement, *FRANCE),
        kilometres * 1000.0,
        500,
        limit=60,
        rounds=3,
        first_plan=True,
    )


def _by_law(radius: float, sites: int) -> Case:
    return Case(
        f"law-20m-{radius:g}-{sites}", partial(law, CUSTOMERS, 100), radius, sites, limit=120
    )


FULL: Final = (
    Case("1k", partial(uniform, 1_000, 100), 10.0, 10, 60, rounds=5, peers=5, peer_limit=120),
    Case("10k", partial(uniform, 10_000, 500), 7.0, 20, 100, rounds=3, peers=1, peer_limit=900),
    Case("100k", partial(uniform, 100_000, 1_000), 6.8, 30, 100, 3, peers=1, peer_limit=500),
    *(_national(kilometres) for kilometres in (3, 5, 10)),
    *(_by_law(radius, sites) for radius in (5.5, 6.25) for sites in (10, 15)),
    Scores("2sfca", 100_000, 1_000, 6.8, rounds=5),
)
QUICK: Final = (
    Case("1k", partial(uniform, 1_000, 100), 10.0, 10, 20, rounds=2, peers=2, peer_limit=30),
    Case("10k", partial(uniform, 10_000, 500), 7.0, 20, limit=10),
    Case("100k", partial(uniform, 100_000, 1_000), 6.8, 30, limit=15),
    Case("national-tenth-5km", partial(settlement, 230_000, 2_000, 350), 5000.0, 50, limit=10),
    Case("law-1m-5.5-10", partial(law, 1_000_000, 100), 5.5, 10, limit=15),
    Scores("2sfca-small", 20_000, 500, 6.8, rounds=2),
)
