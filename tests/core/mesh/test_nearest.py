"""The nearest place, against every distance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.mesh.coverage import distances, reach_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.nearest import nearest_of
from maille.core.mesh.values import Cells, Sites, Travel


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_nearest_is_the_least_of_all_distances(seed):
    random = np.random.default_rng(seed)
    x, y = random.uniform(-180, 180, 20), random.uniform(-89, 89, 20)
    cells = Cells(x, y, np.ones(20))
    sites = Sites(
        random.uniform(-180, 180, 6), random.uniform(-89, 89, 6), tuple(map(str, range(6)))
    )
    rows, far = nearest_of(cells, sites)
    reach = reach_of(cells, sites, Travel(6_371_008.0))
    every = np.full((6, 20), np.inf)
    owner = np.repeat(np.arange(6), np.diff(reach.indptr))
    every[owner, reach.indices] = distances(reach, cells, sites)
    known = np.isfinite(every.min(axis=0))
    assert np.allclose(far[known], every.min(axis=0)[known], rtol=1e-9, atol=1e-3)
    assert (rows[known] == every.argmin(axis=0)[known]).all()


def test_without_any_site_all_are_infinitely_far():
    cells = Cells(np.zeros(2), np.zeros(2), np.ones(2))
    rows, far = nearest_of(cells, Sites(np.zeros(0), np.zeros(0), ()))
    assert (rows.tolist(), far.tolist()) == ([-1, -1], [np.inf, np.inf])


def test_degrees_and_planes_are_not_mixed():
    cells = Cells(np.zeros(1), np.zeros(1), np.ones(1))
    with pytest.raises(MeshError):
        nearest_of(cells, Sites(np.zeros(1), np.zeros(1), ("a",), planar=True))
