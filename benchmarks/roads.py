"""Measure how a town of a million points is read, kept and searched, for each mode.

``.venv/bin/python benchmarks/roads.py`` takes some minutes and writes ``results/roads.json``;
``--quick`` half a minute, and writes nothing. Seconds are those of the processor, so that a busy
machine tells the same; the compiler's are left out.
"""

import argparse
import json
import os
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import numpy as np
import osmium
from osmium.osm.mutable import Node, Way

from maille.core.mesh.roads.travel import Roads
from maille.core.mesh.values import Cells, Mode, Sites
from maille.territory.roads.keeping import load_graph

RESULT = Path(__file__).parent / "results/roads.json"
SEED = 20261122
WEST, SOUTH = 0.0, 48.0
EAST_STEP, NORTH_STEP = 4e-4, 3e-4
# A street every four points; ways of forty, classes as in a town.
EVERY, LONG = 4, 40
CLASSES = (*["residential"] * 6, "tertiary", "secondary", "footway", "service")
Answer = TypeVar("Answer")


def write_town(path: Path, side: int) -> None:
    """Write a town of crossing streets, as OpenStreetMap extracts are written."""
    draw = np.random.default_rng(SEED)
    with osmium.SimpleWriter(str(path)) as file:
        for row in range(side):
            for column in range(side):
                if row % EVERY and column % EVERY:
                    continue
                x, y = draw.uniform(0, 1e-4, 2)
                place = (WEST + column * EAST_STEP + x, SOUTH + row * NORTH_STEP + y)
                file.add_node(Node(id=1 + row * side + column, location=place))
        number = 0
        for street in range(0, side, EVERY):
            for begin in range(0, side - 1, LONG):
                along = np.arange(begin, min(begin + LONG + 1, side))
                for refs in (1 + street * side + along, 1 + along * side + street):
                    number += 1
                    tags = {"highway": CLASSES[int(draw.integers(len(CLASSES)))]}
                    file.add_way(Way(id=number, nodes=refs.tolist(), tags=tags))


def timed(action: Callable[[], Answer]) -> tuple[Answer, float]:
    """Give what an action gives, and the seconds of the processor it took."""
    began = process_time()
    answer = action()
    return answer, round(process_time() - began, 2)


def measure(path: Path, side: int, sizes: tuple[int, int]) -> list[dict[str, Any]]:
    """Read the town and search it, mode after mode."""
    many, few = sizes
    draw = np.random.default_rng(SEED)
    box = (WEST, SOUTH), (WEST + side * EAST_STEP, SOUTH + side * NORTH_STEP)
    cells = Cells(*draw.uniform(*box, (many, 2)).T, np.ones(many))
    sites = Sites(*draw.uniform(*box, (few, 2)).T, tuple(str(row) for row in range(few)))
    found = []
    for mode in Mode:
        graph, reading = timed(lambda mode=mode: load_graph(path, mode))
        again, keeping = timed(lambda mode=mode: load_graph(path, mode))
        roads = Roads(again, 15.0)
        roads.reach(cells, Sites(sites.x[:40], sites.y[:40], sites.ids[:40]))
        table, searching = timed(lambda roads=roads: roads.reach(cells, sites))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found.append(
            {
                "mode": mode.value,
                "points": graph.x.size,
                "stretches": graph.to.size,
                "read": reading,
                "read_again": keeping,
                "searched": searching,
                "pairs": table.nnz,
                "peak_mib": round(peak),
            }
        )
        print(found[-1], flush=True)
    return found


def main() -> None:
    """Write the town, measure, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="a small town, nothing written")
    quick = parser.parse_args().quick
    side, sizes = (300, (10_000, 100)) if quick else (1500, (100_000, 1000))
    with tempfile.TemporaryDirectory(prefix="maille-roads-") as folder:
        os.environ["MAILLE_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
        path = Path(folder) / "town.osm.pbf"
        write_town(path, side)
        found = measure(path, side, sizes)
    if not quick:
        told = {"cells": sizes[0], "sites": sizes[1], "minutes": 15, "seed": SEED, "modes": found}
        RESULT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
