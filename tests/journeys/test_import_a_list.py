"""A facilitator brings in the spreadsheet of a network, and mends what was doubted."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from maille.geography.actions import load_communes
from maille.places.models import Place
from tests.factories.places import NetworkFactory, NetworkMembershipFactory, PersonFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SPREADSHEET = """Nom du lieu;Adresse;Code postal;Commune;Latitude;Longitude;Site
La Ruche;3 rue Basse;14000;Caen;49,18;-0,37;https://ruche.example
L'Escale;1 quai Vauban;50100;Cherbourg-en-Cotentin;-1,62;49,63;https://escale.example
"""


@pytest.fixture
def facilitator(transactional_db):
    load_communes()
    person = PersonFactory()
    NetworkMembershipFactory(person=person, network=NetworkFactory(name="Réseau des ports"))
    return person


def test_a_spreadsheet_is_brought_in_and_its_doubts_are_mended(
    facilitator, live_server, page, client, accessible
):
    client.force_login(facilitator)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/annuaire/importer/")
    accessible(page)
    page.get_by_label("La liste").set_input_files(
        {"name": "ports.csv", "mimeType": "text/csv", "buffer": SPREADSHEET.encode("cp1252")}
    )
    page.get_by_label("Qui tient cette liste ?").fill("Réseau des ports")
    page.get_by_label("Le réseau qui s’en occupe").select_option(label="Réseau des ports")
    page.get_by_role("button", name="Voir ses colonnes").click()
    expect(page.get_by_role("heading", name="Ce que dit chaque colonne")).to_be_visible()
    accessible(page)

    page.get_by_role("button", name="Essayer, sans rien écrire").click()
    expect(page.get_by_role("heading", name="L’essai, sans rien écrire")).to_be_visible()
    assert not Place.objects.exists()
    page.get_by_role("button", name="Importer la liste").click()
    expect(page.get_by_role("heading", name="La liste est importée")).to_be_visible()
    expect(page.get_by_text("inversées")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Voir les doutes").click()
    page.get_by_role("link", name="Regarder").first.click()
    page.get_by_label("Latitude et longitude").fill("49.63, -1.62")
    accessible(page)
    page.get_by_role("button", name="Garder cette valeur").click()
    expect(page.get_by_role("status")).to_be_visible()
    mended = Place.objects.get(name="L'Escale")
    assert (mended.longitude, mended.latitude) == (-1.62, 49.63)
