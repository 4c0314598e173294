import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from maille.core.mesh.ask import ask
from maille.core.mesh.covering import covers
from maille.core.mesh.errors import MeshError
from maille.core.mesh.interchange import Rules
from maille.core.mesh.lists import serve
from maille.core.mesh.median import distances_to
from maille.core.mesh.reduce import ENDLESS
from maille.core.mesh.study import study_cover, territory_of
from maille.core.mesh.values import Cells, Objective, Question, Sites, Travel, Watch, Weeks
from tests.core.mesh.lands import land_of, plans, sites_at

seeds = st.integers(0, 2**32)
few = settings(max_examples=12, deadline=None)
FAR = Travel(math.inf, planar=True)
NONE = sites_at([])


def ground(seed, *, cells=30, sites=9, opened=0, cost=False):
    land = land_of(seed, cells=cells, sites=sites, opened=opened, cost=cost)
    draw = np.random.default_rng(seed)
    return land.cells, (sites_at(draw.integers(0, 10, (opened, 2))), land.candidates)


def apart(cells, sites, rows):
    far = np.hypot(sites.x[rows, None] - cells.x, sites.y[rows, None] - cells.y)
    return far.min(axis=0, initial=np.inf)


def measured(objective, cells, groups, rows):
    places, candidates = groups
    every = np.arange(places.x.size)
    far = np.minimum(apart(cells, places, every), apart(cells, candidates, list(rows)))
    there = cells.population > 0
    if objective is Objective.CENTER:
        return far[there].max(initial=0.0)
    return float((far[there] * cells.population[there]).sum())


def least(question, cells, groups):
    """Try every plan that the question allows."""
    candidates = groups[1]
    ids, best = candidates.ids, np.inf
    cost = candidates.cost if candidates.cost is not None else np.zeros(len(ids))
    must, never = ({ids.index(n) for n in names} for names in (question.forced, question.banned))
    most = len(ids) if question.sites is None else min(question.sites, len(ids))
    for size in range(most + 1):
        for rows in itertools.combinations(range(len(ids)), size):
            dear = question.budget is not None and cost[list(rows)].sum() > question.budget
            if must <= set(rows) and not never & set(rows) and not dear:
                best = min(best, measured(question.objective, cells, groups, rows))
    return best


least_distance = st.sampled_from([Objective.MEDIAN, Objective.CENTER])


@few
@given(seeds, least_distance, st.integers(1, 4), st.integers(0, 2))
def test_least_distance_is_what_trying_every_plan_finds(seed, objective, sites, opened):
    cells, groups = ground(seed, opened=opened)
    question = Question(sites=sites, objective=objective)
    answer = ask(cells, groups, FAR, question, Watch())
    assert answer.value == pytest.approx(least(question, cells, groups), rel=1e-7)
    assert (answer.proven, answer.bound) == (True, answer.value)
    assert len(answer.sites) <= sites


@few
@given(seeds, least_distance, st.integers(3, 12))
def test_budget_forced_and_banned_bind_every_objective(seed, objective, budget):
    cells, groups = ground(seed, opened=1, cost=True)
    cheap = groups[1].cost[groups[1].ids.index("s1")] <= budget
    question = Question(
        budget=float(budget),
        objective=objective,
        banned=("s2", "s3"),
        forced=("s1",) if cheap else (),
    )
    answer = ask(cells, groups, FAR, question, Watch())
    ids = [site.id for site in answer.sites]
    assert answer.value == pytest.approx(least(question, cells, groups), rel=1e-7)
    assert answer.proven
    assert not {"s2", "s3"} & set(ids)
    assert (ids[:1] == ["s1"]) is bool(cheap)


@few
@given(seeds, least_distance)
def test_least_distance_does_not_depend_on_the_order_of_rows(seed, objective):
    cells, groups = ground(seed)
    draw, sites = np.random.default_rng(seed), groups[1]
    a, b = draw.permutation(cells.x.size), draw.permutation(sites.x.size)
    again = Cells(cells.x[a], cells.y[a], cells.population[a], planar=True)
    turned = Sites(sites.x[b], sites.y[b], tuple(sites.ids[i] for i in b), planar=True)
    question = Question(sites=3, objective=objective)
    first = ask(cells, groups, FAR, question, Watch())
    second = ask(again, (NONE, turned), FAR, question, Watch())
    assert (first.value, first.bound) == (second.value, second.bound)


@pytest.mark.parametrize("objective", [Objective.MEDIAN, Objective.CENTER])
def test_stopped_at_once_it_keeps_a_plan_and_a_true_bound(objective):
    for seed in range(4):
        cells, groups = ground(seed, cells=60)
        question = Question(sites=2, objective=objective)
        stopped = ask(cells, groups, FAR, question, Watch(stop=lambda: True))
        assert stopped.bound <= least(question, cells, groups) <= stopped.value + 1e-9
        assert 0 <= stopped.gap <= 1


