import hashlib
import itertools

import numpy as np
import osmium
import pytest
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra

from maille.core.mesh.errors import MeshError
from maille.core.mesh.roads import graph as graphs
from maille.core.mesh.roads.graph import metres
from maille.core.mesh.roads.passage import FASTEST, passage
from maille.core.mesh.roads.travel import Roads, snap
from maille.core.mesh.values import Cells, Mode, Sites
from maille.territory.roads import keeping, reading
from maille.territory.roads.keeping import load_graph
from maille.territory.roads.reading import read_graph
from tests.territory.streets import NODES, WAYS, write_extract


@pytest.fixture
def extract(tmp_path):
    return write_extract(tmp_path / "town.osm.pbf", NODES, WAYS, date="2026-11-20T20:21:22Z")


@pytest.fixture
def kept(settings, tmp_path):
    """Keep graphs in a folder of the test; give the files that are there."""
    settings.DATA_DIR = tmp_path / "data"
    return lambda: sorted((tmp_path / "data" / "caches" / "roads").iterdir())


def links(graph):
    """Give the pairs of points that are joined, by their identifiers."""
    names = {place[:2]: name for name, place in NODES.items()}
    named = [names[round(x, 4), round(y, 4)] for x, y in zip(graph.x, graph.y, strict=True)]
    start = np.repeat(np.arange(graph.x.size), np.diff(graph.first))
    return {(named[a], named[b]) for a, b in zip(start, graph.to, strict=True)}


def test_extract_becomes_the_graph_of_each_mode(extract, monkeypatch):
    monkeypatch.setattr(graphs, "STRIDE", 1e9)
    street = {(1, 2), (2, 1), (2, 3), (3, 2)}
    behind = {(3, 6), (6, 3), (6, 7), (7, 6)}
    lane, back, path = {(3, 4), (4, 1)}, {(4, 3), (1, 4)}, {(4, 5), (5, 4)}
    car = read_graph(extract, Mode.CAR, "")
    assert links(read_graph(extract, Mode.WALK, "")) == street | behind | lane | back | path
    assert links(read_graph(extract, Mode.BICYCLE, "")) == street | behind | lane | path
    assert links(car) == street | lane
    assert (car.extract.name, car.extract.date) == ("town.osm.pbf", "2026-11-20")


def test_car_goes_round_where_a_walker_goes_straight(extract):
    there = Cells(np.array([2.001]), np.array([48.001]), np.ones(1))
    corner = Sites(np.array([2.002]), np.array([48.0]), ("b",))
    back, hill, street = metres(
        np.array([2.001, 2.001, 2.0]),
        np.array([48.001, 48.001, 48.0]),
        np.array([2.0, 2.002, 2.002]),
        np.array([48.0, 48.0, 48.0]),
    )
    walk = Roads(read_graph(extract, Mode.WALK, ""), 60.0).reach(there, corner)
    car = Roads(read_graph(extract, Mode.CAR, ""), 60.0).reach(there, corner)
    assert walk.data == pytest.approx([hill / 75], abs=1e-3)
    assert car.data == pytest.approx([(back + street) / (25_000 / 60)], abs=1e-3)


def test_graph_is_read_once_and_kept_by_what_it_was_read_from(extract, kept, monkeypatch):
    first = load_graph(extract, Mode.CAR)
    digest = hashlib.sha256(extract.read_bytes()).hexdigest()
    assert [path.name for path in kept()] == [f"{digest[:32]}-car.npz"]
    moved = extract.rename(extract.with_name("renamed.osm.pbf"))
    monkeypatch.setattr(keeping, "read_graph", None)
    again = load_graph(moved, Mode.CAR)
    assert (again.extract.name, again.extract.digest) == ("renamed.osm.pbf", digest)
    assert (again.extract.date, again.left_out) == (first.extract.date, first.left_out)
    for name in ("x", "y", "joined", "first", "to", "ms"):
        assert getattr(again, name).tolist() == getattr(first, name).tolist()


def test_graph_that_cannot_be_kept_is_given_all_the_same(extract, settings, tmp_path):
    (tmp_path / "data").write_text("no folder")
    settings.DATA_DIR = tmp_path / "data"
    assert load_graph(extract, Mode.CAR).x.size > 0


@pytest.mark.parametrize("harm", ["cut", "text", "older", "other mode", "out of bounds", "kind"])
def test_kept_graph_that_says_something_else_is_read_again(extract, kept, monkeypatch, harm):
    good = load_graph(extract, Mode.CAR)
    (file,) = kept()
    with np.load(file) as opened:
        arrays = dict(opened)
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:-40])
    elif harm == "text":
        file.write_text("not an archive")
    elif harm == "older":
        monkeypatch.setattr(keeping, "READER", reading.READER + 1)
    elif harm == "other mode":
        load_graph(extract, Mode.WALK)
        walk = next(path for path in kept() if "walk" in path.name)
        walk.replace(file)
    elif harm == "out of bounds":
        arrays["to"] = arrays["to"] + 1000
        np.savez(file, **arrays)
    else:
        arrays["ms"] = arrays["ms"].astype(float)
        np.savez(file, **arrays)
    again = load_graph(extract, Mode.CAR)
    assert again.ms.tolist() == good.ms.tolist()
    assert all(not path.name.endswith(".draft") for path in kept())
    with np.load(file) as opened:
        assert opened["ms"].tolist() == good.ms.tolist()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ce n'est pas un fichier .osm.pbf"),
        (b"longitude,latitude\n2,48\n" * 99, "ce n'est pas un fichier .osm.pbf"),
        ("cut", "ou il est incomplet"),
    ],
)
def test_file_that_is_no_extract_is_refused_in_one_line(extract, kept, content, message):
    if content == "cut":
        content = extract.read_bytes()[:-20]
    extract.write_bytes(content)
    with pytest.raises(MeshError, match=message) as refused:
        load_graph(extract, Mode.WALK)
    assert len(str(refused.value).splitlines()) == 1
    assert str(refused.value).startswith("town.osm.pbf")


