"""The same layer of clusters without compiled code: for the seconds before that is ready."""

import numpy as np

from maille.core.tiles.clusters import Level, inside
from maille.core.tiles.encoding import EXTENT, encode_layer
from maille.core.tiles.grid import Codes, Floats


def draw_clusters_plainly(
    level: Level, column: int, row: int, margin: float
) -> tuple[bytes, Codes, Floats, Floats]:
    """Give to the byte what ``maille.core.tiles.drawing.draw_clusters`` gives.

    Parameters
    ----------
    level
        The level of the tile's zoom.
    column, row
        Of the tile, from the north-west corner.
    margin
        Share of a tile drawn on each side of it, under 1.

    Examples
    --------
    >>> from maille.core.tiles.clusters import gather, sort_points
    >>> points = sort_points(np.array([2.0, 2.0]), np.array([48.0, 48.0]), np.array([0, 1]))
    >>> layer, alone, x, y = draw_clusters_plainly(gather(points, 2), 2, 1, 0.1)
    >>> len(layer), alone.tolist()
    (43, [])
    """
    which, x, y = inside(level, column, row, margin)
    count = level.count[which]
    several = count > 1
    layer = encode_layer(
        "clusters", units(x[several]), units(y[several]), {"count": count[several].tolist()}
    )
    return layer, which[~several], x[~several], y[~several]


def units(place: Floats) -> list[int]:
    """Give places of a tile in the units of its bytes.

    Examples
    --------
    >>> units(np.array([0.0, 0.5, 1.0]))
    [0, 2048, 4096]
    """
    whole: list[int] = np.rint(place * EXTENT).astype(int).tolist()
    return whole
