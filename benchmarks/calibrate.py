"""See how often nominal 95 % intervals hold the truth, and what mutated reports must keep.

``make calibrate`` runs everything, writes ``results/calibration.json`` and the tables of
``docs/explanation/evidence.md``; ``--quick`` takes half a minute and publishes nothing. The
same versions of NumPy and SciPy give the same figures.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from benchmarks.calibration import changes, left_out, shares, visitors, visits
from benchmarks.calibration.mutations import mutate_all
from benchmarks.calibration.page import FLOOR, failing, put_table, table
from benchmarks.calibration.sweep import sweep
from benchmarks.calibration.trials import Coverage, Scenario, cover
from maille.grids import load_grid

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results/calibration.json"
PAGE = ROOT / "docs/explanation/evidence.md"
SCENARIOS = [*visits.SCENARIOS, *visitors.SCENARIOS, *shares.SCENARIOS, *changes.SCENARIOS]
FULL = {"runs": 1000, "left_out_runs": 400, "reports": 1000}
QUICK = {"runs": 60, "left_out_runs": 60, "reports": 20}


def run(scenarios: list[Scenario], runs: int) -> list[Coverage]:
    """Run scenarios, saying what each gives."""
    found = []
    for scenario in scenarios:
        one = cover(scenario, runs)
        found.append(one)
        said = "refused" if one.covered is None else f"{one.covered:.1%}"
        print(f"{said:>8}  {one.method}: {one.world}", flush=True)
    return found


def calibrate(sizes: dict[str, int]) -> tuple[dict[str, Any], list[Coverage], list[Coverage]]:
    """Run everything; give the results, and the coverages that the tables are made of."""
    found = run(SCENARIOS, sizes["runs"])
    others = run(left_out.SCENARIOS, sizes["left_out_runs"])
    print("mutating reports …", flush=True)
    results = {
        "schema": "maille-calibration/1",
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
        "runs": sizes["runs"],
        "floor": FLOOR,
        "coverage": [one.as_json() for one in found],
        "off": [f"{one.method}: {one.world}" for one in failing(found)],
        "left_out": [one.as_json() for one in others],
        "wilson": sweep(),
        "mutations": mutate_all(load_grid(), sizes["reports"]),
    }
    return results, found, others


def main() -> int:
    """Run, write, and fail when a method covers too rarely or an invariant breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few runs, publishes nothing")
    quick = parser.parse_args().quick
    results, found, others = calibrate(QUICK if quick else FULL)
    written = table(results, found, others)
    print(f"\n{written}\n")
    if not quick:
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
        put_table(PAGE, written)
        print(f"written to {RESULTS} and {PAGE}")
    broken = results["off"] + [
        name for name, times in results["mutations"]["broken"].items() if times
    ]
    if broken and not quick:
        print("not true enough:", *broken, sep="\n  ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
