"""Public lists whose pairs were labelled by hand: most are found, and none merged wrongly."""

import pytest

from benchmarks.linking.files import read_lists
from benchmarks.linking.measure import measure, probabilities, read_labels


@pytest.fixture(scope="module")
def measured(shared_data, repository):
    rows = read_lists(shared_data / "directories")
    labels = read_labels(repository / "tests/directory/labelled_pairs.csv")
    known = {row.key for row in rows}
    assert {key for pair in labels.same | labels.different | labels.unsure for key in pair} <= known
    return measure(probabilities(rows), labels, rows)


def test_labels_are_many_and_hard(measured):
    assert measured["labelled"] == {"same": 435, "different": 274}


def test_pairs_are_found(measured):
    assert measured["f1"] >= 0.95


def test_hardly_any_two_places_would_be_merged(measured):
    assert measured["false_merges"] == 0
    assert measured["merged_rightly"] > 250


def test_probabilities_mean_what_they_say(measured):
    wrong = sum(
        band["pairs"] * abs(band["announced"] - band["true"]) for band in measured["calibration"]
    )
    assert wrong / sum(band["pairs"] for band in measured["calibration"]) < 0.04
