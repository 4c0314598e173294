"""A steward signs in on a phone, answers a theme, reads the draft again, publishes, shares."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from maille.project.demo import STEWARD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def sign_in(page, site, email):
    page.goto(f"{site}/compte/connexion/")
    page.get_by_label("Adresse e-mail").first.fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    page.wait_for_url("**/code/recu/**")
    code = re.search(r"^ +(\d{4}-\d{4})$", mail.outbox[-1].body, re.MULTILINE)[1]
    page.locator("input[autocomplete=one-time-code]").fill(code)
    page.locator("main button.button").first.click()
    expect(page.get_by_role("button", name="Se déconnecter").first).to_be_visible()


def test_a_steward_answers_previews_publishes_and_shares(demo, live_server, page, accessible):
    site = live_server.url
    sign_in(page, site, STEWARD)

    page.goto(f"{site}/lieux/la-filature/repondre/")
    accessible(page)
    page.get_by_label("Période inconnue").check()
    page.get_by_role("button", name="Commencer à répondre").click()
    accessible(page)

    page.get_by_role("link", name=re.compile("Entretien")).click()
    accessible(page)
    page.get_by_label("Du bruit").check()
    page.get_by_role("button", name="Enregistrer, retour aux thèmes").click()
    expect(page.get_by_role("link", name=re.compile("Entretien"))).to_contain_text("1 réponse")

    page.get_by_role("link", name="Relire comme un rapport").first.click()
    accessible(page)
    expect(page.locator("#upkeep")).to_contain_text("plus de bruit")
    expect(page.get_by_text("Brouillon, non publié").first).to_be_visible()

    page.get_by_role("link", name="Publier").first.click()
    accessible(page)
    page.get_by_label(re.compile("J’ai relu le rapport")).check()
    page.get_by_role("button", name="Publier pour toujours").click()

    expect(page).to_have_url(re.compile(r"/lieux/la-filature/rapports/5/$"))
    finding = page.locator("#upkeep .finding", has_text="plus de bruit")
    expect(finding).to_contain_text("Ce qui s’est dégradé")

    # Sharing is an address, an image and three files; anybody may follow them.
    image = page.locator("meta[property='og:image']").get_attribute("content")
    assert image.endswith("/lieux/la-filature/rapports/5.png")
    for address in (image, *(f"{site}/lieux/la-filature/rapports/5.{form}" for form in FORMS)):
        assert page.request.get(address).ok, address


FORMS = ("pdf", "json", "jsonld")
