"""What the runs say, as a table for those who read."""

import statistics
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.calibration.trials import Coverage

MARKS = ("<!-- calibration: begin -->", "<!-- calibration: end -->")
FLOOR = 0.90
SPOKEN = 0.10  # share of runs that must give an interval for a coverage to be said
NAMES = {
    "visits_from_samples": "visits, from days drawn at random",
    "unique_visitors": "different visitors, from how often people come",
    "share_of_respondents": "share, people drawn among persons",
    "share_of_visitors": "share, people drawn among visits",
    "share_with_nonresponse": "share, whatever the silent think (bounds)",
    "rate_of_events": "rate of events (exact)",
    "zero_events": "no case seen (exact)",
    "change_in_shares": "change of a share",
    "change_in_counts": "change of a number of events (exact)",
    "change_in_attendance": "change of attendance",
    "sum_over_places": "sum over places",
    "ratio_over_places": "total of all places from most of them",
}


def spoken(coverage: Coverage) -> bool:
    """Tell whether the estimator answered often enough for its coverage to mean something."""
    return coverage.runs - coverage.refused >= SPOKEN * coverage.runs


def failing(found: list[Coverage]) -> list[Coverage]:
    """Give the worlds where a method answers and covers too rarely: it must be off there."""
    return [one for one in found if spoken(one) and (one.covered or 0) < FLOOR]


def table(results: dict[str, Any], found: list[Coverage], left_out: list[Coverage]) -> str:
    """Write the two tables and what the mutated reports gave."""
    opening = (
        f"Each world was drawn {results['runs']} times. *Lowest*, *middle* and *highest* are "
        "over the worlds, in per cent of the runs that gave an interval; *silent* is how often "
        "none was given."
    )
    return "\n".join(
        [
            opening,
            "",
            "| figure | worlds | lowest | in which world | middle | highest | silent |",
            "|---|---|---|---|---|---|---|",
            *_rows(found),
            "",
            _told_of_wilson(results["wilson"]),
            "",
            "Methods that were tried in such worlds and are **not** offered:",
            "",
            "| method | world | covers |",
            "|---|---|---|",
            *(
                f"| {one.method} | {one.world} | {_percent(one.covered)} % |"
                for one in left_out
                if one.covered is not None
            ),
            "",
            _told_of_reports(results["mutations"]),
        ]
    )


def _rows(found: list[Coverage]) -> Iterator[str]:
    for method, group in groupby(found, key=lambda one: one.method):
        worlds = list(group)
        heard = [one for one in worlds if spoken(one) and one.covered is not None]
        lowest = min(heard, key=lambda one: one.covered or 0)
        shares = [one.covered or 0 for one in heard]
        silent = sum(one.refused for one in worlds) / sum(one.runs for one in worlds)
        yield (
            f"| {NAMES[method]} | {len(worlds)} | {_percent(lowest.covered)} | {lowest.world} "
            f"| {_percent(statistics.median(shares))} | {_percent(max(shares))} "
            f"| {_percent(silent) if silent else '–'} |"
        )


def _told_of_wilson(wilson: dict[str, Any]) -> str:
    return (
        "For the share of people drawn among persons no chance is needed: added up over every "
        f"sample that could be drawn, it covers at least {_percent(wilson['lowest'])} % whatever "
        "the truth, with 11 to 150 answers and populations down to twenty persons."
    )


def _told_of_reports(mutations: dict[str, Any]) -> str:
    broken = sum(mutations["broken"].values())
    return (
        f"{mutations['reports']} made-up reports had evidence added, removed, doubled, shuffled "
        f"and contradicted; {len(mutations['broken'])} invariants were checked on each, the bytes "
        f"of the edition among them. Broken: {broken or 'none'}."
    )


def _percent(share: float | None) -> str:
    return f"{100 * (share or 0):.1f}"


def put_table(page: Path, written: str) -> None:
    """Write the tables between their marks."""
    before, rest = page.read_text(encoding="utf-8").split(MARKS[0])
    _old, after = rest.split(MARKS[1])
    page.write_text(f"{before}{MARKS[0]}\n{written}\n{MARKS[1]}{after}", encoding="utf-8")
