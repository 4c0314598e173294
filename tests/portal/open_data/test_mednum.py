"""The national standard of digital mediation places: who conforms, who cannot, and why."""

import json
import re

import pytest

from maille.portal.exports.mednum import COLUMNS
from maille.portal.queries.open_places import Tally
from tests.factories.places import PlaceFactory
from tests.portal.open_data.conftest import SIRET, nowhere, update
from tests.portal.open_data.table_schema import faults
from tests.portal.open_data.written import as_json, as_rows, left_out, written

pytestmark = pytest.mark.django_db
REQUIRED = ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")


def test_place_is_told_field_by_field(told_place):
    (row,) = as_rows("mednum")
    assert {name: value for name, value in row.items() if value and name != "date_maj"} == {
        "id": str(told_place.public_id),
        "pivot": SIRET,
        "nom": "La Quincaillerie",
        "commune": "Colombelles",
        "code_postal": "14460",
        "code_insee": "14167",
        "adresse": "12 bis rue de la Halle",
        "latitude": "49.205432",
        "longitude": "-0.297123",
        "typologie": "TIERS_LIEUX",
        "telephone": "+33231000000",
        "courriels": "contact@quincaillerie.example",
        "site_web": "https://quincaillerie.example/|https://social.example/@quincaillerie",
        "horaires": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "presentation_resume": "On y répare, on y apprend, on y mange.",
        "source": "Maille",
        "structure_parente": "Les Quincailliers",
        "services": "Aide aux démarches administratives|Accès internet et matériel informatique",
        "publics_specifiquement_adresses": "Seniors|Étudiants",
        "prise_en_charge_specifique": "Handicaps moteurs|Surdité",
    }


def test_list_says_the_same_as_the_table(told_place):
    (row,) = as_rows("mednum")
    (item,) = as_json("mednum-json")
    assert {name: str(value) for name, value in item.items()} == {
        name: value for name, value in row.items() if value
    }


def test_who_cannot_conform_is_told_why(told_place, closed_place, belgian_place):
    nowhere(slug="nu")
    wrong = PlaceFactory(slug="siret-faux", street="1 rue du Four")
    update(wrong, siret="12345678901234")
    PlaceFactory(slug="projet", state="project", street="1 rue du Four")
    PlaceFactory(slug="parti", state="moved", street="1 rue du Four")
    assert left_out("mednum") == {
        "le-wip": ["closed", "no_siret", "no_street"],
        "la-petite-fabriek": ["abroad", "no_siret", "no_street", "no_postcode"],
        "nu": ["no_siret", "no_street", "no_postcode", "no_commune"],
        "siret-faux": ["wrong_siret"],
        "projet": ["project", "no_siret"],
        "parti": ["moved", "no_siret"],
    }
    assert [row["nom"] for row in as_rows("mednum")] == ["La Quincaillerie"]


def test_each_place_is_written_or_left_out(told_place, closed_place, belgian_place):
    tally = Tally()
    written("mednum", tally=tally)
    assert (tally.written, tally.places_left_out) == (1, 2)


def test_place_that_welcomes_all_is_for_nobody_alone(told_place):
    update(told_place, audiences=["elderly", "neighbours"])
    (row,) = as_rows("mednum")
    assert row["publics_specifiquement_adresses"] == ""


def test_telephone_that_has_no_form_is_counted(told_place):
    update(told_place, phone="+32 69 12 34 56")
    tally = Tally()
    assert "telephone" not in json.loads(written("mednum-json", tally=tally))[0]
    assert tally.unwritten == {"telephone": 1}


def test_required_fields_are_there_without_the_schema(told_place):
    (row,) = as_rows("mednum")
    assert list(row) == list(COLUMNS)
    assert all(row[name] for name in REQUIRED)
    assert re.fullmatch(r"[a-zA-Z0-9]{9,14}", row["pivot"])
    assert re.fullmatch(r"\d{5}", row["code_postal"])


def test_table_is_as_the_published_schema_says(shared_data, told_place):
    update(
        told_place,
        services=[
            *("paperwork", "everyday_tools", "job_seeking", "safe_use", "parenting"),
            *("leisure", "culture", "access", "equipment"),
        ],
        audiences=["teenagers", "students", "families", "children", "elderly"],
        accessibility=["hearing", "wheelchair", "mind", "sight"],
    )
    path = shared_data / "schemas" / "lieux_mediation_numerique_1.0.2.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert [field["name"] for field in schema["fields"]] == list(COLUMNS)
    assert faults(schema, as_rows("mednum")) == []
