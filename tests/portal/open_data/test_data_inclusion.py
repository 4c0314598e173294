"""The schemas of data·inclusion: structures, and the digital help that they give."""

import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from maille.places.enums import Service
from maille.portal.exports.data_inclusion import THEMES
from maille.portal.queries.open_places import Tally
from tests.factories.places import PlaceFactory
from tests.portal.open_data.conftest import SIRET, nowhere, update
from tests.portal.open_data.written import as_json, left_out, written

pytestmark = pytest.mark.django_db


def faults(shared_data, name, items):
    path = shared_data / "schemas" / f"data_inclusion_{name}_v1.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    known = set(schema["properties"])
    assert [set(item) - known for item in items] == [set()] * len(items)
    return [error.message for item in items for error in validator.iter_errors(item)]


def test_place_is_a_structure(told_place):
    (structure,) = as_json("data-inclusion")
    del structure["date_maj"]
    assert structure == {
        "source": "maille",
        "id": f"maille--{told_place.public_id}",
        "nom": "La Quincaillerie",
        "siret": SIRET,
        "commune": "Colombelles",
        "code_postal": "14460",
        "code_insee": "14167",
        "adresse": "12 bis rue de la Halle",
        "complement_adresse": None,
        "longitude": -0.297123,
        "latitude": 49.205432,
        "telephone": "+33231000000",
        "courriel": "contact@quincaillerie.example",
        "site_web": "https://quincaillerie.example/",
        "description": "On y répare, on y apprend, on y mange.",
        "horaires_accueil": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "accessibilite_lieu": None,
        "reseaux_porteurs": None,
        "lien_source": "https://maille.example/lieux/la-quincaillerie/",
    }


def test_each_digital_help_is_a_service_of_its_structure(told_place):
    (structure,) = as_json("data-inclusion")
    services = as_json("data-inclusion-services")
    assert [one["structure_id"] for one in services] == [structure["id"]] * 2
    assert [(one["nom"], one["publics"]) for one in services] == [
        ("Aide aux démarches administratives", ["seniors", "etudiants"]),
        ("Accès internet et matériel informatique", ["seniors", "etudiants"]),
    ]
    assert services[1]["thematiques"] == ["numerique--acceder-a-une-connexion-internet"]
    assert len({one["id"] for one in services}) == 2


def test_every_digital_help_has_its_themes():
    assert set(THEMES) == set(Service)


def test_place_without_siret_conforms_and_a_wrong_one_is_left_out(told_place):
    update(told_place, siret="12345678901234", phone="demander Zoé")
    tally = Tally()
    (structure,) = json.loads(written("data-inclusion", tally=tally))
    assert (structure["siret"], structure["telephone"]) == (None, None)
    assert tally.unwritten == {"telephone": 1}


def test_who_cannot_conform_is_told_why(told_place, closed_place, belgian_place):
    PlaceFactory(slug="le", name="Le.")
    PlaceFactory(slug="sans-aide")
    assert left_out("data-inclusion") == {
        "le-wip": ["closed"],
        "la-petite-fabriek": ["abroad"],
        "le": ["name_length"],
    }
    assert left_out("data-inclusion-services") == {
        "le-wip": ["closed", "no_service"],
        "la-petite-fabriek": ["abroad", "no_service"],
        "le": ["name_length", "no_service"],
        "sans-aide": ["no_service"],
    }


def test_name_never_ends_with_a_stop(told_place):
    told_place.name = "La Quincaillerie etc."
    told_place.save()
    assert as_json("data-inclusion")[0]["nom"] == "La Quincaillerie etc"


def test_no_place_is_an_empty_list():
    assert (as_json("data-inclusion"), as_json("data-inclusion-services")) == ([], [])


def test_structure_holds_what_is_required_without_the_schema(told_place):
    (structure,) = as_json("data-inclusion")
    assert all(structure[name] for name in ("source", "id", "nom", "date_maj"))
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", structure["date_maj"])
    for service in as_json("data-inclusion-services"):
        required = ("source", "structure_id", "id", "nom", "description", "date_maj")
        assert all(service[name] for name in required)


def test_structures_are_as_the_published_schema_says(shared_data, told_place):
    nowhere(name="Un lieu dont on ne sait rien")
    assert faults(shared_data, "structure", as_json("data-inclusion")) == []


def test_services_are_as_the_published_schema_says(shared_data, told_place):
    update(told_place, services=[one.value for one in Service], audiences=["job_seekers"])
    services = as_json("data-inclusion-services")
    assert len(services) == 9
    assert faults(shared_data, "service", services) == []
