"""A place as search engines read it: hours that are weekly, an end that is told."""

import json
import re

import pytest
from django.urls import reverse

from maille.places.actions import set_links
from maille.places.queries.linked_hours import hours_as_schema, weekly_hours
from maille.places.values import LinkLine
from tests.factories.places import LifeEventFactory, PlaceFactory

NINE_TO_FIVE = (("09:00", "17:00"),)


def described(client, place):
    page = client.get(reverse("places:place", args=[place.slug])).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(script)


@pytest.mark.django_db
def test_open_place_tells_where_when_and_how_to_reach_it(client):
    place = PlaceFactory(name="Le Lieu", longitude=-0.3, latitude=49.2)
    portrait = place.portrait
    portrait.opening_hours = "Mo-Fr 09:00-17:00; We off"
    portrait.phone, portrait.email = "02 31 00 00 00", "lieu@example.org"
    portrait.summary, portrait.organisation_name = "On y mange.", "Les Amis"
    portrait.activities = ["repair"]
    portrait.save()
    set_links(place=place, links=[LinkLine("website", "https://lieu.example/")], by=None)
    LifeEventFactory(place=place, kind="opened", date="2019-10")
    told = described(client, place)
    assert (told["@type"], told["description"]) == ("LocalBusiness", "On y mange.")
    assert told["sameAs"] == ["https://lieu.example/"]
    assert told["geo"] == {"@type": "GeoCoordinates", "latitude": 49.2, "longitude": -0.3}
    assert (told["telephone"], told["email"]) == ("02 31 00 00 00", "lieu@example.org")
    assert told["foundingDate"] == "2019-10"
    assert told["parentOrganization"]["name"] == "Les Amis"
    assert told["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "Thursday", "Friday"],
            "opens": "09:00",
            "closes": "17:00",
        }
    ]
    assert "dissolutionDate" not in told


@pytest.mark.django_db
def test_closed_place_tells_its_end_and_no_hours(client):
    place = PlaceFactory(state="closed")
    place.portrait.opening_hours = "Mo-Fr 09:00-17:00"
    place.portrait.save()
    LifeEventFactory(place=place, kind="closed", date="2023-07")
    told = described(client, place)
    assert (told["dissolutionDate"], told["publicAccess"]) == ("2023-07", False)
    assert {"openingHoursSpecification", "telephone", "geo"} & set(told) == set()


@pytest.mark.django_db
def test_page_names_the_profile_of_a_real_place_alone(client):
    real, fictional = PlaceFactory(), PlaceFactory(fictional=True)
    pages = [
        client.get(reverse("places:place", args=[one.slug])).content.decode()
        for one in (real, fictional)
    ]
    profile = reverse("files:profile", args=[real.slug])
    assert [page.count('title="Murmurations"') for page in pages] == [1, 0]
    assert f'href="{profile}"' in pages[0]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", {}),
        ("Mo 09:00-17:00", {"Mo": NINE_TO_FIVE}),
        ("Sa-Mo 09:00-17:00", {"Mo": NINE_TO_FIVE, "Sa": NINE_TO_FIVE, "Su": NINE_TO_FIVE}),
        ("Mo,We 09:00-17:00; PH off", {"Mo": NINE_TO_FIVE, "We": NINE_TO_FIVE}),
        ("Mo-Tu 09:00-17:00; Tu closed", {"Mo": NINE_TO_FIVE}),
        ("Fr 18:00-26:00", {"Fr": (("18:00", "02:00"),)}),
        ("Fr 09:00-12:00,14:00-18:00", {"Fr": (("09:00", "12:00"), ("14:00", "18:00"))}),
        ("Tu[2] 14:00-17:00", {}),
        ("Mo 09:00-17:00; week 01-53/2 Tu 14:00-17:00", {}),
        ("sur rendez-vous", {}),
    ],
)
def test_weekly_hours_are_read_and_others_are_not_told_by_half(text, hours):
    assert weekly_hours(text) == hours


def test_open_day_and_night():
    (always,) = hours_as_schema("24/7")
    assert (len(always["dayOfWeek"]), always["opens"], always["closes"]) == (7, "00:00", "23:59")
