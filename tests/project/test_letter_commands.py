"""Reminders and digests, from the command line."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maille.directory.actions import Area, confirm_subscription, subscribe
from maille.directory.models import Subscription
from maille.places.actions import take_reminder, update_portrait
from maille.places.models import Membership, Place
from maille.places.queries.reminders import places_to_remind
from maille.places.reminders import reminder_key
from tests.factories.places import CommuneFactory, MembershipFactory, PlaceFactory

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2019, 5, 2)


class ClosedDoor(EmailBackend):
    """A mail server that refuses everybody, and names them."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no")})


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = "https://maille.example"


@pytest.fixture
def place():
    return PlaceFactory(name="La Filature", confirmed_on=LONG_AGO)


@pytest.fixture
def member(place):
    return MembershipFactory(place=place, person__email="lise@example.org")


@pytest.fixture
def subscription(place):
    row = subscribe(email="paul@example.org", area=Area(department=place.department))
    confirm_subscription(subscription=row)
    Subscription.objects.update(told_until=timezone.now() - dt.timedelta(days=30))
    return Subscription.objects.get()


def test_a_steward_is_reminded_once_in_half_a_year(run, member, place):
    run("reminders", "send")
    (letter,) = mail.outbox
    assert letter.to == ["lise@example.org"]
    assert letter.subject == "La page de La Filature est-elle encore juste\u202f?"
    assert "depuis mai 2019" in letter.body.replace("\u00a0", " ")
    assert f"https://maille.example/lieux/{place.slug}/modifier/" in letter.body
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Place.objects.get().reminded_on == timezone.localdate()
    run("reminders", "send")
    assert len(mail.outbox) == 1
    assert not take_reminder(place=place, on=timezone.localdate())
    half = timezone.localdate() - dt.timedelta(days=183)
    Place.objects.update(reminded_on=half)
    browser = Client(enforce_csrf_checks=True)
    path = stop.removeprefix("https://maille.example")
    assert browser.get(path).status_code == 200
    assert Membership.objects.get().reminders
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Membership.objects.get().reminders
    run("reminders", "send")
    assert len(mail.outbox) == 1


def test_who_is_reminded(place, member):
    on = timezone.localdate()
    assert list(places_to_remind(on)) == [place]
    for changes in (
        {"confirmed_on": on - dt.timedelta(days=365)},
        {"confirmed_on": None},
        {"state": "closed", "confirmed_on": LONG_AGO},
        {"is_public": False},
    ):
        Place.objects.update(**changes)
        assert list(places_to_remind(on)) == []
    Place.objects.update(
        is_public=True,
        state="open",
        confirmed_on=None,
        added_at=timezone.now() - dt.timedelta(days=400),
    )
    assert list(places_to_remind(on)) == [place]
    Membership.objects.update(role="contributor")
    assert list(places_to_remind(on)) == []


def test_a_letter_follows_the_language_of_its_reader(run, place):
    MembershipFactory(place=place, person__language="en")
    run("reminders", "send")
    assert mail.outbox[0].subject == "Is the page of La Filature still right?"
    assert f"https://maille.example/en/lieux/{place.slug}/" in mail.outbox[0].body


def test_trying_sends_nothing_and_names_nobody(run, member, place, subscription):
    update_portrait(place=place, changes={"opening": "le mardi"}, by=None)
    for command in ("reminders", "digest"):
        out = run(command, "send", "--dry-run").output
        assert "La Filature" in out
        assert "@" not in out
    assert mail.outbox == []
    assert Place.objects.get().reminded_on is None
    assert Subscription.objects.get().told_until == subscription.told_until


def test_what_could_not_be_sent_is_sent_the_next_time(run, settings, member, place, subscription):
    update_portrait(place=place, changes={"opening": "le mardi"}, by=None)
    settings.EMAIL_BACKEND = "tests.project.test_letter_commands.ClosedDoor"
    for command in ("reminders", "digest"):
        refused = run(command, "send")
        assert refused.exit_code == 1
        assert "SMTPRecipientsRefused" in refused.stderr
        assert "@" not in refused.output
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run("reminders", "send")
    run("digest", "send")
    assert [letter.to[0] for letter in mail.outbox] == ["lise@example.org", "paul@example.org"]


def test_a_digest_tells_what_changed_and_how_to_stop(run, place, subscription):
    update_portrait(place=place, changes={"opening": "le mardi"}, by=None)
    run("digest", "send")
    (letter,) = mail.outbox
    assert letter.subject == "Ce qui a changé\u202f: Calvados"
    assert "La Filature, Colombelles\n– Modifié\u202f: ouverture\n" in letter.body
    assert f"https://maille.example/lieux/{place.slug}/" in letter.body
    stop = reverse("directory:subscription_stop", args=[subscription.public_id])
    assert letter.extra_headers["List-Unsubscribe"] == f"<https://maille.example{stop}>"
    run("digest", "send")
    assert len(mail.outbox) == 1


def test_nothing_is_sent_where_nothing_changed(run, subscription):
    assert run("digest", "send").exit_code == 0
    assert mail.outbox == []
    assert Subscription.objects.get().told_until > subscription.told_until


def test_an_address_that_did_not_answer_is_erased(run):
    row = subscribe(email="lise@example.org", area=Area(commune=CommuneFactory(), radius_km=5))
    Subscription.objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    run("digest", "send", "--dry-run")
    assert Subscription.objects.get() == row
    run("digest", "send")
    assert Subscription.objects.count() == 0


def test_an_address_of_this_machine_alone_is_said(run, settings):
    settings.BASE_URL = ""
    assert "MAILLE_BASE_URL" in run("digest", "send").stderr


def test_a_key_that_is_not_ours_opens_nothing(client, member):
    good = reverse("places:reminders_stop", args=[reminder_key(member)])
    assert client.get(good).status_code == 200
    assert client.get(reverse("places:reminders_stop", args=["not-ours"])).status_code == 404
    member.delete()
    assert client.get(good).status_code == 404
