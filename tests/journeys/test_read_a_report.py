"""A funder reads a report on a phone whose browser runs no script."""

import pytest
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiet_page(browser: Browser):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


def test_a_report_is_read_without_javascript(demo, live_server, quiet_page):
    page = quiet_page
    page.goto(live_server.url)
    page.get_by_role("link", name="Lire le rapport").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Le Wip")
    expect(page.get_by_text("Ce lieu a fermé en juillet").first).to_be_visible()
    expect(page.get_by_text("Période non précisée").first).to_be_visible()
    harm = page.locator("#wellbeing .finding", has_text="stress")
    expect(harm).to_contain_text("Ce qui s’est dégradé")

    # Sources are one tap away: a <details> needs no script.
    sources = harm.locator("details")
    expect(sources.locator("li").first).to_be_hidden()
    sources.locator("summary").click()
    expect(sources.locator("li").first).to_be_visible()
    expect(sources).to_contain_text("Du stress ou des conflits")

    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Wip")
    expect(page.locator("#wellbeing .finding", has_text="stress")).to_contain_text("What got worse")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_are_accessible(demo, live_server, page, accessible, prefix, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        "/",
        "/lieux/",
        "/lieux/?q=rien-du-tout",
        "/lieux/le-wip/",
        "/lieux/la-filature/",
        "/lieux/le-wip/rapports/",
        "/lieux/le-wip/rapports/1/",
        "/lieux/la-filature/rapports/3/",
        "/lieux/la-filature/rapports/2-3/",
        "/style/",
        "/compte/connexion/",
        "/nulle-part/",
    ):
        page.goto(f"{live_server.url}{prefix}{path}")
        accessible(page)
        assert no_sideways_scroll(page), path


def test_report_holds_at_twice_the_size(demo, live_server, page, accessible):
    """Zooming to 200 % on a screen of 1,280 px is reading at 640 px."""
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(f"{live_server.url}/lieux/la-filature/rapports/3/")
    accessible(page)
    assert no_sideways_scroll(page)


def no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_page_weighs_little(demo, live_server, page):
    answers = []
    page.on("response", lambda answer: answers.append(answer.url))
    for path in ("/", "/lieux/", "/lieux/le-wip/", "/lieux/la-filature/rapports/3/"):
        answers.clear()
        page.goto(f"{live_server.url}{path}", wait_until="networkidle")
        assert len(answers) <= 15
