"""What the measures say: medians, ratios, goals met or not, a table."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

SAYS: Final = {True: "yes", False: "**no**", None: "not measured"}
Figures = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of a case, or of several, that must stay at or under a bound, or reach it."""

    words: str
    case: str
    figure: str
    bound: float
    unit: str
    at_least: bool = False

    def met(self, measured: float | None) -> bool:
        """Say whether it is met; what was never reached is not."""
        if measured is None:
            return False
        return measured >= self.bound if self.at_least else measured <= self.bound


NATIONAL, LAW = "national-5km", "20 M × 100, worst of the four"
GOALS: Final = (
    Goal("1k × 100: ≥ 100 × spopt", "1k", "ratio", 100, "×", at_least=True),
    Goal("1k × 100: proven", "1k", "gap", 0, ""),
    Goal("10k × 500: 99.95 % of the best in ≤ 1 s", "10k", "near_best", 1, "s"),
    Goal("10k × 500: gap ≤ 0.3 % in ≤ 3 s", "10k", "gap_0.3", 3, "s"),
    Goal("10k × 500: proven in ≤ 45 s", "10k", "proven_in", 45, "s"),
    Goal("100k × 1k: 99.95 % of the best in ≤ 5 s", "100k", "near_best", 5, "s"),
    Goal("100k × 1k: proven in ≤ 50 s", "100k", "proven_in", 50, "s"),
    Goal("national, 5 km: coverage and merge in ≤ 3 s", NATIONAL, "merged", 3, "s"),
    Goal("national, 5 km: first plan ≤ 0.1 s later", NATIONAL, "first_plan", 0.1, "s"),
    Goal("national, 5 km: gap ≤ 0.5 % in ≤ 10 s", NATIONAL, "gap_0.5", 10, "s"),
    Goal("national, 5 km: ≤ 1 GB", NATIONAL, "peak_mib", 1e9 / 2**20, "MiB"),
    Goal("20 M × 100: proven in ≤ 60 s, the slowest of all", LAW, "proven_in", 60, "s"),
    Goal("20 M × 100: ≤ 2 GB, the largest of all", LAW, "peak_mib", 2e9 / 2**20, "MiB"),
    Goal("2SFCA 100k × 1k: ≥ 50 × access", "2sfca", "ratio", 50, "×", at_least=True),
    Goal("2SFCA 100k × 1k: equal to 1e-12", "2sfca", "difference", 1e-12, ""),
)


def _median(rows: Sequence[Mapping[str, Any]], figure: str) -> float | None:
    """Give the median of the rounds; none when one of them has it not."""
    known = [row.get(figure) for row in rows]
    return statistics.median(known) if known and None not in known else None


def _ratio(case: Mapping[str, Any]) -> float | None:
    """Give the median of the ratios inside rounds where both came to an end."""
    pairs = [
        theirs["seconds"] / ours["seconds"]
        for ours, theirs in zip(case["ours"], case["theirs"], strict=False)
        if "seconds" in ours and "seconds" in theirs
    ]
    return statistics.median(pairs) if pairs else None


def figures_of(case: Mapping[str, Any]) -> Figures:
    """Give a case in a few figures: seconds in the median, gap and memory at their worst."""
    ours, theirs = case["ours"], case["theirs"]
    told: Figures = {
        name: _median(ours, name)
        for name in ("seconds", "near_best", "gap_0.5", "gap_0.3", "first_plan", "from_points")
    }
    gaps = [row.get("gap") for row in ours]
    told["gap"] = max(gaps) if None not in gaps else None
    told["proven_in"] = told["seconds"] if all(row.get("proven") for row in ours) else None
    told["merged"] = None
    if all("steps" in row for row in ours):
        steps = [row["steps"] for row in ours]
        told["merged"] = statistics.median(step["coverage"] + step["reduce"] for step in steps)
    peaks = [row["peak_mib"] for row in ours if row.get("peak_mib")]
    told["peak_mib"] = max(peaks, default=None)
    told["ratio"] = _ratio(case)
    told["difference"] = max(
        (row["difference"] for row in theirs if "difference" in row), default=None
    )
    return told


def _worst(found: Sequence[Figures]) -> Figures:
    """Give the worst of several cases; none where one of them has none."""
    worst: Figures = {}
    for name in ("proven_in", "peak_mib"):
        known = [figures[name] for figures in found]
        there = [figure for figure in known if figure is not None]
        worst[name] = max(there) if len(there) == len(known) else None
    return worst


