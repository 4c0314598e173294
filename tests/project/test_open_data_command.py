"""The command ``export places``: every standard, what is left out, what is held back."""

import csv
import json
import os

import pytest
from django.utils import translation

from tests.factories.directory import make_source, tell
from tests.factories.places import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(run):
    def call(*arguments):
        with translation.override("en"):
            return run("export", "places", *arguments)

    return call


@pytest.mark.parametrize(
    "form", ["geojson", "csv", "mednum", "data-inclusion", "murmurations", "dcat"]
)
def test_each_standard_is_written(export, tmp_path, form):
    PlaceFactory(slug="le-lieu", name="Le Lieu")
    printed = export("--format", form)
    file = tmp_path / "out"
    done = export("--format", form, "--out", file)
    assert (printed.exit_code, done.exit_code, done.stdout) == (0, 0, "")
    assert file.read_bytes().decode() == printed.stdout
    assert sorted(tmp_path.iterdir()) == [file]


def test_who_is_left_out_is_counted_and_listed_with_reasons(export, tmp_path):
    PlaceFactory(slug="le-lieu", name="=Le Lieu", street="1 rue du Four")
    PlaceFactory(slug="l-autre", name="L'Autre", state="closed", street="1 rue du Four")
    rejects = tmp_path / "rejects.csv"
    done = export("--format", "mednum", "--rejects", rejects)
    assert done.stderr.splitlines() == [
        "0 places written",
        "2 places left out:",
        "  2 no_siret: it states no SIRET number",
        "  1 closed: it has closed, and this standard cannot say so",
    ]
    rows = list(csv.DictReader(rejects.read_text(encoding="utf-8").splitlines()))
    assert [(row["slug"], row["name"], row["reasons"]) for row in rows] == [
        ("l-autre", "L'Autre", "closed|no_siret"),
        ("le-lieu", "'=Le Lieu", "no_siret"),
    ]
    assert rows[1]["explanation"] == "it states no SIRET number"


def test_values_without_licence_are_counted_on_standard_error(export):
    tell(make_source("Liste du pays"), ("1", {"name": "La Halle", "street": "1 rue du Four"}))
    done = export("--format", "geojson")
    assert json.loads(done.stdout)["features"] == []
    assert done.stderr.splitlines() == [
        "0 places written",
        "1 place left out:",
        "  1 held_back: its name comes from a source that states no licence",
        "2 values held back: their source, Liste du pays, states no licence",
    ]
    whole = export("--format", "geojson", "--all")
    (feature,) = json.loads(whole.stdout)["features"]
    assert feature["properties"]["name"] == "La Halle"
    assert whole.stderr == "1 place written\n"


def test_data_inclusion_has_two_schemas(export):
    place = PlaceFactory(name="Le Lieu")
    place.portrait.services = ["access"]
    place.portrait.phone = "3939"
    place.portrait.save()
    structures = export("--format", "data-inclusion", "--structure")
    services = export("--format", "data-inclusion", "--service")
    assert json.loads(structures.stdout)[0]["nom"] == "Le Lieu"
    assert json.loads(services.stdout)[0]["nom"] == "Accès internet et matériel informatique"
    assert structures.stderr.splitlines()[-1] == (
        "1 value of telephone has no form in this standard"
    )


def test_parts_belong_to_data_inclusion_alone(export):
    done = export("--format", "csv", "--service")
    assert done.exit_code == 2


def test_mednum_is_json_when_its_file_says_so(export, tmp_path):
    file = tmp_path / "lieux.json"
    export("--format", "mednum", "--out", file)
    assert json.loads(file.read_text(encoding="utf-8")) == []


def test_unknown_standard_is_a_usage_error(export):
    assert export("--format", "shapefile").exit_code == 2


def test_what_is_no_file_takes_what_comes_and_stays(export, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    export("--format", "geojson", "--out", pipe)
    assert os.read(reader, 100).startswith(b'{"type": "FeatureCollection"')
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
