"""The one loop of tiles worth compiling: clusters found, placed and written as bytes at once.

``numba`` keeps what it compiled in ``NUMBA_CACHE_DIR``, beside this file when nobody set it.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from maille.core.tiles.grid import Codes, Floats

Bytes = NDArray[np.uint8]
Kernel = TypeVar("Kernel", bound=Callable[..., Any])

EXTENT = 4096
WIDEST = 10  # bytes of the longest number
FEATURE = 6 * WIDEST  # bytes of the longest cluster


def compiled(function: Kernel) -> Kernel:
    """Compile at first use, and keep it.

    Examples
    --------
    >>> put_number(np.zeros(10, np.uint8), 0, 300)  # compiled
    2
    """
    return cast("Kernel", numba.njit(cache=True, nogil=True)(function))


@compiled
def put_number(out: Bytes, at: int, number: int) -> int:
    """Write a natural number, seven bits a byte; give where it ends."""
    while number > 127:  # noqa: PLR2004 - seven bits
        out[at] = (number & 127) | 128
        number >>= 7
        at += 1
    out[at] = number
    return at + 1


@compiled
def number_size(number: int) -> int:
    """Give how many bytes a number takes."""
    size = 1
    while number > 127:  # noqa: PLR2004 - seven bits
        number >>= 7
        size += 1
    return size


@compiled
def first_from(code: Codes, wanted: int) -> int:
    """Give the first place whose code is not below another."""
    low, high = 0, len(code)
    while low < high:
        middle = (low + high) // 2
        if code[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def put_point(out: Bytes, at: int, value: int, x: int, y: int) -> int:
    """Write a point that has one attribute: its key is the first one, its value that place."""
    across = x << 1 if x >= 0 else -(x << 1) - 1
    down = y << 1 if y >= 0 else -(y << 1) - 1
    tags = 1 + number_size(value)
    step = 1 + number_size(across) + number_size(down)
    size = 2 + tags + 2 + 2 + step
    for byte in (0x12, size, 0x12, tags, 0):
        out[at] = byte
        at += 1
    at = put_number(out, at, value)
    for byte in (0x18, 1, 0x22, step, 9):
        out[at] = byte
        at += 1
    at = put_number(out, at, across)
    return put_number(out, at, down)


@compiled
def put_count(out: Bytes, at: int, count: int) -> int:
    """Write a natural number as a value of a layer."""
    size = number_size(count)
    for byte in (0x22, size + 1, 0x28):
        out[at] = byte
        at += 1
    return put_number(out, at, count)


@compiled
def spread(number: int) -> int:
    """Put a nought between the bits of a number."""
    number = (number | (number << 16)) & 0x0000FFFF0000FFFF
    number = (number | (number << 8)) & 0x00FF00FF00FF00FF
    number = (number | (number << 4)) & 0x0F0F0F0F0F0F0F0F
    number = (number | (number << 2)) & 0x3333333333333333
    return (number | (number << 1)) & 0x5555555555555555


@compiled
def put_clusters(  # noqa: PLR0913, PLR0917 - arrays travel faster by themselves than in tuples
    code: Codes,
    places_x: Floats,
    places_y: Floats,
    count: Codes,
    tile: tuple[int, int, int, int, float],
    written: Bytes,
    numbers: Codes,
) -> tuple[int, int, int]:
    """Write the clusters of a tile and of what stands around it.

    Parameters
    ----------
    code, places_x, places_y, count
        The level of the zoom: codes, x, y, how many points stand there.
    tile
        How many tiles a side, column, row, how many bits its codes are shifted, the margin.
    written
        Where bytes go: points in the first half, values in the second.
    numbers
        Where numbers go: places of lone points in the first half, counts in the second.

    Returns
    -------
    tuple
        How many bytes of points and of values, and how many lone points were written.
    """
    side, column, row, shift, margin = tile
    middle, half = len(numbers) // 2, len(written) // 2
    at, end, known, single = 0, half, 0, 0
    reach = 0.5 + margin
    for down in range(max(row - 1, 0), min(row + 2, side)):
        for across in range(max(column - 1, 0), min(column + 2, side)):
            start = (spread(across) | (spread(down) << 1)) << shift
            place = first_from(code, start)
            while place < len(code) and code[place] < start + (1 << shift):
                x, y = places_x[place] * side - column, places_y[place] * side - row
                if abs(x - 0.5) <= reach and abs(y - 0.5) <= reach:
                    if count[place] == 1:
                        numbers[single] = place
                        single += 1
                    else:
                        value = 0
                        while value < known and numbers[middle + value] != count[place]:
                            value += 1
                        if value == known:
                            numbers[middle + known] = count[place]
                            known += 1
                            end = put_count(written, end, count[place])
                        at = put_point(
                            written, at, value, int(np.rint(x * EXTENT)), int(np.rint(y * EXTENT))
                        )
                place += 1
    return at, end - half, single
