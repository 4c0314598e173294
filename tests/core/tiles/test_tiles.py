"""Clusters lose nobody, tiles hold what stands in them, and any reader reads their bytes."""

import mapbox_vector_tile
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maille.core.tiles import drawing, kernels
from maille.core.tiles.clusters import NEAREST, gather, inside, keep_points, sort_points
from maille.core.tiles.encoding import EXTENT, encode_layer, varint
from maille.core.tiles.grid import interleave, interleaved, project, squares_at
from maille.core.tiles.plain import draw_clusters_plainly


def points_of(places):
    longitude, latitude = np.array(places, float).reshape(-1, 2).T
    return sort_points(longitude, latitude, np.arange(len(places)))


somewhere = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@settings(max_examples=60, deadline=None)
@given(st.lists(somewhere, max_size=60), st.integers(0, NEAREST))
def test_a_level_counts_every_point_once(places, zoom):
    level = gather(points_of(places), zoom)
    alone = level.row[level.row >= 0]
    assert level.count.sum() == len(places)
    assert (level.count[level.row >= 0] == 1).all()
    assert len(set(alone.tolist())) == len(alone)
    assert (np.diff(level.code) >= 0).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(somewhere, min_size=1, max_size=40), st.integers(0, 4))
def test_tiles_side_by_side_hold_everything_once(places, zoom):
    level = gather(points_of(places), zoom)
    tiles = range(1 << zoom)
    found = []
    for row in tiles:
        for column in tiles:
            which, _x, _y = inside(level, column, row, 0.1)
            own = (squares_at(level.x[which], zoom) == column) & (
                squares_at(level.y[which], zoom) == row
            )
            found += which[own].tolist()
    assert sorted(found) == list(range(len(level.code)))


def test_a_tile_also_holds_what_stands_just_around():
    level = gather(points_of([(0.01, 40.0), (-0.01, 40.0)]), 14)
    west = inside(level, 8191, 6195, 0.0)
    assert [len(part) for part in west] == [0, 0, 0]
    x, y = project(np.array([0.01]), np.array([40.0]))
    column, row = int(x[0] * 16384), int(y[0] * 16384)
    narrow = inside(level, column, row, 0.0)[0]
    wide = inside(level, column + 1, row, 0.99)[0]
    assert (len(narrow), len(wide)) == (1, 1)


def test_a_heavier_neighbour_takes_in_what_would_be_drawn_over():
    side = 360 / (1 << 8)
    near = [(side - 0.01, 0.0)] * 3 + [(side + 0.01, 0.0)]
    level = gather(points_of(near), 5)
    assert level.count.tolist() == [4]
    far = gather(points_of([(0.1, 0.1)] * 3 + [(side * 1.9, 0.1)]), 5)
    assert far.count.tolist() == [3, 1]


def test_points_may_be_kept_by_their_row():
    points = points_of([(2.0, 48.0), (3.0, 47.0), (4.0, 46.0)])
    kept = keep_points(points, np.array([True, False, True]))
    assert sorted(kept.row.tolist()) == [0, 2]
    assert gather(keep_points(points, np.zeros(3, bool)), 3).count.tolist() == []


def test_one_square_has_the_code_that_arrays_give():
    assert interleaved(5, 9) == interleave(np.array([5]), np.array([9]))[0]


@pytest.mark.parametrize("count", [1, 200])
def test_any_reader_reads_a_layer(count):
    x = [index * 20 - 100 for index in range(count)]
    y = [index * 19 for index in range(count)]
    values = [None, "été", "", 7, -7, 300, True, False, 2.5, 1 << 20]
    attributes = {
        "name": [f"Lieu {index}" for index in range(count)],
        "value": [values[index % len(values)] for index in range(count)],
    }
    decoded = mapbox_vector_tile.decode(
        encode_layer("places", x, y, attributes), default_options={"y_coord_down": True}
    )
    layer = decoded["places"]
    assert layer["extent"] == EXTENT
    assert [tuple(one["geometry"]["coordinates"]) for one in layer["features"]] == [
        *zip(x, y, strict=True)
    ]
    assert [one["properties"] for one in layer["features"]] == [
        {
            "name": name,
            **({} if value is None else {"value": value}),
        }
        for name, value in zip(attributes["name"], attributes["value"], strict=True)
    ]


def test_a_layer_without_attributes_is_read_too():
    decoded = mapbox_vector_tile.decode(encode_layer("stops", [1, 2], [3, 4], {}))
    assert [one["properties"] for one in decoded["stops"]["features"]] == [{}, {}]


@pytest.fixture
def plain_python(monkeypatch):
    """Run the loops as plain Python, so that every branch is seen."""
    for module in (drawing, kernels):
        for word, value in list(vars(module).items()):
            if hasattr(value, "py_func"):
                monkeypatch.setattr(module, word, value.py_func)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(st.floats(-3, 9), st.floats(42, 51)), max_size=80),
    st.integers(1, 5),
    st.integers(0, 8),
)
def test_compiled_code_draws_to_the_byte_what_plain_code_draws(plain_python, places, copies, zoom):
    level = gather(points_of(places * copies), zoom)
    column, row = (1 << zoom) // 2, (1 << zoom) * 11 // 32
    fast = drawing.draw_clusters(level, column, row, 1 / 16)
    plain = draw_clusters_plainly(level, column, row, 1 / 16)
    assert fast[0] == plain[0]
    assert [part.tolist() for part in fast[1:]] == [part.tolist() for part in plain[1:]]


def test_compiled_numbers_are_those_of_the_format(plain_python):
    out = np.zeros(10, np.uint8)
    for number in (0, 127, 128, 300, 1 << 40):
        end = kernels.put_number(out, 0, number)
        assert (out[:end].tobytes(), kernels.number_size(number)) == (varint(number), end)


def test_compiled_code_really_compiles():
    level = gather(points_of([(2.0, 48.0)] * 300 + [(6.0, 45.0)] * 2), 4)
    fast = drawing.draw_clusters(level, 8, 5, 1 / 16)
    assert fast[0] == draw_clusters_plainly(level, 8, 5, 1 / 16)[0]
