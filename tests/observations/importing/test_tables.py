"""Tables of any spreadsheet: encodings, separators, headings, mappings."""

from contextlib import suppress

import hypothesis.strategies as st
import pytest
from django.utils import timezone
from hypothesis import given

from maille.observations.errors import ImportFileError
from maille.observations.importing.mapping import (
    ColumnMapping,
    guess_columns,
    headings_sha256,
    read_mapping,
    with_columns,
)
from maille.observations.importing.tables import decode, read_table
from maille.observations.importing.taking import NoDayError, read_file, take_reading
from maille.observations.models import Observation, ObservationMapping
from tests.factories.places import PlaceFactory

pytestmark = pytest.mark.django_db
FRENCH = (
    "Date;Activité;Nb participants;Public;Remarques\n04/03/2025;Atelier vélo;12;Bénévoles;Été\n"
)


@pytest.fixture
def place():
    return PlaceFactory()


def items(place, text, name="x.csv", **options):
    content = text if isinstance(text, bytes) else text.encode()
    return [row.item for row in read_file(place, name, content, **options).rows]


def bring(place, text, name="registre.csv", **options):
    content = text if isinstance(text, bytes) else text.encode()
    reading = read_file(place, name, content, **options)
    return take_reading(place=place, name=name, reading=reading, by=None)


