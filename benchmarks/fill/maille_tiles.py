"""Time the drawing of tiles inside Maille's environment: ``maille_tiles.py FOLDER``.

Writes the points and the tiles that a peer is to draw too, prints the times in milliseconds.
"""

import json
import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

import numpy as np
from django.utils import timezone

from maille.core.tiles.clusters import gather
from maille.core.tiles.grid import squares_at
from maille.portal.atlas import Atlas, Wanted, read_atlas
from maille.portal.atlas.drawing import PENCIL, draw_tile, kinds_of
from maille.portal.atlas.rows import STATES

ZOOMS = (0, 3, 5, 6, 8, 10, 12, 14)
MOST_TILES = 300
PASSES = 3


def main(folder: Path) -> None:
    """Draw the same tiles as the peer, three times over; the last time counts."""
    begin = time.perf_counter()
    atlas = read_atlas()
    read = time.perf_counter() - begin
    begin = time.perf_counter()
    for zoom in range(15):
        gather(atlas.points, zoom)
    built = time.perf_counter() - begin
    tiles = {zoom: _tiles(atlas, zoom) for zoom in ZOOMS}
    (folder / "tiles.json").write_text(json.dumps(tiles), encoding="utf-8")
    (folder / "points.json").write_text(json.dumps(_points(atlas)), encoding="utf-8")
    now, zooms = timezone.now(), {}
    PENCIL.sharpen(gather(atlas.points, 0))
    for zoom, known in tiles.items():
        for _pass in range(PASSES):
            times = []
            for column, row in known:
                begin = time.perf_counter()
                draw_tile(atlas, Wanted(), now, zoom, column, row)
                times.append((time.perf_counter() - begin) * 1e3)
        zooms[zoom] = times
    print(json.dumps({"read": read * 1e3, "built": built * 1e3, "zooms": zooms}))


def _tiles(atlas: Atlas, zoom: int) -> list[list[int]]:
    """Give tiles that hold something, spread over all of them."""
    x, y = atlas.points.x, atlas.points.y
    known = np.unique(np.stack([squares_at(x, zoom), squares_at(y, zoom)]), axis=1).T
    step = max(1, len(known) // MOST_TILES)
    found: list[list[int]] = known[::step][:MOST_TILES].tolist()
    return found


def _points(atlas: Atlas) -> list[list[object]]:
    kinds = atlas.masks["activities"].tolist()
    return [
        [
            atlas.longitude[row].item(),
            atlas.latitude[row].item(),
            atlas.name[row],
            atlas.slug[row],
            STATES[atlas.state[row]].value,
            kinds_of(kinds[row]),
        ]
        for row in atlas.points.row.tolist()
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
