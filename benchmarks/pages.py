"""Measure Maille's pages beside their peers, in turn, and write what was found.

``make bench-pages`` measures everything and publishes the figures;
``.venv/bin/python benchmarks/pages.py --quick`` takes two minutes and publishes nothing.
"""

import argparse
import contextlib
import datetime as dt
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from harness import figures
from harness.load import CONNECTIONS, Sample, Target, Weight, fetch, load, weigh
from harness.maille import PLACES, maille
from harness.peers import nginx, pretalx
from harness.servers import LOAD_CORE, SERVER_CORE, Command, UnavailableError, from_debian
from harness.umap import umap

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "var/bench"
RESULTS = ROOT / "benchmarks/results/pages.json"
PAGE = ROOT / "docs/explanation/performance.md"
WARM_UP = 10  # requests, so that every thread of a server has written the page before
PEERS = {figures.UMAP: umap, figures.PRETALX: pretalx}
CHOICES = {"none": (), "umap": (figures.UMAP,), "pretalx": (figures.PRETALX,), "all": tuple(PEERS)}
Missing = dict[str, str]
Start = Callable[[Path], AbstractContextManager[Target]]


def read_options() -> argparse.Namespace:
    """Read the command line; --quick changes what is not said."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="3 short rounds, no peers, publishes nothing"
    )
    parser.add_argument("--peers", choices=CHOICES, help="which peers to install and measure")
    parser.add_argument("--rounds", type=int, choices=range(1, 21), metavar="1-20")
    parser.add_argument("--seconds", type=int, choices=range(1, 31), metavar="1-30")
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    options = parser.parse_args()
    quick = options.quick
    options.peers = options.peers or ("none" if quick else "all")
    options.rounds = options.rounds or (3 if quick else 5)
    options.seconds = options.seconds or (2 if quick else 3)
    options.out = options.out or (CACHE / "pages.json" if quick else RESULTS)
    return options


def gather(
    stack: contextlib.ExitStack, peers: tuple[str, ...]
) -> tuple[dict[str, Target], Missing]:
    """Start every server; a peer that cannot be had is kept with its reason."""

    def folder() -> Path:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-pages-")))

    targets, missing = {}, {name: "left out by --peers" for name in PEERS if name not in peers}
    print("starting Maille …", flush=True)
    targets.update(stack.enter_context(maille(folder())))
    starts: dict[str, Start] = {
        figures.NGINX: partial(nginx, page=targets[figures.PLACE_OUT]),
        **{name: partial(PEERS[name], cache=CACHE) for name in peers},
    }
    for name, start in starts.items():
        print(f"starting {name} …", flush=True)
        try:
            targets[name] = stack.enter_context(start(folder()))
        except UnavailableError as error:
            missing[name] = str(error)
            print(f"{name}: {error}", flush=True)
    return targets, missing


def measure(
    wrk: Path, targets: Mapping[str, Target], rounds: int, seconds: int
) -> dict[str, list[Sample]]:
    """Load each page in turn, several times round, each round starting one page further."""
    samples: dict[str, list[Sample]] = {name: [] for name in targets}
    names = list(targets)
    for target in targets.values():
        for _ in range(WARM_UP):
            fetch(target)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            samples[name].append(load(wrk, targets[name], seconds))
        print(f"round {turn + 1} of {rounds} done", flush=True)
    return samples


def commit() -> str:
    """Name the commit measured, with a plus sign when files have changed since."""
    git = shutil.which("git")
    if not git:
        return "unknown"
    command: Command = [git, "-C", ROOT, "describe", "--always", "--dirty=+"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def tell(
    options: argparse.Namespace,
    targets: Mapping[str, Target],
    weights: Mapping[str, Weight],
    samples: Mapping[str, list[Sample]],
) -> dict[str, Any]:
    """Gather all that a reader needs to judge the figures."""
    versions = {target.server.name: dict(target.server.versions) for target in targets.values()}
    return {
        "schema": "maille-bench-pages/1",
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "commit": commit(),
        "machine": figures.machine(),
        "versions": versions,
        "parameters": {
            "rounds": options.rounds,
            "seconds": options.seconds,
            "connections": CONNECTIONS,
            "places": PLACES,
            "load": "wrk, closed loop, one thread",
            "server_core": SERVER_CORE,
            "load_core": LOAD_CORE,
        },
        "targets": figures.told(targets, weights, samples),
        "ratios": figures.ratios(samples),
        "goals": figures.goals(samples),
    }


def main() -> None:
    """Serve, load, weigh, write."""
    options = read_options()
    CACHE.mkdir(parents=True, exist_ok=True)
    wrk = from_debian("wrk", lambda: shutil.which("wrk"))
    with contextlib.ExitStack() as stack:
        targets, missing = gather(stack, CHOICES[options.peers])
        weights = {name: weigh(target) for name, target in targets.items()}
        before = os.getloadavg()[0]
        samples = measure(wrk, targets, options.rounds, options.seconds)
        results = tell(options, targets, weights, samples)
    results["load_average"] = {"before": before, "after": os.getloadavg()[0]}
    results["unavailable"] = missing
    options.out.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    written = figures.table(results)
    print(f"\n{written}\n\nwritten to {options.out}")
    if options.out == RESULTS:
        figures.put_table(PAGE, written)


if __name__ == "__main__":
    main()
