"""The curve: what each number of sites brings, under bounds that no plan exceeds."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.mesh.curve import curve_of
from maille.core.mesh.study import Territory, reduced_once, study_cover, territory_of
from maille.core.mesh.values import Cells, Chosen, Question, Sites, Study, Travel, Watch

PLANE = Travel(1.5, planar=True)


def land(seed: int, cells: int = 14, sites: int = 7, *, places: int = 1) -> Territory:
    random = np.random.default_rng(seed)

    def points(many: int, letter: str) -> Sites:
        x, y = random.uniform(0, 6, (2, many))
        return Sites(x, y, tuple(f"{letter}{rank}" for rank in range(many)), planar=True)

    x, y = random.uniform(0, 6, (2, cells))
    people = Cells(x, y, random.integers(0, 90, cells).astype(float), planar=True)
    return territory_of(people, points(places, "p"), points(sites, "c"), PLANE)


def best(territory: Territory, sites: int, question: Question) -> int:
    """Try every plan."""
    ids = territory.candidates.ids
    free = [row for row, name in enumerate(ids) if name not in question.banned]
    forced = {row for row, name in enumerate(ids) if name in question.forced}
    values = [0]
    for rows in combinations(free, sites):
        if forced <= set(rows):
            covered = territory.covered.copy()
            covered[territory.matrix[list(rows)].indices] = True
            values.append(int(territory.weight[covered & ~territory.covered].sum()))
    return max(values)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 6), st.integers(1, 3))
def test_no_plan_exceeds_the_bound_of_its_number(seed, sites, runs):
    territory = land(seed)
    question = Question(sites=sites)
    study = study_cover(territory, question, Watch())
    curve = curve_of(territory, study, question, Watch(), runs)
    assert [step.sites for step in curve] == list(range(len(study.sites) + 1))
    for step in curve:
        optimum = best(territory, step.sites, question)
        assert step.value <= optimum <= step.bound
    assert [step.value for step in curve] == sorted(step.value for step in curve)
    assert curve[-1].value == study.value


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_forced_and_banned_sites_are_kept_to(seed):
    territory = land(seed)
    question = Question(sites=4, forced=("c1", "c2"), banned=("c0",))
    study = study_cover(territory, question, Watch())
    curve = curve_of(territory, study, question, Watch())
    assert [step.sites for step in curve] == [0, *range(2, len(study.sites) + 1)]
    for step in curve[1:]:
        assert step.value <= best(territory, step.sites, question) <= step.bound


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(2, 9),
    st.sampled_from([(), ("c2",)]),
    st.sampled_from([(), ("c0",)]),
    st.sampled_from([None, 3.0]),
)
def test_territory_reduced_once_gives_the_same_answers(seed, sites, forced, banned, budget):
    territory = land(seed, cells=60, sites=25)
    question = Question(sites=sites, forced=forced, banned=banned, budget=budget)

    def answer(of: Territory) -> tuple:
        study = study_cover(of, question, Watch())
        return replace(study, seconds={}), curve_of(of, study, question, Watch())

    assert answer(reduced_once(territory)) == answer(territory)


def test_a_clock_widens_the_bounds_and_they_stay_true():
    territory = land(3, 60, 20)
    question = Question(sites=6)
    study = study_cover(territory, question, Watch())
    stopped = Watch(clock=lambda: 1.0, until=0.0)
    hasty = curve_of(territory, study, question, stopped)
    calm = curve_of(territory, study, question, Watch(), 4)
    assert all(a.bound >= b.value for a, b in zip(hasty, calm, strict=True))
    assert hasty[-1].bound == calm[-1].bound == study.bound


@pytest.mark.parametrize("sites", [0, 1, 3])
def test_where_everybody_is_served_nothing_is_to_be_gained(sites):
    cells = Cells(np.zeros(2), np.zeros(2), np.ones(2), planar=True)
    here = Sites(np.zeros(1), np.zeros(1), ("a",), planar=True)
    territory = territory_of(cells, here, here, PLANE)
    question = Question(sites=sites)
    curve = curve_of(territory, study_cover(territory, question, Watch()), question, Watch())
    assert {(step.value, step.bound) for step in curve} == {(0.0, 0.0)}


def test_once_everybody_is_reached_more_sites_bring_nothing():
    row = np.arange(4.0)
    line = Cells(row, np.zeros(4), np.ones(4), planar=True)
    spots = Sites(np.array([0.5, 1.5, 2.5]), np.zeros(3), ("left", "all", "right"), planar=True)
    none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    territory = territory_of(line, none, spots, PLANE)
    question = Question(sites=2)
    kept = tuple(Chosen(name, "", 2.0, total) for name, total in (("left", 2.0), ("right", 4.0)))
    study = Study(
        4.0, 4.0, proven=True, sites=kept, covered_before=0, covered_after=4, population=4
    )
    curve = curve_of(territory, study, question, Watch())
    assert [(step.value, step.bound) for step in curve] == [(0.0, 0.0), (4.0, 4.0), (4.0, 4.0)]


def test_forced_sites_alone_leave_nothing_to_choose():
    territory = land(5)
    question = Question(sites=7, forced=tuple(territory.candidates.ids))
    study = study_cover(territory, question, Watch())
    curve = curve_of(territory, study, question, Watch())
    assert [step.sites for step in curve] == [0, 7]
    assert curve[-1].value == curve[-1].bound == study.value
