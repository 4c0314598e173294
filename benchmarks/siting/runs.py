"""One run, in a process of its own, stopped when its time is over."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from harness.servers import Command

from maille.core.mesh.access import Method
from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.values import Cells, Sites, Travel
from siting.cases import Case, Scores
from siting.memory import peak_mib

HERE = Path(__file__).parent
SLACK = 900  # seconds for a case to be drawn, compiled and to say what it found


def spawn(command: Command, limit: float) -> dict[str, Any]:
    """Give what a command prints last, or that it was stopped, with the memory it then held."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=HERE.parent,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
        try:
            printed, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            held = peak_mib(process.pid)
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return {"stopped_after": limit, "peak_mib": held}
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
    if process.returncode:
        return {"failed": lines[-1] if lines else f"signal {-process.returncode}"}
    found: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return found


def run_ours(case: Case | Scores, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Answer with ours."""
    command: Command = [sys.executable, "-m", "siting.ours", case.name]
    options: Command = ["--scores", folder / "ours.npy", *(["--quick"] if quick else [])]
    return spawn([*command, *options], SLACK)


def run_spopt(case: Case, python: Path, folder: Path) -> dict[str, Any]:
    """Answer with spopt."""
    instance, file = case.instance(), folder / "points.npz"
    cells, sites = instance.cells, instance.candidates
    np.savez(
        file,
        cells=np.column_stack((cells.x, cells.y)),
        population=cells.population,
        sites=np.column_stack((sites.x, sites.y)),
    )
    script = HERE / "spopt_cover.py"
    return spawn([python, script, file, str(case.radius), str(case.sites)], case.peer_limit)


def run_access(case: Scores, python: Path, folder: Path) -> dict[str, Any]:
    """Score with access, and say how far its scores are from ours, written before."""
    instance = case.instance()
    given = (instance.cells, instance.candidates, case.supply())
    theirs = scores_of_access(python, folder, given, case.radius, (Method.TWO_STEP,))
    found: dict[str, Any] = theirs.pop("told")
    if "failed" not in found:
        ours, scores = np.load(folder / "ours.npy"), theirs[Method.TWO_STEP]
        found["difference"] = float((np.abs(ours - scores) / np.maximum(scores, 1e-300)).max())
    return found


def scores_of_access(
    python: Path,
    folder: Path,
    given: tuple[Cells, Sites, np.ndarray],
    radius: float,
    methods: tuple[Method, ...],
) -> dict[str, Any]:
    """Give the scores of access for each method, from pairs found by ours."""
    cells, places, supply = given
    reach = reach_of(cells, places, Travel(radius, planar=True))
    pairs, scores = folder / "pairs.npz", folder / "theirs.npz"
    np.savez(
        pairs,
        population=cells.population,
        supply=supply,
        cell=reach.indices,
        place=np.repeat(np.arange(places.x.size), np.diff(reach.indptr)),
        far=distances(reach, cells, places),
    )
    script = HERE / "access_scores.py"
    names = [method.value for method in methods]
    told = spawn([python, script, pairs, str(radius), scores, *names], SLACK)
    kept = {} if "failed" in told else dict(np.load(scores))
    return {"told": told, **{method: kept.get(method.value) for method in methods}}


def forget(folder: Path) -> None:
    """Empty a folder between rounds."""
    shutil.rmtree(folder)
    folder.mkdir()
