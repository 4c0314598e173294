import pytest

from maille.db.trail import changes_of
from maille.geography.errors import UnknownCommuneError
from maille.places.actions import add_place, locate_place, update_place, update_portrait
from maille.places.errors import InvalidPlaceError
from maille.places.models import Membership, Place
from maille.places.values import Address
from tests.factories.places import CommuneFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Le Wip", "le-wip"),
        ("  L'Hôtel   Pasteur ", "l-hotel-pasteur"),
        ("Le Point H^UT, lieu de création", "le-point-hut-lieu-de-creation"),
        ("L’Œuvre", "l-oeuvre"),
        ("北京", "lieu"),
        ("Ajouter", "ajouter-2"),
        ("x" * 120, "x" * 70),
    ],
)
def test_add_place_makes_a_slug_of_the_name(name, slug):
    assert add_place(name=name, by=None).slug == slug


def test_add_place_numbers_a_slug_that_is_taken():
    assert [add_place(name="Le Wip", by=None).slug for _ in range(3)] == [
        "le-wip",
        "le-wip-2",
        "le-wip-3",
    ]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b"])
def test_add_place_refuses_a_name_that_is_none(name):
    with pytest.raises(InvalidPlaceError):
        add_place(name=name, by=None)
    assert Place.objects.count() == 0


def test_add_place_takes_the_commune_of_a_code():
    CommuneFactory()
    place = add_place(name="Le Wip", commune="14167", by=None)
    assert (place.insee, place.locality, place.postcode) == ("14167", "Colombelles", "14460")
    assert (place.country, place.department.name) == ("FR", "Calvados")
    assert place.folded_text == "wip colombelles 14460 calvados normandie"


def test_add_place_takes_a_belgian_commune(tournai):
    place = add_place(name="La Maison", commune="BE-57081", by=None)
    assert (place.country, place.insee, place.postcode) == ("BE", "57081", "")
    assert "doornik" in place.folded_text.split()


def test_add_place_refuses_an_unknown_commune():
    with pytest.raises(UnknownCommuneError, match="99999"):
        add_place(name="Le Wip", commune="99999", by=None)
    assert Place.objects.count() == 0


def test_add_place_makes_its_author_a_steward():
    person = PersonFactory()
    place = add_place(name="Le Wip", by=person)
    member = Membership.objects.get(place=place)
    assert (member.person, member.role) == (person, "steward")
    change = changes_of(place).get()
    assert (change.field, change.previous, change.new, change.by) == (
        "added",
        None,
        "Le Wip",
        person,
    )


def test_update_place_keeps_the_slug_and_the_previous_name(place, steward):
    update_place(place=place, changes={"name": " Le  Tissage ", "is_public": True}, by=steward)
    place.refresh_from_db()
    assert (place.name, place.slug) == ("Le Tissage", "la-filature")
    assert place.folded_text.startswith("tissage")
    change = changes_of(place).get()
    assert (change.field, change.previous, change.new, change.by) == (
        "name",
        "La Filature",
        "Le Tissage",
        steward,
    )


@pytest.mark.parametrize("changes", [{"slug": "autre"}, {"writing": "loud"}, {"name": ""}])
def test_update_place_refuses_what_is_not_its_business(place, changes):
    with pytest.raises(InvalidPlaceError):
        update_place(place=place, changes=changes, by=None)
    assert changes_of(place).count() == 0


def test_locate_place_recognises_the_commune_of_a_name_and_postcode(place):
    CommuneFactory(code="14167")
    address = Address(locality="COLOMBELLES", postcode="14460", street=" Grande Halle ")
    locate_place(place=place, address=address, by=None)
    assert (place.commune.code, place.street) == ("14167", "Grande Halle")


def test_locate_place_keeps_the_village_beside_the_commune(place, tournai):
    address = Address(country="BE", commune="BE-57081", locality="Kain", postcode="7540")
    locate_place(place=place, address=address, by=None)
    place.refresh_from_db()
    assert (place.country, place.locality, place.postcode) == ("BE", "Kain", "7540")
    assert (place.commune, place.department.name) == (tournai, "Province du Hainaut")


def test_locate_place_finds_the_department_without_a_commune(place):
    address = Address(locality="Un hameau", postcode="14460")
    locate_place(place=place, address=address, by=None)
    assert (place.commune, place.insee, place.department.code) == (None, "", "14")


@pytest.mark.parametrize(
    "address",
    [
        Address(country="DE"),
        Address(postcode="7500"),
        Address(country="BE", postcode="14460"),
        Address(postcode="²²²²²"),
        Address(latitude=49.0),
        Address(locality="x" * 101),
    ],
)
def test_locate_place_refuses_what_is_no_address(place, address):
    with pytest.raises(InvalidPlaceError):
        locate_place(place=place, address=address, by=None)


def test_locate_place_refuses_an_unknown_commune(place):
    with pytest.raises(UnknownCommuneError):
        locate_place(place=place, address=Address(commune="BE-99999"), by=None)


def test_an_organisation_is_found_with_its_place(place):
    update_portrait(place=place, changes={"organisation_name": "Les Amis"}, by=None)
    place.refresh_from_db()
    assert "amis" in place.folded_text.split()
