"""The square of the world: where a point stands in it, and the order that keeps neighbours close.

Web Mercator, as every map on the web: x and y from 0 to 1, from the north-west corner.
Source: https://en.wikipedia.org/wiki/Web_Mercator_projection
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]

Number = TypeVar("Number", int, Codes)

LEVELS = 24  # steps of halving: squares of 2.4 m at the equator
SOUTHERNMOST = 85.051128779806604
_SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def project(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Give where points stand in the square of the world.

    Parameters
    ----------
    longitude, latitude
        Degrees, WGS 84; past 85.05° north or south, the border of the square.

    Examples
    --------
    >>> x, y = project(np.array([0.0, 180.0]), np.array([0.0, 0.0]))
    >>> x.tolist(), y.round(6).tolist()
    ([0.5, 1.0], [0.5, 0.5])
    """
    held = np.clip(latitude, -SOUTHERNMOST, SOUTHERNMOST)
    sine = np.sin(np.radians(held))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return longitude / 360 + 0.5, np.clip(y, 0, 1)


def squares_at(place: Floats, level: int) -> Codes:
    """Give the column, or the row, of points among ``2 ** level`` ones.

    Examples
    --------
    >>> squares_at(np.array([0.0, 0.5, 1.0]), 1).tolist()
    [0, 1, 1]
    """
    last = (1 << level) - 1
    return np.clip((place * (1 << level)).astype(np.int64), 0, last)


def interleave(column: Codes, row: Codes) -> Codes:
    """Give the Morton code of squares: bits of both, one after the other.

    A square's code starts its four quarters' codes, so that sorting by code keeps together what
    stands in a same square of any size.

    Examples
    --------
    >>> interleave(np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])).tolist()
    [0, 1, 2, 3]
    """
    return _spread(column) | (_spread(row) << 1)


def interleaved(column: int, row: int) -> int:
    """Give the Morton code of one square.

    Examples
    --------
    >>> interleaved(3, 1)
    7
    """
    return _spread(column) | (_spread(row) << 1)


def _spread(number: Number) -> Number:
    spread = number
    for shift, mask in _SPREAD:
        spread = (spread | (spread << shift)) & mask
    return spread