def statuses(report):
    return [row.status.value for row in report.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_table_is_read_whatever_wrote_it(place, encoding, separator, end):
    text = FRENCH.replace(";", separator).replace("\n", end)
    (item,) = items(place, text.encode(encoding))
    assert {name: value for name, value in item.items() if name != "id"} == {
        "kind": "occasion",
        "on": "2025-03-04",
        "people": 12,
        "counted": True,
        "audiences": ["volunteers"],
        "note": "Atelier vélo\nÉté",
    }


def test_cells_may_hold_separators_quotes_and_lines(place):
    text = 'sep=;\nDate;Nombre;Remarques\n04/03/2025;3;"a; ""b""\nc"\n05/03/2025;4;d\n'
    rows = read_file(place, "x.csv", text.encode()).rows
    assert [(row.number, row.item["note"]) for row in rows] == [(3, 'a; "b"\nc'), (5, "d")]


def test_titles_above_and_empty_lines_are_passed_over(place):
    text = "Registre de La Filature;;\n;;\nDate;Participants;Salle\n\n04/03/2025;3;Halle\n;;\n"
    (item,) = items(place, text)
    assert (item["people"], item["space"], item["kind"]) == (3, "Halle", "presence")


def test_sums_are_left_aside_and_said(place):
    report = bring(place, "Date;Nombre\n04/03/2025;3\nTotal;3\nSous-total mars;3\n")
    assert statuses(report) == ["recorded", "skipped", "skipped"]
    assert report.rows[1].reasons[0]["code"] == "sum_of_others"


def test_lines_numbered_beforehand_say_nothing(place):
    text = "N°;Date;Présents\n1;04/03/2025;12\n2;05/03/2025;12 + 3\n3;;\n4;;\n"
    assert [(item["on"], item["people"]) for item in items(place, text)] == [
        ("2025-03-04", 12),
        ("2025-03-05", 15),
    ]


def test_times_and_durations_are_read(place):
    text = (
        "Date;Heure de début;Heure de fin;Nombre\n04/03/2025;18h;20h30;3\n05/03/2025 9:00;;;4\n"
        "06/03/2025;22:00;01:00;4\n07/03/2025;soir;;4\n"
    )
    found = items(place, text)
    assert [(one.get("at"), one.get("minutes")) for one in found] == [
        ("18:00", 150),
        ("09:00", None),
        ("22:00", 180),
        ("soir", None),
    ]
    assert (
        items(place, "Date;Durée;Nombre\n04/03/2025;1h30;2\n04/03/2025;long;2\n")[1]["minutes"]
        == "long"
    )


def test_months_first_are_told_from_the_column(place):
    text = "Date,People\n03/04/2025,1\n03/25/2025,2\n"
    assert [item["on"] for item in items(place, text)] == ["2025-03-04", "2025-03-25"]


def test_words_are_translated_and_others_stay(place):
    text = (
        "Date;Type;Public;Thème;Sens;Rôle;Accord;Grâce au lieu;Compté\n"
        "04/03/2025;Formation;Enfants, elfes;social_ties;défavorable;bénévole;oui;oui;non\n"
        "04/03/2025;Yoga;;;bof;?;;;\n"
    )
    first, second = items(place, text)
    assert (first["kind"], first["audiences"]) == ("learning", ["children", "elfes"])
    assert (first["themes"], first["direction"]) == (["social_ties"], "unfavourable")
    assert (first["author_role"], first["counted"]) == ("volunteer", False)
    assert (first["consent"], first["causal"]) == (True, True)
    assert (second["kind"], second["note"]) == ("occasion", "Yoga")
    assert (second["direction"], "author_role" in second) == ("bof", False)


@pytest.mark.parametrize(
    ("heading", "written", "field"),
    [
        *(("Sens", "très mauvais", "direction"), ("Source", "huissier", "source")),
        *(("Role", "maire", "author_role"), ("Qui raconte", "le chat", "teller")),
        *(("Accord", "à voir", "consent"), ("Grâce au lieu", "un peu", "causal")),
        ("Compté", "à vue", "counted"),
    ],
)
def test_word_that_nobody_understands_waits_in_quarantine(place, heading, written, field):
    report = bring(place, f"Date;Nb;{heading}\n04/03/2025;12;{written}\n05/03/2025;12;-\n")
    assert [(row.status.value, [one["field"] for one in row.reasons]) for row in report.rows] == [
        ("quarantined", [field]),
        ("recorded", []),
    ]


@pytest.mark.parametrize("written", ["environ 40", "40-45", "une quarantaine"])
def test_cell_that_says_it_is_an_estimate_wins(place, written):
    mapping = read_mapping(
        '[columns]\non = "Date"\npeople = "Nb"\ncounted = "Vu"\n[values]\ncounted = true\n'
    )
    text = f"Date;Nb;Vu\n04/03/2025;{written};oui\n05/03/2025;12;\n06/03/2025;12;non\n"
    found = [item["counted"] for item in items(place, text, mapping=mapping)]
    assert found == [False, True, False]


def test_upper_end_that_is_a_range_gives_its_own_upper_end(place):
    (item,) = items(place, "Date;Nb;Max\n04/03/2025;10;15-20\n")
    assert (item["people"], item["people_high"], item["counted"]) == (10, 20, False)


@pytest.mark.parametrize("number", ["−12", "1e9", "12k", "quelques dizaines", "10 - 15 - 20"])
def test_number_that_leaves_a_doubt_waits_in_quarantine(place, number):
    report = bring(place, f"Date;Nb\n04/03/2025;{number}\n05/03/2025;12\n")
    assert statuses(report) == ["quarantined", "recorded"]


def test_several_days_in_one_cell_wait_in_quarantine(place):
    report = bring(place, "Date;Nb\ndu 4 au 6 mars 2025;12\n5 mars 2025;12\n")
    assert statuses(report) == ["quarantined", "recorded"]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('04/03/2025;12;"jamais fermé\n05/03/2025;3;a\n06/03/2025;4;b\n', 2),
        ('04/03/2025;12;a\n05/03/2025;3;"jamais fermé', 3),
        ('04/03/2025;12;"jamais fermé\n05/03/2025;3;"ok"\n06/03/2025;4;b\n', 2),
        ('04/03/2025;12;"deux\nlignes"\n05/03/2025;3;"jamais fermé\n06/03/2025;4;b\n', 4),
    ],
)
def test_quote_that_is_not_closed_refuses_the_file_and_names_its_row(place, rows, line):
    with pytest.raises(ImportFileError, match=rf"\b{line}\b.*guillemet"):
        read_file(place, "x.csv", f"Date;Nb;Note\n{rows}".encode())


def test_quote_inside_a_cell_is_a_mark_like_another(place):
    text = 'Date;Nb;Note\n04/03/2025;12;vélo 26" bleu\n05/03/2025;3;"ok" dit-il\n'
    assert [item["note"] for item in items(place, text)] == ['vélo 26" bleu', "ok dit-il"]


def test_cell_that_is_far_too_long_is_said_in_one_language(place):
    content = b'Date;Nombre\n04/03/2025;"' + b"x" * 4_000_001 + b'"\n'
    with pytest.raises(ImportFileError, match=r"ligne 2.*4000000") as refused:
        read_file(place, "x.csv", content)
    assert "field" not in str(refused.value)


