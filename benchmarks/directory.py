"""Measure lists brought in and files given away, at 100,000 places made up.

``make bench-directory`` publishes the figures, in processor seconds of one process each;
``.venv/bin/python benchmarks/directory.py --quick`` takes 5,000 rows and publishes nothing. Each
stage can run by itself: what was measured before stays in the results.
"""

import argparse
import datetime as dt
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.figures import machine, put_block
from harness.servers import Command, run

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"
BIN = ROOT / ".venv/bin"
CACHE = ROOT / "var/bench"
RESULTS = BENCHMARKS / "results/directory.json"
PAGE = ROOT / "docs/explanation/performance.md"
ROWS, FEW = 100_000, 5_000
GOAL_SECONDS, GOAL_MEGABYTES = 60.0, 600.0
IMPORT: Command = ["import", "directory"]
SOURCE: Command = ["--source", "Liste d'essai", "--licence", "etalab-2.0", "--mapping"]
EXPORT: Command = ["export", "places", "--out", "places.out", "--format"]
STAGES: dict[str, Command] = {
    "a new list": [*IMPORT, "first.csv", *SOURCE, "first.toml"],
    "the same file again": [*IMPORT, "first.csv", *SOURCE, "first.toml"],
    "its next edition": [*IMPORT, "second.csv", *SOURCE, "second.toml"],
    "GeoJSON": [*EXPORT, "geojson"],
    "CSV": [*EXPORT, "csv"],
    "mednum": [*EXPORT, "mednum"],
    "data-inclusion": [*EXPORT, "data-inclusion"],
    "Murmurations": [*EXPORT, "murmurations"],
}


def main() -> None:
    """Write the lists, bring them in, give them away, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="5,000 rows, publishes nothing")
    parser.add_argument("--stages", nargs="*", choices=list(STAGES), default=list(STAGES))
    parser.add_argument("--folder", type=Path, help="where lists and data stay between stages")
    options = parser.parse_args()
    rows = FEW if options.quick else ROWS
    with tempfile.TemporaryDirectory(prefix="maille-directory-") as name:
        found = measure(options.folder or Path(name), rows, options.stages)
    out = CACHE / "directory.json" if options.quick else RESULTS
    known = json.loads(out.read_text(encoding="utf-8"))["stages"] if out.exists() else {}
    stages = {name: {**known, **found["stages"]}.get(name) for name in STAGES}
    found["stages"] = {name: stage for name, stage in stages.items() if stage}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(found))
    if not options.quick:
        put_block(PAGE, "directory", table(found))


def measure(folder: Path, rows: int, stages: list[str]) -> dict[str, Any]:
    """Run each stage in a process of its own."""
    environment = {"MAILLE_DATA_DIR": str(folder / "data")}
    if not (folder / "second.toml").exists():
        folder.mkdir(parents=True, exist_ok=True)
        fill: Command = [BIN / "python", BENCHMARKS / "fill/directory_list.py"]
        run([*fill, folder, str(rows)], environment, folder)
        run([BIN / "maille", "prepare"], environment, folder)
    return {
        "on": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": machine(),
        "rows": rows,
        "stages": {name: weigh(STAGES[name], environment, folder) for name in stages},
    }


def weigh(arguments: Command, environment: Mapping[str, str], folder: Path) -> dict[str, float]:
    """Run a command of Maille to its end; give what it took of the processor and of memory."""
    busy, begin = os.getloadavg()[0], time.perf_counter()
    with (folder / "maille.log").open("ab") as log:
        process = subprocess.Popen(
            [BIN / "maille", *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{arguments}: see {folder / 'maille.log'}")
    return {
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "seconds": round(time.perf_counter() - begin, 1),
        "peak_memory_mb": round(usage.ru_maxrss / 1024),
        "load_average": round(busy, 1),
    }


def table(found: dict[str, Any]) -> str:
    """Write the figures as a table of Markdown."""
    lines = [
        f"| {found['rows']:,} rows | processor, s | waited, s | memory, MB | load average |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {name} | {stage['processor_seconds']:.1f} | {stage['seconds']:.0f}"
        f" | {stage['peak_memory_mb']:.0f} | {stage['load_average']:.1f} |"
        for name, stage in found["stages"].items()
    ]
    new = found["stages"].get("a new list")
    if new:
        lines += ["", "| goal | measured | met |", "|---|--:|---|"]
        lines += [
            f"| a new list: ≤ {bound:.0f} {unit} | {value:.1f} {unit}"
            f" | {'yes' if value <= bound else '**no**'} |"
            for value, bound, unit in (
                (new["seconds"], GOAL_SECONDS, "s"),
                (new["peak_memory_mb"], GOAL_MEGABYTES, "MB"),
            )
        ]
    lines += ["", f"{found['on']}, {found['machine']['cores']} cores."]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
