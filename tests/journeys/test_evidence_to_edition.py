"""From what was noted to a published edition, with a dissent, then read sentence by sentence."""

import re

import pytest
from playwright.sync_api import expect

from maille.project.demo import STEWARD
from tests.journeys.test_answer_and_publish import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DISSENT = "Le jeudi, on voit toujours les mêmes têtes."
ROLE = "deux voisines"


def test_evidence_becomes_an_edition_with_a_dissent(demo, live_server, page, browser, accessible):
    site = live_server.url
    sign_in(page, site, STEWARD)
    page.goto(f"{site}/lieux/la-filature/repondre/")
    page.get_by_label("2025", exact=True).check()
    page.get_by_role("button", name="Commencer à répondre").click()

    contradict(page, accessible)
    choose_words(page, accessible)
    number = publish(page, accessible)

    address = f"{site}/lieux/la-filature/rapports/{number}/"
    read_a_sentence(page, address, accessible)
    read_without_script(browser, address)
    document = page.request.get(f"{address[:-1]}.json").json()
    assert document["edition"]["kind"] == "observed"
    assert [(one["decision"], one["role"]) for one in document["decisions"]] == [
        ("dissented", ROLE)
    ]
    assert document["stories_left_out"]["reasons"]["alike"] == 1
    for layout in ("essentiel", "atelier"):
        assert page.request.get(f"{address[:-1]}-{layout}.pdf").ok


def contradict(page, accessible):
    page.get_by_role("link", name="Ce que proposent les éléments notés").click()
    accessible(page)
    matter = page.locator(".matter", has_text="Solidement établi").first
    matter.get_by_text("Confirmer, nuancer ou contester").click()
    matter.get_by_label("Contester").check()
    matter.get_by_role("button", name="Garder cette décision").click()
    expect(page.get_by_role("alert")).to_contain_text("Dites-le en une phrase")

    matter.get_by_label("En une phrase").fill(DISSENT)
    matter.get_by_label("Signé, en tant que").fill(ROLE)
    matter.get_by_role("button", name="Garder cette décision").click()
    expect(matter).to_contain_text(f"Désaccord, signé : {ROLE}")
    accessible(page)


def choose_words(page, accessible):
    page.get_by_role("link", name="Relire comme un rapport").click()
    accessible(page)
    page.get_by_role("link", name="Choisir les paroles à reprendre").click()
    accessible(page)
    offers = page.locator("article.told")
    offers.nth(0).get_by_label("Que faites-vous de ces paroles").select_option("Les reprendre")
    offers.nth(0).get_by_role("button", name="Garder ce choix").click()
    expect(offers.nth(0)).to_contain_text("Reprises dans le rapport.")
    offers.nth(1).get_by_label("Que faites-vous de ces paroles").select_option("alike")
    offers.nth(1).get_by_role("button", name="Garder ce choix").click()
    expect(offers.nth(1)).to_contain_text("Écartées.")


def publish(page, accessible):
    page.get_by_role("link", name="Relire comme un rapport").click()
    page.get_by_role("link", name="Publier").first.click()
    accessible(page)
    page.get_by_label(re.compile("J’ai relu le rapport")).check()
    page.get_by_role("button", name="Publier pour toujours").click()
    expect(page).to_have_url(re.compile(r"/rapports/\d+/$"))
    return int(page.url.rstrip("/").rpartition("/")[2])


def read_a_sentence(page, address, accessible):
    page.goto(address)
    finding = page.locator("#social_ties .finding", has_text="Solidement établi").first
    finding.get_by_text("Voir les éléments probants").click()
    expect(finding).to_contain_text("janvier 2025")
    finding.get_by_text("Pourquoi cette solidité").click()
    expect(finding).to_contain_text("Confirmation de l’extérieur")
    expect(finding).to_contain_text(DISSENT.replace("'", "’"))
    expect(page.locator("#left-out")).to_contain_text("disent la même chose")
    accessible(page)


def read_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    finding = plain.locator("#social_ties .finding", has_text="Solidement établi").first
    finding.get_by_text("Voir les éléments probants").click()
    expect(finding.get_by_text("registre", exact=False).first).to_be_visible()
    context.close()
