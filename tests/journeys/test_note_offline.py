"""Somebody notes on a phone that is offline for a week, then comes back: all is there, once."""

import datetime as dt
import json
import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from maille.observations.actions import record_observations
from maille.observations.enums import Origin
from maille.observations.models import Observation
from maille.places.models import Occasion
from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory
from tests.project.world import session_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HOSTILE = 'Un "mot" \\ <b>gras</b> \u2028 é ù 🧵\ttab'
NETWORK = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "404", "401", "403", "507")


@pytest.fixture
def place(transactional_db):
    return PlaceFactory(slug="la-filature", name="La Filature")


@pytest.fixture
def steward(place):
    person = PersonFactory(email="camille@example.org")
    MembershipFactory(place=place, person=person)
    return person


@pytest.fixture
def phone(browser, browser_context_args, live_server, steward):
    """Give phones that are signed in, and fail on any error that the network does not excuse."""
    errors: list[str] = []
    contexts = []

    def listen(page: Page) -> None:
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text)
                if message.type == "error" and not any(word in message.text for word in NETWORK)
                else None
            ),
        )

    def take(**options) -> Page:
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        context.on("page", listen)
        let_in(context, live_server, steward)
        return context.new_page()

    yield take
    for context in contexts:
        context.close()
    assert errors == []


def let_in(context, live_server, steward) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(steward)}
    context.add_cookies([{**cookie, "url": live_server.url}])


def open_notebook(page: Page, live_server) -> None:
    """Open the page until the phone keeps it."""
    page.goto(f"{live_server.url}/noter/")
    expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def note(page: Page, people: str, **more: str) -> None:
    """Tap the digits of a headcount, and keep it."""
    for digit in people:
        page.locator(f"#keypad [data-digit='{digit}']").click()
    for name, value in more.items():
        field = page.locator(f"[name={name}]")
        if not field.is_visible():
            page.locator("#more > summary").click()
        field.fill(value)
    page.locator("#save").click()
    expect(page.locator("#id_people")).to_have_value("")


def rows() -> list[tuple]:
    return list(
        Observation.objects.order_by("people").values_list("kind", "people", "state", "origin")
    )


def test_notes_of_a_week_offline_all_arrive_once(phone, live_server, place, accessible):
    page = phone()
    open_notebook(page, live_server)
    accessible(page)

    page.context.set_offline(offline=True)
    expect(page.locator("#queue")).to_contain_text("Pas de réseau")
    note(page, "12")
    expect(page.locator("#queue-count")).to_have_text("1 note à envoyer.")
    note(page, "20", on="2026-11-20", note=HOSTILE)
    note_range(page, "3", "40")
    expect(page.locator("#queue-count")).to_have_text("3 notes à envoyer.")

    page.reload()  # the phone was put away, and has no network yet
    expect(page.locator("#queue-count")).to_have_text("3 notes à envoyer.")
    page.get_by_label("comptées", exact=True).check()
    note(page, "7")
    note(page, "99")
    accessible(page)

    mend_what_waits(page)
    expect(page.locator("#queue-count")).to_have_text("4 notes à envoyer.")
    lines = exported(page)
    assert [line["people"] for line in lines] == [12, 20, 3, 8]

    page.context.set_offline(offline=False)
    expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
    expect(page.locator("#kept-list")).to_contain_text("reçue, n° 1")
    assert rows() == [
        ("occasion", 3, "counted", "capture"),
        ("presence", 8, "counted", "capture"),
        ("presence", 12, "counted", "capture"),
        ("presence", 20, "counted", "capture"),
    ]
    range_row, _eight, _twelve, told = Observation.objects.order_by("people")
    assert (range_row.people_high, range_row.counted) == (40, False)
    assert (told.note, told.on) == (HOSTILE, dt.date(2026, 11, 20))
    assert all(row.noted_at for row in Observation.objects.all())

    # The copy that was kept aside says the same: brought in by hand, it changes nothing.
    by_hand = record_observations(place=place, items=lines, origin=Origin.IMPORT, by=None)
    assert {receipt.status.value for receipt in by_hand} == {"known"}


