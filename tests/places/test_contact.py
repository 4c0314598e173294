"""How a place is reached: told by its team, shown on its page, taken away in its archive."""

import io

import pytest
from django.urls import reverse

from maille.places.actions import update_portrait
from maille.places.errors import InvalidPlaceError
from maille.places.exports import export_place, import_place
from maille.places.models import Place
from tests.factories.places import PlaceFactory

TOLD = {
    "summary": "Un atelier, un café, des voisins.",
    "phone": "02 31 00 00 00",
    "email": "bonjour@la-filature.example",
    "siret": "40109226700020",
    "services": ["paperwork", "access"],
}


def test_contact_is_told_shown_and_kept_in_the_history(client, place, steward):
    client.force_login(steward)
    page = reverse("places:section", args=[place.slug, "contact"])
    assert "Numéro SIRET" in client.get(page).content.decode()
    assert client.post(page, {**TOLD, "siret": "401 092 267 00020"}).status_code == 302
    place.portrait.refresh_from_db()
    assert {name: getattr(place.portrait, name) for name in TOLD} == TOLD
    shown = client.get(reverse("places:place", args=[place.slug])).content.decode()
    assert 'href="tel:0231000000"' in shown
    assert "Un atelier, un café, des voisins." in shown
    history = client.get(reverse("places:history", args=[place.slug])).content.decode()
    assert "Adresse e-mail publique" in history


def test_wrong_siret_keeps_what_was_typed(client, place, steward):
    client.force_login(steward)
    page = client.post(
        reverse("places:section", args=[place.slug, "contact"]), {**TOLD, "siret": "12345678901234"}
    ).content.decode()
    assert "vérifiez ses quatorze chiffres" in page
    assert 'value="02 31 00 00 00"' in page


def test_wrong_siret_is_refused(place):
    with pytest.raises(InvalidPlaceError, match="SIRET"):
        update_portrait(place=place, changes={"siret": "1"}, by=None)


def test_contact_of_a_closed_place_is_not_shown(client, db):
    place = PlaceFactory(state="closed")
    update_portrait(place=place, changes=TOLD, by=None)
    shown = client.get(reverse("places:place", args=[place.slug])).content.decode()
    assert "tel:" not in shown


def test_contact_goes_out_and_comes_back(place):
    update_portrait(place=place, changes=TOLD, by=None)
    archive = export_place(place)
    Place.objects.all().delete()
    back = import_place(io.BytesIO(archive), by=None)
    assert {name: getattr(back.portrait, name) for name in TOLD} == TOLD
