"""What a question is asked about, as it is kept: cells, places, candidates, where they come from.

The document is plain JSON, so that another program can read it in twenty years::

    {"schema": "maille-ground/1", "title": {"fr", "en"}, "cell_metres": 200,
     "cells": {"longitude": […], "latitude": […], "population": […], "commune": [row, …]},
     "communes": [["14118", "Caen"], …],
     "places": {"id": […], "name": […], "longitude": […], "latitude": […]},
     "candidates": {… as places, "kind": […], "commune": ["Caen", …]},
     "nearest": {"place": [row, …], "metres": […]},
     "frames": [[west, south, east, north], …], "outlines": [[[longitude, latitude], …], …],
     "sources": [{"fr", "en"}, …], "cautions": [{"fr", "en"}, …]}

``cell_metres`` is 0 where a cell is a commune, known by a point. ``frames`` are what a map shows,
the first one largest. ``nearest`` is the place nearest to each cell in a straight line.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from maille.core.kernel.text import Text
from maille.core.mesh.values import Cells, Floats, Ints, Sites

SCHEMA = "maille-ground/1"
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """A ground, read: arrays for the engine, words for the reader; equal when its hash is."""

    sha256: str
    title: Text
    cell_metres: float
    cells: Cells
    commune: Ints
    communes: tuple[tuple[str, str], ...]
    places: Sites
    candidates: Sites
    kinds: tuple[str, ...]
    towns: tuple[str, ...]
    nearest: Ints
    metres: Floats
    frames: tuple[tuple[float, float, float, float], ...]
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    sources: tuple[Text, ...]
    cautions: tuple[Text, ...]

    def __eq__(self, other: object) -> bool:
        """Compare contents by their hash."""
        return isinstance(other, Terrain) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        """Give the hash of the content."""
        return hash(self.sha256)


def write_ground(document: Document) -> tuple[bytes, str]:
    """Give the compressed bytes of a ground, and the SHA-256 of its canonical JSON."""
    text = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()
    return zlib.compress(text, 9), hashlib.sha256(text).hexdigest()


def read_ground(content: bytes) -> Terrain:
    """Read what ``write_ground`` wrote."""
    text = zlib.decompress(content)
    told = json.loads(text)
    cells, candidates = told["cells"], told["candidates"]
    return Terrain(
        sha256=hashlib.sha256(text).hexdigest(),
        title=Text(**told["title"]),
        cell_metres=told["cell_metres"],
        cells=Cells(
            np.array(cells["longitude"], np.float64),
            np.array(cells["latitude"], np.float64),
            np.array(cells["population"], np.float64),
        ),
        commune=np.array(cells["commune"], np.int64),
        communes=tuple((code, name) for code, name in told["communes"]),
        places=_sites(told["places"]),
        candidates=_sites(candidates),
        kinds=tuple(candidates["kind"]),
        towns=tuple(candidates["commune"]),
        nearest=np.array(told["nearest"]["place"], np.int64),
        metres=np.array(told["nearest"]["metres"], np.float64),
        frames=tuple((west, south, east, north) for west, south, east, north in told["frames"]),
        outlines=tuple(tuple((x, y) for x, y in line) for line in told["outlines"]),
        sources=tuple(Text(**one) for one in told["sources"]),
        cautions=tuple(Text(**one) for one in told["cautions"]),
    )


def _sites(told: Document) -> Sites:
    return Sites(
        np.array(told["longitude"], np.float64),
        np.array(told["latitude"], np.float64),
        tuple(told["id"]),
        tuple(told["name"]),
    )
