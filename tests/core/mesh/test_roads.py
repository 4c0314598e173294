import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from numba.core.dispatcher import Dispatcher
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from maille.core.mesh.access import DECAY, Method, access_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.roads import graph as graphs
from maille.core.mesh.roads import travel
from maille.core.mesh.roads.graph import Extract, Points, graph_of, metres
from maille.core.mesh.roads.passage import FASTEST
from maille.core.mesh.roads.travel import MANY, SNAP, Roads, snap
from maille.core.mesh.study import study_cover, territory_of
from maille.core.mesh.values import SPEEDS, Cells, Mode, Question, Sites, Watch
from tests.core.mesh.towns import EXTRACT, at_nodes, draw_town, points_at, town_of, ways_of

seeds = st.integers(0, 2**32)
few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WALK = SPEEDS[Mode.WALK]


@pytest.fixture
def plain(monkeypatch):
    """Run every compiled loop of the roads as the Python it is written in."""
    for name, module in list(sys.modules.items()):
        if name.startswith("maille.core.mesh.roads"):
            for word, value in list(vars(module).items()):
                if isinstance(value, Dispatcher):
                    monkeypatch.setattr(module, word, value.py_func)


def people(seed, size=30):
    draw = np.random.default_rng(seed)
    return Cells(draw.uniform(2, 2.02, size), draw.uniform(48, 48.02, size), np.ones(size))


def sites_in(seed, size=5):
    cells = people(seed, size)
    return Sites(cells.x, cells.y, tuple(f"s{row}" for row in range(size)))


def found_town(seed, **kinds):
    try:
        return town_of(seed, **kinds)
    except MeshError:
        return None


def by_scipy(graph, cells, sites, minutes):
    """Give minutes by another library, over every pair; out of reach is endless."""
    size = graph.x.size
    table = sparse.csr_matrix((graph.ms.astype(float), graph.to, graph.first), shape=(size, size))
    node, walk = snap(graph, cells.x, cells.y)
    ends, more = snap(graph, sites.x, sites.y)
    rows = []
    for end, leg in zip(ends, more, strict=True):
        far = dijkstra(table.T, indices=max(end, 0))[node] + walk + leg
        rows.append(np.where((node >= 0) & (end >= 0) & (far <= minutes * 60_000), far, np.inf))
    return np.array(rows) / 60_000


def dense(table):
    full = np.full(table.shape, np.inf)
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    full[rows, table.indices] = table.data
    return full


@few
@given(seeds, st.sampled_from([0.5, 2.0, 30.0]), st.sampled_from([1, MANY]))
def test_minutes_are_those_of_another_library_on_a_graph_cut_down_or_not(
    monkeypatch, seed, minutes, many
):
    graph = found_town(seed)
    assume(graph is not None)
    monkeypatch.setattr(travel, "MANY", many)
    cells, sites = people(seed), sites_in(seed + 1)
    found = dense(Roads(graph, minutes).reach(cells, sites))
    assert found == pytest.approx(by_scipy(graph, cells, sites, minutes), abs=1e-9)


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("many", [1, MANY])
def test_uncompiled_loops_find_the_same_whatever_the_memory(monkeypatch, many):
    monkeypatch.setattr(travel, "_ROOM", 1)
    monkeypatch.setattr(travel, "_SOME", 2)
    monkeypatch.setattr(travel, "MANY", many)
    # A cul-de-sac with a fork, a loop hanging on one point, a one-way chain, and far away a lane.
    places = [(2, 48), (2.001, 48), (2.002, 48), (2.002, 48.001), (2.001, 48.001), (2, 48.001)]
    places += [(2.003, 48), (2.004, 48), (2.004, 48.001), (1.999, 48), (1.998, 48)]
    places += [(1.998, 48.001), (2.1, 48), (2.101, 48), (2.2, 48), (2.201, 48)]
    ways = ways_of(
        ([0, 1, 2], 30, 30),
        ([2, 3, 4, 5, 0], 30, 0),
        ([2, 6, 7, 8, 6], 20, 20),
        ([0, 9, 10], 10, 10),
        ([9, 11], 10, 10),
        ([12, 13], 10, 10),
        ([14, 15], 10, 10),
    )
    monkeypatch.setattr(graphs, "ISLAND", 2)
    graph = graph_of(Mode.CAR, EXTRACT, points_at(places), ways)
    cells = people(3, 60)
    lane = Cells(np.append(cells.x, 2.1), np.append(cells.y, 48.0), np.ones(61))
    for town in (graph, *(town_of(seed, size=60, ways=60) for seed in range(3))):
        for minutes in (0.2, 5.0, 60.0):
            for sites in (sites_in(4, 6), at_nodes(town, [0, 1, town.x.size - 1])):
                found = dense(Roads(town, minutes).reach(lane, sites))
                assert found == pytest.approx(by_scipy(town, lane, sites, minutes), abs=2e-5)


