"""Somebody brings in records kept elsewhere, reads what is doubted, and corrects it."""

import json
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from maille.people.models import Person
from maille.places.models import Place
from maille.project.demo import STEWARD
from tests.reports.commune_mesure.records import pilot, questionnaire

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def a_file(name, record):
    return {"name": name, "mimeType": "application/json", "buffer": json.dumps(record).encode()}


def test_records_are_imported_doubted_and_corrected(demo, live_server, page, client, accessible):
    client.force_login(Person.objects.get(email=STEWARD))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/importer/")
    accessible(page)
    page.get_by_label("Fichiers des fiches").set_input_files(
        [
            a_file("fournil.json", pilot({"blocs.moyens.donnees.benevoles": 3000})),
            a_file("ecluse.json", questionnaire()),
            a_file("autre.json", []),
        ]
    )
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_role("heading", name="Le Fournil")).to_be_visible()
    expect(page.get_by_text("peut-être des heures")).to_be_visible()
    expect(page.get_by_text("mais pas une fiche")).to_be_visible()
    accessible(page)
    expect(page.locator("q", has_text="En bien")).to_be_visible()

    page.get_by_role("link", name="Corriger moyens › benevoles").click()
    page.get_by_label(re.compile("[Bb]énévoles")).first.fill("30")
    page.get_by_role("button", name=re.compile("Enregistrer")).click()
    expect(page.get_by_role("status")).to_be_visible()
    place = Place.objects.select_related("portrait").get(slug="le-fournil")
    assert (place.portrait.volunteers, place.is_public) == (30, False)
