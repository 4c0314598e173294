"""The report, as JSON and as lines."""

import json

from maille.reports.commune_mesure import (
    Reason,
    Refusal,
    find_doubts,
    outcome_of,
    outcome_of_refusal,
    read_record,
    report_document,
    report_lines,
)
from tests.reports.commune_mesure.records import pilot, questionnaire, read


def outcome(record):
    found = read(record)
    return outcome_of(found, find_doubts([found])[0])


REFUSED = outcome_of_refusal(Refusal("b.json", "", Reason("The file is empty.")))

LINES = """\
fournil.json: Le Fournil
  Taken: 25 facts of the portrait, 0 answers, 12 accounts of the team \
(shown to nobody before it consents)
  In doubt: 3
    blocs.accessibilite.donnees.transports [placeholder] \
A constant of the pilot files: the same for every place.
    blocs.presentation.donnees.ouverture [placeholder] \
A constant of the pilot files: the same for every place.
    tags [inconsistent] The tag “Étudiant” says what the box “Étudiants” does not.
  Quarantined: 1
    publish [quarantined] The place had not published this record: \
nothing is shown before its team confirms.
  Missing: 1
    blocs.moyens.donnees.benevoles
  Labels not known, kept as they are: 1
    status: Régie"""


def test_report_lists_each_file_in_its_order():
    document = report_document([REFUSED, outcome(pilot())])
    assert document == {
        "files": [
            {
                "file": "b.json",
                "place": None,
                "status": "refused",
                "reason": "The file is empty.",
                "fields": [],
                "unknown_labels": [],
            },
            {
                "file": "fournil.json",
                "place": "Le Fournil",
                "status": "imported",
                "reason": None,
                "fields": [
                    {
                        "path": "blocs.accessibilite.donnees.transports",
                        "flag": "placeholder",
                        "reason": "A constant of the pilot files: the same for every place.",
                    },
                    {
                        "path": "blocs.presentation.donnees.ouverture",
                        "flag": "placeholder",
                        "reason": "A constant of the pilot files: the same for every place.",
                    },
                ],
                "unknown_labels": [],
            },
        ]
    }


def test_report_keeps_each_unknown_label_once_and_can_be_written():
    document = report_document(
        [outcome(questionnaire({"solidarite_type": ["Chants \ud800", "Chants \ud800"]}))]
    )
    assert document["files"][0]["unknown_labels"] == [
        "Chants \ufffd",
        "En bien",
        "Un lieu frais l'été",
    ]
    assert json.loads(json.dumps(document, ensure_ascii=False).encode()) == document


def test_lines_say_why_a_file_is_refused():
    assert list(report_lines(REFUSED)) == ["b.json: refused. The file is empty."]


def test_lines_say_what_was_taken_doubted_set_aside_and_missing():
    record = pilot({"publish": False, "tags": ["Enfant", "Étudiant"], "status": "Régie"})
    record["blocs"]["moyens"]["donnees"]["benevoles"] = 0
    assert "\n".join(report_lines(outcome(record))) == LINES


def test_doubts_inside_a_quarantined_block_go_with_it():
    record = pilot({"blocs.data_territoire": {"donnees": {"population": []}}})
    lines = list(report_lines(outcome(record)))
    at = lines.index("  Quarantined: 2")
    assert [line.split()[0] for line in lines[at + 1 :]] == [
        "blocs.data_territoire",
        "blocs.data_territoire.donnees.population",
    ]


def test_lines_are_translated_with_their_values():
    french = {
        "%(file)s: %(place)s": "%(file)s : %(place)s",
        "In doubt: %(count)s": "En doute : %(count)s",
        "the whole file": "tout le fichier",
        "inconsistent": "incohérent",
    }
    lines = list(report_lines(outcome(pilot()), lambda text: french.get(text, text)))
    assert lines[0] == "fournil.json : Le Fournil"
    assert lines[2] == "  En doute : 2"


def test_doubt_of_the_whole_file_is_named_in_words():
    data = json.dumps(pilot({"name": "L'Été"}), ensure_ascii=False).encode("latin-1", "replace")
    found = read_record(data, name="a.json")
    lines = list(report_lines(outcome_of(found, find_doubts([found])[0])))
    assert "    the whole file [inconsistent] The file is not UTF-8: read as Windows-1252." in lines
