"""What a mapping suggested for a file says, and what it is sure of."""

import json

import pytest

from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.suggesting import suggest_mapping
from maille.directory.importing.tables import SourceFile

FRENCH = (
    "Identifiant;Nom du lieu;Adresse;Code postal;Commune;Site web;Longitude;Latitude;Typologie\n"
    "A1;Le Wip;Route de Cabourg;14460;Colombelles;https://lewip.example;-0,29;49,2;Coworking\n"
    "A2;La Halle;1 place Haute;14000;Caen;;-0,36;49,18;Fab lab\n"
)


@pytest.fixture
def suggest(tmp_path):
    def call(content, name="liste.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return suggest_mapping(SourceFile(name, path)).toml

    return call


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_french_table_is_understood_whatever_its_encoding(suggest, encoding):
    mapping = read_mapping(suggest(FRENCH.encode(encoding)))
    assert (mapping.layout.format, mapping.layout.separator) == ("csv", ";")
    assert mapping.record.key == ("Identifiant",)
    assert {name: rule.columns for name, rule in mapping.fields.items()} == {
        "name": ("Nom du lieu",),
        "street": ("Adresse",),
        "postcode": ("Code postal",),
        "locality": ("Commune",),
        "website": ("Site web",),
        "activities": ("Typologie",),
    }
    assert mapping.fields["activities"].values == {"Coworking": "coworking", "Fab lab": "fablab"}
    assert (mapping.point.longitude, mapping.point.latitude) == ("Longitude", "Latitude")


def test_confidence_is_written_as_a_comment(suggest):
    assert 'name = "Nom du lieu"  # confidence 94 %' in suggest(FRENCH).splitlines()


def test_whole_addresses_hours_by_day_and_words_for_nothing_are_seen(suggest):
    days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"]
    text = "nom,adresse," + ",".join(f"h_{day}" for day in days) + ",tel\n"
    text += "Un,1 rue Haute 14000 Caen," + "9h-12h," * 6 + "Non renseigné\n"
    mapping = read_mapping(suggest(text))
    assert mapping.fields["address"].columns == ("adresse",)
    assert mapping.fields["opening_hours"].days == {
        "Mo": ("h_lundi",),
        "Tu": ("h_mardi",),
        "We": ("h_mercredi",),
        "Th": ("h_jeudi",),
        "Fr": ("h_vendredi",),
        "Sa": ("h_samedi",),
    }
    assert mapping.layout.empty == ("Non renseigné",)


def test_lambert_93_escapes_and_even_weeks_are_seen(suggest):
    row = {
        "name": "Caf<e9> bleu",
        "x": "454012,5",
        "y": "6907045,1",
        "horaires": "Mo 09:00-12:00",
        "ouverture": "Semaine paire",
    }
    mapping = read_mapping(suggest(json.dumps({"data": {"rows": [row, row]}}), "liste.json"))
    assert mapping.layout.rows == "data.rows"
    assert mapping.layout.unescape
    assert mapping.point.epsg == 2154
    assert mapping.fields["opening_hours"].weeks == "ouverture"


def test_point_in_one_cell_is_seen(suggest):
    mapping = read_mapping(suggest('nom,geo_point_2d\nUn,"49.2, -0.3"\n'))
    assert (mapping.point.column, mapping.point.order) == ("geo_point_2d", "lat,lon")


def test_table_without_a_name_asks_for_one(suggest):
    assert '# name = "…"  # say which column holds the name' in suggest("a,b\n1,2\n")


def test_every_shared_file_gets_a_mapping_that_can_be_read(shared_data):
    for path in sorted((shared_data / "directories").rglob("*.*")):
        if path.suffix in (".csv", ".geojson") or path.parent.name == "mednum":
            suggested = suggest_mapping(SourceFile(path.name, path))
            assert "name" in read_mapping(suggested.toml).fields, path.name


def test_headings_are_found_under_titles_and_under_the_line_that_names_the_separator(suggest):
    text = "sep=;\nAnnuaire du réseau;;\n;;\nNom;Code postal;Ville\nLe Wip;14460;Colombelles\n"
    mapping = read_mapping(suggest(text))
    assert mapping.layout.heading_row == 3
    assert {name: rule.columns for name, rule in mapping.fields.items()} == {
        "name": ("Nom",),
        "postcode": ("Code postal",),
        "locality": ("Ville",),
    }


@pytest.mark.parametrize(("day", "told"), [("oui", False), ("9h-12h", True)])
def test_days_that_only_say_yes_tell_no_hours(suggest, day, told):
    text = f"nom;lundi;mardi;jeudi\nUn;{day};{day};{day}\n"
    assert ("opening_hours" in read_mapping(suggest(text)).fields) is told


def test_children_win_over_a_parent_that_holds_nothing(suggest):
    rows = [
        {"nom": "Le Wip", "adresse": {"rue": "1 rue Haute"}},
        {"nom": "La Halle", "adresse": None},
    ]
    assert read_mapping(suggest(json.dumps(rows))).fields["street"].columns == ("adresse.rue",)


def test_column_that_holds_nothing_loses_against_one_that_does(suggest):
    fields = read_mapping(suggest("nom;commune;ville\nLe Wip;;Caen\nLa Halle;;Caen\n")).fields
    assert fields["locality"].columns == ("ville",)


def test_objects_in_lists_tell_no_field(suggest):
    text = suggest(
        json.dumps([{"nom": "Le Wip", "adresses": [{"voie": "1 rue A"}, {"voie": "2"}]}])
    )
    assert set(read_mapping(text).fields) == {"name"}
    assert '# kept as received: "adresses"' in text


@pytest.mark.parametrize("heading", ["disused:website", "was:website", "tags.old_website"])
def test_what_a_place_was_tells_nothing_of_what_it_is(suggest, heading):
    text = f"nom;{heading}\nLe Wip;https://a.example\nLa Halle;https://b.example\n"
    assert set(read_mapping(suggest(text)).fields) == {"name"}
