"""An OpenStreetMap extract (``.osm.pbf``) becomes the road graph of one mode.

Two passes: the ways that may be passed, then the places of their points alone, so that memory
follows the roads and not the buildings.
"""

import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import numpy as np
import osmium
from django.utils.translation import gettext as _

from maille.core.mesh.errors import MeshError
from maille.core.mesh.roads.graph import Extract, Points, RoadGraph, Ways, graph_of
from maille.core.mesh.roads.passage import is_barred, passage
from maille.core.mesh.values import Ints, Mode

# Counted up when the reading changes: graphs kept by an older one are read again.
READER = 1
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATES = ("osmosis_replication_timestamp", "timestamp")
_BARRING = ("barrier", "access", "vehicle", "motor_vehicle", "motorcar", "bicycle", "foot")


@contextmanager
def _reading(path: Path) -> Iterator[osmium.io.File]:
    """Open an extract; what cannot be read of it is one clear line."""
    try:
        yield osmium.io.File(str(path), "pbf")
    except (RuntimeError, UnicodeDecodeError) as error:
        why = "".join(letter if letter.isprintable() else "?" for letter in str(error))
        words = _("%(file)s: this is no .osm.pbf file, or it is cut off (%(why)s)")
        raise MeshError(words % {"file": path.name, "why": why}) from None


def _date_of(file: osmium.io.File) -> str:
    """Give the day of the data, where the file states it."""
    header = osmium.io.Reader(file, osmium.osm.NOTHING).header()
    stated = (_DAY.match(header.get(key, "")) for key in _DATES)
    return next((day[0] for day in stated if day), "")


def _ways_of(file: osmium.io.File, mode: Mode) -> Ways:
    """Give the ways that may be passed in this mode."""
    refs, first = array("q"), array("q", [0])
    forward, backward, joined = array("d"), array("d"), array("b")
    ways = osmium.FileProcessor(file, osmium.osm.WAY)
    for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
        found = passage(dict(way.tags), mode)
        if found is None:
            continue
        refs.extend([node.ref for node in cast("osmium.osm.Way", way).nodes])
        first.append(len(refs))
        forward.append(found.forward)
        backward.append(found.backward)
        joined.append(found.joined)
    return Ways(
        np.array(refs, np.int64),
        np.array(first, np.int64),
        np.array(forward, np.float64),
        np.array(backward, np.float64),
        np.array(joined, np.bool_),
    )


def _points_of(file: osmium.io.File, mode: Mode, wanted: Ints) -> Points:
    """Give the points of ways, without those that let nobody by and those of other extracts."""
    identifiers = wanted.tolist()
    kept = osmium.index.create_map("sparse_mem_array")
    nodes = osmium.FileProcessor(file, osmium.osm.NODE)
    nodes.with_filter(osmium.filter.IdFilter(identifiers))
    nodes.with_filter(osmium.NodeLocationsForWays(kept))
    nodes.with_filter(osmium.filter.KeyFilter(*_BARRING))
    barred = {node.id for node in nodes if is_barred(dict(node.tags), mode)}
    ids, x, y = array("q"), array("d"), array("d")
    for identifier in identifiers:
        if identifier in barred:
            continue
        try:
            place = kept.get(identifier)
        except KeyError:
            continue
        if place.valid():
            ids.append(identifier)
            x.append(place.lon)
            y.append(place.lat)
    return Points(np.array(ids, np.int64), np.array(x, np.float64), np.array(y, np.float64))


def read_graph(path: Path, mode: Mode, digest: str) -> RoadGraph:
    """Read the roads that one mode may take.

    Parameters
    ----------
    path
        Of an OpenStreetMap extract, ``.osm.pbf``.
    mode
        How people come.
    digest
        The SHA-256 of the file, which the graph carries.

    Raises
    ------
    MeshError
        When the file is no extract, is cut off, or has no road for this mode.
    """
    with _reading(path) as file:
        date = _date_of(file)
        ways = _ways_of(file, mode)
        points = _points_of(file, mode, np.unique(ways.refs))
    return graph_of(mode, Extract(path.name, digest, date), points, ways)