@few
@given(seeds)
def test_road_times_obey_the_triangle_of_the_graph(seed):
    graph = found_town(seed)
    assume(graph is not None)
    nodes = np.arange(min(graph.x.size, 25))
    cells = Cells(graph.x[nodes], graph.y[nodes], np.ones(nodes.size))
    time = dense(Roads(graph, 600.0).reach(cells, at_nodes(graph, nodes))).T
    direct, detour = time[:, None, :], time[:, :, None] + time[None, :, :]
    known = np.isfinite(detour)
    # A walk to the point itself takes a millisecond in the table: zero would be out of reach.
    assert (np.broadcast_to(direct, detour.shape)[known] <= detour[known] + 1e-9).all()


@few
@given(seeds, st.sampled_from(list(Mode)))
def test_no_road_is_quicker_than_the_straight_line_at_the_highest_speed(seed, mode):
    graph = found_town(seed, mode=mode)
    assume(graph is not None)
    cells, sites = people(seed), sites_in(seed + 1)
    table = Roads(graph, 600.0).reach(cells, sites)
    rows = np.repeat(np.arange(sites.x.size), np.diff(table.indptr))
    columns = table.indices
    far = metres(cells.x[columns], cells.y[columns], sites.x[rows], sites.y[rows])
    assert (table.data >= far / (FASTEST[mode] * 1000 / 60) - 1e-9).all()


@few
@given(seeds)
def test_order_of_points_ways_cells_and_sites_changes_nothing(seed):
    points, ways = draw_town(seed)
    try:
        graph = graph_of(Mode.CAR, EXTRACT, points, ways)
    except MeshError:
        assume(condition=False)
    draw = np.random.default_rng(seed)
    mixed = draw.permutation(points.ids.size)
    order = draw.permutation(ways.forward.size)
    pieces = [ways.refs[ways.first[w] : ways.first[w + 1]] - 10 for w in order]
    again = graph_of(
        Mode.CAR,
        EXTRACT,
        Points(points.ids[mixed], points.x[mixed], points.y[mixed]),
        ways_of(*zip(pieces, ways.forward[order], ways.backward[order], strict=True)),
    )
    for name in ("x", "y", "joined", "first", "to", "ms"):
        assert getattr(again, name).tolist() == getattr(graph, name).tolist()
    cells, sites = people(seed), sites_in(seed + 1)
    rows, columns = draw.permutation(sites.x.size), draw.permutation(cells.x.size)
    there = Cells(cells.x[columns], cells.y[columns], cells.population)
    names = Sites(sites.x[rows], sites.y[rows], tuple(str(row) for row in rows))
    found = dense(Roads(graph, 9.0).reach(cells, sites))
    assert (dense(Roads(again, 9.0).reach(there, names)) == found[rows][:, columns]).all()


