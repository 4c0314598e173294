"""Routers that somebody runs, asked for minutes: OSRM (``/table``), Valhalla (its matrix).

The points of cells and sites are sent to them; nothing is asked of any router unless its address
is given.
"""

import contextlib
import http.client
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import numpy as np
from django.utils.translation import gettext as _
from scipy import sparse

from maille.core.mesh.coverage import reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.values import (
    EARTH,
    FRENCH,
    Cells,
    Floats,
    Ints,
    Mode,
    Sites,
    Travel,
    french,
)

PATIENCE: Final = 30.0
MOST_BYTES: Final = 16 * 1024 * 1024
_EXCERPT: Final = 200
# No router says that people go faster, in kilometres an hour: farther cells are not asked about.
HIGHEST: Final = {Mode.WALK: 8.0, Mode.BICYCLE: 35.0, Mode.CAR: 140.0}


class Kind(StrEnum):
    """Which router answers."""

    OSRM = "osrm"
    VALHALLA = "valhalla"


# How many cells are asked about at once: both take 100 points and more unless set otherwise
# (osrm-routed --max-table-size, Valhalla's max_matrix_location_pairs and max_locations: 50).
BATCH: Final = {Kind.OSRM: 99, Kind.VALHALLA: 49}
_PROFILES: Final = {Mode.WALK: "foot", Mode.BICYCLE: "bike", Mode.CAR: "car"}
_COSTINGS: Final = {Mode.WALK: "pedestrian", Mode.BICYCLE: "bicycle", Mode.CAR: "auto"}
_NAMES: Final = {Kind.OSRM: "OSRM", Kind.VALHALLA: "Valhalla"}

Open = Callable[[SplitResult], http.client.HTTPConnection]


def open_connection(address: SplitResult) -> http.client.HTTPConnection:
    """Prepare to speak to a host, with little patience."""
    if address.scheme == "https":
        return http.client.HTTPSConnection(address.netloc, timeout=PATIENCE)
    return http.client.HTTPConnection(address.netloc, timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Router:
    """A router at an address: minutes from cells to sites, for one mode.

    ``opening`` is how its host is spoken to.
    """

    kind: Kind
    address: str
    mode: Mode
    minutes: float
    opening: Open = open_connection

    def __post_init__(self) -> None:
        """Refuse what is no address and no time."""
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise MeshError(_("%s: a router's address begins with http://") % self.address)
        if not (math.isfinite(self.minutes) and self.minutes >= 0):
            raise MeshError(_("the minutes must be zero or more"))

    @property
    def planar(self) -> bool:
        """Routers know degrees only."""
        return False

    @property
    def radius(self) -> float:
        """Give how many minutes a place serves."""
        return self.minutes

    def said(self, language: str = "en") -> str:
        """Say the model, as every map, figure and study prints it."""
        host = urlsplit(self.address).netloc
        if language == "fr":
            minutes = f"{french(self.minutes)} min {FRENCH[self.mode]}"
            return f"par les routes selon {_NAMES[self.kind]} ({host}), {minutes}"
        return f"roads according to {_NAMES[self.kind]} at {host}, {self.minutes:g} min {self.mode}"

    def reach(self, cells: Cells, sites: Sites) -> sparse.csr_matrix:
        """Ask for the minutes from the cells that may be within reach of each site."""
        far = min(self.minutes / 60 * HIGHEST[self.mode] * 1000, EARTH)
        near = reach_of(cells, sites, Travel(far))
        ends, found, minutes = [0], [], []
        for site in range(sites.x.size):
            there = np.sort(near.indices[near.indptr[site] : near.indptr[site + 1]])
            spent = self._asked(cells, sites, there.astype(np.int64), site)
            within = spent <= self.minutes
            found.append(there[within])
            minutes.append(np.maximum(spent[within], 1e-6))
            ends.append(ends[-1] + int(within.sum()))
        return sparse.csr_matrix(
            (
                np.concatenate([np.zeros(0), *minutes]),
                np.concatenate([np.zeros(0, np.int32), *found]),
                np.array(ends, np.int64),
            ),
            shape=(sites.x.size, cells.x.size),
        )

    def _asked(self, cells: Cells, sites: Sites, rows: Ints, site: int) -> Floats:
        """Ask about cells by batches; a cell that no road joins to the site is endlessly far."""
        ask = {Kind.OSRM: self._ask_osrm, Kind.VALHALLA: self._ask_valhalla}[self.kind]
        to = (float(sites.x[site]), float(sites.y[site]))
        answers = [np.zeros(0)]
        for begin in range(0, rows.size, BATCH[self.kind]):
            batch = rows[begin : begin + BATCH[self.kind]]
            points = list(zip(cells.x[batch].tolist(), cells.y[batch].tolist(), strict=True))
            try:
                told = ask(points, to)
                seconds = [math.inf if time is None else float(time) for time in told]
            except MeshError:
                raise
            except (KeyError, TypeError, IndexError, ValueError) as error:
                raise self._refused(_("what it answers is no table of times")) from error
            if len(seconds) != len(points):
                raise self._refused(_("it answers about fewer points than it was asked"))
            answers.append(np.array(seconds) / 60)
        return np.concatenate(answers)

    def _ask_osrm(self, points: list[tuple[float, float]], to: tuple[float, float]) -> list[Any]:
        places = ";".join(f"{x:.6f},{y:.6f}" for x, y in (*points, to))
        sources = ";".join(str(row) for row in range(len(points)))
        path = f"/table/v1/{_PROFILES[self.mode]}/{places}"
        query = f"?sources={sources}&destinations={len(points)}&annotations=duration"
        return [row[0] for row in self._answer("GET", path + query, None)["durations"]]

    def _ask_valhalla(
        self, points: list[tuple[float, float]], to: tuple[float, float]
    ) -> list[Any]:
        body = {
            "sources": [{"lat": y, "lon": x} for x, y in points],
            "targets": [{"lat": to[1], "lon": to[0]}],
            "costing": _COSTINGS[self.mode],
            "verbose": True,
        }
        table = self._answer("POST", "/sources_to_targets", json.dumps(body))
        return [row[0]["time"] for row in table["sources_to_targets"]]

    def _answer(self, method: str, path: str, body: str | None) -> Any:  # noqa: ANN401 - its JSON
        parts = urlsplit(self.address)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            with contextlib.closing(self.opening(parts)) as connection:
                connection.request(method, parts.path.rstrip("/") + path, body, headers)
                with connection.getresponse() as answer:
                    content = answer.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            why = str(error) or type(error).__name__
            raise self._refused(_("it does not answer (%s)") % why) from error
        if len(content) > MOST_BYTES:
            raise self._refused(_("it answers too much at once"))
        if answer.status != http.client.OK:
            words = " ".join(content[:_EXCERPT].decode("utf-8", "replace").split())
            raise self._refused(
                _("error %(status)s, %(words)s") % {"status": answer.status, "words": words}
            )
        return json.loads(content)

    def _refused(self, words: str) -> MeshError:
        told = {"router": _NAMES[self.kind], "address": self.address, "words": words}
        return MeshError(_("%(router)s at %(address)s: %(words)s") % told)
