"""Road graphs are kept by what they were read from, and believed only if they say the same."""

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from maille.core.mesh.roads.graph import SHAPE, Extract, RoadGraph
from maille.core.mesh.roads.passage import RULES
from maille.core.mesh.values import Mode
from maille.territory.roads.reading import READER, read_graph

_ARRAYS = {
    "x": np.float64,
    "y": np.float64,
    "joined": np.bool_,
    "first": np.int32,
    "to": np.int32,
    "ms": np.int32,
}


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "caches" / "roads"


def _header(digest: str, mode: Mode) -> dict[str, Any]:
    """Give what a kept graph must say of itself to be believed."""
    return {"sha256": digest, "mode": mode.value, "versions": [READER, RULES, SHAPE]}


def _is_whole(arrays: dict[str, Any]) -> bool:
    """Say whether arrays make a graph: of the right kinds, and inside one another's bounds."""
    if any(arrays[name].dtype != kind or arrays[name].ndim != 1 for name, kind in _ARRAYS.items()):
        return False
    size, first, to = arrays["x"].size, arrays["first"], arrays["to"]
    return bool(
        arrays["y"].size == arrays["joined"].size == size == first.size - 1
        and first[0] == 0
        and first[-1] == to.size == arrays["ms"].size
        and (np.diff(first) >= 0).all()
        and (to >= 0).all()
        and (to < size).all()
        and (arrays["ms"] >= 0).all()
    )


def _found(kept: Path, name: str, header: dict[str, Any]) -> RoadGraph | None:
    """Give a kept graph, or nothing when it is not there, damaged, or of something else."""
    try:
        with kept.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            said = json.loads(str(file["header"]))
            arrays = {key: file[key] for key in _ARRAYS}
        date, left_out = str(said.pop("date")), int(said.pop("left_out"))
        whole = said == header and _is_whole(arrays)
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    if not whole:
        return None
    extract = Extract(name, header["sha256"], date)
    return RoadGraph(Mode(header["mode"]), extract, **arrays, left_out=left_out)


def _keep(kept: Path, graph: RoadGraph, header: dict[str, Any]) -> None:
    """Write a graph beside its name, then under it: nobody reads half of one."""
    said = json.dumps(header | {"date": graph.extract.date, "left_out": graph.left_out})
    kept.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=kept.parent, suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as file:
            arrays = {name: getattr(graph, name) for name in _ARRAYS}
            np.savez(file, header=np.array(said), **arrays)
        Path(draft).replace(kept)
    finally:
        Path(draft).unlink(missing_ok=True)


def load_graph(path: Path, mode: Mode) -> RoadGraph:
    """Give the road graph of an extract, read once and kept under the data folder.

    Parameters
    ----------
    path
        Of an OpenStreetMap extract, ``.osm.pbf``.
    mode
        How people come.

    Raises
    ------
    MeshError
        When the file is no extract, is cut off, or has no road for this mode.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    header = _header(digest, mode)
    kept = _folder() / f"{digest[:32]}-{mode.value}.npz"
    graph = _found(kept, path.name, header)
    if graph is None:
        graph = read_graph(path, mode, digest)
        # A full disk costs the next reading, not this answer.
        with contextlib.suppress(OSError):
            _keep(kept, graph, header)
    return graph
