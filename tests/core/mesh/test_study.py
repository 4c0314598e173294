import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.mesh.bound import bound_above
from maille.core.mesh.close import close, worth_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.reduce import problem_of
from maille.core.mesh.search import Climb, search
from maille.core.mesh.study import Plan, gains_of, study_cover, territory_of
from maille.core.mesh.values import Cells, Question, Sites, Study, Travel, Watch
from tests.core.mesh.lands import land_of, plans, sites_at, worth

seeds = st.integers(0, 2**32)
few = settings(max_examples=15, deadline=None)


def best_by_hand(land, question):
    return max(worth(land, rows) for rows in plans(land, question)) / land.scale


@few
@given(seeds, st.integers(0, 4))
def test_study_finds_what_trying_every_plan_finds(seed, sites):
    land, question = land_of(seed), Question(sites=sites)
    answer = study_cover(land, question, Watch())
    assert (answer.value, answer.proven) == (best_by_hand(land, question), True)
    assert answer.covered_after == answer.covered_before + answer.value


@few
@given(seeds, st.integers(0, 12), st.integers(2, 5))
def test_budget_is_kept_and_spent_best(seed, budget, sites):
    land, question = land_of(seed, cost=True), Question(sites=sites, budget=float(budget))
    answer = study_cover(land, question, Watch())
    assert (answer.value, answer.proven) == (best_by_hand(land, question), True)
    rows = [land.candidates.ids.index(site.id) for site in answer.sites]
    assert land.cost[rows].sum() <= budget


@few
@given(seeds)
def test_forced_sites_are_in_and_banned_ones_out(seed):
    land, question = land_of(seed), Question(sites=3, forced=("s1",), banned=("s2", "s3"))
    answer = study_cover(land, question, Watch())
    ids = [site.id for site in answer.sites]
    assert ids[0] == "s1"
    assert not {"s2", "s3"} & set(ids)
    assert answer.value == best_by_hand(land, question)


@few
@given(seeds, st.floats(0.05, 0.9))
def test_target_takes_the_fewest_sites(seed, share):
    land = land_of(seed)
    total, before = land.weight.sum(), land.weight[land.covered].sum()
    every = [(len(r), worth(land, r)) for r in plans(land, Question(sites=9))]
    enough = [size for size, value in every if (value + before) >= share * total]
    if not enough:
        with pytest.raises(MeshError, match="less than the target"):
            study_cover(land, Question(target=share), Watch())
        return
    answer = study_cover(land, Question(target=share), Watch())
    assert (answer.value, answer.bound) == (min(enough), min(enough))


@few
@given(seeds)
def test_answer_does_not_depend_on_the_order_of_rows(seed):
    land = land_of(seed)
    draw = np.random.default_rng(seed)
    cells, sites = land.cells, land.candidates
    a, b = draw.permutation(cells.x.size), draw.permutation(sites.x.size)
    again = territory_of(
        Cells(cells.x[a], cells.y[a], cells.population[a], planar=True),
        sites_at([]),
        Sites(sites.x[b], sites.y[b], tuple(sites.ids[i] for i in b), planar=True),
        Travel(2.5, planar=True),
    )
    first = territory_of(cells, sites_at([]), sites, Travel(2.5, planar=True))
    question = Question(sites=3)
    assert study_cover(first, question, Watch()) == study_cover(again, question, Watch())


@few
@given(seeds)
def test_coverage_never_falls_when_a_place_opens(seed):
    one, two = land_of(seed, opened=1), land_of(seed, opened=0)
    assert one.covered.sum() >= two.covered.sum()


@few
@given(seeds)
def test_greedy_is_under_the_best_and_the_best_under_the_bound(seed):
    land, question = land_of(seed, cells=60, sites=12, radius=3.5), Question(sites=3)
    quick = study_cover(land, dataclasses.replace(question, kicks=0, rounds=3, nodes=0), Watch())
    full = study_cover(land, question, Watch())
    assert quick.value <= full.value <= full.bound <= quick.bound


@pytest.mark.parametrize("budget", [None, 6.0])
@pytest.mark.usefixtures("plain")
def test_loops_say_the_same_uncompiled(budget):
    for seed in range(3):
        land = land_of(seed, cells=40, sites=12, radius=2.9, cost=True)
        answer = study_cover(land, Question(sites=3, budget=budget, kicks=8), Watch())
        assert answer.proven


def test_compiled_and_plain_loops_agree(request):
    land = land_of(5, cells=80, sites=16, cost=True)
    compiled = study_cover(land, Question(sites=4, budget=9.0), Watch())
    request.getfixturevalue("plain")
    assert study_cover(land, Question(sites=4, budget=9.0), Watch()) == compiled


def test_same_question_gives_the_same_study_again():
    land = land_of(3, cells=200, sites=40, radius=1.5)
    assert study_cover(land, Question(sites=6), Watch()) == study_cover(
        land, Question(sites=6), Watch()
    )


def test_study_stopped_at_once_keeps_a_plan_and_a_true_bound():
    land, question = land_of(1, cells=100, sites=9), Question(sites=3)
    stopped = study_cover(land, question, Watch(stop=lambda: True))
    assert stopped.value <= best_by_hand(land, question) <= stopped.bound


def test_study_without_people_or_sites_is_empty():
    nobody = Cells(np.zeros(1), np.zeros(1), np.zeros(1), planar=True)
    for candidates in (sites_at([]), sites_at([(0, 0)])):
        land = territory_of(nobody, sites_at([]), candidates, Travel(1.0, planar=True))
        answer = study_cover(land, Question(sites=2), Watch())
        assert (answer.value, answer.bound, answer.gap, answer.sites) == (0, 0, 0, ())


