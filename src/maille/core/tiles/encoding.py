"""Vector tiles as bytes: points with their attributes, version 2.1 of the format.

A general library spends most of a tile's time on geometries that points do not have: this one
writes columns of points, an attribute at a time.
Source: https://github.com/mapbox/vector-tile-spec/tree/master/2.1
"""

import struct
from collections.abc import Mapping, Sequence

EXTENT = 4096
Value = str | int | float | bool
_SMALL = 1 << 14
_LOW_BITS = 127


def varint(number: int) -> bytes:
    r"""Write a natural number, seven bits a byte.

    Examples
    --------
    >>> varint(300)
    b'\xac\x02'
    """
    written = bytearray()
    while number > _LOW_BITS:
        written.append(number & _LOW_BITS | 128)
        number >>= 7
    written.append(number)
    return bytes(written)


_NUMBERS = tuple(varint(number) for number in range(_SMALL))
# Steps from -EXTENT to 2 EXTENT: a tile and its neighbours.
_STEPS = tuple(
    varint(step << 1 if step >= 0 else -(step << 1) - 1) for step in range(-EXTENT, 2 * EXTENT + 1)
)
# A point: its type, then one MoveTo of so many bytes.
_POINTS = tuple(b"\x18\x01\x22" + bytes((length + 1, 9)) for length in range(7))


def encode_layer(
    name: str,
    x: Sequence[int],
    y: Sequence[int],
    attributes: Mapping[str, Sequence[Value | None]],
) -> bytes:
    """Write a layer of points; a layer without points is no layer.

    Parameters
    ----------
    name
        Of the layer.
    x, y
        Where each point stands, from 0 to ``EXTENT`` inside the tile, as far again around it.
    attributes
        For each key, the value of each point; ``None`` where it has none.

    Examples
    --------
    >>> encode_layer("a", [10], [20], {"n": [3]}).hex()
    '1a1c78020a0161120b12020000180122030914281a016e22022803288020'
    >>> encode_layer("places", [], [], {})
    b''
    """
    if not x:
        return b""
    values: dict[tuple[type, Value], int] = {}
    tags = _tags(attributes, len(x), values)
    parts = [b"\x78\x02", _sized(b"\x0a", name.encode())]
    for across, down, tag in zip(x, y, tags, strict=True):
        step = _STEPS[across + EXTENT] + _STEPS[down + EXTENT]
        feature = b"\x12" + _number(len(tag)) + tag + _POINTS[len(step)] + step
        parts.append(b"\x12" + _number(len(feature)) + feature)
    parts.extend(_sized(b"\x1a", key.encode()) for key in attributes)
    parts.extend(_sized(b"\x22", _value(value)) for _type, value in values)
    parts.append(b"\x28" + _number(EXTENT))
    return _sized(b"\x1a", b"".join(parts))


def _tags(
    attributes: Mapping[str, Sequence[Value | None]],
    count: int,
    values: dict[tuple[type, Value], int],
) -> list[bytes]:
    """Give each point's keys and values as places in their lists; fill the list of values."""
    columns = [
        [
            b""
            if value is None
            else key + _number(values.setdefault((value.__class__, value), len(values)))
            for value in column
        ]
        for key, column in zip(_NUMBERS, attributes.values(), strict=False)
    ]
    if not columns:
        return [b""] * count
    return (
        columns[0] if len(columns) == 1 else [b"".join(row) for row in zip(*columns, strict=True)]
    )


def sized_text(tag: bytes, text: str) -> bytes:
    r"""Write a text after its tag and its length.

    Examples
    --------
    >>> sized_text(b"\x1a", "n").hex()
    '1a016e'
    """
    return _sized(tag, text.encode())


def _number(number: int) -> bytes:
    return _NUMBERS[number] if number < _SMALL else varint(number)


def _sized(tag: bytes, content: bytes) -> bytes:
    return tag + _number(len(content)) + content


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return _sized(b"\x0a", value.encode())
    if isinstance(value, bool):
        return b"\x38\x01" if value else b"\x38\x00"
    if isinstance(value, int):
        return b"\x28" + varint(value) if value >= 0 else b"\x30" + varint(-(value << 1) - 1)
    return b"\x19" + struct.pack("<d", value)