def note_range(page: Page, low: str, high: str) -> None:
    """Note an occasion for which one hesitates between two numbers."""
    page.get_by_label("Une occasion").check()
    page.get_by_label("de … à …").check()
    page.locator(f"#keypad [data-digit='{low}']").click()
    page.locator("#id_people_high").fill(high)
    page.locator("#save").click()


def mend_what_waits(page: Page) -> None:
    """Remove a note that was not to be, change one that was wrong, before they leave."""
    kept = page.locator("#kept-list li")
    kept.filter(has_text="99 personnes").get_by_role("button", name="Retirer").click()
    kept.filter(has_text="99 personnes").get_by_role("button", name="Retirer pour de bon").click()
    kept.filter(has_text="7 personnes").get_by_role("button", name="Modifier").click()
    page.locator("#id_people").fill("8")
    page.get_by_role("button", name="Garder ce changement").click()
    expect(kept.filter(has_text="8 personnes")).to_be_visible()


def exported(page: Page) -> list[dict]:
    """Take the copy of what waits."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Garder une copie").click()
    assert re.fullmatch(
        r"notes-la-filature-\d{4}-\d\d-\d\d\.jsonl", download.value.suggested_filename
    )
    text = download.value.path().read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def test_note_that_was_being_changed_leaves_after_all(phone, live_server):
    page = phone()
    open_notebook(page, live_server)
    page.context.set_offline(offline=True)
    note(page, "5")
    page.get_by_role("button", name="Modifier").click()
    page.locator("#id_people").fill("6")
    page.context.set_offline(offline=False)
    expect(page.locator("#queue-count")).to_have_text("1 note à envoyer.")
    assert rows() == []  # not while it is being written

    page.reload()
    expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
    assert rows() == [("presence", 5, "counted", "capture")]


def test_notes_wait_for_a_session_that_expired(phone, live_server, steward):
    page = phone()
    open_notebook(page, live_server)
    Session.objects.all().delete()

    note(page, "12")
    expect(page.locator("#queue")).to_contain_text("jusqu’à votre prochaine connexion")
    expect(page.locator("#queue-count")).to_have_text("1 note à envoyer.")
    expect(page.locator("#queue").get_by_role("link", name="Se connecter")).to_have_attribute(
        "href", "/compte/connexion/?next=%2Fnoter%2F"
    )
    page.reload()  # the notebook still opens, and one may go on
    note(page, "5")
    expect(page.locator("#queue-count")).to_have_text("2 notes à envoyer.")

    let_in(page.context, live_server, steward)
    page.reload()
    expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
    assert [people for _kind, people, *_rest in rows()] == [5, 12]


def test_phone_that_forgot_everything_offers_to_sign_in(phone, live_server):
    page = phone()
    open_notebook(page, live_server)
    page.context.clear_cookies()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("#queue").get_by_role("link", name="Se connecter")).to_be_visible()
    expect(page.locator("#note")).to_be_hidden()


@pytest.mark.parametrize("locks", [True, False])
def test_two_tabs_and_a_lost_answer_send_each_note_once(phone, live_server, locks):
    page = phone()
    if not locks:
        page.context.add_init_script("Object.defineProperty(navigator, 'locks', {value: null})")
    open_notebook(page, live_server)
    other = page.context.new_page()
    open_notebook(other, live_server)
    page.context.set_offline(offline=True)
    for tab, people in ((page, "1"), (other, "2"), (page, "3")):
        note(tab, people)
    expect(other.locator("#queue-count")).to_have_text("3 notes à envoyer.")

    # The server writes, and its first answer is lost on the way.
    lost = []

    def lose_first(route):
        answer = route.fetch()
        if lost:
            route.fulfill(response=answer)
        else:
            lost.append(answer.json()["receipts"])
            route.abort()

    page.context.route("**/api/v1/places/**", lose_first)
    page.context.set_offline(offline=False)
    for tab in (page, other):
        expect(tab.locator("#queue")).to_contain_text("Tout est envoyé")
    assert [len(receipts) for receipts in lost] == [3]
    assert [people for _kind, people, *_rest in rows()] == [1, 2, 3]


KEEP_MANY = """async (many) => {
  const queue = await import("/static/observations/noting/queue.mjs");
  for (let n = 1; n <= many; n += 1) {
    const content = { id: queue.newId(), kind: "presence", on: "2026-10-01", people: n };
    await queue.keep(await queue.makeNote("la-filature", content, Date.now()));
  }
}"""


def test_weeks_of_notes_leave_by_batches_even_after_a_full_disk(phone, live_server):
    page = phone()
    open_notebook(page, live_server)
    page.context.set_offline(offline=True)
    page.evaluate(KEEP_MANY, 450)
    batches = []

    def full_once(route):
        batches.append(len(route.request.post_data_json["observations"]))
        if len(batches) == 2:
            route.fulfill(status=507, json={"detail": "full"})
        else:
            route.continue_()

    page.context.route("**/api/v1/places/**", full_once)
    page.context.set_offline(offline=False)
    expect(page.locator("#queue")).to_contain_text("n’a plus de place")
    expect(page.locator("#queue-count")).to_have_text("250 notes à envoyer.")
    expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
    assert batches == [200, 200, 200, 50]
    assert [people for _kind, people, *_rest in rows()] == list(range(1, 451))


def test_two_phones_confirm_the_same_occasion_once(phone, live_server, place):
    today = timezone.localdate()
    Occasion.objects.create(
        place=place,
        title="Repas partagé",
        starts_on=today,
        starts_at=dt.time(12, 30),
        time_zone="Europe/Paris",
    )
    phones = phone(), phone()
    for page in phones:
        open_notebook(page, live_server)
        page.get_by_label("Repas partagé").check()
        note(page, "18")
        expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
        expect(page.locator("#programme")).to_contain_text(
            "déjà noté : 18".replace(" :", "\u202f:")
        )
    assert rows() == [("occasion", 18, "counted", "capture")]
    [row] = Observation.objects.all()
    assert (row.at, str(row.occasion)) == (
        dt.time(12, 30),
        str(Occasion.objects.get().public_id),
    )


def test_full_phone_says_so_and_keeps_what_was_typed(phone, live_server):
    page = phone()
    page.add_init_script(
        """IDBObjectStore.prototype.put = () => {
             throw new DOMException("no room", "QuotaExceededError");
           }"""
    )
    open_notebook(page, live_server)
    page.locator("#keypad [data-digit='4']").click()
    page.locator("#save").click()
    expect(page.locator("#save_said")).to_contain_text("n’a plus de place")
    expect(page.locator("#id_people")).to_have_value("4")


def test_note_that_is_too_long_is_held_by_the_form(phone, live_server, accessible):
    page = phone()
    open_notebook(page, live_server)
    page.locator("#more > summary").click()
    page.get_by_label("Un mot, ou une parole entendue").fill("é" * 5_003)
    page.locator("#save").click()
    expect(page.locator("#id_note_said")).to_contain_text("dépasse de 3 caractères")
    expect(page.locator("#id_people_said")).to_contain_text("Écrivez combien")
    accessible(page)
    assert rows() == []


def test_phone_whose_clock_is_ten_years_late_notes_for_today(phone, live_server):
    page = phone()
    page.clock.install(time=dt.datetime(2016, 3, 1, 12, tzinfo=dt.UTC))
    open_notebook(page, live_server)
    expect(page.locator("#queue")).to_contain_text("L’horloge de ce téléphone")
    expect(page.locator("#id_on")).to_have_value(f"{timezone.localdate()}")
    note(page, "6", on="2026-11-02")
    expect(page.locator("#queue")).to_contain_text("Tout est envoyé")
    [row] = Observation.objects.all()
    assert (row.on, row.noted_at.year, row.state) == (dt.date(2026, 11, 2), 2016, "counted")


def test_noting_works_without_any_script(phone, live_server):
    page = phone(java_script_enabled=False)
    page.goto(f"{live_server.url}/noter/")
    page.get_by_label("Combien de personnes").fill("9")
    page.get_by_role("button", name="Noter").click()
    expect(page.get_by_role("status")).to_contain_text("C’est noté")
    assert rows() == [("presence", 9, "counted", "capture")]


def test_stranger_learns_what_noting_is(live_server, page, accessible, transactional_db):
    page.goto(f"{live_server.url}/noter/")
    accessible(page)
    expect(page.get_by_role("link", name="Se connecter pour noter")).to_be_visible()
