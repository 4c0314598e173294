"""Measure the map: tiles beside Supercluster's, tiles and pages as they are served.

``make bench-map`` fills a data folder with 100,000 places and publishes the figures;
``.venv/bin/python benchmarks/map.py --quick`` takes 5,000 places and publishes nothing.
"""

import argparse
import datetime as dt
import http.client
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.figures import machine, put_block
from harness.servers import Command, answers, free_port, run, running, wait_until

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"
BIN = ROOT / ".venv/bin"
CACHE = ROOT / "var/bench"
RESULTS = BENCHMARKS / "results/map.json"
PAGE = ROOT / "docs/explanation/performance.md"
PLACES, FEW = 100_000, 5_000
GOAL_RATIO, GOAL_P99, GOAL_KILOBYTES = 5.0, 50.0, 400.0
PAGES = {
    "map": "/carte/",
    "map, near a town": "/carte/?near=Caen",
    "map, open now near a postcode": "/carte/?near=59000&open=on",
    "map, by words": "/carte/?q=cafe+nantes",
    "map, words with a mistake": "/carte/?q=fabriqe",
    "list, by words": "/lieux/?q=halle+normandie",
}
ASKED = 30


def main() -> None:
    """Fill, draw, serve, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="5,000 places, publishes nothing")
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    options = parser.parse_args()
    out = options.out or (CACHE / "map.json" if options.quick else RESULTS)
    count = FEW if options.quick else PLACES
    with tempfile.TemporaryDirectory(prefix="maille-map-") as name:
        found = measure(Path(name), count)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(found))
    if not options.quick:
        put_block(PAGE, "map", table(found))


def measure(folder: Path, count: int) -> dict[str, Any]:
    """Give all that is measured."""
    busy = os.getloadavg()[0]
    environment = {"MAILLE_DATA_DIR": str(folder / "data")}
    run([BIN / "python", BENCHMARKS / "fill/maille_atlas.py", str(count)], environment, folder)
    drawn = run(
        [BIN / "python", BENCHMARKS / "fill/maille_tiles.py", str(folder)], environment, folder
    )
    ours = json.loads(drawn.strip().splitlines()[-1])
    peer = supercluster(folder)
    tiles = json.loads((folder / "tiles.json").read_text(encoding="utf-8"))
    asked = served(folder, environment, tiles)
    return {
        "on": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": machine(),
        "load_average": {"before": busy, "after": os.getloadavg()[0]},
        "places": count,
        "read_ms": ours["read"],
        "levels_ms": ours["built"],
        "supercluster_ms": peer["built"],
        "drawn": {zoom: told(times) for zoom, times in ours["zooms"].items()},
        "supercluster": {zoom: told(times) for zoom, times in peer["zooms"].items()},
        **asked,
    }


def supercluster(folder: Path) -> dict[str, Any]:
    """Have Supercluster draw the same tiles, in an environment of its own."""
    home = CACHE / "map-peer"
    shutil.copytree(BENCHMARKS / "peers/map", home, dirs_exist_ok=True)
    if not (home / "node_modules").is_dir():
        run(["npm", "ci", "--loglevel=error"], {}, home)
    command: Command = ["node", "tiles.mjs", folder / "points.json", folder / "tiles.json"]
    found: dict[str, Any] = json.loads(run(command, {}, home))
    return found


def served(
    folder: Path, environment: dict[str, str], tiles: dict[str, list[list[int]]]
) -> dict[str, Any]:
    """Ask a real server for tiles and pages, one after the other."""
    port = free_port()
    serve: Command = [BIN / "maille", "serve", "--port", str(port), "--threads", "1"]
    with running(serve, environment, folder) as root:
        wait_until(lambda: answers(port, "/style/"), "Maille")
        server = tuple(tree_of(root))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        first, _spent = ask(connection, server, "/carte/tuiles/0/0/0.mvt")
        sent = {
            zoom: told_twice(
                [ask(connection, server, f"/carte/tuiles/{zoom}/{x}/{y}.mvt") for x, y in known]
            )
            for zoom, known in tiles.items()
        }
        pages = {
            name: told_twice(
                [ask(connection, server, f"{path}{_mark(path)}{turn}") for turn in range(ASKED)]
            )
            for name, path in PAGES.items()
        }
        return {"first_ms": first, "sent": sent, "pages": pages, "bytes": weight(port)}


def _mark(path: str) -> str:
    """Make every address another one: no page is kept from the one before."""
    return "&page=1&n=" if "?" in path else "?n="


def tree_of(root: int) -> Iterator[int]:
    """Give a process and all that it started."""
    yield root
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from tree_of(int(child))


def spent(server: Sequence[int]) -> float:
    """Give the milliseconds of processor that processes have had so far."""
    tasks = (task for pid in server for task in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def ask(
    connection: http.client.HTTPConnection, server: Sequence[int], path: str
) -> tuple[float, float]:
    """Give the milliseconds of an answer: waited for, and of the server's processor."""
    before, begin = spent(server), time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    waited = (time.perf_counter() - begin) * 1e3
    if answer.status != http.client.OK:
        raise SystemExit(f"{path}: {answer.status}")
    return waited, spent(server) - before