def test_one_way_counts_from_home_to_the_place():
    ring = points_at([(2, 48), (2.01, 48), (2.01, 48.01), (2, 48.01)])
    graph = graph_of(Mode.CAR, EXTRACT, ring, ways_of(([0, 1, 2, 3, 0], 36, 0)))
    ends = Cells(ring.x[:2], ring.y[:2], np.ones(2))
    place = Sites(ring.x[1:2], ring.y[1:2], ("b",))
    minutes = Roads(graph, 60.0).reach(ends, place).toarray()[0]
    side, height = metres(ring.x[:2], ring.y[:2], ring.x[1:3], ring.y[1:3])
    assert minutes == pytest.approx([side / 600, 0], abs=1e-3)
    back = Roads(graph, 60.0).reach(ends, Sites(ring.x[:1], ring.y[:1], ("a",))).toarray()[0]
    assert back[1] == pytest.approx((side + 2 * height) / 600, abs=1e-3)


def test_what_leads_out_and_never_back_is_left_out():
    line = points_at([(2, 48), (2.0001, 48), (2.0002, 48), (2.0003, 48)])
    graph = graph_of(Mode.CAR, EXTRACT, line, ways_of(([0, 1], 30, 30), ([1, 2, 3], 30, 0)))
    assert (graph.x.tolist(), graph.left_out) == ([2, 2.0001], 2)


def test_island_counts_from_some_size_on(monkeypatch):
    places = [(2 + i / 1e4, 48) for i in range(5)] + [(3 + i / 1e4, 48) for i in range(3)]
    ways = ways_of(([0, 1, 2, 3, 4], 9, 9), ([5, 6, 7], 9, 9))
    assert graph_of(Mode.CAR, EXTRACT, points_at(places), ways).x.size == 5
    monkeypatch.setattr(graphs, "ISLAND", 3)
    assert graph_of(Mode.CAR, EXTRACT, points_at(places), ways).x.size == 8


def test_long_street_is_joined_in_its_middle_and_a_motorway_nowhere():
    line = points_at([(2, 48), (2.02, 48), (2.06, 48)])
    graph = graph_of(Mode.CAR, EXTRACT, line, ways_of(([0, 1], 30, 30), ([1, 2], 90, 90, False)))
    assert np.diff(np.sort(graph.x[graph.x <= 2.02])).max() == pytest.approx(0.02 / 15)
    near, walked = snap(graph, np.array([2.01, 2.04]), np.array([48.0, 48.0]))
    assert near[0] >= 0
    assert walked[0] <= 50 / (WALK / 3.6) * 1000 + 1
    assert (near[1], walked[1]) == (-1, 0)
    assert Roads(graph, 1.0).apart(np.array([2.01, 2.04]), np.array([48.0, 48.0])).tolist() == [
        False,
        True,
    ]


def test_street_across_the_date_line_is_one_stretch():
    line = points_at([(179.999, 0), (-179.999, 0)])
    graph = graph_of(Mode.WALK, EXTRACT, line, ways_of(([0, 1], WALK, WALK)))
    assert graph.ms == pytest.approx([177913, 177913], abs=1)


def test_two_roads_between_two_points_count_as_the_faster():
    line = points_at([(2, 48), (2.001, 48)])
    slow, fast = ([0, 1, 1, 0], 10, 10), ([1, 0], 30, 10)
    graph = graph_of(Mode.CAR, EXTRACT, line, ways_of(slow, fast))
    forward, backward = (7.2 / speed * 3.6e6 / 100 for speed in (10, 30))
    assert sorted(graph.ms.tolist()) == pytest.approx(
        sorted([forward * 1.034, backward * 1.034]), rel=1e-2
    )


def test_far_from_any_road_is_out_of_reach_and_a_site_too():
    graph = town_of(2)
    there = Cells(np.append(graph.x[:1], 5.0), np.append(graph.y[:1], 48.0), np.ones(2))
    sites = Sites(np.append(graph.x[:1], 5.0), np.append(graph.y[:1], 48.0), ("a", "b"))
    table = Roads(graph, 60.0).reach(there, sites)
    assert (table.indptr.tolist(), table.indices.tolist()) == ([0, 1, 1], [0])
    assert table.data[0] == pytest.approx(0, abs=1e-4)