def test_target_stopped_early_keeps_a_true_bound():
    for seed in range(8):
        land = land_of(seed, cells=60, sites=14, radius=1.5, opened=0)
        question = Question(target=0.3, kicks=0, rounds=1, nodes=0)
        quick, full = (study_cover(land, q, Watch()) for q in (question, Question(target=0.3)))
        assert quick.bound <= full.bound == full.value <= quick.value


def test_forced_sites_that_are_too_many_or_unknown_are_refused():
    land = land_of(2, cost=True)
    with pytest.raises(MeshError, match="more than is allowed"):
        study_cover(land, Question(sites=1, forced=("s1", "s2")), Watch())
    with pytest.raises(MeshError, match="no candidate is called x"):
        study_cover(land, Question(sites=1, banned=("x",)), Watch())


def odd_ring(size):
    """A ring where each site covers two neighbours: half a cell is missing to the relaxation."""
    return problem_of([[i, (i + 1) % size] for i in range(size)], [2] * size, most=size // 2)


def test_branching_proves_what_the_relaxation_leaves_open():
    problem = problem_of([[0, 1], [1, 2], [0, 2], [3, 4], [4, 5], [3, 5]], [2] * 6, most=2)
    root = bound_above(problem, 8, 300, Watch())
    answer = close(problem, np.array([0, 3]), root, 500, Watch())
    assert (answer.value, answer.bound) == (8, 8)


def test_branching_finds_a_better_plan_where_the_solver_may_not_look(monkeypatch):
    monkeypatch.setattr("maille.core.mesh.close.MOST_PAIRS", 0)
    monkeypatch.setattr("maille.core.mesh.close._NODES_BEFORE", 1)
    problem = odd_ring(7)
    root = bound_above(problem, 4, 300, Watch())
    answer = close(problem, np.array([0]), root, 500, Watch())
    assert (answer.value, answer.bound, worth_of(problem, answer.sites)) == (12, 12, 12)


def test_solver_finds_a_better_plan():
    problem = odd_ring(9)
    root = bound_above(problem, 4, 300, Watch())
    answer = close(problem, np.array([0]), root, 500, Watch(clock=lambda: 0.0, until=50.0))
    assert (answer.value, answer.bound) == (16, 16)
    assert worth_of(problem, np.arange(9)) == -1


def test_search_leaves_nothing_to_kick_when_all_fit():
    sites, value, _ = search(problem_of([[0], [1]], [1, 2], most=2), 0, 5, Watch())
    assert (sites.tolist(), value) == ([0, 1], 3)


def test_gap_is_a_share_of_the_larger():
    assert (
        Study(
            90, 100, proven=False, sites=(), covered_before=0, covered_after=90, population=200
        ).gap
        == 0.1
    )


def test_target_that_all_candidates_together_miss_is_refused():
    far = Cells(np.array([0.0, 99.0]), np.zeros(2), np.ones(2), planar=True)
    land = territory_of(far, sites_at([]), sites_at([(0, 0)]), Travel(1.0, planar=True))
    with pytest.raises(MeshError, match=r"reach 50\.0%"):
        study_cover(land, Question(target=0.9), Watch())


@pytest.mark.parametrize("at_least", [1, 2])
def test_sites_that_would_add_nobody_are_not_proposed_unless_forced(at_least):
    land, forced = land_of(4, opened=0), tuple(f"s{i}" for i in range(9))
    question = Question(sites=9, at_least=at_least)
    chosen = study_cover(land, question, Watch())
    for left in chosen.sites:
        others = [land.candidates.ids.index(s.id) for s in chosen.sites if s is not left]
        held = np.bincount(land.matrix[others].indices, minlength=land.weight.size)
        assert land.weight[held >= at_least].sum() < chosen.value * land.scale
    every = study_cover(land, dataclasses.replace(question, forced=forced), Watch())
    assert (len(chosen.sites) < len(every.sites) == 9, every.value) == (True, chosen.value)


@pytest.mark.usefixtures("plain")
def test_plans_that_a_bound_takes_are_kept_to_the_budget():
    problem = problem_of([[0], [1], [2]], [5, 4, 3], most=2)
    net = problem.net._replace(cost=np.array([3, 1, 1]))
    climb = Climb(dataclasses.replace(problem, net=net, budget=3), 0)
    assert climb.consider(np.array([0, 1])) == 7
    assert climb.sites.tolist() == [1, 2]


@pytest.mark.usefixtures("plain")
def test_bound_stopped_after_some_rounds_is_true():
    problem = odd_ring(7)
    assert (
        12 <= bound_above(problem, 4, 1, Watch()).value <= bound_above(problem, 4, 0, Watch()).value
    )


@few
@given(seeds)
def test_sites_stand_in_the_order_of_what_each_adds_to_those_before(seed):
    land = land_of(seed, cells=60, sites=14, radius=3.5)
    rows = np.random.default_rng(seed).permutation(14)[:9]
    plan = Plan(np.sort(rows), 0, 0, {}, {})
    told = [(site.id, site.gain) for site in gains_of(land, plan, ("s3",))]
    left, due = rows.tolist(), []
    while left:
        pool = [r for r in left if land.candidates.ids[r] == "s3"] or left
        now = [land.candidates.ids.index(name) for name, _ in due]
        gains = {r: (worth(land, [*now, r]) - worth(land, now)) / land.scale for r in pool}
        best = max(pool, key=lambda r: (gains[r], -r))
        due.append((land.candidates.ids[best], gains[best]))
        left.remove(best)
    assert told == due
