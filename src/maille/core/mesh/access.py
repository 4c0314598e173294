"""How much of what places offer each cell can count on: floating catchment areas."""

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.kernels import compiled
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.values import Cells, Floats, Ints, Sites


class Method(StrEnum):
    """Which catchment areas."""

    TWO_STEP = "2sfca"
    ENHANCED = "e2sfca"
    THREE_STEP = "3sfca"
    APL = "apl"


# What distance leaves of a place's pull, in each third of the radius.
DECAY: Final = {
    Method.TWO_STEP: (1.0, 1.0, 1.0),
    Method.ENHANCED: (1.0, 0.68, 0.22),
    Method.THREE_STEP: (1.0, 0.68, 0.22),
    Method.APL: (1.0, 0.3, 0.1),
}


@compiled
def _asked(population: Floats, served: NDArray[np.int32], pull: Floats) -> float:
    """Add up the persons of some cells, as each is drawn; all alike without a pull."""
    asked = 0.0
    if pull.size:
        for k in range(served.size):
            asked += population[np.uint32(served[k])] * pull[k]
    else:
        for k in range(served.size):
            asked += population[np.uint32(served[k])]
    return asked


@compiled
def _give(score: Floats, served: NDArray[np.int32], pull: Floats, share: float) -> None:
    """Give a share to some cells, as each is drawn."""
    if pull.size:
        for k in range(served.size):
            score[np.uint32(served[k])] += pull[k] * share
    else:
        for k in range(served.size):
            score[np.uint32(served[k])] += share


@compiled
def share_out(
    reach: tuple[Ints, NDArray[np.int32]],
    pull: Floats,
    population: Floats,
    supply: Floats,
    score: Floats,
) -> None:
    """Share what each place offers among the cells it serves."""
    first, cells = reach
    for j in range(supply.size):
        served, drawn = cells[first[j] : first[j + 1]], pull[first[j] : first[j + 1]]
        asked = _asked(population, served, drawn)
        if asked > 0:
            _give(score, served, drawn, supply[j] / asked)


def access_of(
    cells: Cells, places: Sites, supply: Floats, travel: AnyTravel, method: Method
) -> Floats:
    """Give each cell what it can count on, in units of supply a person.

    A place shares what it offers among the persons within reach, then a cell adds up the shares
    of the places within its reach; what is beyond the radius counts for nothing.

    Parameters
    ----------
    cells, places
        In degrees or planar, as ``travel`` is.
    supply
        What each place offers: 1, desks, hours a week… Zero or more.
    travel
        Its radius, or its minutes, are the catchment; thirds of it are the zones of the decay. The
        French APL reads 0–5, 5–10 and 10–15 minutes: give it 15 minutes.
    method
        With three steps, a cell also shares itself among the places in reach.

    Raises
    ------
    MeshError
        When a supply is missing, negative or not a number.

    References
    ----------
    Luo and Wang (2003), Environment and Planning B 30 (2SFCA); Luo and Qi (2009), Health & Place
    15, first set of weights (E2SFCA); Wan, Zou and Sternberg (2012), IJGIS 26 (3SFCA); Barlet,
    Coldefy, Collin and Lucas-Gabrielli (2012), Dossiers solidarité et santé 30, DREES (APL).

    Examples
    --------
    >>> line = Cells(np.array([0.0, 1, 2]), np.zeros(3), np.array([10.0, 10, 20]), planar=True)
    >>> ends = Sites(np.array([0.0, 2]), np.zeros(2), ("a", "b"), planar=True)
    >>> from maille.core.mesh.values import Travel
    >>> near = Travel(1.0, planar=True)
    >>> access_of(line, ends, np.ones(2), near, Method.TWO_STEP).round(4).tolist()
    [0.05, 0.0833, 0.0333]
    """
    if supply.size != places.x.size or not (np.isfinite(supply) & (supply >= 0)).all():
        raise MeshError("a place's supply is missing, negative or not a number")
    reach = reach_of(cells, places, travel)
    pull = np.zeros(0) if method is Method.TWO_STEP else _pull(reach, cells, places, travel, method)
    score = np.zeros(cells.x.size)
    share_out((reach.indptr, reach.indices), pull, cells.population, supply, score)
    return score


def _pull(
    reach: sparse.csr_matrix, cells: Cells, places: Sites, travel: AnyTravel, method: Method
) -> Floats:
    """Give what distance leaves of each pair, and with three steps how a cell shares itself."""
    far = distances(reach, cells, places)
    zone = np.minimum(2, np.ceil(far / max(travel.radius, 1e-300) * 3).astype(np.int64) - 1)
    pull: Floats = np.array(DECAY[method])[np.maximum(0, zone)]
    if method is Method.THREE_STEP:
        drawn = np.bincount(reach.indices, pull, cells.x.size)[reach.indices]
        pull = pull * (pull / np.where(drawn > 0, drawn, 1))
    return pull