def test_heading_that_a_mapping_names_and_no_table_has_is_refused(place):
    mapping = read_mapping('[columns]\non = "Date"\npeople = "Pas là"\n')
    with pytest.raises(ImportFileError, match=r"Pas là.*Date, Nb"):
        read_file(place, "x.csv", b"Date;Nb\n04/03/2025;3\n", mapping=mapping)


def test_headings_of_a_mapping_are_found_in_other_capitals(place):
    mapping = read_mapping('[columns]\non = "DATE"\npeople = "nb"\n')
    (item,) = items(place, "Date;Nb\n04/03/2025;3\n", mapping=mapping)
    assert (item["on"], item["people"]) == ("2025-03-04", 3)


def test_mapping_under_which_no_row_was_read_is_not_kept(place):
    mapping = read_mapping('[columns]\non = "Nb"\n')
    assert statuses(bring(place, "Date;Nb\n04/03/2025;3\n", mapping=mapping)) == ["quarantined"]
    assert not ObservationMapping.objects.exists()


@pytest.mark.parametrize(
    "kept", ['day_first = "non"\n[columns]\non = "Date"\n', '[columns]\non = "Jadis"\n']
)
def test_mapping_kept_before_that_can_no_longer_be_used_is_guessed_again(place, kept):
    ObservationMapping.objects.create(
        place=place,
        headings=headings_sha256(["Date", "Nb"]),
        mapping=kept,
        updated_at=timezone.now(),
    )
    assert items(place, "Date;Nb\n04/03/2025;3\n")[0]["people"] == 3


def test_column_named_by_the_product_is_taken_to_the_letter(place):
    report = bring(place, "id,kind,on,people,people_high,counted\n,rave,2025-03-04,3,,true\n")
    assert statuses(report) == ["quarantined"]


def test_the_impossible_goes_to_quarantine(place):
    text = (
        "Date;Nombre\n04/03/1926;3\n04/03/2126;3\nhier;3\n04/03/2025;-3\n04/03/2025;beaucoup\n"
        "04/03/2025;=1+1\n04/03/2025;\n"
    )
    report = bring(place, text)
    assert statuses(report) == ["quarantined"] * 6 + ["recorded"]
    assert [row.reasons[0]["code"] for row in report.rows[:6]] == [
        *("too_old", "to_come", "not_a_day", "negative", "not_a_number", "not_a_number"),
    ]


def test_formulas_and_markup_are_words(place):
    note = '=HYPERLINK("http://x")<script>x()</script>'
    quoted = note.replace('"', '""')
    (item,) = items(place, f'Date;Remarques\n04/03/2025;"{quoted}"\n')
    assert item["note"] == note


def test_same_file_twice_changes_nothing(place):
    text = FRENCH + "04/03/2025;Atelier vélo;12;Bénévoles;Été\n05/03/2025;;3;;\n"
    assert statuses(bring(place, text)) == ["recorded"] * 3
    assert statuses(bring(place, text)) == ["known"] * 3
    assert Observation.objects.count() == 3


def test_line_whose_figure_was_corrected_is_another_version(place):
    bring(place, FRENCH)
    report = bring(place, FRENCH.replace(";12;", ";13;") + "05/03/2025;;3;;\n")
    assert statuses(report) == ["version", "recorded"]


def test_lines_with_an_identifier_keep_it_each_day(place):
    text = (
        "N°;Date;Nombre\n1;04/03/2025;3\n1;05/03/2025;3\n"
        "0192F0C1-2B34-7C56-89AB-0123456789AB;05/03/2025;4\n"
    )
    found = [item["id"] for item in items(place, text)]
    assert len(set(found)) == 3
    assert found[2] == "0192f0c1-2b34-7c56-89ab-0123456789ab"
    assert items(PlaceFactory(), text)[0]["id"] != found[0]


def test_mapping_is_kept_for_tables_with_the_same_headings(place):
    text = "A;B\n04/03/2025;3\n"
    mapping = read_mapping(
        'day_first = false\n[columns]\non = "A"\npeople = "B"\n[values]\nkind = "work"\n'
        'counted = false\n[words.kind]\n"Yoga" = "learning"\n'
    )
    bring(place, text, mapping=mapping)
    (kept,) = ObservationMapping.objects.all()
    assert (kept.headings, read_mapping(kept.mapping)) == (headings_sha256(["a", " b "]), mapping)
    (item,) = items(place, text)
    assert (item["on"], item["kind"], item["counted"]) == ("2025-04-03", "work", False)
    bring(place, text)
    assert ObservationMapping.objects.count() == 1


