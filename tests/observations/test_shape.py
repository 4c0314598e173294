"""The one JSON shape: what is read, what is doubted, what cannot be; and its published schema."""

import datetime as dt
import json
import os
import uuid

import hypothesis.strategies as st
import jsonschema
import pytest
from hypothesis import given

from maille.core.effects.observing import Observation, ObservationKind, SourceKind
from maille.core.effects.values import Direction, TellerKind
from maille.observations import shape
from maille.observations.canonical import AS_RECEIVED, canonical_content, kept_content
from maille.observations.schema import observation_schema
from maille.observations.shape import content_sha256, read_observation
from tests.observations.told import told

TODAY = dt.date(2026, 11, 22)
VALIDATOR = jsonschema.Draft202012Validator(
    observation_schema(), format_checker=jsonschema.FormatChecker()
)
# What a schema cannot say.
UNSAID = {"to_come", "below_people", "without_people"}


def read(item):
    return read_observation(item, today=TODAY)


def codes(item):
    return [reason.code for reason in read(item).reasons]


def test_everything_that_may_be_said_is_read():
    item = {
        "id": "0192F0C1-2B34-7C56-89AB-0123456789AB",
        "kind": "testimony",
        "on": "2025-03-04",
        "at": "18:30",
        "people": 12,
        "people_high": 15,
        "counted": False,
        "audiences": ["neighbours", "families", "neighbours"],
        "themes": ["social_ties"],
        "direction": "favourable",
        "minutes": 90,
        "note": "On a ri 😀",
        "space": "La halle",
        "source": "third_party",
        "author_role": "partner",
        "author": "p1",
        "teller": "neighbour",
        "consent": True,
        "causal": True,
        "outcome": "Un jardin",
        "occasion": "0192f0c1-2b34-7c56-89ab-0123456789ac",
    }
    reading = read(item)
    assert (reading.reasons, reading.doubts) == ((), ())
    assert reading.observation == Observation(
        id="0192f0c1-2b34-7c56-89ab-0123456789ab",
        kind=ObservationKind.TESTIMONY,
        on=dt.date(2025, 3, 4),
        source=SourceKind.THIRD_PARTY,
        author_role=shape.AuthorRole.PARTNER,
        at=dt.time(18, 30),
        people=12,
        people_high=15,
        audiences=("neighbours", "families"),
        themes=("social_ties",),
        direction=Direction.FAVOURABLE,
        minutes=90,
        note="On a ri 😀",
        space="La halle",
        author="p1",
        teller=TellerKind.NEIGHBOUR,
        consent=True,
        causal=True,
        outcome="Un jardin",
        occasion="0192f0c1-2b34-7c56-89ab-0123456789ac",
    )


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({}, "trace"),
        ({"counted": True}, "register"),
        ({"kind": "testimony"}, "testimony"),
        ({"kind": "document"}, "document"),
        ({"kind": "document", "counted": True}, "register"),
        ({"kind": "testimony", "source": "survey"}, "survey"),
        ({"source": ""}, "trace"),
    ],
)
def test_source_has_a_default(fields, source):
    observation = read(told(**fields)).observation
    assert observation.source.value == source
    assert observation.author_role.value == "steward"


@pytest.mark.parametrize(
    "identifier",
    [
        "c232ab00-9414-11ec-b3c8-9f6bdeced846",
        "5df41881-3aed-3515-88a7-2f4a814cf09e",
        "919108F7-52D1-4320-9BAC-F847DB4148A8",
        "2ed6657d-e927-568b-95e1-2665a8aea6a2",
        "1ec9414c-232a-6b00-b3c8-9f6bdeced846",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "2489e9ad-2ee2-8e00-8ec9-32d5f69181c0",
        "00000000-0000-0000-0000-000000000000",
        "919108f752d143209bacf847db4148a8",
        "urn:uuid:919108f7-52d1-4320-9bac-f847db4148a8",
    ],
)
def test_any_identifier_of_the_standard_is_taken(identifier):
    assert read(told(id=identifier)).observation.id == str(uuid.UUID(identifier))


