import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.mesh.access import DECAY, Method, access_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.values import Cells, Travel
from tests.core.mesh.lands import sites_at

FIXTURE = Path(__file__).parent / "access_fixture.json"


def plain_formula(cells, places, supply, radius, method):
    """Follow the articles term by term, over every pair."""
    far = np.hypot(places.x[:, None] - cells.x[None, :], places.y[:, None] - cells.y[None, :])
    near, middle, edge = DECAY[method]
    pull = np.select(
        [far <= radius / 3, far <= radius * 2 / 3, far <= radius], [near, middle, edge]
    )
    if method is Method.THREE_STEP:
        drawn = pull.sum(axis=0)
        pull = pull * pull / np.where(drawn > 0, drawn, 1)
    asked = pull @ cells.population
    ratio = [s / a if a > 0 else 0.0 for s, a in zip(supply, asked, strict=True)]
    return [sum(r * w for r, w in zip(ratio, column, strict=True)) for column in pull.T]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(list(Method)))
def test_scores_are_those_of_the_plain_formula(seed, method):
    draw = np.random.default_rng(seed)
    cells = Cells(draw.random(60), draw.random(60), draw.integers(0, 50, 60) * 1.0, planar=True)
    places = sites_at(draw.random((7, 2)))
    supply = draw.random(7)
    scores = access_of(cells, places, supply, Travel(0.3, planar=True), method)
    assert scores == pytest.approx(plain_formula(cells, places, supply, 0.3, method), rel=1e-12)


def test_what_is_shared_adds_up_to_what_is_offered():
    cells = Cells(np.arange(9.0), np.zeros(9), np.arange(1.0, 10.0), planar=True)
    places = sites_at([(1, 0), (7, 0)])
    scores = access_of(
        cells, places, np.array([3.0, 4.0]), Travel(2.0, planar=True), Method.TWO_STEP
    )
    assert (scores * cells.population).sum() == pytest.approx(7.0)


def test_supply_of_each_place_is_asked():
    cells = Cells(np.zeros(1), np.zeros(1), np.ones(1), planar=True)
    with pytest.raises(MeshError, match="supply"):
        access_of(cells, sites_at([(0, 0)]), np.zeros(0), Travel(1.0, planar=True), Method.APL)


@pytest.mark.parametrize("method", [Method.TWO_STEP, Method.ENHANCED, Method.THREE_STEP])
def test_scores_are_those_of_the_package_access(method):
    kept = json.loads(FIXTURE.read_text(encoding="utf-8"))
    cells = Cells(*np.array(kept["cells"]).T, planar=True)
    x, y, supply = np.array(kept["places"]).T
    places = sites_at(np.column_stack((x, y)))
    scores = access_of(cells, places, supply, Travel(kept["radius"], planar=True), method)
    assert scores.tolist() == pytest.approx(kept["scores"][method.value], rel=1e-12, abs=0)


@pytest.mark.parametrize("method", list(Method))
def test_loop_says_the_same_uncompiled(method, request):
    cells = Cells(np.arange(9.0), np.zeros(9), np.array([1.0, 2, 3, 4, 5, 6, 7, 0, 0]), planar=True)
    places, supply = sites_at([(1, 0), (4, 0), (8, 0), (99, 0)]), np.arange(1.0, 5.0)
    travel = Travel(1.0, planar=True)
    compiled = access_of(cells, places, supply, travel, method)
    request.getfixturevalue("plain")
    assert access_of(cells, places, supply, travel, method).tolist() == compiled.tolist()