@few
@given(seeds, st.integers(2, 3), st.integers(1, 5), st.integers(0, 3))
def test_several_places_at_once_are_counted_as_by_hand(seed, at_least, sites, opened):
    land = land_of(seed, radius=4.5, opened=opened)
    question = Question(sites=sites, at_least=at_least)
    answer = study_cover(land, question, Watch())

    def persons(rows):
        held = land.held + np.bincount(land.matrix[list(rows)].indices, minlength=land.held.size)
        return int(land.weight[held >= at_least].sum()) / land.scale

    best = max(persons(rows) for rows in plans(land, question))
    assert (answer.covered_after, answer.proven) == (best, True)
    assert answer.covered_before == persons(())
    assert sum(site.gain for site in answer.sites) == answer.value


@few
@given(seeds, st.integers(1, 6))
def test_rounds_stop_where_most_are_served_in_a_week_on_average(seed, stops):
    draw = np.random.default_rng(seed)
    cells, (places, fixed) = ground(seed, opened=1)
    weeks = draw.integers(0, 4, fixed.x.size)
    spots = Sites(fixed.x, fixed.y, fixed.ids, planar=True, weeks=weeks)
    land = territory_of(cells, places, spots, Travel(2.5, planar=True))
    question = Question(stops=stops, sites=4)
    answer = study_cover(land, question, Watch())
    visits = land.candidates.visits

    def persons(rows):
        covered = land.covered.copy()
        covered[land.matrix[list(rows)].indices] = True
        return int(land.weight[covered].sum()) / land.scale

    every = plans(land, Question(sites=4))
    best = max(persons(rows) for rows in every if visits[list(rows)].sum() <= stops)
    assert (answer.covered_after, answer.proven) == (best, True)
    if land.weekly:
        odd, even = answer.told["after_odd"], answer.told["after_even"]
        assert (odd + even) / 2 == answer.covered_after


def test_odd_week_is_not_an_even_one():
    cell = Cells(np.zeros(1), np.zeros(1), np.array([10.0]), planar=True)
    spots = sites_at([(0, 0), (0, 1)])
    bus = Sites(spots.x, spots.y, spots.ids, planar=True, weeks=np.array([Weeks.ODD, Weeks.ODD]))
    answer = ask(cell, (NONE, bus), Travel(2.0, planar=True), Question(stops=4), Watch())
    told = {"before_odd": 0, "before_even": 0, "after_odd": 10, "after_even": 0}
    assert (answer.value, answer.told, len(answer.sites)) == (5.0, told, 1)


def test_median_says_the_mean_and_the_farthest():
    line = Cells(np.arange(3.0), np.zeros(3), np.array([1.0, 0.0, 3.0]), planar=True)
    question = Question(sites=1, objective=Objective.MEDIAN)
    answer = ask(line, (sites_at([(0, 0)]), sites_at([(1, 0)])), FAR, question, Watch())
    told = {"mean": 0.75, "farthest": 1.0, "mean_before": 1.5}
    assert (answer.value, answer.told, answer.covered_after) == (3.0, told, 4.0)


@pytest.mark.parametrize("objective", [Objective.MEDIAN, Objective.CENTER])
@pytest.mark.parametrize("people", [0.0, 2.0])
def test_nothing_to_choose_is_an_answer(objective, people):
    cell = Cells(np.zeros(1), np.zeros(1), np.array([people]), planar=True)
    place = sites_at([(3, 4)], prefix="p")
    for candidates in (NONE, sites_at([(0, 0)])):
        question = Question(sites=0, objective=objective)
        answer = ask(cell, (place, candidates), FAR, question, Watch())
        far = 5.0 * (people if objective is Objective.MEDIAN else people > 0)
        assert (answer.value, answer.bound, answer.sites) == (far, far, ())


@pytest.mark.parametrize("objective", [Objective.MEDIAN, Objective.CENTER])
def test_nobody_left_without_a_place(objective):
    cell = Cells(np.zeros(1), np.zeros(1), np.ones(1), planar=True)
    for question in (
        Question(sites=0, objective=objective),
        Question(budget=1.0, objective=objective),
    ):
        with pytest.raises(MeshError, match="nobody would have a place"):
            ask(cell, (NONE, sites_at([(0, 0)], cost=[2])), FAR, question, Watch())
    forced = Question(sites=0, objective=objective, forced=("s0",))
    with pytest.raises(MeshError, match="more than is allowed"):
        ask(cell, (NONE, sites_at([(0, 0)])), FAR, forced, Watch())


