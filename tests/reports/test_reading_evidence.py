"""What stands behind a sentence, read in words: counts, dates, terms of a grade, intervals."""

import pytest

from maille.reports.reading import read_document, read_threads
from maille.reports.reading.evidence import (
    read_estimate,
    read_evidence,
    read_general,
    read_grade,
    read_kinds,
    read_left_out,
)
from tests.reports.exports.observed import MEALS, observed_document

ENTRY = {
    "finding": "x",
    "pieces": 12,
    "units": 3,
    "against": 2,
    "kinds": {"occasion": 11, "unheard": 1},
    "sources": {"register": 12},
    "months": {"2025-02": 4, "2025-01": 8},
    "people": {"entries": 1200, "high": None, "counted": True, "fewer_than": None},
    "first": "2025-01-03",
    "last": "2025-02-28",
}
NOTHING = dict.fromkeys("Stsbcpior", 0)


def people(**changes):
    return read_evidence(ENTRY | {"people": ENTRY["people"] | changes}, "fr").people


@pytest.mark.parametrize(
    ("language", "line", "span"),
    [
        (
            "fr",
            "12 éléments, 3 sources indépendantes, 2 disent le contraire",
            "du 3 janvier 2025 au 28 février 2025",
        ),
        (
            "en",
            "12 pieces, 3 independent sources, 2 say the opposite",
            "from 3 January 2025 to 28 February 2025",
        ),
    ],
)
def test_evidence_is_counted_dated_and_sourced(language, line, span):
    read = read_evidence(ENTRY, language)
    assert (read.line, read.span) == (line, span)
    assert [one.count for one in read.months] == ["8", "4"]
    assert [one.name for one in read.kinds][1] == "unheard"


def test_one_of_each_is_said_as_one():
    alone = {"pieces": 1, "units": 1, "against": 1, "first": "2025-01-03", "last": "2025-01-03"}
    read = read_evidence(ENTRY | alone, "fr")
    assert read.line == "un élément, une seule source, un dit le contraire"
    assert read.span == "le 3 janvier 2025"


def test_small_numbers_are_withheld():
    few = {"pieces": None, "against": None, "months": {"2025-01": None}, "kinds": {"work": None}}
    read = read_evidence(ENTRY | few, "en")
    assert read.line == (
        "pieces whose number is undisclosed, 3 independent sources, others, in an undisclosed "
        "number, say the opposite"
    )
    assert (read.months[0].count, read.kinds[0].count) == ("undisclosed", "undisclosed")
    assert read_kinds({"work": None}, "fr")[0].count == "nombre masqué"


def test_people_are_counted_guessed_ranged_or_withheld():
    assert people() == "1 200 passages, comptés un par un"
    assert people(counted=False) == "environ 1 200 passages"
    assert people(high=1300) == "entre 1 200 et 1 300 passages"
    assert people(high=1200) == "1 200 passages, comptés un par un"
    assert people(entries=None, fewer_than=11) == "moins de 11 personnes"
    assert people(entries=None, fewer_than=None) == "des personnes, en nombre masqué"
    assert read_evidence(ENTRY | {"people": None}, "fr").people == ""


def test_a_grade_is_told_term_by_term():
    grade = read_grade(NOTHING | {"S": 3, "t": 1, "s": 1, "i": 1}, "fr")
    assert grade.total == "3 + 1 + 1 − 0 − 0 − 0 − 1 − 0 − 0 = 4"
    assert [(one.letter, one.weight) for one in grade.terms if one.weighs] == [
        ("S", "3"),
        ("t", "+1"),
        ("s", "+1"),
        ("i", "−1"),
    ]
    assert grade.note == ""


def test_a_grade_beyond_its_ends_says_so():
    assert read_grade(NOTHING | {"S": 3, "t": 1, "s": 1}, "en").note.startswith("A grade goes")
    below = read_grade(NOTHING | {"b": 1}, "en")
    assert (below.total[-4:], below.note != "") == ("= −1", True)
    assert read_grade(None, "fr") is None


@pytest.mark.parametrize(
    ("value", "low", "high", "said", "change"),
    [
        (0.68, 0.61, 0.74, "68 %, entre 61 % et 74 %", False),
        (6480.0, 5990.0, 6970.0, "6 480, entre 5 990 et 6 970", False),
        (2.5, -1.0, 6.0, "2,5, entre −1 et 6", True),
    ],
)
def test_an_estimate_is_said_then_drawn(value, low, high, said, change):
    estimate = {"value": value, "low": low, "high": high, "method": "wilson", "n": 150}
    read = read_estimate(estimate, "fr")
    assert read.sentence.startswith(said)
    assert (read.change, read.zero is not None) == (change, change)
    assert 0 <= read.low <= read.value <= read.high <= 320
    assert read_estimate(None, "fr") is None
    assert read_estimate(estimate, "en").sentence.endswith("n = 150.")


def test_what_was_left_out_is_counted_by_reason():
    kept = {"count": 3, "reasons": {"short": 2, "unread": 1}}
    assert [(one.count, one.name) for one in read_left_out(kept, "en")] == [
        ("2", "too short to stand alone"),
        ("1", "not read yet"),
    ]
    assert read_left_out(None, "fr") == ()


def test_all_that_was_noted_is_summed_up():
    general = {"pieces": 5, "people": None, "first": "2025-01-03", "last": "2025-02-28"}
    assert read_general(general, "fr").people == ""


def test_an_observed_report_is_read_whole():
    report = read_document(observed_document(), "fr")
    assert (report.observed, report.general.pieces) == (True, 70)
    paragraphs = [
        one for scale in report.scales for theme in scale.themes for one in theme.paragraphs
    ]
    [meals] = [one for one in paragraphs if one.behind[0].finding == MEALS]
    assert (meals.woven, meals.decisions[0].kind) == (True, "confirmed")
    assert (report.decided.confirmed, report.decided.dissented) == (1, 1)
    assert report.decided.undecided == report.decided.found - 2
    assert [one.count for one in report.left_out] == ["2"]


def test_threads_are_woven_only_said_or_bare():
    threads = {one.id: one for one in read_threads(observed_document(), "fr")}
    assert [cell.pieces for cell in threads["social_ties"].months] == [4] * 12
    assert (threads["social_ties"].loops, threads["social_ties"].note) == ((), "")
    assert threads["solidarity"].note == "sans réponse"
    assert threads["employment"].months[3].few
