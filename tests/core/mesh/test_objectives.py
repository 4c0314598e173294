import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.mesh.ask import ask
from maille.core.mesh.errors import MeshError
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
