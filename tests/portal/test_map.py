"""The map: what answers, how far, in the list and in the tiles alike."""

import gzip

import mapbox_vector_tile
import pytest
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from maille.places.actions.places import fold_place
from maille.places.models import Place, PublicSite, Stop
from maille.portal.templatetags.mapping import far
from tests.factories.directory import make_source, tell
from tests.factories.places import (
    BelongingFactory,
    CommuneFactory,
    DepartmentFactory,
    NetworkFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db


def place_at(
    name: str, longitude: float | None, latitude: float | None = 49.2, **portrait
) -> Place:
    fields = {key: portrait.pop(key) for key in ("state", "commune") if key in portrait}
    place = PlaceFactory(
        name=name,
        slug=slugify(name),
        longitude=longitude,
        latitude=latitude,
        **fields,
    )
    for key, value in portrait.items():
        setattr(place.portrait, key, value)
    place.portrait.save()
    fold_place(place)
    return place


@pytest.fixture
def three():
    """Give three places east of Caen, one of them closed, and one that stands nowhere."""
    CommuneFactory()
    place_at("Ici", -0.29, activities=["fablab"], accessibility=["wheelchair"])
    place_at("Demain", -0.20, opening_hours="24/7", audiences=["children"], services=["access"])
    place_at("Clos", -0.10, state="closed", opening_hours="24/7")
    place_at("Nulle part", None, None)


def ask(client, **asked):
    return client.get(reverse("portal:map"), asked)


def names(page):
    return [card.place.name for card in page.context["cards"]]


def plain(page) -> str:
    return page.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def layers_of(answer) -> dict[str, list[dict[str, object]]]:
    layers = mapbox_vector_tile.decode(answer.content)
    return {
        name: [feature["properties"] for feature in layer["features"]]
        for name, layer in layers.items()
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Clos", "Demain", "Ici", "Nulle part"]),
        ({"near": "Colombelles"}, ["Ici", "Demain", "Clos"]),
        ({"near": "14460"}, ["Ici", "Demain", "Clos"]),
        ({"near": "colombele"}, ["Ici", "Demain", "Clos"]),
        ({"near": "Colombelles", "within": "10"}, ["Ici", "Demain"]),
        ({"lon": "-0.1", "lat": "49.2"}, ["Clos", "Demain", "Ici"]),
        ({"open": "on"}, ["Demain"]),
        ({"activity": "fablab"}, ["Ici"]),
        ({"audience": "children", "service": "access"}, ["Demain"]),
        ({"accessible": "on"}, ["Ici"]),
        ({"itinerant": "on"}, []),
        ({"state": "closed"}, ["Clos"]),
        ({"department": "14"}, ["Clos", "Demain", "Ici", "Nulle part"]),
        ({"department": "50"}, []),
        ({"network": "personne"}, []),
        ({"q": "fablab"}, ["Ici"]),
        ({"activity": "nonsense"}, ["Clos", "Demain", "Ici", "Nulle part"]),
    ],
)
def test_list_gives_what_answers_the_nearest_first(client, three, asked, expected):
    assert names(ask(client, **asked)) == expected


def test_list_says_how_far_and_until_when(client, three):
    page = ask(client, near="Colombelles", open="on")
    assert "à 6,5 km" in plain(page)
    assert "Ouvert jour et nuit" in plain(page)
    assert "du plus proche au plus éloigné de Colombelles (Calvados)" in plain(page)


def test_a_closed_place_is_told_as_closed_whatever_its_hours(client, three):
    (card,) = ask(client, state="closed").context["cards"]
    assert (card.hours.standing, card.hours.open_now) == ("", False)
    assert "Fermé" in plain(ask(client, state="closed"))


def test_a_town_that_nobody_knows_says_what_to_write(client, three):
    page = ask(client, near="Xyzxyz")
    assert "aucune commune appelée" in plain(page)
    assert names(page) == ["Clos", "Demain", "Ici", "Nulle part"]


def test_towns_of_the_same_name_are_offered(client, three):
    manche = DepartmentFactory(code="50", name="Manche")
    CommuneFactory(code="50999", department=manche, postcodes="50100", longitude=-1.5)
    page = ask(client, near="Colombelles")
    assert page.context["asked"].where.others == (("Colombelles (Manche)", "Colombelles 50100"),)
    assert "near=Colombelles+50100" in page.content.decode()


def test_a_town_without_a_point_stands_where_its_places_do(client):
    town = CommuneFactory(
        code="57081", name="Tournai", folded_names="tournai", longitude=None, latitude=None
    )
    assert "aucune commune appelée" in plain(ask(client, near="Tournai"))
    place_at("Le Bain", 3.4, 50.6, commune=town)
    page = ask(client, near="Tournai")
    assert (page.context["asked"].where.longitude, names(page)) == (3.4, ["Le Bain"])


def test_an_itinerant_place_is_as_far_as_its_nearest_stop(client, three):
    bus = place_at("Bus", 3.0)
    Stop.objects.create(
        place=bus, locality="Colombelles", longitude=-0.28, latitude=49.2, opening_hours="24/7"
    )
    Stop.objects.create(place=bus, locality="Ailleurs", opening_hours="nonsense")
    page = ask(client, near="Colombelles", itinerant="on", open="on")
    assert names(page) == ["Bus"]
    assert page.context["cards"][0].distance == pytest.approx(0.7, abs=0.1)


def test_a_network_keeps_its_own_places(client, three):
    network = NetworkFactory(slug="normands")
    BelongingFactory(place=Place.objects.get(name="Demain"), network=network)
    BelongingFactory(place=PlaceFactory(is_public=False), network=network)
    expected = ["Demain"] if network.confirmed_at else []
    assert names(ask(client, network="normands")) == expected