def weight(port: int) -> dict[str, float]:
    """Give the kilobytes of the first useful view of the map, as a browser is sent them."""
    parts = {
        "page": ("/carte/",),
        "engine": tuple(
            f"/static/{path.relative_to(ROOT / 'var').as_posix()}"
            for path in (ROOT / "var/vendor").glob("maplibre-gl-*/*.mjs")
        ),
        "modules": tuple(f"/static/web/{name}" for name in ("map.mjs", "outlines.json", "map.css")),
        "tiles": tuple(f"/carte/tuiles/5/{x}/{y}.mvt" for x in (15, 16) for y in (10, 11)),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    found = {}
    for name, paths in parts.items():
        total = 0
        for path in paths:
            connection.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
            total += len(connection.getresponse().read())
        found[name] = total / 1000
    return found


def told(times: Sequence[float]) -> dict[str, float]:
    """Give the median and the 99th percentile."""
    known = sorted(times)
    return {
        "count": len(known),
        "p50": known[len(known) // 2],
        "p99": known[min(len(known) - 1, int(len(known) * 0.99))],
    }


def told_twice(times: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Give both of what was waited and of the processor."""
    waited, processor = zip(*times, strict=True)
    return {**told(waited), "processor": told(processor)}


def table(found: dict[str, Any]) -> str:
    """Write the figures as tables of Markdown."""
    lines = [
        (
            f"| {found['places']:,} places, zoom | drawn, median ms"
            " | Supercluster and vt-pbf | ratio | served, median ms of processor | p99 ms"
            " | waited, p99 ms |"
        ),
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for zoom, drawn in found["drawn"].items():
        peer, sent = found["supercluster"][zoom], found["sent"][zoom]
        lines.append(
            f"| {zoom} | {drawn['p50']:.3f} | {peer['p50']:.3f} | {peer['p50'] / drawn['p50']:.2f}"
            f" | {sent['processor']['p50']:.2f} | {sent['processor']['p99']:.2f}"
            f" | {sent['p99']:.2f} |"
        )
    lines += [
        "",
        "| page | median ms of processor | p99 ms | waited, p99 ms |",
        "|---|--:|--:|--:|",
    ]
    lines += [
        f"| {name} | {page['processor']['p50']:.1f} | {page['processor']['p99']:.1f}"
        f" | {page['p99']:.1f} |"
        for name, page in found["pages"].items()
    ]
    lines += ["", "| goal | measured | met |", "|---|--:|---|", *goals(found)]
    lines += [
        "",
        (
            f"Places read in {found['read_ms'] / 1e3:.1f} s, all zooms gathered in"
            f" {found['levels_ms'] / 1e3:.2f} s"
            f" (Supercluster: {found['supercluster_ms'] / 1e3:.2f} s)."
            f" {found['on']}, {found['machine']['cores']} cores, load average"
            f" {found['load_average']['before']:.1f} before,"
            f" {found['load_average']['after']:.1f} after: what waits is what a busy machine"
            " made of it."
        ),
    ]
    return "\n".join(lines)


def goals(found: dict[str, Any]) -> list[str]:
    """Say of each goal whether it is met."""
    rows = []
    for zoom in ("5", "8"):
        ratio = found["supercluster"][zoom]["p50"] / found["drawn"][zoom]["p50"]
        rows.append(
            (f"cluster tiles at zoom {zoom}: ≥ 5 × Supercluster", ratio, "×", ratio >= GOAL_RATIO)
        )
    slowest = max(tile["processor"]["p99"] for tile in found["sent"].values())
    rows.append(
        ("tile p99 at every zoom: ≤ 50 ms of processor", slowest, "ms", slowest <= GOAL_P99)
    )
    bytes_sent = sum(found["bytes"].values())
    rows.append(("first useful view: ≤ 400 kB", bytes_sent, "kB", bytes_sent <= GOAL_KILOBYTES))
    return [
        f"| {name} | {value:.1f} {unit} | {'yes' if met else '**no**'} |"
        for name, value, unit, met in rows
    ]


if __name__ == "__main__":
    main()
