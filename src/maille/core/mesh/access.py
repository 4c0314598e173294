"""How much of what places offer each cell can count on: floating catchment areas."""

from enum import StrEnum
from typing import Final

import numpy as np
from scipy import sparse

from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.values import Cells, Floats, Sites


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
    if method is Method.TWO_STEP:
        pull = np.ones(reach.nnz)
    else:
        far = distances(reach, cells, places)
        zone = np.minimum(2, np.ceil(far / max(travel.radius, 1e-300) * 3).astype(np.int64) - 1)
        pull = np.array(DECAY[method])[np.maximum(0, zone)]
    table = sparse.csr_matrix((pull, reach.indices, reach.indptr), shape=reach.shape)
    if method is Method.THREE_STEP:
        drawn = np.asarray(table.sum(axis=0)).ravel()
        table = table.multiply(table @ sparse.diags(1 / np.where(drawn > 0, drawn, 1))).tocsr()
    asked = table @ cells.population
    share = np.divide(supply, asked, out=np.zeros(supply.size), where=asked > 0)
    score: Floats = np.asarray(table.T @ share)
    return score
