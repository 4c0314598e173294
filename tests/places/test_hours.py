"""Hours and rounds: written by the team, read back in words, kept in the trail and the archive."""

import datetime as dt
import io

import pytest
from django.urls import reverse

from maille.places.actions import set_stops, update_portrait
from maille.places.actions.archives import restore_place
from maille.places.enums import Role
from maille.places.errors import InvalidPlaceError
from maille.places.exports import export_place, import_place
from maille.places.hours import country_clock, told_hours, told_stops
from maille.places.queries.archives import describe_changes, describe_place
from maille.places.queries.history import history_of
from maille.places.values import StopLine
from tests.factories.places import CommuneFactory, MembershipFactory, PlaceFactory

pytestmark = pytest.mark.django_db

TUESDAY = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
ROUND = (
    StopLine("Place de l'Église", "", "14460", "Colombelles", "tu[2] 9:00-12:00"),
    StopLine("", "1 rue Haute", "14000", "Caen", "week 01-53/2 Th 14:00-17:00", -0.37, 49.18),
)


@pytest.fixture
def place():
    return PlaceFactory(slug="le-bus")


def sign_in(client, place):
    client.force_login(MembershipFactory(place=place, role=Role.STEWARD).person)


def plain(page) -> str:
    return page.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_steward_writes_hours_and_reads_them_back_in_words(client, place):
    sign_in(client, place)
    address = reverse("places:section", args=[place.slug, "site"])
    rows = {"rows-TOTAL_FORMS": 0, "rows-INITIAL_FORMS": 0}
    written = {**rows, "opening_hours": "Mo-Fr 9:00-12:00; PH off"}
    assert client.post(address, written).status_code == 302
    place.portrait.refresh_from_db()
    assert place.portrait.opening_hours == "Mo-Fr 09:00-12:00; PH closed"
    page = plain(client.get(reverse("places:place", args=[place.slug])))
    assert "du lundi au vendredi 9 h – 12 h" in page
    assert "jours fériés : fermé" in page


def test_hours_that_cannot_be_read_say_from_where(client, place):
    sign_in(client, place)
    address = reverse("places:section", args=[place.slug, "site"])
    rows = {"rows-TOTAL_FORMS": 0, "rows-INITIAL_FORMS": 0}
    page = client.post(address, {**rows, "opening_hours": "Mo 9h-12h"})
    assert page.status_code == 200
    assert "à partir de « 9h-12h »" in plain(page)
    with pytest.raises(InvalidPlaceError):
        update_portrait(place=place, changes={"opening_hours": "Mo 9h-12h"}, by=None)


def test_a_steward_writes_where_the_bus_stops(client, place):
    sign_in(client, place)
    address = reverse("places:section", args=[place.slug, "tournee"])
    stop = {"rows-0-locality": "Colombelles", "rows-0-postcode": "14460"}
    hours = {"rows-0-name": "Mairie", "rows-0-opening_hours": "Tu[2] 09:00-12:00"}
    total = {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0}
    assert client.post(address, {**total, **stop, **hours}).status_code == 302
    (kept,) = place.stops.all()
    assert (kept.name, kept.longitude, kept.opening_hours) == ("Mairie", -0.29, "Tu[2] 09:00-12:00")
    page = plain(client.get(reverse("places:place", args=[place.slug])))
    assert "Le 2<sup>e</sup> mardi du mois 9 h – 12 h" in page
    assert "Prochains passages" in page


def test_next_days_of_a_stop_are_told(place):
    set_stops(place=place, stops=ROUND, by=None)
    church, street = told_stops(place, TUESDAY, "fr")
    assert (church.name, church.address) == ("Place de l'Église", "14460 Colombelles")
    assert church.hours.days == (
        *(dt.date(2026, 12, 8), dt.date(2027, 1, 12), dt.date(2027, 2, 9)),
    )
    assert (street.name, street.address) == ("Caen", "1 rue Haute, 14000 Caen")
    assert street.hours.lines == ("semaines impaires, jeudi 14 h – 17 h",)


def test_half_a_point_is_refused(place):
    with pytest.raises(InvalidPlaceError):
        set_stops(place=place, stops=[StopLine(locality="Caen", longitude=1.0)], by=None)
    with pytest.raises(InvalidPlaceError):
        set_stops(place=place, stops=[StopLine(opening_hours="parfois")], by=None)


def test_hours_of_a_closed_place_do_not_say_how_it_stands(place):
    told = told_hours(place, "Tu 09:00-12:00", TUESDAY, "fr")
    assert (told.standing, told.open_now) == ("ouvert maintenant, ferme à 12 h", True)
    place.state = "closed"
    assert told_hours(place, "Tu 09:00-12:00", TUESDAY, "fr").standing == ""


def test_hours_nobody_can_read_are_given_as_they_came(place):
    told = told_hours(place, "le mardi", TUESDAY, "fr")
    assert (told.lines, told.standing) == (("le mardi",), "")
    assert told_hours(place, "", TUESDAY, "fr") is None
    set_stops(place=place, stops=[StopLine(locality="Caen")], by=None)
    assert told_stops(place, TUESDAY, "fr")[0].hours is None


@pytest.mark.parametrize(
    ("where", "clock"),
    [
        (("FR", "14", "14460"), ("Europe/Paris", "FR")),
        (("FR", None, "97400"), ("Indian/Reunion", "FR")),
        (("BE", "50000", "7500"), ("Europe/Brussels", "BE")),
    ],
)
def test_the_clock_is_that_of_the_place(where, clock):
    assert country_clock(*where) == clock


def test_hours_and_rounds_are_in_the_history(place):
    update_portrait(place=place, changes={"opening_hours": "Tu 9:00-12:00"}, by=None)
    set_stops(place=place, stops=ROUND[:1], by=None)
    told = [(str(one.label), one.new) for one in history_of(place, None)]
    assert told == [
        (
            "Arrêts des tournées",
            ("Place de l'Église, 14460, Colombelles, Tu[2] 09:00-12:00, -0.29, 49.2",),
        ),
        ("Horaires d'ouverture", ("Tu 09:00-12:00",)),
    ]


def test_hours_and_rounds_leave_and_come_back(place):
    CommuneFactory()
    update_portrait(place=place, changes={"opening_hours": "Tu 09:00-12:00"}, by=None)
    set_stops(place=place, stops=ROUND, by=None)
    archive = export_place(place)
    place.delete()
    back = import_place(io.BytesIO(archive), by=None)
    assert back.portrait.opening_hours == "Tu 09:00-12:00"
    assert [stop.opening_hours for stop in back.stops.all()] == [
        "Tu[2] 09:00-12:00",
        "week 01-53/2 Th 14:00-17:00",
    ]


def test_an_archive_from_before_hours_comes_back(place):
    described = describe_place(place)
    changes = describe_changes(place)
    del described["stops"]
    del described["portrait"]["opening_hours"]
    place.delete()
    back = restore_place(described=described, changes=changes, by=None)
    assert (back.portrait.opening_hours, back.stops.count()) == ("", 0)
