"""Whose words leave, under which licence, and what stays."""

import pytest

from maille.directory.actions import settle_places
from maille.places.actions import update_place
from maille.places.models import Place
from maille.portal.queries.open_places import Tally
from tests.factories.directory import make_source, tell
from tests.factories.places import CommuneFactory
from tests.portal.open_data.conftest import update
from tests.portal.open_data.written import as_json, left_out, written

pytestmark = pytest.mark.django_db
SAID = {
    "name": "La Halle",
    "street": "1 rue du Four",
    "postcode": "14460",
    "locality": "Colombelles",
    "insee": "14167",
    "point": [-0.3, 49.2],
    "website": "https://halle.example/",
}


@pytest.fixture(autouse=True)
def _colombelles():
    CommuneFactory()


def told():
    return {one["properties"]["slug"]: one for one in as_json("geojson")["features"]}


def test_source_with_a_licence_is_named_with_its_row_and_its_day():
    tell(make_source("CGET", licence="etalab-2.0"), ("42", SAID), on="2019-06-01")
    feature = told()["la-halle"]
    properties = feature["properties"]
    assert (properties["licences"], properties["sources"]) == (["etalab-2.0"], ["cget"])
    assert (properties["records"], properties["updated_on"]) == (["cget:42"], "2019-06-01")
    assert feature["geometry"]["coordinates"] == [-0.3, 49.2]


def test_team_and_source_each_have_their_licence():
    tell(make_source("CGET", licence="etalab-2.0"), ("42", SAID), on="2019-06-01")
    place = Place.objects.get()
    update(place, summary="On y mange.")
    properties = told()["la-halle"]["properties"]
    assert properties["licences"] == ["ODbL-1.0", "etalab-2.0"]


def test_place_whose_name_has_no_licence_stays_and_is_counted():
    tell(make_source("Sans licence"), ("1", SAID))
    tally = Tally()
    assert '"La Halle"' not in written("geojson", tally=tally)
    assert left_out("geojson") == {"la-halle": ["held_back"]}
    assert (tally.held["sans-licence"], tally.places_left_out) == (7, 1)


def test_values_without_licence_stay_and_the_others_leave():
    tell(make_source("CGET", licence="etalab-2.0"), ("42", {"name": "La Halle"}))
    place = Place.objects.get()
    silent = {name: value for name, value in SAID.items() if name != "name"}
    tell(make_source("Sans licence"), ("1", silent), linked={"1": place})
    tally = Tally()
    written("geojson", tally=tally)
    feature = told()["la-halle"]
    properties = feature["properties"]
    assert feature["geometry"] is None
    for name in ("street", "insee", "commune", "department", "region", "website"):
        assert properties[name] is None
    assert (properties["links"], properties["records"]) == ([], ["cget:42"])
    assert tally.held == {"sans-licence": 6}


def test_operators_own_copy_holds_everything():
    tell(make_source("Sans licence"), ("1", SAID))
    (feature,) = as_json("geojson", everything=True)["features"]
    assert feature["properties"]["name"] == "La Halle"
    assert feature["properties"]["records"] == ["sans-licence:1"]
    assert feature["properties"]["received"] == {"sans-licence": SAID}


def test_what_the_team_changed_since_is_its_own():
    tell(make_source("Sans licence"), ("1", SAID))
    renamed = {"name": "La Halle aux mots"}
    update_place(place=Place.objects.get(), changes=renamed, by=None)
    assert told()["la-halle"]["properties"]["name"] == "La Halle aux mots"
    settle_places(places=Place.objects.all())
    properties = told()["la-halle"]["properties"]
    assert (properties["name"], properties["licences"]) == ("La Halle aux mots", ["ODbL-1.0"])


@pytest.mark.parametrize("licence", ["NONE", "NOASSERTION"])
def test_words_for_no_licence_are_none(licence):
    tell(make_source("Sans licence", licence=licence), ("1", SAID))
    assert left_out("geojson") == {"la-halle": ["held_back"]}


def test_state_without_licence_is_not_told_as_open():
    open_one = {"name": "La Halle", "street": "1 rue du Four"}
    tell(make_source("CGET", licence="etalab-2.0"), ("42", open_one))
    place = Place.objects.get()
    tell(make_source("Sans licence"), ("1", {"state": "closed"}), linked={"1": place})
    assert told()["la-halle"]["properties"]["state"] is None
    assert left_out("data-inclusion") == {"la-halle": ["state_unknown"]}
