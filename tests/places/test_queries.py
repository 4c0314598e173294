import pytest

from maille.core.effects.cards import PlaceCard
from maille.places.actions import (
    add_life_event,
    add_place,
    locate_place,
    set_means,
    update_portrait,
)
from maille.places.models import Place
from maille.places.queries import (
    find_place_named,
    place_card,
    portrait_of,
    public_places,
    search_places,
)
from maille.places.values import Address, LifeEventLine, MeansLine
from tests.factories.places import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wip():
    CommuneFactory()
    place = add_place(name="Le Wip", commune="14167", by=None)
    address = Address(
        commune="14167", street="Grande Halle", postcode="14460", longitude=-0.3, latitude=49.19
    )
    locate_place(place=place, address=address, by=None)
    update_portrait(place=place, changes={"organisation_name": "L'Équipe du Wip"}, by=None)
    for kind, date in (("opened", "2019-10"), ("closed", "2023-07"), ("founded", "2016-05")):
        add_life_event(place=place, event=LifeEventLine(kind, date), by=None)
    return place


def test_place_card_names_a_place_for_reports(wip):
    assert place_card(wip) == PlaceCard(
        id=str(wip.public_id),
        slug="le-wip",
        name="Le Wip",
        commune="Colombelles",
        insee="14167",
        postcode="14460",
        department="Calvados",
        region="Normandie",
        country="FR",
        longitude=-0.3,
        latitude=49.19,
        state="closed",
        opened="2019-10",
        closed="2023-07",
        organisation="L'Équipe du Wip",
        address="Grande Halle, 14460 Colombelles",
    )


def test_place_card_leaves_out_what_nobody_said():
    place = add_place(name="Le Point", by=None)
    assert place_card(place) == PlaceCard(
        id=str(place.public_id), slug="le-point", name="Le Point", state="open"
    )


@pytest.mark.parametrize(
    "words", ["wip", "WIP colombelles", "equipe", "calvados le wip", "14460", "normandie", ""]
)
def test_search_places_forgives_accents_and_order(wip, words):
    assert list(search_places(words)) == [wip]


@pytest.mark.parametrize("words", ["wap", "wip belgique"])
def test_search_places_needs_every_word(wip, words):
    assert list(search_places(words)) == []


def test_search_places_narrows_by_state_and_department(wip, tournai):
    maison = add_place(name="La Maison", commune="BE-57081", by=None)
    PlaceFactory(name="Cachée", is_public=False)
    assert list(search_places("", state="closed")) == [wip]
    assert list(search_places("", department="14")) == [wip]
    assert list(search_places("", department="BE-50000")) == [maison]
    assert list(search_places("", department="BE-14")) == []


def test_public_places_ask_once(wip, django_assert_num_queries):
    for _ in range(5):
        PlaceFactory()
    with django_assert_num_queries(1):
        names = [
            (place.commune.name, place.department.region.name, place.portrait.site)
            for place in public_places()
        ]
    assert len(names) == 6


def test_find_place_named_needs_certainty(wip):
    assert find_place_named("le-wip") == wip
    assert find_place_named("LE WIP") == wip
    assert find_place_named("wi") is None
    assert find_place_named(" ") is None
    add_place(name="Wip", by=None)
    assert find_place_named("Le Wip") is None


def test_portrait_of_gathers_money_by_year(wip):
    set_means(
        place=wip,
        means=[
            MeansLine(2024, "operating", "income", 5),
            MeansLine(2025, "operating", "grants", 10),
            MeansLine(None, "investment", "own_funds", 1),
            MeansLine(2025, "operating", "income", 20),
        ],
        by=None,
    )
    years = [(year.year, year.total) for year in portrait_of(wip).means]
    assert years == [(2025, 30), (2024, 5), (None, 1)]


def test_rows_of_a_place_name_themselves(wip):
    assert str(Place.objects.get()) == "Le Wip"
