import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from maille.core.mesh import kernels, merging
from maille.core.mesh.ask import ask
from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.kernels import distance
from maille.core.mesh.merging import merged_territory_of
from maille.core.mesh.reduce import hashes, merge_cells, whole
from maille.core.mesh.study import study_cover, territory_of
from maille.core.mesh.values import (
    EARTH,
    Cells,
    Mode,
    Objective,
    Question,
    Sites,
    Travel,
    Watch,
    by_minutes,
)
from tests.core.mesh.lands import sites_at

few = settings(max_examples=40, deadline=None)


def by_hand(cells, sites, radius):
    size = 0.0 if cells.planar else EARTH
    return [
        {
            c
            for c in range(cells.x.size)
            if distance.py_func(sites.x[s], sites.y[s], cells.x[c], cells.y[c], size) <= radius
        }
        for s in range(sites.x.size)
    ]


def found(cells, sites, radius):
    reach = reach_of(cells, sites, Travel(radius, planar=cells.planar))
    assert reach.data.sum() == (reach.toarray() > 0).sum()
    return [set(reach[s].indices.tolist()) for s in range(sites.x.size)]


@few
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.1, 0.5, 1.0, 3.0, 100.0]))
def test_plane_is_covered_as_by_hand_edges_included(seed, radius):
    draw = np.random.default_rng(seed)
    points = draw.integers(-20, 20, (2, 40)) / 10
    cells = Cells(points[0], points[1], np.ones(40), planar=True)
    sites = sites_at(draw.integers(-20, 20, (6, 2)) / 10)
    assert found(cells, sites, radius) == by_hand(cells, sites, radius)


@few
@given(st.integers(0, 2**32), st.sampled_from([0.0, 50e3, 800e3, 6e6]), st.booleans())
def test_sphere_is_covered_as_by_hand_poles_and_date_line_included(seed, radius, north):
    draw = np.random.default_rng(seed)
    low = 80 if north else -90
    cells = Cells(draw.uniform(-180, 180, 60), draw.uniform(low, 90, 60), np.ones(60))
    sites = sites_at(
        np.column_stack((draw.uniform(-180, 180, 5), draw.uniform(low, 90, 5))), planar=False
    )
    assert found(cells, sites, radius) == by_hand(cells, sites, radius)


def test_uncompiled_loop_finds_the_same(request):
    cells = Cells(np.array([179.9, -179.9, 0.0]), np.array([0.0, 0.0, 0.1]), np.ones(3))
    sites = sites_at([(180.0, 0.0), (0.0, 0.0)], planar=False)
    compiled = found(cells, sites, 12e3)
    request.getfixturevalue("plain")
    edge = Cells(np.array([3.0]), np.array([4.0]), np.ones(1), planar=True)
    assert found(edge, sites_at([(0, 0)]), 5.0) == [{0}]
    assert found(cells, sites, 12e3) == compiled == [{0, 1}, {2}]


def test_distances_are_those_of_the_loop():
    cells = Cells(np.array([2.0, 2.5]), np.array([48.0, 48.5]), np.ones(2))
    sites = Sites(np.array([2.1]), np.array([48.1]), ("a",))
    far = distances(reach_of(cells, sites, Travel(1e5)), cells, sites)
    assert far == pytest.approx([13368.0, 53529.4], rel=2e-2)
    assert far[0] == pytest.approx(distance(2.1, 48.1, 2.0, 48.0, EARTH), rel=1e-12)


@pytest.mark.parametrize("compiled", [True, False])
def test_collisions_of_hashes_merge_nothing(compiled, monkeypatch):
    if not compiled:
        monkeypatch.setattr("maille.core.mesh.reduce.mark_new", kernels.mark_new.py_func)
    served = sparse.csr_matrix(np.array([[1, 0], [0, 1], [1, 0], [1, 1]]))
    cells, weight = merge_cells(served, np.array([1, 2, 4, 8]), np.zeros((2, 2), np.uint64))
    assert sorted(zip(cells.tolist(), weight.tolist(), strict=True)) == [
        (0, 1),
        (1, 2),
        (2, 4),
        (3, 8),
    ]


def test_numbers_that_no_scale_holds_are_rounded():
    assert whole(np.array([1 / 3]))[0].tolist() == [333333]


