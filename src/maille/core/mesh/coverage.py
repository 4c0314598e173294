"""Which cells each site serves: bands and windows, two passes, never a table of all distances."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maille.core.mesh.errors import MeshError
from maille.core.mesh.kernels import Bands, Disks, Limit, find_near
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.values import EARTH, Cells, Floats, Ints, Sites, Travel

_MOST_BANDS = 65_536
_FINE, _COARSE = 4.0, 2.0
# Beyond so many sites it is quicker to look for cells around sites than for sites around cells.
_MANY_SITES = 1_000
_SLACK = 1e-9
_POLE = 90.0


def space_of(x: Floats, y: Floats, *, planar: bool) -> Floats:
    """Give points of a plane, or of the unit sphere.

    Examples
    --------
    >>> space_of(np.zeros(1), np.zeros(1), planar=False).tolist()
    [[1.0, 0.0, 0.0]]
    """
    if planar:
        return np.column_stack((x, y))
    lon, lat = np.radians(x), np.radians(y)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def _limit(travel: Travel) -> Limit:
    if travel.planar:
        square = travel.radius**2
        slack = _SLACK * square + 1e-300
        return Limit(square - slack, square + slack, travel.radius, 0.0, 0.0)
    chord = 2 * np.sin(travel.radius / (2 * EARTH))
    square = float(chord * chord)
    slack = _SLACK * square + 4e-15 * float(chord) + 1e-30
    return Limit(square - slack, square + slack, travel.radius, 360.0, EARTH)


def _half_widths(y: Floats, reach: float, *, planar: bool) -> Floats:
    """Give how far along ``x`` a disk extends, a little more rather than less."""
    if planar:
        return np.full(y.size, reach)
    # The meridians a disk touches: asin(sin r / cos lat), all of them when it holds a pole.
    ratio = np.sin(np.radians(reach)) / np.maximum(np.cos(np.radians(y)), 1e-12)
    holds_pole = (np.abs(y) + reach >= _POLE) | (ratio >= 1)
    return np.where(holds_pole, 180.0, np.degrees(np.arcsin(np.minimum(ratio, 1))) + 1e-9)


def _bands(x: Floats, y: Floats, space: Floats, height: float) -> Bands:
    row = ((y - y.min()) / height).astype(np.int64)
    order = np.lexsort((x, row))
    first = np.zeros(int(row.max()) + 2, np.int64)
    np.cumsum(np.bincount(row), out=first[1:])
    return Bands(first, x[order], y[order], space[order], order)


def reach_of(cells: Cells, sites: Sites, travel: AnyTravel) -> sparse.csr_matrix:
    """Give the cells each site serves, as a sparse table: a row a site, a column a cell.

    A cell is served when its distance is at most the radius. Distances are doubles: haversine on
    a sphere of ``EARTH`` metres, or the square root of dx² + dy² in the plane, compared with
    the radius without tolerance.

    Parameters
    ----------
    cells, sites
        Both in degrees or both planar, as ``travel`` is.
    travel
        A straight line, its radius in metres or in the unit of the plane; or a model of minutes
        (roads), whose table holds them.

    Raises
    ------
    MeshError
        When degrees and planar coordinates are mixed.

    References
    ----------
    Bentley, Stanat and Williams (1977), The complexity of finding fixed-radius near neighbors.

    Examples
    --------
    >>> line = Cells(np.array([0.0, 1, 2]), np.zeros(3), np.ones(3), planar=True)
    >>> site = Sites(np.array([1.0]), np.zeros(1), ("a",), planar=True)
    >>> reach_of(line, site, Travel(1.0, planar=True)).indices.tolist()
    [0, 1, 2]
    """
    if not cells.planar == sites.planar == travel.planar:
        raise MeshError("cells, sites and travel must be all planar or all in degrees")
    if not isinstance(travel, Travel):
        return travel.reach(cells, sites)
    if np.isinf(travel.radius):
        raise MeshError("say how far a place serves")
    return _near((cells.x, cells.y), (sites.x, sites.y), travel, _FINE)


def served_by(cells: Cells, sites: Sites, travel: Travel) -> sparse.csr_matrix:
    """Give the sites that serve each cell: what ``reach_of`` gives, turned over, rows unsorted.

    Much quicker where cells are many and sites few.

    Examples
    --------
    >>> line = Cells(np.array([0.0, 1, 2]), np.zeros(3), np.ones(3), planar=True)
    >>> site = Sites(np.array([0.5]), np.zeros(1), ("a",), planar=True)
    >>> served_by(line, site, Travel(1.0, planar=True)).toarray().tolist()
    [[1], [1], [0]]
    """
    if not sites.x.size:
        return sparse.csr_matrix((cells.x.size, 0), dtype=np.int8)
    if sites.x.size > _MANY_SITES:
        return reach_of(cells, sites, travel).T.tocsr()
    return _near((sites.x, sites.y), (cells.x, cells.y), travel, _COARSE)


def _near(
    points: tuple[Floats, Floats], middles: tuple[Floats, Floats], travel: Travel, fine: float
) -> sparse.csr_matrix:
    """Give the points within the radius of each middle: a row a middle, a column a point.

    Bands are so many to a radius.
    """
    (px, py), (x, y), planar = points, middles, travel.planar
    reach = travel.radius if planar else float(np.degrees(travel.radius / EARTH))
    reach = reach * (1 + 1e-9) + 1e-12 * (1 + float(np.abs(py).max()))
    low, extent = float(py.min()), float(np.ptp(py))
    height = max(reach / fine, extent / _MOST_BANDS) or 1.0
    bands = _bands(px, py, space_of(px, py, planar=planar), height)
    last = bands.first.size - 2
    disks = Disks(
        np.clip(np.floor((y - reach - low) / height), 0, last + 1).astype(np.int64),
        np.clip(np.floor((y + reach - low) / height), -1, last).astype(np.int64),
        _half_widths(y, reach, planar=planar),
        x,
        y,
        space_of(x, y, planar=planar),
    )
    counts = np.zeros(x.size + 1, np.int64)
    limit = _limit(travel)
    find_near(bands, disks, limit, counts, np.zeros(0, np.int32))
    starts: Ints = np.cumsum(counts)
    found: NDArray[np.int32] = np.zeros(int(starts[-1]), np.int32)
    if found.size:
        find_near(bands, disks, limit, starts, found)
    return sparse.csr_matrix((np.ones(found.size, np.int8), found, starts), shape=(x.size, px.size))


def distances(reach: sparse.csr_matrix, cells: Cells, sites: Sites) -> Floats:
    """Give the distance of each pair of ``reach``, in its order: metres, planar units or minutes.

    Examples
    --------
    >>> line = Cells(np.array([0.0, 3]), np.array([0.0, 4]), np.ones(2), planar=True)
    >>> site = Sites(np.zeros(1), np.zeros(1), ("a",), planar=True)
    >>> distances(reach_of(line, site, Travel(9.0, planar=True)), line, site).tolist()
    [0.0, 5.0]
    """
    if reach.dtype == np.float64:
        return np.asarray(reach.data)
    rows = np.repeat(np.arange(reach.shape[0]), np.diff(reach.indptr))
    columns = reach.indices
    return apart(
        (sites.x[rows], sites.y[rows]), (cells.x[columns], cells.y[columns]), planar=cells.planar
    )


def apart(one: tuple[Floats, Floats], other: tuple[Floats, Floats], *, planar: bool) -> Floats:
    """Give how far points are from one another, two by two, in metres or planar units.

    Examples
    --------
    >>> zero, four = np.zeros(1), np.array([4.0])
    >>> apart((zero, zero), (np.array([3.0]), four), planar=True).tolist()
    [5.0]
    """
    (x1, y1), (x2, y2) = one, other
    if planar:
        return np.asarray(np.sqrt((x1 - x2) ** 2 + (y1 - y2) ** 2))
    a, b = np.radians(y1), np.radians(y2)
    up, along = np.sin((b - a) / 2), np.sin(np.radians(x2 - x1) / 2)
    half = np.sqrt(up * up + np.cos(a) * np.cos(b) * along * along)
    return np.asarray(2 * EARTH * np.arcsin(np.minimum(1.0, half)))