def test_walk_to_the_road_counts_on_both_sides():
    graph = graph_of(
        Mode.CAR, EXTRACT, points_at([(2, 48), (2.0005, 48)]), ways_of(([0, 1], 60, 60))
    )
    off = 450 / 111195.08
    assert off * 111195.08 < SNAP
    cell = Cells(np.array([2.0]), np.array([48 + off]), np.ones(1))
    site = Sites(np.array([2.0]), np.array([48 - off]), ("a",))
    assert Roads(graph, 60.0).reach(cell, site).data == pytest.approx([12.0], abs=1e-3)


def test_study_and_scores_follow_the_roads():
    graph = graph_of(
        Mode.WALK,
        EXTRACT,
        points_at([(2, 48), (2.001, 48), (2.002, 48), (2.003, 48)]),
        ways_of(([0, 1, 2, 3], WALK, WALK)),
    )
    cells = Cells(graph.x, graph.y, np.array([1.0, 2, 4, 8]))
    none = Sites(np.zeros(0), np.zeros(0), ())
    roads = Roads(graph, 1.2)
    land = territory_of(cells, none, at_nodes(graph, np.arange(4)), roads)
    study = study_cover(land, Question(sites=1), Watch())
    assert (study.sites[0].id, study.value, study.proven) == ("n2", 14, True)
    scores = access_of(cells, at_nodes(graph, [0]), np.ones(1), roads, Method.APL)
    far = DECAY[Method.APL][2]
    assert scores == pytest.approx(np.array([1, far, 0, 0]) / (1 + 2 * far))


@pytest.mark.parametrize(
    ("points", "ways"),
    [
        ([], [([0, 1], 9, 9)]),
        ([(2, 48)], []),
        ([(2, 48)], [([0, 0], 9, 9)]),
        ([(2, 48), (2.001, 48)], [([0, 5], 9, 9)]),
        ([(2, 48), (2.001, 48)], [([0, 1], 9, 0)]),
        ([(2, 48), (2.001, 48)], [([0, 1], 0, 0)]),
    ],
)
def test_nothing_to_pass_is_said(points, ways):
    with pytest.raises(MeshError, match=r"town.osm.pbf: no road is open to this mode \(walk\)"):
        graph_of(Mode.WALK, EXTRACT, points_at(points), ways_of(*ways))


def test_what_roads_cannot_answer_is_refused():
    graph = town_of(2)
    with pytest.raises(MeshError, match="from zero to a day"):
        Roads(graph, float("nan"))
    with pytest.raises(MeshError, match="from zero to a day"):
        Roads(graph, 1441.0)
    plane = Cells(np.zeros(1), np.zeros(1), np.ones(1), planar=True)
    with pytest.raises(MeshError, match="need degrees"):
        Roads(graph, 5.0).reach(plane, at_nodes(graph, [0]))
    away = Cells(np.array([7.0]), np.array([43.5]), np.ones(1))
    with pytest.raises(
        MeshError, match=r"no road near the cells: they are at 7\.000 – 7\.000, 43\.500 –"
    ):
        Roads(graph, 5.0).reach(away, at_nodes(graph, [0]))


def test_roads_say_where_they_come_from_in_both_languages():
    points, ways = draw_town(2, mode=Mode.BICYCLE)
    dated = graph_of(Mode.BICYCLE, Extract("a.osm.pbf", "0" * 64, "2026-11-20"), points, ways)
    assert Roads(dated, 7.5).said() == (
        "roads of a.osm.pbf of 2026-11-20 (SHA-256 000000000000), 7.5 min bicycle at up to "
        "15 km/h, on foot to the nearest road (1 km at most); © OpenStreetMap contributors"
    )
    assert Roads(dated, 7.5).said("fr") == (
        "par les routes de a.osm.pbf du 2026-11-20 (SHA-256 000000000000), 7,5 min à vélo, "
        "15 km/h au plus, à pied jusqu'à la route la plus proche (1 km au plus) ; "
        "© les contributeurs d'OpenStreetMap"
    )
    assert Roads(town_of(2), 5.0).said().startswith("roads of town.osm.pbf (SHA-256 abab")
    assert Roads(dated, 7.5).radius == 7.5
    assert not Roads(dated, 7.5).planar
