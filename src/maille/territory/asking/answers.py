"""A question and a ground become the document of a study."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np

from maille.core.mesh.curve import Step, curve_of
from maille.core.mesh.nearest import nearest_of
from maille.core.mesh.study import Territory, reduced_once, study_cover, territory_of
from maille.core.mesh.values import (
    DETOUR,
    SPEEDS,
    Cells,
    Mode,
    Question,
    Sites,
    Study,
    Watch,
    by_minutes,
)
from maille.territory.asking.questions import Asked
from maille.territory.ground import SCHEMA, Terrain

STUDY_SCHEMA: Final = "maille-study/1"
# What a process keeps at hand: ways of travelling over a ground, and answers given.
_MOST_TRAVELS = 64
_MOST_ANSWERS = 64


@dataclass(frozen=True, slots=True)
class Care:
    """How much is tried: efforts are counts, and a clock cuts them short."""

    kicks: int
    rounds: int
    nodes: int
    runs: int
    seconds: float
    curve_seconds: float


# Somebody waits for the page; a study that is kept takes its time.
AT_ONCE: Final = Care(kicks=40, rounds=150, nodes=200, runs=2, seconds=0.11, curve_seconds=0.05)
IN_DEPTH: Final = Care(kicks=200, rounds=600, nodes=4000, runs=8, seconds=20, curve_seconds=20)


@lru_cache(maxsize=1)
def warm() -> None:
    """Have every loop compiled before a clock runs: some twenty seconds once, then none."""
    row = np.arange(30.0)
    line = Cells(row / 100, row / 900, 1 + row % 7)
    sites = Sites(row[::3] / 100, row[::3] / 900, tuple(map(str, range(10))))
    none = Sites(row[:0], row[:0], ())
    land = territory_of(line, none, sites, by_minutes(25, Mode.WALK))
    study_cover(land, Question(sites=3, kicks=2, rounds=2, nodes=1), Watch())


@lru_cache(maxsize=_MOST_TRAVELS)
def prepared(terrain: Terrain, mode: str, minutes: int) -> Territory:
    """Give who is served today and whom each candidate would serve, computed once."""
    travel = by_minutes(minutes, Mode(mode))
    return reduced_once(territory_of(terrain.cells, terrain.places, terrain.candidates, travel))


@lru_cache(maxsize=_MOST_ANSWERS)
def answer_at_once(terrain: Terrain, asked: Asked) -> dict[str, Any]:
    """Answer while somebody waits; the same question is answered once."""
    return answer(terrain, asked, AT_ONCE)


def answer(terrain: Terrain, asked: Asked, care: Care) -> dict[str, Any]:
    """Give the document of a study: what was asked, what was found, and what it is worth.

    Raises
    ------
    MeshError
        When more sites are forced than are asked for, or one is unknown.
    """
    warm()
    territory = prepared(terrain, asked.mode, asked.minutes)
    question = Question(
        sites=asked.sites,
        forced=asked.forced,
        banned=asked.banned,
        kicks=care.kicks,
        rounds=care.rounds,
        nodes=care.nodes,
    )
    study = study_cover(territory, question, _watch(care.seconds))
    curve = curve_of(territory, study, question, _watch(care.curve_seconds), care.runs)
    bound = min(study.bound, curve[-1].bound) if curve else study.bound
    study = replace(study, bound=bound, proven=study.value == bound)
    return {
        "schema": STUDY_SCHEMA,
        "territory": {"fr": terrain.title.fr, "en": terrain.title.en},
        "question": _question(asked, question),
        "travel": _travel(asked),
        "ground": {
            "schema": SCHEMA,
            "sha256": terrain.sha256,
            "cells": terrain.cells.x.size,
            "places": terrain.places.x.size,
            "candidates": terrain.candidates.x.size,
        },
        **_found(terrain, study),
        "curve": [_step(step) for step in curve],
        "cells": _states(territory, study),
        "counts": study.counts,
    }


def _watch(seconds: float) -> Watch:
    """Watch the work done, not the day: a busy machine answers later, and as well."""
    return Watch(clock=time.thread_time, until=time.thread_time() + seconds)


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _question(asked: Asked, question: Question) -> dict[str, Any]:
    return {
        "objective": question.objective.value,
        "sites": asked.sites,
        "mode": asked.mode,
        "minutes": asked.minutes,
        "forced": list(asked.forced),
        "banned": list(asked.banned),
        "seed": question.seed,
        "kicks": question.kicks,
        "rounds": question.rounds,
        "nodes": question.nodes,
    }


def _travel(asked: Asked) -> dict[str, Any]:
    mode = Mode(asked.mode)
    travel = by_minutes(asked.minutes, mode)
    return {
        "model": "straight_line",
        "mode": asked.mode,
        "minutes": asked.minutes,
        "kmh": SPEEDS[mode],
        "detour": DETOUR,
        "radius": round(travel.radius, 3),
        "said": travel.said(),
    }


def _found(terrain: Terrain, study: Study) -> dict[str, Any]:
    rows = {name: row for row, name in enumerate(terrain.candidates.ids)}
    return {
        "population": _number(study.population),
        "covered_before": _number(study.covered_before),
        "covered_after": _number(study.covered_after),
        "value": _number(study.value),
        "bound": _number(study.bound),
        "gap": study.gap,
        "proven": study.proven,
        "sites": [
            {
                "id": site.id,
                "name": site.name,
                "kind": terrain.kinds[rows[site.id]],
                "commune": terrain.towns[rows[site.id]],
                "longitude": float(terrain.candidates.x[rows[site.id]]),
                "latitude": float(terrain.candidates.y[rows[site.id]]),
                "gain": _number(site.gain),
                "cumulative": _number(site.cumulative),
            }
            for site in study.sites
        ],
    }


def _step(step: Step) -> dict[str, Any]:
    return {"sites": step.sites, "value": _number(step.value), "bound": _number(step.bound)}


def _states(territory: Territory, study: Study) -> str:
    """Give a figure a cell: 1 served today, 2 served by the proposed sites, 0 by none."""
    chosen = {site.id for site in study.sites}
    rows = [row for row, name in enumerate(territory.candidates.ids) if name in chosen]
    states = np.zeros(territory.covered.size, np.uint8)
    states[territory.matrix[rows].indices] = 2
    states[territory.covered] = 1
    return (states + ord("0")).tobytes().decode("ascii")


def with_nearest(document: Mapping[str, Any]) -> dict[str, Any]:
    """Add to a ground which place is nearest to each cell, and how far it is."""
    cells, places = document["cells"], document["places"]
    rows, metres = nearest_of(
        Cells(
            np.array(cells["longitude"], np.float64),
            np.array(cells["latitude"], np.float64),
            np.array(cells["population"], np.float64),
        ),
        Sites(
            np.array(places["longitude"], np.float64),
            np.array(places["latitude"], np.float64),
            tuple(places["id"]),
        ),
    )
    far = np.where(np.isfinite(metres), np.rint(metres), -1).astype(int)
    return {**document, "nearest": {"place": rows.tolist(), "metres": far.tolist()}}