def test_map_and_list_are_asked_the_same(client, three):
    page = ask(client, near="Colombelles", within="10", open="on", sites="on")
    address = page.context["tiles"].replace("{z}/{x}/{y}", "9/255/175")
    assert layers_of(client.get(address)) == {
        "places": [{"name": "Demain", "slug": "demain", "state": "open"}]
    }
    assert "near" not in page.context["tiles"]


def test_map_shows_first_what_is_near_or_all_that_answers(client, three):
    west, south, east, north = map(float, ask(client, state="open").context["bounds"].split(","))
    assert (west, east) == (-0.31, -0.18)
    assert (south, north) == (49.18, 49.22)
    place_at("Loin", 55.5, -21.0)
    assert ask(client).context["bounds"] == ""
    assert ask(client, state="project").context["bounds"] == ""


def test_tile_gathers_far_away_and_tells_each_place_near(client, three):
    gathered = layers_of(client.get(reverse("portal:tile", args=[4, 7, 5])))
    assert gathered == {"clusters": [{"count": 3}]}
    near = layers_of(client.get(reverse("portal:tile", args=[13, 4089, 2806])))
    assert near == {
        "places": [{"name": "Ici", "slug": "ici", "state": "open", "kinds": "fablab"}],
    }


def test_tile_draws_stops_of_rounds_and_public_sites_when_asked(client):
    bus = place_at("Bus", -0.29)
    Stop.objects.create(place=bus, longitude=-0.28, latitude=49.2)
    for number in range(2):
        PublicSite.objects.create(
            kind="library",
            name="Médiathèque",
            source="test",
            source_key=str(number),
            longitude=-0.3 - number / 3,
            latitude=49.2,
        )
    address = reverse("portal:tile", args=[8, 127, 87])
    assert set(layers_of(client.get(address))) == {"places", "stops"}
    drawn = layers_of(client.get(address, {"sites": "on"}))
    assert drawn["sites"] == [{"name": "Médiathèque", "kind": "library"}] * 2
    assert drawn["stops"] == [{"name": "Bus", "slug": "bus"}]
    assert drawn["places"][0]["itinerant"] is True
    gathered = layers_of(client.get(reverse("portal:tile", args=[2, 1, 1]), {"sites": "on"}))
    assert gathered["sites"] == [{}]


def test_tile_is_sent_once_packed_when_that_is_understood(client, three):
    address = reverse("portal:tile", args=[4, 7, 5])
    whole = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == whole.content
    again = client.get(address, headers={"if-none-match": whole["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    PlaceFactory(name="Neuf", longitude=-0.25, latitude=49.2)
    assert client.get(address, headers={"if-none-match": whole["ETag"]}).status_code == 200


@pytest.mark.parametrize("tile", [(15, 0, 0), (2, 4, 0), (2, 0, 4)])
def test_tile_outside_the_world_is_nowhere(client, tile):
    assert client.get(reverse("portal:tile", args=tile)).status_code == 404


def test_empty_world_has_an_empty_tile_and_an_empty_list(client):
    assert client.get(reverse("portal:tile", args=[0, 0, 0]), {"q": "x"}).content == b""
    page = ask(client, q="x", open="on")
    assert names(page) == []
    assert "Aucun lieu ne répond" in plain(page)


def test_places_that_are_not_public_or_merged_are_on_no_map(client):
    place_at("Secret", -0.29)
    Place.objects.update(is_public=False)
    kept = place_at("Gardé", -0.29)
    double = place_at("Double", -0.29)
    Place.objects.filter(pk=double.pk).update(merged_into=kept)
    assert names(ask(client)) == ["Gardé"]


def test_frame_may_stand_in_any_page_and_no_other_page_may(client, three):
    frame = client.get(reverse("portal:embed"), {"state": "open"})
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert names(frame) == ["Demain", "Ici", "Nulle part"]
    page = ask(client)
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "geolocation=()" in frame["Permissions-Policy"]


def test_map_offers_the_lines_that_show_it_elsewhere(client, three):
    page = ask(client, activity="fablab").content.decode()
    assert "/carte/integrer/?activity=fablab" in page
    assert "data-maille-map" in page


@pytest.fixture
def listed():
    """Give a place that a list of 2019 alone says to be open."""
    source = make_source("CGET 2019", licence="etalab-2.0")
    tell(source, ("1", {"name": "Le Listé", "state": "open"}), on="2019-01-01")
    return Place.objects.get(name="Le Listé")


@pytest.mark.parametrize("page", ["portal:map", "portal:places", "portal:embed"])
def test_place_known_by_an_old_list_alone_says_so(client, listed, page):
    told = "Ouvert selon la liste de 2019"
    assert told in plain(client.get(reverse(page)))
    listed.confirmed_on = timezone.localdate()
    listed.save()
    assert told not in plain(client.get(reverse(page)))


def test_card_of_the_map_says_what_the_list_says(client, three, listed):
    card = plain(client.get(reverse("portal:card", args=["le-liste"])))
    assert card.count("<a ") == 1
    assert "Ouvert selon la liste de 2019" in card
    assert card.split("<a ")[1].strip() in plain(ask(client))
    Place.objects.update(is_public=False)
    assert client.get(reverse("portal:card", args=["le-liste"])).status_code == 404


def test_thousands_are_set_apart(client, monkeypatch):
    monkeypatch.setattr(Paginator, "count", 1513)
    assert "1 513 lieux" in plain(client.get(reverse("portal:map")))


def test_a_distance_is_said_as_people_say_it():
    with override("fr"):
        told = [far(kilometres) for kilometres in (0.42, 2.34, 4.98, 12.4)]
    assert told == ["à 400 m", "à 2,3 km", "à 5 km", "à 12 km"]
