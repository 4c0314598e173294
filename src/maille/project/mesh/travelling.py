"""Which way of travelling a command asks for: a straight line, roads, or a router."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from maille.core.mesh.port import AnyTravel
from maille.core.mesh.roads.travel import Roads
from maille.core.mesh.values import Cells, Mode, Sites, Travel, by_minutes
from maille.project.mesh.routers import Kind, Router
from maille.territory.roads.keeping import load_graph


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that say how people come, as they were given."""

    radius_m: float | None
    minutes: float | None
    mode: str | None
    planar: bool
    graph: Path | None
    router: str | None
    router_kind: str | None


def travel_of(asked: Asked, *, needed: bool = True) -> AnyTravel:
    """Give the way of travelling, or say which options do not go together.

    A question that measures distances itself does not need a radius.
    """
    on_roads = asked.graph is not None or asked.router is not None
    said = (asked.radius_m, asked.minutes, asked.mode)
    if not needed and said == (None, None, None) and not on_roads:
        return Travel(math.inf, asked.planar)
    if asked.radius_m is not None and not math.isfinite(asked.radius_m):
        raise click.ClickException(_("the radius must be zero or more"))
    if (asked.radius_m is None) == (asked.minutes is None):
        raise click.UsageError(_("give either --radius-m or --minutes with --mode"))
    if asked.radius_m is not None:
        if on_roads:
            raise click.UsageError(_("--graph and --router need --minutes with --mode"))
        if asked.mode is not None:
            raise click.UsageError(_("--mode goes with --minutes"))
        return Travel(asked.radius_m, asked.planar)
    if asked.mode is None or asked.minutes is None or asked.planar:
        raise click.UsageError(_("--minutes needs --mode, and degrees rather than --planar"))
    mode, minutes = Mode(asked.mode), asked.minutes + 0.0  # a zero below nothing is a zero
    return _along_roads(asked, minutes, mode) if on_roads else by_minutes(minutes, mode)


def _along_roads(asked: Asked, minutes: float, mode: Mode) -> AnyTravel:
    if asked.graph is not None and asked.router is not None:
        raise click.UsageError(_("--graph and --router are two ways to know the roads: give one"))
    if asked.graph is not None:
        return Roads(load_graph(asked.graph, mode), minutes)
    if asked.router is None or asked.router_kind is None:
        raise click.UsageError(_("--router needs --router-kind: osrm or valhalla"))
    return Router(Kind(asked.router_kind), asked.router, mode, minutes)


def graph_hash(travel: AnyTravel) -> dict[str, str]:
    """Give the hash of the road graph's file, beside those of the other files."""
    return {"graph": travel.graph.extract.digest} if isinstance(travel, Roads) else {}


def say_apart(travel: AnyTravel, cells: Cells, sites: tuple[Sites, ...]) -> dict[str, Any]:
    """Count who and what is too far from any road to be reached, say it, give it to a study."""
    if not isinstance(travel, Roads):
        return {}
    lost = travel.apart(cells.x, cells.y)
    counts = {
        "cells": int(lost.sum()),
        "population": float(cells.population[lost].sum()),
        "sites": sum(int(travel.apart(group.x, group.y).sum()) for group in sites),
    }
    if counts["cells"] or counts["sites"]:
        words = _(
            "out of reach, more than 1 km from any road of %(file)s: cells %(cells)s "
            "(persons %(population)s), places or candidates %(sites)s"
        )
        told = {**counts, "population": f"{counts['population']:,.0f}"}
        click.echo(words % {**told, "file": travel.graph.extract.name}, err=True)
    return {"apart": counts}
