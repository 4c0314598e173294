"""Which cells each site serves: bins and windows, two passes, never a table of all distances."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from maille.core.mesh.errors import MeshError
from maille.core.mesh.kernels import Bins, Disks, Limit, find_near, sort_bins
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.values import EARTH, Cells, Floats, Ints, Sites, Travel

_FINE = 4.0
# Bins are about as many as points at most, and never so many rows.
_MOST_ROWS = 65_536
_SLACK = 1e-9
# Its square is still a number.
_LARGEST = 1e150
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


def limit_of(travel: Travel) -> Limit:
    """Give what is surely near, and surely far, as squares of space.

    Examples
    --------
    >>> limit_of(Travel(2.0, planar=True)).radius
    2.0
    """
    if travel.planar:
        square = min(travel.radius, _LARGEST) ** 2
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
    return np.where(holds_pole, 180.0, np.degrees(np.arcsin(np.minimum(ratio, 1)))) + 1e-9


def _degrees(travel: Travel, y: Floats) -> float:
    """Give how far a place serves in the unit of ``y``, a little more rather than less."""
    reach = travel.radius if travel.planar else float(np.degrees(travel.radius / EARTH))
    return reach * (1 + 1e-9) + 1e-12 * (1 + float(np.abs(y).max()))


def bins_of(x: Floats, y: Floats, travel: Travel) -> Bins:
    """Put points in bins a quarter of the radius high and about as wide.

    Examples
    --------
    >>> bins_of(np.array([0.0, 9.0, 0.1]), np.zeros(3), Travel(4.0, planar=True)).x.tolist()
    [0.0, 0.1, 9.0]
    """
    west, south = float(x.min()), float(y.min())
    height = _degrees(travel, y) / _FINE
    height = max(height, float(np.ptp(y)) / min(_MOST_ROWS, 1 + x.size)) or 1.0
    row = ((y - south) / height).astype(np.int32)
    rows = int(row.max()) + 1
    stretch = 1.0 if travel.planar else max(0.05, float(np.cos(np.radians(y.mean()))))
    width = max(height / stretch, float(np.ptp(x)) * rows / (x.size + 1))
    column = ((x - west) / width).astype(np.int32)
    columns = int(column.max()) + 1
    first, order = np.zeros(rows * columns + 1, np.int64), np.zeros(x.size, np.int64)
    sort_bins(row * np.int64(columns) + column, first, order)
    x, y = x[order], y[order]
    space = space_of(x, y, planar=travel.planar)
    return Bins(first, x, y, space, order, west, south, width, height, columns)


def disks_of(x: Floats, y: Floats, bins: Bins, travel: Travel) -> Disks:
    """Give the disks around middles, and which rows of bins each may touch.

    Examples
    --------
    >>> zero = np.zeros(1)
    >>> near = Travel(1.0, planar=True)
    >>> disks_of(zero, zero, bins_of(zero, zero, near), near).half.round(6).tolist()
    [1.0]
    """
    reach = _degrees(travel, bins.y)
    last = (bins.first.size - 1) // bins.columns - 1
    return Disks(
        np.clip(np.floor((y - reach - bins.south) / bins.height), 0, last + 1).astype(np.int64),
        np.clip(np.floor((y + reach - bins.south) / bins.height), -1, last).astype(np.int64),
        _half_widths(y, reach, planar=travel.planar),
        x,
        y,
        space_of(x, y, planar=travel.planar),
    )


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
    return _near((cells.x, cells.y), (sites.x, sites.y), travel)


def _near(
    points: tuple[Floats, Floats], middles: tuple[Floats, Floats], travel: Travel
) -> sparse.csr_matrix:
    """Give the points within the radius of each middle: a row a middle, a column a point."""
    bins, many = bins_of(*points, travel), middles[0].size
    disks, limit = disks_of(*middles, bins, travel), limit_of(travel)
    counts = np.zeros(many + 1, np.int64)
    find_near(bins, disks, limit, counts, np.zeros(0, np.int32))
    starts: Ints = np.cumsum(counts)
    found: NDArray[np.int32] = np.zeros(int(starts[-1]), np.int32)
    if found.size:
        find_near(bins, disks, limit, starts, found)
    ones = np.ones(found.size, np.int8)
    return sparse.csr_matrix((ones, found, starts), shape=(many, points[0].size))


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