def test_words_of_a_mapping_come_first(place):
    mapping = ColumnMapping(
        columns={"on": ("Date",), "kind": ("Quoi",)}, words={"kind": {"yoga": "learning"}}
    )
    assert items(place, "Date;Quoi\n04/03/2025;Yoga\n", mapping=mapping)[0]["kind"] == "learning"


def test_table_without_a_day_names_its_headings(place):
    with pytest.raises(NoDayError, match="Fruit, Prix") as refused:
        read_file(place, "x.csv", b"Fruit;Prix\npomme;3\n")
    assert refused.value.reading.headings == ("Fruit", "Prix")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b""),
        ("x.csv", b" \n \n"),
        ("x.xlsx", b"PK\x03\x04..."),
        ("x.xls", b"\xd0\xcf\x11\xe0"),
        ("x.ics", b"Date;Nombre\n"),
        ("x.csv", b";;\n;;\n"),
        ("x.csv", b"Date" + b";" * 300 + b"\n"),
        ("x.csv", b'Date;Nombre\n04/03/2025;"' + b"x" * 4_000_001 + b'"\n'),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_one_sentence(place, name, content):
    with pytest.raises(ImportFileError) as refused:
        read_file(place, name, content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "toml",
    [
        "[columns",
        "x = 1",
        "columns = 1",
        'day_first = "non"',
        '[columns]\nweather = "Temps"',
        "[values]\npeople = 3",
        "[words]\nkind = 3",
        '[words.weather]\na = "b"',
    ],
)
def test_mapping_that_cannot_be_read_is_refused(toml):
    with pytest.raises(ImportFileError):
        read_mapping(toml)


def test_columns_that_somebody_chose_replace_the_guess():
    guessed = ColumnMapping(columns={"on": ("Date",), "people": ("Nb",)}, values={"kind": "work"})
    chosen = with_columns(guessed, {"Date": "on", "Nb": "", "A": "note", "B": "note", "C": "odd"})
    assert chosen == ColumnMapping(
        columns={"on": ("Date",), "note": ("A", "B")}, values={"kind": "work"}
    )


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Date", "Nombre de participant·es", "Intitulé"], {"on", "people", "title"}),
        (["Horodateur", "Combien étiez-vous de personnes ?"], {"on", "people"}),
        (["Event Name", "Start Date", "Attendees"], {"on", "people", "title"}),
        (["Date de l'atelier", "Fréquentation totale"], {"on", "people"}),
        (["id", "kind", "on", "people"], {"id", "kind", "on", "people"}),
    ],
)
def test_headings_are_guessed_in_both_languages(headings, expected):
    assert set(guess_columns(headings)) == expected


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@given(
    st.dictionaries(st.sampled_from(["on", "people", "title"]), TEXT, min_size=1),
    st.dictionaries(st.just("space"), TEXT),
    st.dictionaries(st.text(st.characters(categories=["Ll"]), min_size=1), TEXT, max_size=2),
)
def test_mapping_is_read_as_it_was_written(columns, values, words):
    mapping = ColumnMapping(
        columns={name: (heading,) for name, heading in columns.items()},
        values=values,
        words=read_mapping(ColumnMapping(words={"kind": words}).as_toml()).words if words else {},
    )
    assert read_mapping(mapping.as_toml()) == mapping


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader_of_tables(content):
    with suppress(ImportFileError):
        read_table(decode(content))


def test_lines_of_json_are_read_as_they_are(place):
    good = '{"id": "0192f0c1-2b34-7c56-89ab-0123456789ab", "kind": "upkeep", "on": "2025-03-04"}'
    report = bring(place, f"{good}\n\nnonsense\n3\n{good}\n", name="x.jsonl")
    assert [(row.row, row.status.value) for row in report.rows] == [
        *((1, "recorded"), (3, "refused"), (4, "refused"), (5, "known")),
    ]
    assert statuses(bring(place, f'{{"observations": [{good}]}}', name="file.json")) == ["known"]
    assert statuses(bring(place, f"[{good}]", name="x")) == ["known"]
