"""Measure the mesh beside spopt and access, in turn, and write what was found.

``make bench-mesh`` measures everything (half an hour, most of it the peers'); with ``--only NAME…``
a part of it. The results are merged and written after each section: parts taken one after the
other make a whole, which is published once it is complete.
``.venv/bin/python benchmarks/mesh.py --quick`` takes two minutes and publishes nothing.
"""

import argparse
import datetime as dt
import json
import os
import tempfile
from importlib.metadata import version
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
SCHEMA = "maille-bench-mesh/2"
PACKAGES = ("spopt", "access", "pulp", "pandas", "numpy")


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes, publishes nothing")
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="NAME",
        help=f"only these sections: {', '.join(case.name for case in FULL)}",
    )
    parser.add_argument("--missing", action="store_true", help="only sections not yet measured")
    parser.add_argument("--no-peers", action="store_true", help="ours alone, publishes nothing")
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    options = parser.parse_args()
    options.apart = bool(options.quick or options.no_peers)
    options.out = options.out or (CACHE / "mesh.json" if options.apart else RESULTS)
    if options.apart and options.out.resolve() == RESULTS:
        parser.error("only runs beside the peers, on full sections, write the published figures")
    return options


def wanted(options: argparse.Namespace, known: list[dict[str, Any]]) -> list[Case | Scores]:
    """Give the sections asked for."""
    cases = {case.name: case for case in (QUICK if options.quick else FULL)}
    names = options.only or list(cases)
    if unknown := [name for name in names if name not in cases]:
        raise SystemExit(f"no section is called {', '.join(unknown)}: {', '.join(cases)}")
    there = {case["name"] for case in known} if options.missing else set()
    return [cases[name] for name in names if name not in there]


def kept(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Give the sections measured before, on this machine and with this seed."""
    if not options.out.exists():
        return []
    before = json.loads(options.out.read_text(encoding="utf-8"))
    same = {"schema": SCHEMA, "quick": options.quick, "machine": machine(), "seed": SEED}
    if any(before.get(name) != value for name, value in same.items()):
        print(f"{options.out}: measured elsewhere or otherwise, begun anew", flush=True)
        return []
    found: list[dict[str, Any]] = before["cases"]
    return found


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
    ours, theirs, before = [], [], os.getloadavg()
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
    told = {
        "name": case.name,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "rounds": {"ours": len(ours), "theirs": len(theirs)},
        "load_average": {"before": before, "after": os.getloadavg()},
        "ours": ours,
        "theirs": theirs,
        "radius": case.radius,
    }
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


def own_versions() -> dict[str, str]:
    """Give the versions of what ours stands on."""
    return {name: version(name) for name in ("maille", "numpy", "scipy", "numba", "highspy")}


def write(
    options: argparse.Namespace, cases: list[dict[str, Any]], missing: dict[str, str]
) -> dict[str, Any]:
    """Write the sections measured so far, in the order they are listed in."""
    order = [case.name for case in (QUICK if options.quick else FULL)]
    results = {
        "schema": SCHEMA,
        "quick": options.quick,
        "machine": machine(),
        "seed": SEED,
        "unavailable": missing,
        "cases": sorted(cases, key=lambda case: order.index(case["name"])),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return results


def main() -> None:
    """Measure, write after each section."""
    options = read_options()
    publish = options.out.resolve() == RESULTS
    cases = kept(options)
    asked = wanted(options, cases)
    CACHE.mkdir(parents=True, exist_ok=True)
    python, versions, missing = (None, {}, {}) if options.no_peers else peer_python()
    results = write(options, cases, missing)
    with tempfile.TemporaryDirectory(prefix="bench-mesh-") as name:
        folder = Path(name)
        for case in asked:
            found = measure(case, python, folder, quick=options.quick)
            found["versions"] = {"ours": own_versions(), "theirs": versions}
            cases = [other for other in cases if other["name"] != case.name] + [found]
            results = write(options, cases, missing)
            if python and isinstance(case, Scores) and publish:
                fixture.write(python, folder, versions["access"])
    print(f"\n{table(results)}\n\nwritten to {options.out}")
    if publish and {case["name"] for case in cases} == {case.name for case in FULL}:
        put_block(PAGE, "mesh", table(results))


if __name__ == "__main__":
    main()
