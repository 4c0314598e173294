"""Profiles of Murmurations: the only standard here that can tell a place's end."""

import json

import pytest
from django.urls import reverse

from maille.places.models import LifeEvent, Network
from maille.portal.exports.murmurations import SCHEMA
from maille.portal.queries.open_places import Tally
from tests.factories.directory import make_source, tell
from tests.factories.places import PlaceFactory
from tests.portal.open_data.conftest import nowhere, update
from tests.portal.open_data.written import as_json, left_out, written

pytestmark = pytest.mark.django_db
STATUSES = {"active", "completed", "cancelled", "on_hold", "in_planning"}


def check_profile(profile):
    """Check the rules of each field that the schema names, as its library states them."""
    assert profile["linked_schemas"] == [SCHEMA]
    assert profile["name"]
    assert profile.get("status", "active") in STATUSES
    assert len(profile["country_iso_3166"]) == 2
    addresses = [
        profile["primary_url"],
        *(one["url"] for one in profile.get("urls", [])),
        *(one[part] for one in profile.get("relationships", []) for part in sorted(one)),
    ]
    assert all(one.startswith(("https://", "http://")) for one in addresses)
    assert len(set(profile["tags"])) == len(profile["tags"])
    assert all(isinstance(profile.get(name, 0), int) for name in ("starts_at", "ends_at"))
    assert set(profile.get("geolocation", {})) in (set(), {"lat", "lon"})


def test_place_has_a_profile(told_place):
    (profile,) = as_json("murmurations")
    check_profile(profile)
    assert profile == {
        "linked_schemas": [SCHEMA],
        "name": "La Quincaillerie",
        "primary_url": "https://quincaillerie.example/",
        "urls": [
            {"name": "Maille", "url": "https://maille.example/lieux/la-quincaillerie/"},
            {"name": "mastodon", "url": "https://social.example/@quincaillerie"},
        ],
        "tags": ["tiers-lieu", "coworking", "réparation", "cuisine | partagée"],
        "description": "On y répare, on y apprend, on y mange.",
        "status": "active",
        "full_address": "12 bis rue de la Halle, 14460 Colombelles, France",
        "country_iso_3166": "FR",
        "geolocation": {"lat": 49.205432, "lon": -0.297123},
        "starts_at": 1_569_888_000,
        "contact_details": {"email": "contact@quincaillerie.example"},
        "telephone": "+33231000000",
        "geographic_scope": "local",
        "unique_id": str(told_place.public_id),
        "profile_url": "https://maille.example/lieux/la-quincaillerie/profil.json",
    }


def test_closed_place_says_when_it_ended(closed_place):
    (profile,) = as_json("murmurations")
    check_profile(profile)
    assert (profile["status"], profile["ends_at"]) == ("completed", 1_688_169_600)


def test_successor_and_network_are_relationships(told_place):
    after = PlaceFactory(slug="la-suite")
    LifeEvent.objects.create(place=told_place, kind="succeeded", successor=after)
    network = Network.objects.create(name="Réseau", slug="r", url="https://reseau.example/")
    told_place.networks.add(network)
    profile = next(one for one in as_json("murmurations") if "relationships" in one)
    check_profile(profile)
    assert [(one["predicate_url"], one["object_url"]) for one in profile["relationships"]] == [
        ("https://schema.org/memberOf", "https://reseau.example/"),
        ("http://purl.org/dc/terms/isReplacedBy", "https://maille.example/lieux/la-suite/"),
    ]


def test_belgian_place_and_place_without_anything_have_profiles(belgian_place):
    nowhere(slug="nulle-part", name="Nulle part", state="project")
    belgian, unknown = as_json("murmurations")
    check_profile(belgian)
    check_profile(unknown)
    assert belgian["full_address"] == "7500 Tournai, Belgique"
    assert (unknown["status"], "full_address" in unknown) == ("in_planning", False)
    assert left_out("murmurations") == {}


def test_telephone_that_is_none_is_counted(told_place):
    update(told_place, phone="3939")
    tally = Tally()
    assert "telephone" not in json.loads(written("murmurations", tally=tally))[0]
    assert tally.unwritten == {"telephone": 1}


def test_date_that_is_none_is_left_out(told_place):
    LifeEvent.objects.update(date="jadis")
    assert "starts_at" not in as_json("murmurations")[0]


def test_profile_stands_at_its_own_address(client, told_place):
    answer = client.get(reverse("files:profile", args=["la-quincaillerie"]))
    (listed,) = as_json("murmurations")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {**answer.json(), "profile_url": listed["profile_url"]} == listed


def test_profile_of_a_merged_place_leads_to_who_it_became(client, told_place):
    PlaceFactory(slug="doublon", merged_into=told_place)
    answer = client.get(reverse("files:profile", args=["doublon"]))
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("files:profile", args=["la-quincaillerie"]),
    )


def test_hidden_fictional_and_held_back_places_have_no_profile(client):
    PlaceFactory(slug="secret", is_public=False)
    PlaceFactory(slug="fictif", fictional=True)
    tell(make_source("Sans licence"), ("1", {"name": "Le Lieu tu"}))
    for slug in ("secret", "fictif", "le-lieu-tu", "inconnu"):
        assert client.get(reverse("files:profile", args=[slug])).status_code == 404


def test_profile_holds_what_the_published_schema_names(shared_data, told_place):
    path = shared_data / "schemas" / "murmurations_organizations_1.0.0.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    (profile,) = as_json("murmurations")
    assert schema["metadata"]["schema"]["name"] == SCHEMA
    assert set(profile) - {"profile_url"} <= set(schema["properties"])
    assert set(schema["required"]) <= set(profile)
