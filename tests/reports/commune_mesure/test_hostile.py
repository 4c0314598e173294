"""Whatever the file, reading never raises and what comes out can be kept."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from maille.reports.commune_mesure import (
    Record,
    Refusal,
    find_doubts,
    outcome_of,
    read_record,
    report_document,
    report_lines,
)
from tests.reports.commune_mesure.records import pilot, questionnaire

KEYS = st.sampled_from(
    ["name", "blocs", "donnees", "visible", "impact_social", "data_territoire", "geo_json", "link"]
) | st.text(max_size=6)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["0", "non", "oui", "<script>", "??", "\x00", "\ud800", "https://x.com", "5/an"]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def check(data: bytes) -> None:
    found = read_record(data, name="a.json")
    assert isinstance(found, Record | Refusal)
    if isinstance(found, Refusal):
        assert found.reason.in_words()
        return
    other = read_record(json.dumps(pilot()).encode(), name="b.json")
    for record, doubts in zip((found, other), find_doubts([found, other]), strict=True):
        outcome = outcome_of(record, doubts)
        "\n".join(report_lines(outcome)).encode()
        written = json.dumps(report_document([outcome]), ensure_ascii=False).encode()
        assert b"\\u0000" not in written
    texts = [given.story.text for given in found.stories]
    texts += [fact.value for fact in found.fields if isinstance(fact.value, str)]
    for text in texts:
        assert "\x00" not in text
        text.encode()


def paths_of(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, child in value.items():
            yield from paths_of(child, (*path, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from paths_of(child, (*path, position))


FULL = pilot(
    {
        "blocs.data_territoire": {
            "donnees": {
                "geo": {"geo_json": {"commune": {"properties": {"insee_com": "14167"}}}},
                "population": {"total": 1, "female": 2, "male": 3},
            }
        }
    }
)
RECORDS = [FULL, questionnaire()]
PATHS = [(index, path) for index, record in enumerate(RECORDS) for path in paths_of(record)]


def replaced(value, path, new):
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = replaced(copied[path[0]], path[1:], new)
    return copied


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    check(data)


@settings(deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_object_is_read_or_refused(value):
    check(json.dumps(value).encode())


@settings(deadline=None)
@given(st.sampled_from(PATHS), VALUES)
def test_any_value_may_stand_anywhere_in_a_record(where, value):
    index, path = where
    check(json.dumps(replaced(RECORDS[index], path, value)).encode())


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PATHS), VALUES), max_size=4), st.integers(0, 3000))
def test_records_changed_in_several_places_and_cut_are_read_or_refused(changes, cut):
    record = FULL
    for (index, path), value in changes:
        if index == 0:
            try:
                record = replaced(record, path, value)
            except (KeyError, IndexError, TypeError):
                continue
    data = json.dumps(record).encode()
    check(data)
    check(data[:cut])
