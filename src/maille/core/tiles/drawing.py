"""The clusters of a tile as a layer, and the lone points that are left to tell."""

import numpy as np

from maille.core.tiles.clusters import NOWHERE, Level
from maille.core.tiles.encoding import EXTENT, sized_text, varint
from maille.core.tiles.grid import LEVELS, Codes, Floats
from maille.core.tiles.kernels import FEATURE, put_clusters

_LAYER = b"\x78\x02" + sized_text(b"\x0a", "clusters")
_KEY = sized_text(b"\x1a", "count")
_TILES_AROUND = 9
_END = b"\x28" + varint(EXTENT)


def draw_clusters(
    level: Level, column: int, row: int, margin: float
) -> tuple[bytes, Codes, Floats, Floats]:
    """Give the layer of clusters of a tile, then its lone points.

    Parameters
    ----------
    level
        The level of the tile's zoom.
    column, row
        Of the tile, from the north-west corner.
    margin
        Share of a tile drawn on each side of it, under 1.

    Returns
    -------
    tuple
        The bytes of the layer ``clusters``, whose points have a ``count``; then the places in the
        level of points that stand alone, and where each stands from the tile's corner, in tiles.

    Examples
    --------
    >>> from maille.core.tiles.clusters import gather, sort_points
    >>> points = sort_points(np.array([2.0, 2.0]), np.array([48.0, 48.0]), np.array([0, 1]))
    >>> layer, alone, x, y = draw_clusters(gather(points, 2), 2, 1, 0.1)
    >>> len(layer), alone.tolist()
    (43, [])
    """
    side = 1 << level.zoom
    size = min(len(level.code), level.most * _TILES_AROUND)
    written = np.empty(2 * size * FEATURE, np.uint8)
    numbers = np.empty(2 * size, np.int64)
    tile = (side, column, row, 2 * (LEVELS - level.zoom), margin)
    points, values, single = put_clusters(
        level.code, level.x, level.y, level.count, tile, written, numbers
    )
    alone, x, y = numbers[:single], NOWHERE, NOWHERE
    if single:
        x, y = level.x[alone] * side - column, level.y[alone] * side - row
    if not points:
        return b"", alone, x, y
    half = size * FEATURE
    drawn = (written[:points].tobytes(), _KEY, written[half : half + values].tobytes())
    content = b"".join((_LAYER, *drawn, _END))
    return b"\x1a" + varint(len(content)) + content, alone, x, y
