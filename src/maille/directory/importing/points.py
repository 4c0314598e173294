"""Points as sources write them: which system, which way round, and where they cannot be."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from maille.directory.errors import MappingError

WGS_84: Final = 4326
EARTH_KILOMETRES: Final = 6371.0
# France, its overseas lands and Belgium: west, south, east, north, in degrees.
_LANDS: Final = (
    (-5.6, 41.0, 10.0, 51.6),
    (-63.3, 14.2, -60.7, 18.4),
    (-54.8, 1.9, -51.3, 6.1),
    (44.8, -21.6, 56.0, -12.5),
    (-56.6, 46.6, -56.0, 47.3),
    (163.0, -23.5, 168.5, -19.3),
    (-178.5, -28.0, -134.0, -7.5),
)
_ANTIMERIDIAN, _POLE = 180.0, 90.0
_LAMBERT_93: Final = (0.0, 6_000_000.0, 1_300_000.0, 7_250_000.0)


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """Longitude and latitude in degrees (WGS 84), or none; and the codes of the doubts."""

    point: tuple[float, float] | None = None
    doubts: tuple[str, ...] = ()


def read_point(x: float, y: float, epsg: int = 0) -> ReadPoint:
    """Understand two numbers as a point; what is not certain is never corrected.

    Parameters
    ----------
    x, y
        Longitude and latitude, or the coordinates of the system that the mapping names.
    epsg
        That system, by its EPSG number; 0 for degrees.

    Examples
    --------
    >>> read_point(-0.2923, 49.2061)
    ReadPoint(point=(-0.2923, 49.2061), doubts=())
    >>> read_point(49.2061, -0.2923).doubts, read_point(0, 0).doubts
    (('swapped_point',), ('null_point',))
    >>> read_point(454_000.0, 6_907_000.0).doubts
    ('projected_point',)
    """
    if x == 0 and y == 0:
        return ReadPoint(doubts=("null_point",))
    if epsg not in (0, WGS_84):
        x, y = transformer_of(epsg)(x, y)
        if not (math.isfinite(x) and math.isfinite(y)):
            return ReadPoint(doubts=("impossible_point",))
    elif _inside(_LAMBERT_93, x, y) and y > _POLE:
        return ReadPoint(doubts=("projected_point",))
    return _in_degrees(x, y)


def _in_degrees(x: float, y: float) -> ReadPoint:
    if is_known_land(x, y):
        return ReadPoint((round(x, 6), round(y, 6)))
    if is_known_land(y, x):
        return ReadPoint(doubts=("swapped_point",))
    if abs(x) > _ANTIMERIDIAN or abs(y) > _POLE:
        return ReadPoint(doubts=("impossible_point",))
    return ReadPoint((round(x, 6), round(y, 6)), ("foreign_point",))


def is_known_land(longitude: float, latitude: float) -> bool:
    """Tell whether degrees fall in a country whose communes are known."""
    return any(_inside(land, longitude, latitude) for land in _LANDS)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance between two points in degrees along the great circle.

    Examples
    --------
    >>> round(kilometres((0.0, 45.0), (0.0, 46.0)))
    111
    """
    west, south, east, north = (math.radians(part) for part in (*one, *other))
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * EARTH_KILOMETRES * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=8)
def transformer_of(epsg: int) -> Callable[[float, float], tuple[float, float]]:
    """Give what turns coordinates of a system into degrees.

    Raises
    ------
    MappingError
        When no system has this number.
    """
    from pyproj import Transformer  # noqa: PLC0415 - most files are in degrees already
    from pyproj.exceptions import CRSError  # noqa: PLC0415 - as above

    try:
        found = Transformer.from_crs(epsg, WGS_84, always_xy=True)
    except CRSError as error:
        raise MappingError(str(error)) from error
    transform: Callable[[float, float], tuple[float, float]] = found.transform
    return transform


def _inside(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    west, south, east, north = box
    return west <= x <= east and south <= y <= north
