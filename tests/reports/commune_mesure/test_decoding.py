"""Bytes that may be anything."""

import json

import pytest

from maille.reports.commune_mesure import Record, Refusal, read_record
from maille.reports.commune_mesure.decoding import MAX_BYTES, MAX_DEPTH, MAX_MARKS
from tests.reports.commune_mesure.records import flags, pilot, read


def refusal(data: bytes) -> str:
    found = read_record(data, name="a.json")
    assert isinstance(found, Refusal)
    return found.reason.in_words()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b" \n\t ", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"{", "The file is not JSON: error at line 1, column 2."),
        (b'{"name": "a",\n}', "The file is not JSON: error at line 2, column 1."),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "The file is not JSON: error at line 1, column 1."),
        (b"name,city\nLe Fournil,Caen", "The file is not JSON: error at line 1, column 1."),
        (b"[]", "The file holds JSON, but not one record (an object)."),
        (b'"text"', "The file holds JSON, but not one record (an object)."),
        (b"null", "The file holds JSON, but not one record (an object)."),
        (b"{}", "The file holds no record of Commune Mesure."),
        (b'{"name": "a"}', "The file holds no record of Commune Mesure."),
        (b'{"name": "a", "address": "b"}', "The file holds no record of Commune Mesure."),
        (b'{"blocs": {}}', "The record names no place."),
        (b'{"blocs": {}, "name": " "}', "The record names no place."),
        (b'{"blocs": {}, "name": {"a": 1}}', "The record names no place."),
        (b'{"blocs": {}, "name": "\\u0000"}', "The record names no place."),
    ],
)
def test_bytes_without_a_record_are_refused(data, reason):
    assert refusal(data) == reason


def test_file_over_the_limit_is_refused():
    assert refusal(b" " * (MAX_BYTES + 1)) == "The file is larger than 20 MB."


def test_file_of_too_many_values_is_refused():
    data = b'{"name": "a", "blocs": [' + b"1," * MAX_MARKS + b"1]}"
    assert refusal(data) == "The file holds more than 500 000 values."


@pytest.mark.parametrize("depth", [MAX_DEPTH, 5_000, 200_000])
def test_deep_nesting_is_refused(depth):
    data = b'{"name": "a", "blocs": ' + b"[" * depth + b"]" * depth + b"}"
    assert refusal(data) == "The file is nested more than 64 levels deep."


def test_bearable_nesting_is_read():
    depth = MAX_DEPTH - 2
    data = b'{"name": "a", "blocs": ' + b"[" * depth + b"]" * depth + b"}"
    assert isinstance(read_record(data, name="a.json"), Record)


def test_megabytes_of_one_story_are_read_and_cut():
    record = read(pilot({"blocs.impact_social.donnees.lien_social": "Un mot. " * 1_000_000}))
    story = next(given.story for given in record.stories if given.story.theme == "social_ties")
    assert (len(story.text), story.truncated) == (19_999, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings_are_read(encoding):
    data = json.dumps(pilot({"name": "L'Été"}), ensure_ascii=False).encode(encoding)
    found = read_record(data, name="a.json")
    assert isinstance(found, Record)
    assert found.name == "L'Été"
    assert "" not in {doubt.path for doubt in found.doubts}


def test_latin_1_is_read_and_doubted():
    data = json.dumps(pilot({"name": "L'Été"}), ensure_ascii=False).encode("latin-1", "replace")
    found = read_record(data, name="a.json")
    assert isinstance(found, Record)
    assert found.name == "L'Été"
    assert [doubt.reason.in_words() for doubt in found.doubts if not doubt.path] == [
        "The file is not UTF-8: read as Windows-1252."
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000])
def test_numbers_no_computer_holds_are_doubted(number):
    path = "blocs.moyens.donnees.benevoles"
    data = json.dumps(pilot({path: "HERE"})).replace('"HERE"', number).encode()
    found = read_record(data, name="a.json")
    assert isinstance(found, Record)
    assert path in {doubt.path for doubt in found.doubts}
    assert found.first("volunteers") is None


def test_last_of_two_equal_keys_counts_and_is_doubted():
    data = json.dumps(pilot()).replace('"benevoles": 24', '"benevoles": 1, "benevoles": 30')
    found = read_record(data.encode(), name="a.json")
    assert isinstance(found, Record)
    assert found.first("volunteers").value == 30
    assert [doubt.path for doubt in found.doubts if "twice" in doubt.reason.message] == [
        "blocs.moyens.donnees.benevoles"
    ]


def test_keys_given_twice_in_a_list_are_seen():
    data = json.dumps(pilot({"evenements.autres": ["HERE"]})).replace('"HERE"', '{"a": 1, "a": 2}')
    found = read_record(data.encode(), name="a.json")
    assert isinstance(found, Record)
    assert ("evenements.autres.0.a", "inconsistent") in {
        (doubt.path, doubt.flag.value) for doubt in found.doubts
    }


def test_same_bytes_give_the_same_record():
    data = json.dumps(pilot()).encode()
    assert read_record(data, name="a.json") == read_record(data, name="a.json")


def test_name_of_the_file_is_made_safe():
    assert read_record(b"", name="a\x00\ud800.json").file == "a\ufffd.json"


def test_clean_record_has_only_its_pilot_placeholders():
    assert flags(pilot()) == {
        ("blocs.presentation.donnees.ouverture", "placeholder"),
        ("blocs.accessibilite.donnees.transports", "placeholder"),
    }