def test_text_that_is_none_inside_an_extract_is_refused(extract):
    extract.write_bytes(extract.read_bytes().replace(b"Moulin", b"M\xff\xfelin"))
    with pytest.raises(MeshError, match=r"ce n'est pas un fichier .osm.pbf"):
        read_graph(extract, Mode.WALK, "")


def test_message_of_a_harmed_extract_stays_on_one_line(extract):
    extract.write_bytes(extract.read_bytes().replace(b"OsmSchema-V0.6", b"OsmSchema\x1dV0.6"))
    with pytest.raises(MeshError, match=r"OsmSchema\?V0.6"):
        read_graph(extract, Mode.WALK, "")


def test_point_that_is_nowhere_on_earth_is_left_out(tmp_path):
    nodes = NODES | {9: (2.0, 100.0)}
    path = write_extract(tmp_path / "odd.osm.pbf", nodes, [*WAYS, ([1, 9], WAYS[0][1])])
    assert read_graph(path, Mode.WALK, "").y.max() < 49


def test_extract_without_roads_is_refused(tmp_path, kept):
    path = write_extract(tmp_path / "sea.osm.pbf", NODES, [([1, 2], {"natural": "coastline"})])
    with pytest.raises(MeshError, match="no road is open to this mode"):
        load_graph(path, Mode.WALK)
    assert not (tmp_path / "data").exists()


@pytest.fixture(scope="module")
def helsinki(shared_data):
    path = shared_data / "geo" / "osm" / "Helsinki.osm.pbf"
    if not path.is_file():
        pytest.skip("the extract of Helsinki is not here")
    return path


@pytest.fixture(scope="module")
def centre(helsinki):
    return {mode: read_graph(helsinki, mode, "") for mode in Mode}


def test_helsinki_has_the_walkable_points_that_its_catalogue_counts(helsinki):
    nodes, shared, strict = set(), set(), set()
    for thing in osmium.FileProcessor(str(helsinki)):
        if thing.is_node():
            nodes.add(thing.id)
        elif thing.is_way() and "highway" in thing.tags:
            tags = dict(thing.tags)
            if passage(tags, Mode.WALK) is None:
                continue
            refs = [node.ref for node in thing.nodes]
            for pair in itertools.pairwise(refs):
                if nodes.issuperset(pair):
                    shared.update(pair)
                    strict.update(pair if tags["highway"] != "cycleway" else ())
    # The catalogue leaves out every cycleway; we walk on those whose sign lets walkers.
    assert (len(strict), len(shared)) == (5559, 5863)


@pytest.mark.parametrize("mode", list(Mode))
def test_helsinki_is_answered_as_another_library_does(centre, mode):
    graph = centre[mode]
    draw = np.random.default_rng(7)
    x, y = draw.uniform(24.936, 24.953, 250), draw.uniform(60.1645, 60.1785, 250)
    cells = Cells(x[:200], y[:200], np.ones(200))
    sites = Sites(x[200:], y[200:], tuple(str(row) for row in range(50)))
    table = Roads(graph, 7.0).reach(cells, sites)
    size = graph.x.size
    roads = sparse.csr_matrix((graph.ms.astype(float), graph.to, graph.first), shape=(size, size))
    assert connected_components(roads, connection="strong")[0] == 1
    node, walk = snap(graph, cells.x, cells.y)
    ends, legs = snap(graph, sites.x, sites.y)
    due = (dijkstra(roads.T, indices=ends)[:, node] + walk + legs[:, None]) / 60_000
    found = np.full(due.shape, np.inf)
    rows = np.repeat(np.arange(50), np.diff(table.indptr))
    found[rows, table.indices] = table.data
    assert found == pytest.approx(np.where(due <= 7.0, due, np.inf), abs=1e-9)
    straight = metres(cells.x[None, :], cells.y[None, :], sites.x[:, None], sites.y[:, None])
    assert (found >= straight / (FASTEST[mode] * 1000 / 60) - 1e-9).all()


def test_helsinki_by_car_respects_one_way_streets(centre):
    graph = centre[Mode.CAR]
    size = graph.x.size
    pairs = sparse.csr_matrix((np.ones(graph.to.size), graph.to, graph.first), shape=(size, size))
    alone = (pairs - pairs.T) > 0
    assert alone.nnz > size / 3
    walking = centre[Mode.WALK]
    both = sparse.csr_matrix((walking.ms, walking.to, walking.first), shape=(walking.x.size,) * 2)
    assert (abs(both - both.T) > 0).nnz == 0
