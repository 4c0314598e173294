"""Somebody looks for a place that is open now, near home: without JavaScript, then with the map."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from maille.places.actions import add_place, set_stops, update_portrait
from maille.places.actions.places import fold_place
from maille.places.values import StopLine

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@pytest.fixture
def neighbourhood(demo):
    """Give a place open now, one closed today, and a bus, around Colombelles."""
    today = timezone.localdate()
    tomorrow = WEEKDAYS[(today + dt.timedelta(days=2)).weekday()]
    for name, east, hours in (
        ("Le Comptoir", 0.06, "24/7"),
        ("La Cale", 0.01, f"{tomorrow} 09:00-10:00"),
    ):
        place = add_place(name=name, commune="14167", by=None)
        place.longitude, place.latitude = -0.29 + east, 49.2
        place.save()
        fold_place(place)
        update_portrait(place=place, changes={"opening_hours": hours}, by=None)
    bus = add_place(name="Le Bus du canal", commune="14118", by=None)
    stop = StopLine("Mairie", "", "14460", "Colombelles", "Tu[2] 09:00-12:00", -0.295, 49.2)
    set_stops(place=bus, stops=[stop], by=None)


@pytest.fixture
def without_script(browser, browser_context_args):
    """Give a page where no script runs."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_place_open_now_is_found_without_javascript(
    live_server, neighbourhood, without_script, accessible, page
):
    plain = without_script
    plain.goto(f"{live_server.url}/carte/")
    plain.get_by_label("Près de (commune").fill("colombele")
    plain.get_by_label("Ouvert maintenant").check()
    plain.get_by_role("button", name="Chercher").click()
    cards = plain.locator("#places-list > li")
    expect(cards.first).to_contain_text("Le Comptoir")
    expect(cards.first).to_contain_text("Ouvert jour et nuit")
    expect(cards.first).to_contain_text("à 4,4")
    expect(plain.locator("#places-list")).not_to_contain_text("La Cale")
    cards.first.get_by_role("link").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Le Comptoir")
    expect(plain.locator(".standing")).to_have_text("Ouvert jour et nuit")
    page.goto(f"{live_server.url}/carte/?near=Colombelles&open=on&sites=on")
    accessible(page)


def test_the_map_draws_on_a_phone_and_leads_to_the_place(
    live_server, neighbourhood, page, accessible
):
    page.goto(f"{live_server.url}/carte/?near=Colombelles&within=5")
    page.wait_for_selector(".map.drawn")
    label = page.locator("a.map-label", has_text="Le Comptoir")
    label.wait_for()
    expect(page.locator(".map-here")).to_have_text("Colombelles")
    accessible(page)
    page.keyboard.press("Escape")
    label.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Comptoir")


def test_where_the_bus_stops_is_told(live_server, neighbourhood, page, accessible):
    page.goto(f"{live_server.url}/carte/?near=Colombelles&itinerant=on")
    card = page.locator("#places-list > li").first
    expect(card).to_contain_text("en tournée")
    card.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Sur la route")).to_be_visible()
    expect(page.locator(".stops")).to_contain_text("mardi du mois")
    accessible(page)


def test_the_frame_of_another_site_is_accessible(live_server, neighbourhood, page, accessible):
    page.goto(f"{live_server.url}/carte/integrer/?near=Colombelles")
    page.wait_for_selector(".map.drawn")
    accessible(page)
