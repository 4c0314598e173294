import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.mesh.ask import ask
from maille.core.mesh.errors import MeshError
from maille.core.mesh.reduce import whole
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

NONE = sites_at([])


@given(st.lists(st.floats(0, 1e15) | st.floats(1e-9, 1), max_size=9))
def test_whole_numbers_are_in_proportion_and_none_is_lost(numbers):
    numbers = np.array(numbers, float)
    try:
        found, scale = whole(numbers)
    except MeshError:
        return
    assert ((found > 0) == (numbers > 0)).all()
    assert int(found.sum()) <= 2**52 + numbers.size
    assert np.abs(found / scale - numbers).sum() <= 1.01e-6 * numbers.sum()


@pytest.mark.parametrize(
    ("numbers", "message"),
    [([1e16], "larger unit"), ([3e15, 3e15], "larger unit"), ([1e14, 1e-9], "too small")],
)
def test_numbers_that_cannot_be_added_up_are_refused(numbers, message):
    with pytest.raises(MeshError, match=message):
        whole(np.array(numbers))


def test_numbers_smaller_than_all_decimals_are_refused():
    with pytest.raises(MeshError, match="too small"):
        whole(np.array([1e-300]))


def test_thirds_beside_large_numbers_are_cast_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert whole(np.array([1e14, 1 / 3]))[0].tolist() == [10**15, 3]


@pytest.mark.parametrize("people", [[1e13, 1.0000001], [1e-7, 2e-8], [1e14, 1 / 3]])
def test_largest_group_is_served_first_however_large_or_small(people):
    cells = Cells(np.array([0.0, 50]), np.zeros(2), np.array(people), planar=True)
    sites = sites_at([(0, 0), (50, 0)])
    answer = ask(cells, (NONE, sites), Travel(1, planar=True), Question(sites=1), Watch())
    assert (answer.value, answer.proven, answer.sites[0].id) == (people[0], True, "s0")


def test_budget_beyond_64_bits_buys_all():
    cells = Cells(np.array([0.0, 50]), np.zeros(2), np.ones(2), planar=True)
    sites = sites_at([(0, 0), (50, 0)], cost=[1.5, 2])
    for objective in Objective:
        question = Question(objective, budget=1e30, forced=("s1",))
        answer = ask(cells, (NONE, sites), Travel(1, planar=True), question, Watch())
        assert (answer.proven, len(answer.sites)) == (True, 2)


def test_center_finds_distances_beyond_the_radius_of_the_earth():
    ends, none = np.array([0.0, 180, 90, -90]), sites_at([], planar=False)
    cells = Cells(ends, np.zeros(4), np.ones(4))
    sites = Sites(ends[:1], np.zeros(1), ("a",))
    question = Question(Objective.CENTER, sites=1)
    answer = ask(cells, (none, sites), Travel(math.inf), question, Watch())
    assert answer.value == pytest.approx(math.pi * EARTH)
    assert answer.proven
    both = Sites(ends[[0, 2]], np.zeros(2), ("a", "b"), cost=np.array([1.0, 2]))
    priced = Question(Objective.CENTER, sites=1, budget=1.0)
    assert ask(cells, (none, both), Travel(math.inf), priced, Watch()).value == answer.value
    with pytest.raises(MeshError, match="larger than the Earth's"):
        Travel(EARTH * 1.01)


def test_seeds_below_zero_are_refused():
    with pytest.raises(MeshError, match="seed"):
        Question(sites=1, seed=-5)


def test_zero_below_nothing_is_said_as_zero():
    assert Travel(-0.0, planar=True).said() == "straight line, 0 units of the plane"
    assert by_minutes(0.0, Mode.WALK).said().endswith("0 m")
