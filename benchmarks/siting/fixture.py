"""Scores of access on a small territory, kept for the tests of ours."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from harness.servers import UnavailableError
from mesh_instances import uniform

from maille.core.mesh.access import Method
from siting.cases import SEED
from siting.runs import scores_of_access

FILE: Final = Path(__file__).parents[2] / "tests/core/mesh/access_fixture.json"
CELLS, PLACES, SIDE, RADIUS = 200, 15, 1.0, 0.3
METHODS: Final = (Method.TWO_STEP, Method.ENHANCED, Method.THREE_STEP)


def fixture(python: Path, folder: Path, version: str) -> dict[str, Any]:
    """Give a territory and its scores, every number in full."""
    land = uniform(CELLS, PLACES, seed=SEED, side=SIDE)
    supply = np.random.default_rng(SEED + 1).uniform(1, 9, PLACES)
    given = (land.cells, land.candidates, supply)
    found = scores_of_access(python, folder, given, RADIUS, METHODS)
    if "failed" in found["told"]:
        raise UnavailableError(f"access: {found['told']['failed']}")
    return {
        "provenance": f"scores computed by the package access {version}; `make bench-mesh`",
        "radius": RADIUS,
        "cells": _points(land.cells.x, land.cells.y, land.cells.population),
        "places": _points(land.candidates.x, land.candidates.y, supply),
        "scores": {method.value: found[method].tolist() for method in METHODS},
    }


def _points(*columns: np.ndarray) -> list[list[float]]:
    return np.column_stack(columns).tolist()


def write(python: Path, folder: Path, version: str) -> None:
    """Keep it."""
    told = fixture(python, folder, version)
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(kept)}" for name, kept in told.items())
    FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
