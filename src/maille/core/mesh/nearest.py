"""Which place is nearest, in a straight line."""

import numpy as np
from scipy.spatial import cKDTree

from maille.core.mesh.errors import MeshError
from maille.core.mesh.values import EARTH, Cells, Floats, Ints, Sites


def _points(thing: Cells | Sites) -> Floats:
    if thing.planar:
        return np.column_stack((thing.x, thing.y))
    lon, lat = np.radians(thing.x), np.radians(thing.y)
    level = np.cos(lat)
    return np.column_stack((level * np.cos(lon), level * np.sin(lon), np.sin(lat)))


def nearest_of(cells: Cells, sites: Sites) -> tuple[Ints, Floats]:
    """Give each cell its nearest site, and how far it is.

    Parameters
    ----------
    cells, sites
        Both in degrees or both planar.

    Returns
    -------
    The row of the site of each cell (-1 without any site), and metres along the sphere, or planar
    units; infinite without any site. Among sites at one distance any may be given.

    Raises
    ------
    MeshError
        When degrees and planar coordinates are mixed.

    References
    ----------
    Bentley (1975), Multidimensional binary search trees used for associative searching: the order
    of chords is that of arcs, so that a tree of points in space answers for the sphere.

    Examples
    --------
    >>> line = Cells(np.array([0.0, 1, 5]), np.zeros(3), np.ones(3), planar=True)
    >>> ends = Sites(np.array([0.0, 6]), np.zeros(2), ("a", "b"), planar=True)
    >>> rows, far = nearest_of(line, ends)
    >>> rows.tolist(), far.tolist()
    ([0, 0, 1], [0.0, 1.0, 1.0])
    """
    if cells.planar != sites.planar:
        raise MeshError("cells and sites must be all planar or all in degrees")
    if not sites.x.size:
        return np.full(cells.x.size, -1, np.int64), np.full(cells.x.size, np.inf)
    far, rows = cKDTree(_points(sites)).query(_points(cells))
    if not cells.planar:
        far = 2 * EARTH * np.arcsin(np.minimum(1.0, far / 2))
    return rows.astype(np.int64), far.astype(np.float64)
