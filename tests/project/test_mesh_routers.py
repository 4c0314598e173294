import http.client
import json
import socket
import socketserver
import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.roads.graph import metres
from maille.core.mesh.values import Cells, Mode, Sites
from maille.project.mesh import routers
from maille.project.mesh.routers import BATCH, Kind, Router, open_connection

CELLS = Cells(np.linspace(2.0, 2.03, 120), np.full(120, 48.0), np.ones(120))
SITES = Sites(np.array([2.0, 2.3, 2.03]), np.full(3, 48.0), ("a", "b", "c"))
SPEED = 1.25


def seconds(points, to):
    far = metres(*np.array(points).T, np.full(len(points), to[0]), np.full(len(points), to[1]))
    return [None if meters > 900 else meters / SPEED for meters in far.tolist()]


def osrm(path, _body):
    parts = urlsplit(path)
    base, _, places = parts.path.rpartition("/")
    assert base == "/table/v1/foot"
    points = [tuple(map(float, place.split(","))) for place in places.split(";")]
    asked = parse_qs(parts.query)
    assert asked["destinations"] == [str(len(points) - 1)]
    assert asked["sources"] == [";".join(str(row) for row in range(len(points) - 1))]
    return {"code": "Ok", "durations": [[time] for time in seconds(points[:-1], points[-1])]}


def valhalla(path, body):
    assert path == "/sources_to_targets"
    asked = json.loads(body)
    assert asked["costing"] == "pedestrian"
    points = [(place["lon"], place["lat"]) for place in asked["sources"]]
    to = (asked["targets"][0]["lon"], asked["targets"][0]["lat"])
    return {"sources_to_targets": [[{"time": time}] for time in seconds(points, to)]}


class Line(http.client.HTTPConnection):
    """A connection to a server on this machine that has no port."""

    def __init__(self, place):
        super().__init__("router.example", timeout=5)
        self.place = place

    def connect(self):
        self.sock = routers_socket(self.place)


def routers_socket(place):
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(5)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


@pytest.fixture
def serve(tmp_path):
    """Give a way to start a small router; it says what it was asked."""
    running, asked = [], []

    def start(answer):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked.append(self.path)
                status, content = answer(self.path, body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815 - the server looks for this name

            def log_message(self, *words):
                """Stay silent."""

            def address_string(self):
                return "here"

        place = str(tmp_path / f"{len(running)}.sock")
        server = socketserver.UnixStreamServer(place, Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return lambda _address: Line(place)

    yield start, asked
    for server in running:
        server.shutdown()
        server.server_close()


def told(answer):
    return lambda path, body: (200, json.dumps(answer(path, body)).encode())


def router(opening, kind=Kind.OSRM, minutes=10.0):
    return Router(kind, "http://router.example:5000", Mode.WALK, minutes, opening)


@pytest.mark.parametrize(
    ("kind", "answer"), [(Kind.OSRM, osrm), (Kind.VALHALLA, valhalla)], ids=["osrm", "valhalla"]
)
def test_router_gives_minutes_by_batches(serve, kind, answer):
    start, asked = serve
    table = reach_of(CELLS, SITES, router(start(told(answer)), kind))
    far = metres(CELLS.x[None, :], CELLS.y[None, :], SITES.x[:, None], SITES.y[:, None])
    due = np.where(far <= 10 * 60 * SPEED, far / SPEED / 60, 0)
    assert table.toarray() == pytest.approx(due, abs=1e-3)
    assert distances(table, CELLS, SITES).tolist() == table.data.tolist()
    # Cells farther than anybody walks in ten minutes are not asked about; the second site has none.
    near = [(row <= 10 / 60 * 8000).sum() for row in far]
    assert len(asked) == sum(-(-count // BATCH[kind]) for count in near)


def test_router_without_anybody_near_answers_nothing(serve):
    start, asked = serve
    away = Sites(np.array([5.0]), np.array([45.0]), ("z",))
    table = router(start(told(osrm))).reach(CELLS, away)
    assert (table.shape, table.nnz, asked) == ((1, 120), 0, [])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda *_: (400, b'{"code":"TooBig",\n"message":"Too many"}'), "erreur 400, .*Too many"),
        (lambda *_: (200, b"<html>"), "n'est pas une table de durées"),
        (lambda *_: (200, b'{"code":"Ok","durations":[[1]]}'), "oublie des points"),
        (lambda *_: (200, b'{"code":"Ok","durations":["x"]}'), "n'est pas une table de durées"),
        (lambda *_: (200, b'{"code":"NoTable"}'), "n'est pas une table de durées"),
        (lambda *_: (200, b" " * 2000), "trop longue"),
    ],
)
def test_answer_that_is_none_is_said_in_one_line(serve, monkeypatch, answer, message):
    monkeypatch.setattr(routers, "MOST_BYTES", 1000)
    start, _asked = serve
    with pytest.raises(MeshError, match=message) as refused:
        router(start(answer)).reach(CELLS, SITES)
    assert str(refused.value).startswith("OSRM à l'adresse http://router.example:5000 : ")
    assert len(str(refused.value).splitlines()) == 1


def test_router_that_is_not_there_is_said(tmp_path):
    with pytest.raises(MeshError, match="il ne répond pas"):
        router(lambda _address: Line(str(tmp_path / "nobody"))).reach(CELLS, SITES)


def test_what_is_no_router_is_refused():
    with pytest.raises(MeshError, match="commence par http://"):
        Router(Kind.OSRM, "router.example", Mode.CAR, 5.0)
    with pytest.raises(MeshError, match="minutes"):
        Router(Kind.OSRM, "http://router.example", Mode.CAR, -5.0)


def test_router_is_named_in_both_languages():
    asked = Router(Kind.VALHALLA, "https://router.example/v1", Mode.CAR, 7.5)
    assert asked.said() == "roads according to Valhalla at router.example, 7.5 min car"
    assert asked.said("fr") == "par les routes selon Valhalla (router.example), 7,5 min en voiture"
    assert (asked.radius, asked.planar) == (7.5, False)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_connection_waits_for_half_a_minute_at_most(scheme):
    connection = open_connection(urlsplit(f"{scheme}://router.example:5000/osrm"))
    assert (connection.host, connection.port, connection.timeout) == ("router.example", 5000, 30)
    assert isinstance(connection, http.client.HTTPSConnection) == (scheme == "https")
