"""From a question asked on the command line to a study's file and its map."""

import csv
import io
import json
import math
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy as np
from django.utils.translation import gettext as _

from maille import __version__
from maille.core.mesh.access import Method, access_of
from maille.core.mesh.ask import ask
from maille.core.mesh.merging import merged_territory_of
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.values import (
    Cells,
    Chosen,
    Objective,
    Question,
    Sites,
    Study,
    Travel,
    Watch,
    Weeks,
)
from maille.project.mesh.files import read_candidates, read_cells, read_sites
from maille.project.mesh.travelling import graph_hash, say_apart

_PAUSE = 0.1
STEPS = ("coverage", "reduce", "heuristic", "bound", "close")


@contextmanager
def watching(limit: float) -> Iterator[Watch]:
    """Watch the clock and Ctrl-C: the first one keeps the best so far, the second one leaves."""
    asked: list[int] = []

    def heard(number: int, _frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield Watch(lambda: bool(asked), time.monotonic, time.monotonic() + limit, _Progress().show)
    finally:
        signal.signal(signal.SIGINT, before)


class _Progress:
    """A line that is written over, where somebody looks."""

    def __init__(self) -> None:
        self.shown = 0.0

    def show(self, step: str, value: float, bound: float) -> None:
        """Say the step and the gap so far, at most ten times a second."""
        if not sys.stderr.isatty() or time.monotonic() - self.shown < _PAUSE:
            return
        self.shown = time.monotonic()
        most = max(abs(bound), abs(value))
        gap = f"{abs(bound - value) / most:.3%}" if 0 < most < math.inf else "…"
        words = _("%(step)s: %(value)s, gap %(gap)s (Ctrl-C keeps it)")
        said = words % {"step": step, "value": f"{value:,.0f}", "gap": gap}
        click.echo(f"\r\033[K{said}", nl=False, err=True)


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def unit_of(question: Question, *, planar: bool) -> str:
    """Say what a study's value is counted in, but for what a cell counts."""
    length = "units of the plane" if planar else "metres"
    if question.target is not None:
        return "sites"
    return {
        Objective.COVER: "counted",
        Objective.MEDIAN: f"counted × {length}",
        Objective.CENTER: length,
    }[question.objective]


def _site(site: Chosen, days: dict[str, tuple[int, str]]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": site.id,
        "name": site.name,
        "gain": _number(site.gain),
        "cumulative": _number(site.cumulative),
    }
    if site.id in days:
        told["weekday"], told["weeks"] = days[site.id]
    return told


def days_of(sites: Sites) -> dict[str, tuple[int, str]]:
    """Give the day of the week (1 to 7, 0 when none is said) and the weeks of each stop."""
    if sites.weeks is None:
        return {}
    days = sites.weekdays or (0,) * len(sites.ids)
    stops = zip(sites.ids, days, sites.weeks.tolist(), strict=True)
    return {name: (day, Weeks(weeks).name.lower()) for name, day, weeks in stops if weeks}


def document_of(
    study: Study, asked: tuple[Question, AnyTravel, str], inputs: dict[str, str], sites: Sites
) -> dict[str, Any]:
    """Give what ``study.json`` holds; without ``seconds`` and ``peak_mib`` it is repeatable."""
    question, travel, counted = asked
    endless = math.isinf(travel.radius)
    days = days_of(sites)
    return {
        "objective": question.objective.value,
        "counted": counted,
        "unit": unit_of(question, planar=travel.planar),
        "covered_before": None if endless else _number(study.covered_before),
        "covered_after": None if endless else _number(study.covered_after),
        "population": _number(study.population),
        "value": _number(study.value),
        "bound": _number(study.bound),
        "gap": study.gap,
        "proven": study.proven,
        **{name: _number(value) for name, value in study.told.items()},
        "sites": [_site(site, days) for site in study.sites],
        "seconds": {step: round(study.seconds.get(step, 0.0), 4) for step in STEPS},
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "inputs": inputs,
        "travel": travel.said(),
        "travel_fr": travel.said("fr"),
        "radius": None if endless else travel.radius,
        "seed": question.seed,
        "parameters": {**asdict(question), "objective": question.objective.value},
        "counts": study.counts,
        "version": __version__,
    }


def _map_of(study: Study, sites: tuple[Sites, Sites], document: dict[str, Any]) -> dict[str, Any]:
    """Give places and proposed sites as GeoJSON, the travel model beside them."""
    places, candidates = sites
    chosen = {site.id: rank for rank, site in enumerate(study.sites, 1)}
    features = []
    for kind, group in (("place", places), ("proposed", candidates)):
        for i, identifier in enumerate(group.ids):
            if kind == "proposed" and identifier not in chosen:
                continue
            told: dict[str, Any] = {"kind": kind, "id": identifier, "name": group.names[i]}
            if kind == "proposed":
                site = study.sites[chosen[identifier] - 1]
                told |= {"rank": chosen[identifier], "gain": _number(site.gain)}
            point = {"type": "Point", "coordinates": [group.x[i], group.y[i]]}
            features.append({"type": "Feature", "geometry": point, "properties": told})
    said = {name: document[name] for name in ("travel", "travel_fr")}
    return {"type": "FeatureCollection", **said, "features": features}


def _written(path: Path, document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    path.write_text(text, encoding="utf-8")


def get_ready(question: Question) -> None:
    """Have the loops compiled, or read again, before the clock runs: half a minute once."""
    row = np.arange(8.0)
    line = Cells(row, np.zeros(8), np.ones(8), planar=True)
    ends = Sites(row[::3], np.zeros(3), ("a", "b", "c"), planar=True, cost=np.ones(3))
    none = Sites(row[:0], row[:0], (), planar=True)
    small = Question(question.objective, sites=2, kicks=1, rounds=2, nodes=1)
    near = Travel(2.0, planar=True)
    ask(line, (none, ends), near, small, Watch())
    merged_territory_of(line, (none, ends), near)


def study_files(
    files: tuple[Path, Path, Path],
    travel: AnyTravel,
    question: Question,
    limit: float,
    weight: str | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answer a question about three files; give the study and its map."""
    cells, counted, cells_hash = read_cells(files[0], planar=travel.planar, weight=weight)
    places, _offered, places_hash = read_sites(files[1], planar=travel.planar)
    candidates, named, candidates_hash = read_candidates(files[2], question, planar=travel.planar)
    get_ready(question)
    with watching(limit) as watch:
        study = ask(cells, (places, candidates), travel, named, watch)
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
    inputs = {"cells": cells_hash, "places": places_hash, "candidates": candidates_hash}
    asked = question, travel, counted
    document = document_of(study, asked, inputs | graph_hash(travel), candidates)
    document |= say_apart(travel, cells, (places, candidates))
    return document, _map_of(study, (places, candidates), document)


def write_study(out: Path, chart: Path | None, answer: tuple[dict[str, Any], Any]) -> None:
    """Write the study, and its map when one is asked."""
    _written(out, answer[0])
    if chart is not None:
        _written(chart, answer[1])


def access_file(cells_path: Path, places_path: Path, travel: AnyTravel, method: Method) -> str:
    """Give the scores of cells as CSV text."""
    cells, _counted, _digest = read_cells(cells_path, planar=travel.planar)
    places, supply, _digest = read_sites(places_path, planar=travel.planar)
    scores = access_of(cells, places, supply, travel, method)
    say_apart(travel, cells, (places,))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    x, y = ("x", "y") if travel.planar else ("longitude", "latitude")
    writer.writerow((x, y, "population", "access"))
    for row in zip(cells.x, cells.y, cells.population, scores, strict=True):
        writer.writerow([repr(float(number)) for number in row])
    return text.getvalue()
