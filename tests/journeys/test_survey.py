"""A team asks its visitors; one of them answers on an old phone, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from maille.project.demo import STEWARD
from tests.journeys.test_answer_and_publish import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visitor(browser):
    """Give the browser of somebody passing by: no script, no cookie kept, a narrow screen."""
    context = browser.new_context(
        java_script_enabled=False, locale="fr-FR", viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_a_visitor_answers_without_javascript(demo, live_server, page, visitor, accessible):
    site = live_server.url
    sign_in(page, site, STEWARD)
    page.goto(f"{site}/lieux/la-filature/enquetes/")
    accessible(page)
    page.get_by_role("link", name="Ouvrir une enquête").click()
    accessible(page)
    page.get_by_label("Nom de l’enquête").fill("Repas de printemps")
    page.get_by_label(re.compile("Combien de personnes seront invitées")).fill("20")
    page.get_by_role("button", name="Ouvrir cette enquête").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Repas de printemps")
    accessible(page)
    address = page.locator(".wave-link a").inner_text()
    poster = page.request.get(
        site + page.get_by_role("link", name="Imprimer l’affiche").get_attribute("href")
    )
    assert poster.body().startswith(b"%PDF")
    read_without_script(page, address, accessible)

    answer(visitor, address)

    page.reload()
    expect(page.get_by_text("1 personne sur les 20 invitées")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text("J’y mange avec mes voisins.")
    page.get_by_role("button", name="Terminer cette enquête").click()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Cette enquête est terminée")


def answer(visitor, address):
    """Forget to answer, be told, then answer some of the questions."""
    visitor.goto(address)
    visitor.get_by_role("button", name="Envoyer").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Répondez à au moins une question")
    visitor.get_by_label("du quartier", exact=True).check()
    visitor.get_by_label(re.compile("Combien de visites ici")).fill("4")
    visitor.get_by_label("Je m’entends mieux avec les autres").check()
    visitor.get_by_label("4", exact=True).check()
    visitor.get_by_label(re.compile("Une phrase")).fill("J'y mange avec mes voisins.")
    visitor.get_by_label(re.compile("peut être citée")).check()
    visitor.get_by_role("button", name="Envoyer").click()
    expect(visitor).to_have_url(re.compile(r"/merci/$"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Merci")


def read_without_script(page, address, accessible):
    """Read the visitor's pages with the rules of accessibility, which need a script to run."""
    other = page.context.new_page()
    for form in (address, address.replace("/q/", "/en/q/"), f"{address}merci/"):
        for scheme in ("light", "dark"):
            other.emulate_media(color_scheme=scheme)
            other.goto(form)
            accessible(other)
    other.close()


def test_a_count_is_noted_on_the_day_it_was_drawn(demo, live_server, page, accessible):
    site = live_server.url
    sign_in(page, site, STEWARD)
    page.goto(f"{site}/lieux/la-filature/comptages/nouveau/")
    accessible(page)
    today = page.get_by_label("Du", exact=True).input_value()
    page.get_by_label("Au", exact=True).fill(today)
    page.get_by_role("button", name="Tirer les jours").click()
    accessible(page)
    page.get_by_role("link", name="Noter le compte du jour").click()
    accessible(page)
    page.get_by_label(re.compile("Combien de personnes sont entrées")).fill("41")
    page.get_by_role("button", name="Garder ce compte").click()
    expect(page.get_by_text("Environ 41 visites")).to_be_visible()
    expect(page.get_by_text("sans marge d’erreur")).to_be_visible()