@pytest.mark.parametrize("objective", list(Objective))
@pytest.mark.parametrize("limit", [{"sites": 3}, {"budget": 9.0}])
def test_loops_say_the_same_uncompiled(request, objective, limit):
    cells, groups = ground(5, cells=40, sites=12, cost=True)
    several = {"at_least": 2} if objective is Objective.COVER else {}
    question = Question(objective=objective, kicks=4, rounds=60, **limit, **several)
    asked = cells, groups, Travel(3.5, planar=True), question, Watch()
    compiled = ask(*asked)
    request.getfixturevalue("plain")
    assert ask(*asked) == compiled


def test_lists_cut_short_still_bound_and_measure(monkeypatch):
    monkeypatch.setattr("maille.core.mesh.lists.MOST_PAIRS", 90)
    for seed in range(6):
        for opened in (0, 1):
            cells, groups = ground(seed, opened=opened)
            question = Question(sites=2, objective=Objective.MEDIAN)
            answer = ask(cells, groups, FAR, question, Watch())
            best = least(question, cells, groups)
            assert answer.bound <= best + 1e-7
            assert answer.value >= best - 1e-7
    cells, groups = ground(1, opened=1, cost=True)
    nothing = Question(budget=0.0, objective=Objective.MEDIAN)
    assert ask(cells, groups, FAR, nothing, Watch()).sites == ()


def ring(size):
    """Points on a circle where each candidate stands between two cells."""
    turn = 2 * np.pi * np.arange(2 * size) / (2 * size)
    x, y = np.cos(turn), np.sin(turn)
    cells = Cells(x[::2], y[::2], np.ones(size), planar=True)
    return cells, sites_at(np.column_stack((x[1::2], y[1::2])))


@pytest.mark.parametrize("limit", [{"sites": 6}, {"budget": 6.0}])
def test_relaxation_that_says_nothing_leaves_it_to_branching(limit):
    cells, spots = ring(13)
    sites = Sites(spots.x, spots.y, spots.ids, cost=np.ones(13), planar=True)
    question = Question(objective=Objective.CENTER, **limit)
    answer = ask(cells, (NONE, sites), FAR, question, Watch())
    assert answer.proven
    assert answer.value == pytest.approx(2 * np.sin(3 * np.pi / 26))


def triangles():
    """Corners of two triangles, candidates in the middle of their sides: half a site is missing."""
    turn = np.radians([0, 120, 240])
    x, y = np.cos(turn), np.sin(turn)
    sides = (x + np.roll(x, 1)) / 2, (y + np.roll(y, 1)) / 2
    cells = Cells(np.append(x, x + 99), np.append(y, y), np.ones(6), planar=True)
    spots = sites_at(
        np.column_stack((np.append(sides[0], sides[0] + 99), np.append(sides[1], sides[1])))
    )
    return cells, Sites(spots.x, spots.y, spots.ids, cost=np.ones(6), planar=True)


@pytest.mark.parametrize("limit", [{"sites": 3}, {"budget": 3.0}])
def test_centre_is_settled_where_the_relaxation_sees_nothing(limit):
    cells, sites = triangles()
    answer = ask(cells, (NONE, sites), FAR, Question(objective=Objective.CENTER, **limit), Watch())
    assert (answer.proven, answer.value) == (True, pytest.approx(1.5))


@pytest.mark.parametrize("before", [0, 10])
@pytest.mark.parametrize("pairs", [0, 10_000])
@pytest.mark.parametrize("priced", [False, True])
def test_lines_of_an_affine_plane_take_five_points(monkeypatch, before, pairs, priced):
    monkeypatch.setattr("maille.core.mesh.covering._NODES_BEFORE", before)
    monkeypatch.setattr("maille.core.mesh.lp._FEW_PAIRS", pairs)
    points = [(x, y) for x in range(3) for y in range(3)]
    lines = [(1, b, c) for b in range(3) for c in range(3)] + [(0, 1, c) for c in range(3)]
    table = [[int((a * x + b * y + c) % 3 == 0) for a, b, c in lines] for x, y in points]
    said = []
    for most in (4, 5):
        cost = np.full(9, int(priced))
        rules = Rules(9 if priced else most, cost, most if priced else ENDLESS)
        question = Question(sites=most, kicks=0)
        verdict = covers(sparse.csr_matrix(np.array(table)), rules, question, Watch())
        said.append((verdict.rows is not None, verdict.proven))
    assert said == [(False, True), (True, True)]