@pytest.mark.parametrize("identifier", [None, "", "x", 3, "919108f7", "{" + "0" * 32 + "}", [1]])
def test_identifier_that_is_none_leaves_nothing_to_keep(identifier):
    assert read(told(id=identifier)).key is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": None}, ["missing"]),
        ({"kind": ""}, ["missing"]),
        ({"on": None}, ["missing"]),
        ({"on": "2025-02-30"}, ["not_a_day"]),
        ({"on": "20250304"}, ["not_a_day"]),
        ({"on": "2025-03-04\n"}, ["not_a_day"]),
        ({"on": 20250304}, ["not_a_day"]),
        ({"on": "2026-11-24"}, ["to_come"]),
        ({"at": "25:00"}, ["not_a_time"]),
        ({"at": "8:30"}, ["not_a_time"]),
        ({"people": True}, ["not_a_number"]),
        ({"people": 1.5}, ["not_a_number"]),
        ({"people": 10**9}, ["too_many"]),
        ({"people_high": 4}, ["without_people"]),
        ({"people": "x", "people_high": 4}, ["not_a_number"]),
        ({"counted": 1}, ["not_yes_or_no"]),
        ({"audiences": "children"}, ["not_a_list"]),
        ({"audiences": ["x"] * 31}, ["too_many_words"]),
        ({"audiences": [3]}, ["not_text"]),
        ({"themes": ["x" * 61]}, ["too_long"]),
        ({"direction": "sideways"}, ["unknown_word"]),
        ({"source": ["trace"]}, ["unknown_word"]),
        ({"note": 3}, ["not_text"]),
        ({"occasion": "x"}, ["not_an_identifier"]),
        ({"people": -1, "minutes": -1}, ["negative", "negative"]),
    ],
)
def test_what_cannot_be_is_told(fields, expected):
    assert codes(told(**fields)) == expected


@pytest.mark.parametrize("on", ["2026-11-22", "2026-11-23", "1970-01-01"])
def test_days_that_may_be_seen_from_here(on):
    assert codes(told(on=on)) == []


def test_half_a_number_of_people_is_none_but_a_round_float_is():
    assert read(told(people=12.0)).observation.people == 12


def test_many_unknown_fields_are_told_a_few_times_and_shown_safely():
    item = told(**{f"\x00x{n}{'y' * 90}": n for n in range(50)})
    doubts = read(item).doubts
    assert len(doubts) == shape.MOST_DOUBTS
    assert doubts[0].field == "�x0" + "y" * 57


@pytest.mark.parametrize("moment", ["2025-03-04T10:00:00", "0001-01-01T00:00:00+14:00", 3, "x"])
def test_moment_that_cannot_be_placed_is_a_doubt(moment):
    reading = read(told(noted_at=moment))
    assert ([doubt.code for doubt in reading.doubts], reading.noted_at) == (["not_a_moment"], None)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None, categories=None), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)
PLAUSIBLE = st.fixed_dictionaries(
    {"id": st.uuids().map(str), "kind": st.sampled_from(ObservationKind) | JSON},
    optional={
        "on": st.dates().map(str) | JSON,
        "at": st.times().map(lambda time: f"{time:%H:%M}") | JSON,
        "people": st.integers(-2, 2_000_000) | st.floats() | JSON,
        "people_high": st.integers(-2, 2_000_000) | JSON,
        "counted": st.booleans() | JSON,
        "audiences": st.lists(st.text(max_size=70), max_size=40) | JSON,
        "themes": st.lists(st.text(max_size=5)) | JSON,
        "direction": st.sampled_from([*Direction, "", "x"]) | JSON,
        "minutes": st.integers() | JSON,
        "note": st.text(st.characters(codec=None, categories=None)) | JSON,
        "space": st.text(min_size=115) | JSON,
        "source": st.sampled_from([*SourceKind, "x"]) | JSON,
        "author_role": JSON,
        "teller": JSON,
        "consent": JSON,
        "causal": JSON,
        "outcome": JSON,
        "occasion": st.uuids().map(str) | JSON,
        "noted_at": JSON,
        "mood": JSON,
    },
)


@given(JSON)
def test_reading_never_raises_and_always_hashes(data):
    reading = read(data)
    assert reading.observation is None or reading.reasons == ()
    content = {"x": data}
    assert canonical_content(json.loads(json.dumps(content))) == canonical_content(content)
    json.dumps(kept_content(content), allow_nan=False).encode()


@given(PLAUSIBLE)
def test_reader_and_schema_agree(item):
    reasons = codes(item)
    if VALIDATOR.is_valid(item):
        assert {*reasons} <= UNSAID
    else:
        assert {*reasons} - UNSAID != set()


@given(PLAUSIBLE)
def test_what_is_kept_gives_the_same_hash_back(item):
    content = read(item).content
    kept = json.loads(json.dumps(kept_content(content), allow_nan=False))
    received = json.loads(kept[AS_RECEIVED]) if AS_RECEIVED in kept else kept
    assert content_sha256(received) == content_sha256(content)


@pytest.mark.parametrize("depth", [10, 40, 900])
def test_deep_nests_are_written_as_shallow_ones(depth):
    nest = json.loads("[1," * depth + '{"b":"é","a":[]}' + "]" * depth)
    written = canonical_content({"x": nest}).decode()
    assert written == '{"x":' + "[1," * depth + '{"a":[],"b":"é"}' + "]" * depth + "}"


def test_published_schema_is_the_one_of_the_code(repository):
    file = repository / "docs/reference/observation.schema.json"
    written = json.dumps(observation_schema(), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("MAILLE_UPDATE_SNAPSHOTS"):
        file.write_text(written, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == written
