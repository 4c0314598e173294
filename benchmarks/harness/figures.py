"""What the measures say: ratios, goals, a table, the machine they were taken on."""

import os
import platform
import re
import statistics
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from harness.load import Sample, Target, Weight, median_of

MARKS = ("<!-- pages: begin -->", "<!-- pages: end -->")
PLACE_OUT, PLACE_IN = "place, signed out", "place, signed in"
UMAP, PRETALX, NGINX = "uMap, a map", "pretalx, a talk", "nginx, the same bytes"
Rounds = Mapping[str, list[Sample]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio that must stay above, or below, a bound."""

    words: str
    figure: str
    above: str
    below: str
    bound: float
    at_least: bool = True


RATE, COST = "requests_per_second", "cpu_ms"
GOALS = (
    Goal("uncached place page, requests per second: ≥ 3 × uMap", RATE, PLACE_IN, UMAP, 3),
    Goal("uncached place page, requests per second: ≥ 10 × pretalx", RATE, PLACE_IN, PRETALX, 10),
    Goal("cached public place page, CPU: ≤ 3 × nginx", COST, PLACE_OUT, NGINX, 3, at_least=False),
)


def ratio(rounds: Rounds, figure: str, above: str, below: str) -> float | None:
    """Give the median over the rounds of the ratio inside each round."""
    if above not in rounds or below not in rounds:
        return None
    pairs = zip(rounds[above], rounds[below], strict=True)
    return float(statistics.median(getattr(a, figure) / getattr(b, figure) for a, b in pairs))


def ratios(rounds: Rounds) -> dict[str, dict[str, float | None]]:
    """Compare each page of the others with the place page, in both measures."""
    return {
        f"{above} / {below}": {
            figure: ratio(rounds, figure, above, below) for figure in (RATE, COST)
        }
        for above in (PLACE_IN, PLACE_OUT)
        for below in (UMAP, PRETALX, NGINX, "static file")
        if below in rounds
    }


def goals(rounds: Rounds) -> list[dict[str, Any]]:
    """Say of each goal what was measured and whether it is met; null when it was not measured."""
    told = []
    for goal in GOALS:
        measured = ratio(rounds, goal.figure, goal.above, goal.below)
        met = None
        if measured is not None:
            met = measured >= goal.bound if goal.at_least else measured <= goal.bound
        told.append({"goal": goal.words, "bound": goal.bound, "measured": measured, "met": met})
    return told


def machine() -> dict[str, Any]:
    """Describe the machine."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return {
        "processor": model[1] if model else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(int(memory[1]) / 2**20, 1) if memory else None,
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
        "kernel": platform.release(),
        "python": platform.python_version(),
    }


def told(targets: Mapping[str, Target], weights: Mapping[str, Weight], rounds: Rounds) -> list[Any]:
    """Give, per target, the medians, the bytes and every round."""
    return [
        {
            "name": name,
            "server": targets[name].server.name,
            "path": targets[name].path,
            **asdict(median_of(samples)),
            "bytes": asdict(weights[name]),
            "rounds": [asdict(sample) for sample in samples],
        }
        for name, samples in rounds.items()
    ]


def table(results: Mapping[str, Any]) -> str:
    """Write the results for people."""
    lines = [
        "| page | requests/s | CPU ms per request | median ms | p99 ms | bytes sent | headers |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in results["targets"]:
        packed = "" if row["bytes"]["encoding"] == "identity" else f" {row['bytes']['encoding']}"
        lines.append(
            f"| {row['name']} | {row['requests_per_second']:,.0f} | {row['cpu_ms']:.3f} "
            f"| {row['median_ms']:.2f} | {row['p99_ms']:.2f} "
            f"| {row['bytes']['body']:,}{packed} | {row['bytes']['headers']:,} |"
        )
    lines += [
        f"| {name} | not measured: {why} | | | | | |"
        for name, why in results["unavailable"].items()
    ]
    lines += ["", "| goal | measured | met |", "|---|--:|---|"]
    says = {True: "yes", False: "**no**", None: "not measured"}
    for goal in results["goals"]:
        measured = "" if goal["measured"] is None else f"{goal['measured']:.2f} ×"
        lines.append(f"| {goal['goal']} | {measured} | {says[goal['met']]} |")
    where = results["machine"]
    span, busy = results["parameters"], results["load_average"]
    stood = (
        f"{results['date']}, {where['processor']}, {where['cores']} cores, {where['system']}; "
        f"{span['rounds']} rounds of {span['seconds']} s; "
        f"load average {busy['before']:.1f} before, {busy['after']:.1f} after."
    )
    return "\n".join([*lines, "", stood])


def put_table(page: Path, written: str) -> None:
    """Put the table between its marks."""
    _put_between(page, MARKS, written)


def put_block(page: Path, name: str, written: str) -> None:
    """Put the tables of another measure between marks of that name."""
    _put_between(page, (f"<!-- {name}: begin -->", f"<!-- {name}: end -->"), written)


def _put_between(page: Path, marks: tuple[str, str], written: str) -> None:
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(marks[0])
    _, _, after = rest.partition(marks[1])
    whole = f"{before}{marks[0]}\n{written}\n{marks[1]}{after}"
    page.write_text(whole, encoding="utf-8")
