"""A facilitator says that two places are one, sees that they are not, and takes it back."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from maille.places.models import Belonging, Place
from tests.factories.directory import make_source, tell
from tests.factories.places import NetworkFactory, NetworkMembershipFactory, PersonFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLACE = {"street": "7 rue du Tissage", "postcode": "76000", "locality": "Rouen"}


@pytest.fixture
def facilitator(transactional_db):
    tell(make_source("Région"), ("1", {"name": "Le Fil", **PLACE, "phone": "0235000001"}))
    tell(make_source("Ville"), ("1", {"name": "Le Fil, atelier", **PLACE, "email": "a@lefil.fr"}))
    person, network = PersonFactory(), NetworkFactory()
    NetworkMembershipFactory(person=person, network=network)
    for place in Place.objects.all():
        Belonging.objects.create(place=place, network=network)
    return person


def test_a_merge_is_made_and_undone(facilitator, live_server, page, client, accessible):
    client.force_login(facilitator)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/annuaire/doublons/")
    page.get_by_role("button", name="Comparer de nouveau tous les lieux").click()
    expect(page.get_by_text("1 paire à regarder")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Le Fil et Le Fil, atelier").click()
    expect(
        page.get_by_text("un nom contient l’autre").or_(page.get_by_text("même nom"))
    ).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Le même lieu").click()
    expect(page.get_by_text("C’est noté")).to_be_visible()

    page.goto(f"{live_server.url}/lieux/le-fil-atelier/")
    expect(page).to_have_url(f"{live_server.url}/lieux/le-fil/")

    page.goto(f"{live_server.url}/annuaire/doublons/")
    page.get_by_role("link", name="1 fusion, qui peut se défaire").click()
    accessible(page)
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_text("sont de nouveau deux lieux")).to_be_visible()
    page.goto(f"{live_server.url}/lieux/le-fil-atelier/")
    expect(page.get_by_role("heading", name="Le Fil, atelier")).to_be_visible()
    places = Place.objects.select_related("portrait").order_by("pk")
    assert [(place.portrait.phone, place.portrait.email) for place in places] == [
        ("0235000001", ""),
        ("", "a@lefil.fr"),
    ]