def test_travel_says_what_it_assumes():
    assert Travel(2.5, planar=True).said("fr") == "à vol d'oiseau, 2,5 unités du plan"
    assert Travel(800.0).said("fr") == "à vol d'oiseau, 800 m"
    assert Travel(2.5, planar=True).said() == "straight line, 2.5 units of the plane"
    assert by_minutes(30, Mode.CAR).radius == pytest.approx(30 / 60 * 40000 / 1.3)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Travel(-1.0), "zero or more"),
        (lambda: Travel(7e6), "larger than the Earth's"),
        (lambda: Cells(np.zeros(0), np.zeros(0), np.zeros(0)), "no cell"),
        (lambda: Cells(np.array([np.nan]), np.zeros(1), np.zeros(1)), "coordinate is not"),
        (lambda: Cells(np.array([6.5e5]), np.array([6e6]), np.zeros(1)), "--planar"),
        (lambda: Cells(np.zeros(1), np.zeros(1), np.array([np.inf])), "population is not"),
        (lambda: Cells(np.zeros(1), np.zeros(1), np.array([-1.0])), "negative"),
        (lambda: Sites(np.zeros(2), np.zeros(2), ("a", "a")), "same identifier"),
        (lambda: sites_at([(0, 0)], cost=[-1]), "cost is negative"),
        (Question, "say how many"),
        (lambda: Question(sites=-1), "sites is negative"),
        (lambda: Question(budget=-1.0), "budget must be"),
        (lambda: Question(sites=1, at_least=0), "at least one"),
        (lambda: Question(target=2.0), "share above 0"),
        (lambda: Question(target=0.5, objective=Objective.MEDIAN), "must be cover"),
        (lambda: Question(sites=1, at_least=2, objective=Objective.CENTER), "several places"),
        (lambda: Question(stops=1, objective=Objective.MEDIAN), "stops"),
        (lambda: Question(stops=-1), "stops is negative"),
        (lambda: Question(stops=1, budget=1.0), "cannot both"),
        (lambda: Question(sites=1, forced=("a",), banned=("a",)), "forced and banned"),
    ],
)
def test_what_no_territory_has_is_refused(make, message):
    with pytest.raises(MeshError, match=message):
        make()


def test_degrees_and_plane_do_not_mix():
    cells = Cells(np.zeros(1), np.zeros(1), np.ones(1))
    with pytest.raises(MeshError, match="all planar or all in degrees"):
        reach_of(cells, sites_at([(0, 0)]), Travel(1.0))


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32), st.booleans(), st.integers(0, 3))
def test_cells_merged_part_after_part_give_the_same_answer(seed, planar, opened):
    draw = np.random.default_rng(seed)
    points = draw.integers(0, 12, (2, 80)) * 1.0
    cells = Cells(points[0], points[1], draw.integers(0, 9, 80) / 2, planar)
    places = sites_at(draw.integers(0, 12, (opened, 2)), planar=planar, prefix="p")
    candidates = sites_at(draw.integers(0, 12, (9, 2)), planar=planar)
    travel = Travel(2.5 if planar else 300e3, planar)
    whole_land = territory_of(cells, places, candidates, travel)
    merged = merged_territory_of(cells, (places, candidates), travel, size=33)
    assert merged.weight.size < 80
    for question in (Question(sites=2), Question(sites=2, at_least=2)):
        one, other = (study_cover(land, question, Watch()) for land in (whole_land, merged))
        said = [(s.value, s.bound, s.covered_before, s.population) for s in (one, other)]
        assert said[0] == said[1]


def test_many_cells_are_merged_where_the_same_sites_serve_them(monkeypatch):
    monkeypatch.setattr("maille.core.mesh.ask.MANY", 10)
    cells = Cells(np.arange(40.0), np.zeros(40), np.ones(40), planar=True)
    none, sites = sites_at([]), sites_at([(3, 0), (30, 0)])
    answer = ask(cells, (none, sites), Travel(2.0, planar=True), Question(sites=2), Watch())
    assert (answer.value, answer.proven) == (10.0, True)


def colliding(sites, salt=0):
    return hashes(sites, salt) if salt else np.zeros((2, sites), np.uint64)


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("opened", [[], [(3, 0)]])
def test_collisions_of_words_are_seen_and_other_words_taken(monkeypatch, opened):
    cells = Cells(np.arange(9.0), np.zeros(9), np.ones(9), planar=True)
    sites = sites_at(opened, prefix="p"), sites_at([(at % 7, 0) for at in range(16)])
    travel = Travel(1.0, planar=True)
    true = merged_territory_of(cells, sites, travel, size=6)
    monkeypatch.setattr("maille.core.mesh.merging.hashes", colliding)
    again = merged_territory_of(cells, sites, travel, size=6)
    told = [
        sorted(zip(land.weight, land.held, land.matrix.sum(axis=0).A1, strict=True))
        for land in (true, again)
    ]
    assert told[0] == told[1]
    assert true.weight.sum() == 9


@pytest.mark.usefixtures("plain")
def test_words_that_begin_alike_are_told_apart():
    mixed = np.array([[5, 1], [5, 2], [5, 1], [7, 0]])
    groups, firsts = np.zeros(4, int), np.zeros(4, int)
    assert merging.group(mixed, np.full(8, -1), groups, firsts) == 3
    assert (groups.tolist(), firsts[:3].tolist()) == ([0, 1, 0, 2], [0, 1, 3])


def test_radius_larger_than_any_plane_serves_everybody():
    cells = Cells(np.array([-9.0, 9.0]), np.zeros(2), np.ones(2), planar=True)
    assert found(cells, sites_at([(0, 0)]), 1e200) == [{0, 1}]
