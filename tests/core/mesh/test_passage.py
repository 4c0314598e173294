import pytest

from maille.core.mesh.roads.passage import FASTEST, Passage, is_barred, limit_of, passage
from maille.core.mesh.values import Mode

WALK, BICYCLE, CAR = Mode.WALK, Mode.BICYCLE, Mode.CAR


def tagged(text):
    return dict(part.split("=") for part in text.split())


def speeds(text, mode):
    found = passage(tagged(text), mode)
    return (found.forward, found.backward) if found else None


@pytest.mark.parametrize(
    ("tags", "walk", "bicycle", "car"),
    [
        ("highway=residential", 4.5, 15, 25),
        ("highway=primary", 4.5, 15, 65),
        ("highway=footway", 4.5, 4.5, None),
        ("highway=footway bicycle=designated", 4.5, 15, None),
        ("highway=path bicycle=no", 4.5, None, None),
        ("highway=steps", 2, 2, None),
        ("highway=cycleway", None, 15, None),
        ("highway=cycleway foot=designated", 4.5, 15, None),
        ("highway=track", 4.5, 12, None),
        ("highway=track motor_vehicle=yes", 4.5, 12, 15),
        ("highway=trunk", None, None, 85),
        ("highway=trunk foot=yes bicycle=yes", 4.5, 15, 85),
        ("highway=primary motorroad=yes", None, None, 65),
        ("highway=living_street", 4.5, 15, 10),
        ("highway=pedestrian area=yes", None, None, None),
        ("highway=primary route=ferry", None, None, None),
        ("highway=construction", None, None, None),
        ("highway=service service=private", None, None, None),
        ("highway=unclassified impassable=yes", None, None, None),
        ("highway=service access=private", None, None, None),
        ("highway=service access=private foot=yes", 4.5, None, None),
        ("highway=residential access=destination", 4.5, 15, 25),
        ("highway=residential motor_vehicle=no", 4.5, 15, None),
        ("highway=residential vehicle=no bicycle=yes", 4.5, 15, None),
        ("highway=tertiary bicycle=use_sidepath", 4.5, None, 40),
        ("highway=residential bicycle=dismount", 4.5, 4.5, 25),
    ],
)
def test_way_is_open_to_whom_its_tags_let_pass(tags, walk, bicycle, car):
    found = [speeds(tags, mode) for mode in (WALK, BICYCLE, CAR)]
    assert found == [None if due is None else (due, due) for due in (walk, bicycle, car)]


@pytest.mark.parametrize(
    ("tags", "walk", "bicycle", "car"),
    [
        ("oneway=yes", "both", "along", "along"),
        ("oneway=-1", "both", "against", "against"),
        ("oneway=no", "both", "both", "both"),
        ("oneway=alternating", "both", "both", "both"),
        ("oneway=reversible", "both", None, None),
        ("junction=roundabout", "both", "along", "along"),
        ("junction=circular", "both", "along", "along"),
        ("junction=roundabout oneway=no", "both", "both", "both"),
        ("oneway=yes oneway:bicycle=no", "both", "both", "along"),
        ("oneway:bicycle=yes", "both", "along", "both"),
        ("oneway=yes cycleway=opposite", "both", "both", "along"),
        ("oneway=yes cycleway:left=opposite_lane", "both", "both", "along"),
        ("oneway=yes cycleway:right:oneway=no", "both", "both", "along"),
        ("oneway=yes cycleway:left=track", "both", "along", "along"),
        ("oneway:foot=yes", "along", "both", "both"),
    ],
)
def test_one_way_counts_for_those_it_is_meant_for(tags, walk, bicycle, car):
    ways = {"both": (True, True), "along": (True, False), "against": (False, True), None: None}
    found = []
    for mode in (WALK, BICYCLE, CAR):
        speed = speeds("highway=residential " + tags, mode)
        found.append(speed and tuple(side > 0 for side in speed))
    assert found == [ways[way] for way in (walk, bicycle, car)]


def test_motorway_goes_one_way_and_nobody_joins_it_from_beside():
    assert passage({"highway": "motorway"}, CAR) == Passage(90, 0, joined=False)
    assert passage({"highway": "trunk_link"}, CAR) == Passage(40, 40, joined=False)


@pytest.mark.parametrize(
    ("tags", "due"),
    [
        ("maxspeed=50", (40, 40)),
        ("maxspeed=80 maxspeed:backward=50", (64, 40)),
        ("maxspeed=FR:rural maxspeed:forward=FR:zone30", (24, 64)),
        ("maxspeed=signals", (40, 40)),
        ("maxspeed=500", (FASTEST[CAR], FASTEST[CAR])),
    ],
)
def test_car_drives_four_fifths_of_the_limit(tags, due):
    assert speeds("highway=tertiary " + tags, CAR) == pytest.approx(due)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("30", 30),
        ("50 km/h", 50),
        ("20 mph", 32.18688),
        ("50;70", 50),
        ("FR:30", 30),
        ("FR:urban", 50),
        ("BE-VLG:rural", 70),
        ("walk", 6),
        ("none", 130),
        ("0", None),
        ("variable", None),
        ("", None),
    ],
)
def test_limits_are_read_as_people_write_them(text, due):
    assert limit_of(text) == due


@pytest.mark.parametrize(
    ("tags", "walk", "bicycle", "car"),
    [
        ("barrier=bollard", False, False, True),
        ("barrier=bollard bollard=rising", False, False, False),
        ("barrier=gate", False, False, False),
        ("barrier=gate access=private", True, True, True),
        ("barrier=gate motor_vehicle=no", False, False, True),
        ("barrier=fence", True, True, True),
        ("barrier=fence foot=yes", False, True, True),
        ("highway=crossing access=no", False, False, False),
        ("bicycle=no", False, True, False),
    ],
)
def test_point_lets_by_whom_its_barrier_lets(tags, walk, bicycle, car):
    assert [is_barred(tagged(tags), mode) for mode in (WALK, BICYCLE, CAR)] == [walk, bicycle, car]


def test_no_class_is_faster_than_the_fastest():
    kinds = ("motorway", "trunk", "primary", "cycleway", "path", "footway", "service")
    for mode in Mode:
        for kind in kinds:
            found = passage({"highway": kind, mode.value: "yes"}, mode)
            assert found is None or max(found.forward, found.backward) <= FASTEST[mode]
