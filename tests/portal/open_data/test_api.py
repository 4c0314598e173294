"""The interface of places: filters that hold together, pages that follow, values with a source."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from maille.observations.pace import Pace
from maille.places.actions import update_place
from maille.places.models import Place
from maille.portal import api
from tests.factories.directory import make_source, tell
from tests.factories.places import CommuneFactory, LifeEventFactory, PlaceFactory

pytestmark = pytest.mark.django_db
PLACES = "/api/v1/places"


@pytest.fixture(autouse=True)
def _nobody_asked_before(monkeypatch):
    monkeypatch.setattr(api, "REQUESTS", Pace(most=600, seconds=60))


def slugs(client, **asked):
    answer = client.get(PLACES, asked)
    assert answer.status_code == 200, answer.content
    return [place["slug"] for place in answer.json()["places"]]


def refused(client, **asked):
    answer = client.get(PLACES, asked)
    assert answer.status_code == 400
    (detail,) = answer.json().values()
    return detail


def test_places_are_listed_with_what_is_told_of_each(client, told_place):
    page = client.get(PLACES).json()
    assert (page["count"], page["next"]) == (1, None)
    (place,) = page["places"]
    assert place["name"] == "La Quincaillerie"
    assert (place["longitude"], place["latitude"]) == (-0.297123, 49.205432)
    assert (place["licence"], place["provenance"]) == ("ODbL-1.0", {})
    assert client.get(f"{PLACES}/la-quincaillerie").json() == place


def test_each_answer_is_as_its_description_says(client, told_place):
    answer = client.get(PLACES).json()
    assert api.PlacesSchema(**answer).dict() == answer


def test_value_names_its_source_its_licence_and_its_day(client):
    CommuneFactory()
    tell(make_source("CGET", licence="etalab-2.0"), ("1", {"name": "La Halle"}), on="2019-06-01")
    place = client.get(f"{PLACES}/la-halle").json()
    assert place["provenance"] == {
        "name": {"source": "cget", "licence": "etalab-2.0", "said_on": "2019-06-01"}
    }


def test_what_has_no_licence_stays(client):
    tell(make_source("Sans licence"), ("1", {"name": "La Halle"}))
    assert slugs(client) == []
    assert client.get(f"{PLACES}/la-halle").status_code == 404


def test_only_public_places_are_told_and_closed_ones_as_closed(client, closed_place):
    PlaceFactory(slug="secret", is_public=False)
    assert slugs(client) == ["le-wip"]
    told = client.get(f"{PLACES}/le-wip").json()
    assert (told["state"], told["closed"], told["successors"]) == (
        "closed",
        "2023-07",
        ["La Suite"],
    )
    assert client.get(f"{PLACES}/secret").status_code == 404


def test_merged_place_is_told_as_who_it_became(client, told_place):
    PlaceFactory(slug="doublon", merged_into=told_place)
    assert slugs(client) == ["la-quincaillerie"]
    assert client.get(f"{PLACES}/doublon").json()["slug"] == "la-quincaillerie"


def test_fictional_place_says_so(client):
    PlaceFactory(slug="fictif", fictional=True)
    assert client.get(f"{PLACES}/fictif").json()["fictional"] is True


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["la-petite-fabriek", "la-quincaillerie", "le-wip"]),
        ({"state": "closed"}, ["le-wip"]),
        ({"activity": "repair"}, ["la-quincaillerie"]),
        ({"activity": "radio"}, []),
        ({"audience": "students"}, ["la-quincaillerie"]),
        ({"service": "access"}, ["la-quincaillerie"]),
        ({"commune": "14167"}, ["la-quincaillerie", "le-wip"]),
        ({"commune": "BE-57081"}, ["la-petite-fabriek"]),
        ({"department": "14", "state": "open"}, ["la-quincaillerie"]),
        ({"department": "BE-50000"}, ["la-petite-fabriek"]),
        ({"intermunicipality": "200065597"}, ["la-quincaillerie", "le-wip"]),
        ({"intermunicipality": "200054781"}, []),
        ({"q": "quincaill"}, ["la-quincaillerie"]),
        ({"bbox": "-1,49,0,50"}, ["la-quincaillerie"]),
        ({"bbox": "10,10,11,11"}, []),
        ({"near": "-0.29,49.2"}, ["la-quincaillerie"]),
        ({"near": "-0.29,49.2", "radius": "500"}, []),
        ({"near": "3.389,50.606", "radius": "1"}, ["la-petite-fabriek"]),
    ],
)
def test_filters_hold_together(client, told_place, belgian_place, closed_place, asked, found):
    told_place.save()
    Place.objects.filter(pk=told_place.pk).update(folded_text="la quincaillerie")
    assert slugs(client, **asked) == found


@pytest.mark.parametrize("metres", [4_900, 5_100])
def test_circle_is_measured_on_the_ground(client, metres):
    # One degree of latitude is 111.2 km on the sphere: 0.045 degree is 5,004 metres.
    PlaceFactory(slug="au-nord", longitude=-0.3, latitude=49.245)
    wanted = ["au-nord"] if metres > 5_004 else []
    assert slugs(client, near="-0.3,49.2", radius=metres) == wanted


def test_what_changed_since_is_found(client, told_place):
    PlaceFactory(slug="ancien")
    Place.objects.update(added_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    yesterday = (timezone.now() - dt.timedelta(days=1)).isoformat()
    since_then = slugs(client, updated_since=yesterday)
    update_place(place=told_place, changes={"name": "La Forge"}, by=None)
    assert (since_then, slugs(client, updated_since=yesterday)) == (
        ["la-quincaillerie"],
        ["la-quincaillerie"],
    )
    assert slugs(client, updated_since="2019-01-01") == ["ancien", "la-quincaillerie"]


def test_pages_follow_each_other_and_hold_each_place_once(client):
    PlaceFactory.create_batch(7)
    seen, address = [], f"{PLACES}?limit=3&state=open"
    while address:
        answer = client.get(address.removeprefix("https://maille.example"))
        page = answer.json()
        assert page["count"] == 7
        seen.append([place["slug"] for place in page["places"]])
        address = page["next"]
        assert answer.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert [len(one) for one in seen] == [3, 3, 1]
    assert len({slug for page in seen for slug in page}) == 7


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"state": "gone"}, "state"),
        ({"activity": "nonsense"}, "activity"),
        ({"bbox": "1,2,3"}, "bbox"),
        ({"bbox": "1,2,3,nan"}, "bbox"),
        ({"near": "49.2,-0.3,1"}, "near"),
        ({"near": "-0.3,120"}, "near"),
        ({"near": "ici"}, "near"),
        ({"radius": "0"}, "radius"),
        ({"limit": "1000"}, "limit"),
        ({"updated_since": "hier"}, "updated_since"),
        ({"commune": "' OR 1=1"}, "commune"),
        ({"cursor": "../x"}, "cursor"),
    ],
)
def test_filter_that_cannot_be_read_is_told_in_one_line(client, asked, field):
    detail = refused(client, **asked)
    assert detail.startswith(f"{field}: ")
    assert "\n" not in detail


def test_list_asks_as_many_queries_for_many_places_as_for_few(
    client, told_place, django_assert_num_queries
):
    client.get(PLACES)
    with django_assert_num_queries(12):
        client.get(PLACES)
    for place in PlaceFactory.create_batch(20):
        LifeEventFactory(place=place)
    with django_assert_num_queries(12):
        client.get(PLACES)


def test_answer_is_open_and_not_sent_again(client, told_place):
    first = client.get(PLACES)
    again = client.get(PLACES, headers={"if-none-match": first["ETag"]})
    assert first["Access-Control-Allow-Origin"] == "*"
    assert (again.status_code, again.content) == (304, b"")


def test_too_many_requests_wait(client, monkeypatch):
    monkeypatch.setattr(api, "REQUESTS", Pace(most=1, seconds=60))
    answers = [client.get(PLACES) for _turn in range(2)]
    assert [one.status_code for one in answers] == [200, 429]
    assert answers[1]["Retry-After"] == "60"


def test_description_for_machines_names_every_filter(client):
    described = client.get("/api/v1/openapi.json").json()
    listed = described["paths"]["/api/v1/places"]["get"]
    assert [one["name"] for one in listed["parameters"]] == list(api.PlaceFilters.base_fields)
    assert listed.get("security", []) == []
    states = next(one for one in listed["parameters"] if one["name"] == "state")
    assert states["schema"]["enum"] == ["project", "open", "seasonal", "moved", "closed"]
    assert json.dumps(described)


def test_names_that_look_like_markup_are_text(client):
    PlaceFactory(slug="x", name="<script>x()</script>")
    answer = client.get(f"{PLACES}/x")
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json()["name"] == "<script>x()</script>"