def goals(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Say of each goal what was measured and whether it is met; null when it was not measured."""
    found = {case["name"]: figures_of(case) for case in cases}
    law = [figures for name, figures in found.items() if name.startswith("law-20m")]
    if law:
        found[LAW] = _worst(law)
    told = []
    for goal in GOALS:
        figures = found.get(goal.case)
        measured = None if figures is None else figures[goal.figure]
        alone = goal.figure in ("ratio", "difference") and measured is None
        met = None if figures is None or alone else goal.met(measured)
        told.append({"goal": goal.words, "measured": measured, "unit": goal.unit, "met": met})
    return told


def _shown(number: float | None, form: str = ".3g") -> str:
    return "" if number is None else f"{number:{form}}"


def _of_peer(case: Mapping[str, Any]) -> str:
    """Say what the peer took, or why there is nothing to say."""
    rows = case["theirs"]
    if not rows:
        return ""
    seconds = _median(rows, "seconds")
    if seconds is not None:
        return f"{case['peer']} {seconds:.3g} s, {rows[0]['peak_mib']:,.0f} MiB"
    last = rows[-1]
    if "stopped_after" in last:
        held = f", holding {last['peak_mib']:,.0f} MiB" if last["peak_mib"] else ""
        return f"{case['peer']} stopped after {last['stopped_after']:,.0f} s{held}"
    return f"{case['peer']} failed: {last.get('failed', 'no figure')}"


def _line(case: Mapping[str, Any]) -> str:
    figures = figures_of(case)
    if figures["seconds"] is None:
        why = next(row for row in case["ours"] if "seconds" not in row)
        return f"| {_words(case)} | failed: {why.get('failed', 'stopped')} | | | | |"
    gap = "" if figures["gap"] is None else "proven" if not figures["gap"] else "open"
    if gap == "open":
        gap = f"{figures['gap']:.3%}"
    ratio = "" if figures["ratio"] is None else f"{figures['ratio']:,.0f} ×"
    return (
        f"| {_words(case)} | {_shown(figures['seconds'])} | {gap} "
        f"| {_shown(figures['peak_mib'], ',.0f')} | {_of_peer(case)} | {ratio} |"
    )


def _words(case: Mapping[str, Any]) -> str:
    """Say what was asked."""
    if case["peer"] == "access":
        return f"2SFCA, {case['cells']:,} cells, {case['places']:,} places, pairs known"
    open_today = f", {case['places']:,} places" if case["places"] else ""
    return (
        f"{case['cells']:,} cells, {case['candidates']:,} sites{open_today}, "
        f"radius {case['radius']:g}, {case['sites']} to choose"
    )


def _disagreements(cases: Sequence[Mapping[str, Any]]) -> list[str]:
    """Name the cases where a plan that ours calls the best is not as good as spopt's, or better."""
    wrong = []
    for case in cases:
        values = [row["value"] for row in (*case["ours"], *case["theirs"]) if "value" in row]
        proven = all(row.get("proven") for row in case["ours"])
        if proven and values and max(values) - min(values) > 1e-6 * max(values):
            wrong.append(f"**{case['name']}: the peer found another value**")
    return wrong


def table(results: Mapping[str, Any]) -> str:
    """Write the results for people."""
    cases = results["cases"]
    lines = ["A quick run, on small rounds: not the published figures.", ""]
    lines = [] if not results["quick"] else lines
    lines += [
        "| what | ours, s | gap | peak MiB | the peer | ratio |",
        "|---|--:|--:|--:|---|--:|",
        *(_line(case) for case in cases),
    ]
    lines += ["", "| goal | measured | met |", "|---|--:|---|"]
    for goal in goals(cases):
        measured = "" if goal["measured"] is None else f"{goal['measured']:.3g} {goal['unit']}"
        lines.append(f"| {goal['goal']} | {measured.strip()} | {SAYS[goal['met']]} |")
    lines += ["", *_disagreements(cases), *_missing(results)]
    return "\n".join([*lines, _stood(results)])


def _stood(results: Mapping[str, Any]) -> str:
    """Say where and when it was measured, with what, and how busy the machine was."""
    cases, where = results["cases"], results["machine"]
    versions = {
        f"{name} {version}"
        for case in cases
        for told in case["versions"].values()
        for name, version in told.items()
    }
    dates = sorted({case["date"] for case in cases})
    loads = [load[0] for case in cases for load in case["load_average"].values()]
    return (
        f"{' to '.join(dict.fromkeys((*dates[:1], *dates[-1:])))}, {where['processor']}, "
        f"{where['cores']} cores, {where['system']}, Python {where['python']}; "
        f"{', '.join(sorted(versions))}; seed {results['seed']}; "
        f"load average from {min(loads, default=0):.1f} to {max(loads, default=0):.1f}."
    )


def _missing(results: Mapping[str, Any]) -> list[str]:
    return [f"{name} is not measured: {why}" for name, why in results["unavailable"].items()]
