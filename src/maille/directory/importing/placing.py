"""Seeing where points stand in a table, in which order and in which system."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from maille.directory.importing.cells import read_number
from maille.directory.importing.guessing import Guesses
from maille.directory.importing.mapping_toml import toml_text
from maille.directory.importing.points import is_known_land, transformer_of
from maille.directory.importing.tables import GEOMETRY, Table
from maille.directory.importing.understanding import pair_of

_SAMPLE: Final = 60
_POLE: Final = 90
_MOST: Final = 0.8
_PAIR: Final = 2
# What French and Belgian offices use: Lambert 93, Lambert II, the two Belgian ones, the web's.
_SYSTEMS: Final[Mapping[int, str]] = {
    2154: "Lambert 93",
    27572: "Lambert II étendu",
    3812: "Lambert belge 2008",
    31370: "Lambert belge 1972",
    3857: "Mercator",
}

Numbers = list[tuple[float, float]]


def points_of(
    guesses: Guesses, table: Table, samples: Mapping[str, Sequence[str]], score: str
) -> Iterator[str]:
    """Write how points are read, when the table holds some."""
    beside = f", score = {toml_text(score)}" if score else ""
    longitude, latitude = guesses.fields.get("longitude"), guesses.fields.get("latitude")
    pair = guesses.fields.get("pair")
    if GEOMETRY in table.columns:
        yield f"point = {{ geometry = true{beside} }}"
    elif longitude and latitude:
        told = f"longitude = {toml_text(longitude.column)}, latitude = {toml_text(latitude.column)}"
        numbers = _numbers(
            zip(samples.get(longitude.column, ()), samples.get(latitude.column, ()), strict=False)
        )
        epsg = _system_of(numbers)
        if epsg:
            told += f", epsg = {epsg}{beside} }}  # they look like {_SYSTEMS[epsg]}: check it"
        else:
            told += f"{beside} }}  # confidence {round(100 * longitude.confidence)} %"
        yield f"point = {{ {told}"
    elif pair:
        texts = [pair_of(text) for text in samples.get(pair.column, ())]
        numbers = _numbers((one[0], one[1]) for one in texts if len(one) == _PAIR)
        order = "lon,lat" if _share_on_land(numbers) > _MOST else "lat,lon"
        yield f'point = {{ column = {toml_text(pair.column)}, order = "{order}"{beside} }}'


def _numbers(texts: Iterator[tuple[str, str]]) -> Numbers:
    found = [(read_number(one), read_number(other)) for one, other in islice(texts, _SAMPLE)]
    return [(x, y) for x, y in found if x is not None and y is not None]


def _share_on_land(numbers: Numbers) -> float:
    return sum(is_known_land(x, y) for x, y in numbers) / len(numbers) if numbers else 0.0


def _system_of(numbers: Numbers) -> int:
    """Give the first system in which these numbers fall on known land; 0 for degrees."""
    projected = [(x, y) for x, y in numbers if abs(y) > _POLE]
    for epsg in _SYSTEMS if projected else ():
        turn = transformer_of(epsg)
        if _share_on_land([turn(x, y) for x, y in projected]) > _MOST:
            return epsg
    return 0
