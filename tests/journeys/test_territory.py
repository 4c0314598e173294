"""A study read, and asked otherwise, on a phone, with a keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from maille.territory.models import Study
from tests.factories.studies import make_study

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def study() -> Study:
    return make_study(slug="la-rue")


def test_a_study_is_asked_otherwise_with_the_keyboard(page: Page, live_server, accessible, study):
    page.goto(f"{live_server.url}/territoire/")
    accessible(page)
    page.get_by_role("link", name="La rue").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("100 personnes sur 1 560")
    accessible(page)

    page.get_by_label("Combien de sites").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Avec le site proposé, 400 de plus")
    expect(page).to_have_url(re.compile(r"et-si/\?sites=1&minutes=15&mode=walk"))
    expect(page.get_by_label("Combien de sites")).to_be_focused()

    page.get_by_label("À pied").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text("15 minutes à vélo")
    accessible(page)


def test_a_site_is_set_aside_and_the_answer_follows(page: Page, live_server, study):
    page.goto(f"{live_server.url}/territoire/etudes/la-rue/et-si/?sites=1&minutes=15&mode=walk")
    page.get_by_role("link", name="écarter France Services").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Avec le site proposé, 200 de plus")
    expect(page.get_by_text("Écarté :")).to_be_visible()
    expect(page.get_by_role("heading", name="Imposés et écartés")).to_be_focused()
    page.get_by_role("link", name="laisser le choix").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Avec le site proposé, 400 de plus")
    expect(page.get_by_role("heading", name="Sites proposés")).to_be_focused()
    page.go_back()
    expect(page.get_by_text("Écarté :")).to_be_visible()
    expect(page.get_by_role("heading", name="La rue")).to_be_visible()


def test_what_follows_an_answer_in_place(page: Page, live_server, study):
    page.goto(f"{live_server.url}/territoire/etudes/la-rue/")
    expect(page.locator("#map.drawn")).to_be_visible()
    status = page.get_by_role("status").element_handle()
    page.get_by_role("radio", name="À vélo").check()
    expect(page.locator("#caption")).to_contain_text("15 minutes à vélo (14 km/h)")
    expect(page.locator("#how")).to_contain_text("15 minutes à vélo (14 km/h)")
    expect(page).to_have_title(re.compile("15 minutes à vélo"))
    expect(page.locator(".top a[hreflang=en]")).to_have_attribute("href", re.compile("bicycle"))
    assert status.evaluate("element => element.isConnected")


def test_a_label_follows_the_rank_of_its_site(page: Page, live_server, study):
    asked = "et-si/?sites=2&minutes=15&mode=walk"
    page.goto(f"{live_server.url}/territoire/etudes/la-rue/{asked}")
    first = page.locator(".map-label.of-chosen[title='France Services']")
    expect(first).to_have_text("1")
    page.get_by_role("link", name="imposer Bibliothèque").press("Enter")
    expect(first).to_have_text("2")


def test_cells_differ_where_colours_are_imposed(page: Page, live_server, study):
    page.emulate_media(forced_colors="active")
    page.goto(f"{live_server.url}/territoire/etudes/la-rue/")
    expect(page.locator("#map.drawn")).to_be_visible()
    paint = "name => getComputedStyle(document.querySelector(`.key .${name}`)).backgroundColor"
    assert len({page.evaluate(paint, name) for name in ("served", "gained", "bare")}) == 3
    label = page.locator(".map-label.of-chosen").first
    assert label.evaluate("one => getComputedStyle(one).forcedColorAdjust") == "none"


def test_without_scripts_everything_is_there(browser, live_server, accessible, study):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="fr-FR"
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/territoire/etudes/la-rue/")
    expect(page.get_by_role("img", name=re.compile("Carte de l’étude"))).to_be_visible()
    page.get_by_label("Combien de sites").fill("3")
    page.get_by_label("Un site à imposer").fill("centre")
    page.get_by_role("button", name="Voir ce que ça change").click()
    expect(page.get_by_role("heading", name="Sites trouvés")).to_be_visible()
    page.get_by_role("link", name="imposer Centre d’Aval").first.click()
    expect(page.get_by_text("Imposé :")).to_be_visible()
    assert page.locator("html").evaluate("html => html.scrollWidth") == 390
    context.close()


def test_the_page_holds_at_390_pixels(page: Page, live_server, study):
    for path in ("", "et-si/?sites=2&minutes=15&mode=walk&force=c", "zones-blanches/"):
        page.goto(f"{live_server.url}/territoire/etudes/la-rue/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        for box in page.locator(".do a, .gaps td, .curve .end").all():
            found = box.bounding_box()
            assert found is None or found["x"] + found["width"] <= 390