@pytest.mark.parametrize(("before", "rounds"), [(0, 0), (10, 0), (10, 150)])
def test_covers_says_what_trying_every_plan_says(monkeypatch, before, rounds):
    monkeypatch.setattr("maille.core.mesh.covering._NODES_BEFORE", before)
    monkeypatch.setattr("maille.core.mesh.covering._ROUNDS", rounds)
    for seed in range(40):
        draw = np.random.default_rng(seed)
        table = draw.random((11, 16)) < 0.3
        table[draw.integers(0, 11, 16), np.arange(16)] = True
        most = int(draw.integers(2, 6))
        rules = Rules(most, np.zeros(11, np.int64), ENDLESS)
        question = Question(sites=most, kicks=0)
        verdict = covers(sparse.csr_matrix(table.astype(np.int8)), rules, question, Watch())
        able = any(
            table[list(r)].any(axis=0).all() for r in itertools.combinations(range(11), most)
        )
        assert (verdict.rows is not None, verdict.proven) == (able, True)
        assert verdict.rows is None or table[verdict.rows].any(axis=0).all()


def test_roads_between_four_towns_take_three_towns():
    roads = list(itertools.combinations(range(4), 2))
    table = sparse.csr_matrix(
        np.array([[int(town in road) for road in roads] for town in range(4)])
    )
    verdicts = [
        covers(table, Rules(most, np.zeros(4, np.int64), ENDLESS), Question(sites=most), Watch())
        for most in (2, 3)
    ]
    assert [(v.rows is not None, v.proven) for v in verdicts] == [(False, True), (True, True)]


def test_verdict_without_time_is_open():
    table = sparse.csr_matrix(np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]] * 2))
    rules = Rules(1, np.zeros(6, np.int64), ENDLESS)
    verdict = covers(table, rules, Question(sites=1), Watch(stop=lambda: True))
    assert (verdict.rows, verdict.proven) == (None, False)


def test_cell_whose_list_is_missed_pays_what_is_beyond():
    owner, paid = np.zeros(2, np.int64), np.zeros(2, np.int64)
    lists = np.array([0, 1, 2]), np.array([0, 1]), np.array([3, 4]), np.array([8, 9])
    serve.py_func(lists, np.array([True, False]), owner, paid)
    assert (owner.tolist(), paid.tolist()) == ([0, -1], [3, 9])


def test_earth_is_measured_along_its_surface():
    draw = np.random.default_rng(2)
    cells = Cells(draw.uniform(-1, 1, 25), draw.uniform(48, 50, 25), draw.integers(1, 9, 25) * 1.0)
    spots = Sites(draw.uniform(-1, 1, 8), draw.uniform(48, 50, 8), tuple("abcdefgh"))
    nowhere = sites_at([], planar=False)
    far = np.array(
        [distances_to(cells, Sites(spots.x[[j]], spots.y[[j]], (spots.ids[j],))) for j in range(8)]
    )
    pairs = [far[list(rows)].min(axis=0) for rows in itertools.combinations(range(8), 2)]
    for objective, best in (
        (Objective.MEDIAN, min(float(d @ cells.population) for d in pairs)),
        (Objective.CENTER, min(float(d.max()) for d in pairs)),
    ):
        question = Question(sites=2, objective=objective)
        answer = ask(cells, (nowhere, spots), Travel(math.inf), question, Watch())
        assert (answer.value, answer.proven) == (pytest.approx(best, rel=1e-9), True)


def test_solver_helps_where_branching_takes_long(monkeypatch):
    monkeypatch.setattr("maille.core.mesh.close._NODES_BEFORE", 0)
    for seed in range(6):
        land = land_of(seed, cells=60, sites=10, radius=4.0, opened=0)
        question = Question(sites=4, at_least=3, rounds=1, kicks=0)
        answer = study_cover(land, question, Watch())
        assert answer.proven


def test_centre_stopped_in_the_middle_keeps_a_true_bound():
    cells, groups = ground(3, cells=60, sites=20)
    question = Question(sites=4, objective=Objective.CENTER)
    full = ask(cells, groups, FAR, question, Watch())
    for patience in range(1, 60, 4):
        asked = iter(range(patience))
        stopped = ask(
            cells, groups, FAR, question, Watch(stop=lambda a=asked: next(a, None) is None)
        )
        assert stopped.bound <= full.value <= stopped.value


def test_straight_line_without_end_is_said_in_both_languages():
    said = FAR.said(), FAR.said("fr")
    assert said == ("straight line, however far", "à vol d'oiseau, aussi loin qu'il faut")


def test_what_least_distance_cannot_answer_is_refused():
    cell = Cells(np.zeros(1), np.zeros(1), np.ones(1), planar=True)
    bus = Sites(np.zeros(1), np.zeros(1), ("a",), planar=True, weeks=np.array([1]))
    question = Question(sites=1, objective=Objective.MEDIAN)
    with pytest.raises(MeshError, match="stops of rounds"):
        ask(cell, (NONE, bus), FAR, question, Watch())
    with pytest.raises(MeshError, match="straight line"):
        ask(cell, (NONE, bus), object(), question, Watch())
    with pytest.raises(MeshError, match="how far a place serves"):
        ask(cell, (NONE, NONE), FAR, Question(sites=1), Watch())
