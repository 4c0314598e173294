"""Measure the mesh beside spopt and access, in turn, and write what was found.

``make bench-mesh`` measures everything and publishes the figures (an hour, most of it the peers');
``.venv/bin/python benchmarks/mesh.py --quick`` takes two minutes and publishes nothing.
"""

import argparse
import datetime as dt
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from harness.figures import machine, put_block
from harness.servers import UnavailableError, peer_environment, versions_of
from siting import fixture
from siting.cases import FULL, QUICK, SEED, Case, Scores
from siting.page import table
from siting.runs import forget, run_access, run_ours, run_spopt

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "var/bench"
RESULTS = ROOT / "benchmarks/results/mesh.json"
PAGE = ROOT / "docs/explanation/mesh.md"
PACKAGES = ("spopt", "access", "pulp", "pandas", "numpy")


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes, publishes nothing")
    parser.add_argument(
        "--cases",
        nargs="+",
        metavar="NAME",
        help=f"only these, publishes nothing: {', '.join(case.name for case in FULL)}",
    )
    parser.add_argument("--no-peers", action="store_true", help="ours alone, publishes nothing")
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    options = parser.parse_args()
    options.partly = bool(options.quick or options.cases or options.no_peers)
    options.out = options.out or (CACHE / "mesh.json" if options.partly else RESULTS)
    if options.partly and options.out.resolve() == RESULTS:
        parser.error("only a full run writes the published figures")
    return options


def wanted(options: argparse.Namespace) -> list[Case | Scores]:
    """Give the cases asked for."""
    cases = {case.name: case for case in (QUICK if options.quick else FULL)}
    names = options.cases or list(cases)
    if unknown := [name for name in names if name not in cases]:
        raise SystemExit(f"no case is called {', '.join(unknown)}: there are {', '.join(cases)}")
    return [cases[name] for name in names]


def peer_python() -> tuple[Path | None, dict[str, str], dict[str, str]]:
    """Give the Python of the peers, their versions, and why they are missing when they are."""
    try:
        python = peer_environment("mesh", ROOT / "benchmarks/peers/mesh.txt", CACHE)
        return python, versions_of(python, *PACKAGES), {}
    except UnavailableError as error:
        return None, {}, {"spopt": str(error), "access": str(error)}


def measure(
    case: Case | Scores, python: Path | None, folder: Path, *, quick: bool
) -> dict[str, Any]:
    """Run ours and the peer in turn, each in a process of its own."""
    ours, theirs = [], []
    peers = case.rounds if isinstance(case, Scores) else case.peers
    for turn in range(case.rounds):
        print(f"{case.name}: round {turn + 1} of {case.rounds} …", flush=True)
        ours.append(run_ours(case, folder, quick=quick))
        if python and turn < peers:
            if isinstance(case, Scores):
                theirs.append(run_access(case, python, folder))
            else:
                theirs.append(run_spopt(case, python, folder))
        forget(folder)
    told = {"name": case.name, "ours": ours, "theirs": theirs, "radius": case.radius}
    return told | _told(case)


def _told(case: Case | Scores) -> dict[str, Any]:
    if isinstance(case, Scores):
        return {"cells": case.cells, "places": case.places, "peer": "access"}
    cells, candidates, *places = case.land.args
    return {
        "cells": cells,
        "candidates": candidates,
        "places": places[0] if places else 0,
        "sites": case.sites,
        "limit": case.limit,
        "peer": "spopt",
        "peer_limit": case.peer_limit,
    }


def main() -> None:
    """Measure, write."""
    options = read_options()
    cases = wanted(options)
    CACHE.mkdir(parents=True, exist_ok=True)
    python, versions, missing = (None, {}, {}) if options.no_peers else peer_python()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-mesh-") as name:
        folder = Path(name)
        found = [measure(case, python, folder, quick=options.quick) for case in cases]
        if python and not options.partly:
            fixture.write(python, folder, versions["access"])
    results = {
        "schema": "maille-bench-mesh/1",
        "quick": options.quick,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": machine(),
        "versions": versions,
        "seed": SEED,
        "load_average": {"before": before, "after": os.getloadavg()[0]},
        "unavailable": missing,
        "cases": found,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    written = table(results)
    print(f"\n{written}\n\nwritten to {options.out}")
    if not options.partly:
        put_block(PAGE, "mesh", written)


if __name__ == "__main__":
    main()
