"""Letters about an area: asked for, confirmed, told, stopped, erased."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from maille.directory.actions import (
    Area,
    confirm_subscription,
    forget_unanswered,
    give_letter_back,
    stop_subscription,
    subscribe,
    take_letter,
)
from maille.directory.errors import SubscriptionError
from maille.directory.letters import write_digest
from maille.directory.models import Subscription
from maille.directory.queries.digests import area_of, news_of, places_in, subscriptions_due
from maille.people.actions import delete_person
from maille.places import actions as places
from maille.places.values import LifeEventLine
from tests.factories.occasions import declared
from tests.factories.places import (
    CommuneFactory,
    DepartmentFactory,
    MembershipFactory,
    NetworkFactory,
    PersonFactory,
    PlaceFactory,
)
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db
COLOMBELLES = (-0.29, 49.2)


@pytest.fixture(autouse=True)
def _nobody_came_before():
    cache.clear()


@pytest.fixture
def commune():
    return CommuneFactory()


@pytest.fixture
def subscription(commune):
    row = subscribe(email=" Lise@Example.org", area=Area(commune=commune, radius_km=10))
    confirm_subscription(subscription=row)
    Subscription.objects.update(told_until=timezone.now() - dt.timedelta(days=30))
    return Subscription.objects.get()


def test_the_same_address_and_area_make_one_row(commune):
    area = Area(commune=commune, radius_km=10)
    first = subscribe(email="Lise@Example.org", area=area)
    again = subscribe(email="lise@example.org ", area=area, rhythm="weekly", language="en")
    assert again == first
    row = Subscription.objects.get()
    assert (row.email, row.rhythm, row.language) == ("lise@example.org", "weekly", "en")
    assert (row.confirmed_at, str(row)) == (None, f"#{row.pk}")


def test_an_area_is_one_thing_and_an_address_is_one(commune):
    network = NetworkFactory()
    department = commune.department
    for area in (
        Area(),
        Area(commune=commune),
        Area(network=network, radius_km=10),
        Area(commune=commune, radius_km=0),
        Area(commune=commune, radius_km=201),
        Area(network=network, department=department),
    ):
        with pytest.raises(SubscriptionError):
            subscribe(email="lise@example.org", area=area)
    with pytest.raises(SubscriptionError):
        subscribe(email="lise", area=Area(network=network))
    assert Subscription.objects.count() == 0


def test_nobody_is_flooded_by_who_types_an_address():
    areas = [Area(network=NetworkFactory()) for _ in range(5)]
    found = [subscribe(email="lise@example.org", area=area) for area in areas]
    assert [row is None for row in found] == [False, False, False, True, True]
    mine = PersonFactory(email="lise@example.org")
    assert subscribe(email="lise@example.org", area=areas[4], by=mine).confirmed_at is not None


def test_an_account_takes_its_subscriptions_along(commune):
    person, other = PersonFactory(email="lise@example.org"), PersonFactory()
    mine = subscribe(email=person.email, area=Area(commune=commune, radius_km=5), by=person)
    theirs = subscribe(email="paul@example.org", area=Area(commune=commune, radius_km=5), by=other)
    assert (mine.person, mine.confirmed_at is None) == (person, False)
    assert (theirs.person, theirs.confirmed_at) == (None, None)
    delete_person(person=person)
    assert list(Subscription.objects.all()) == [theirs]


def test_an_address_that_does_not_answer_is_erased(commune):
    now = timezone.now()
    old = subscribe(email="lise@example.org", area=Area(commune=commune, radius_km=5))
    kept = subscribe(email="paul@example.org", area=Area(commune=commune, radius_km=5))
    Subscription.objects.filter(pk=old.pk).update(asked_at=now - dt.timedelta(days=8))
    assert forget_unanswered(at=now) == 1
    confirm_subscription(subscription=kept)
    at = Subscription.objects.get().confirmed_at
    assert confirm_subscription(subscription=Subscription.objects.get()).confirmed_at == at
    assert forget_unanswered(at=now + dt.timedelta(days=30)) == 0


def test_a_letter_is_taken_once_and_given_back(subscription):
    now = timezone.now()
    before = subscription.told_until
    assert subscriptions_due(now) == [subscription]
    assert take_letter(subscription=subscription, until=now)
    assert not take_letter(subscription=subscription, until=now)
    assert subscriptions_due(now) == []
    give_letter_back(subscription=subscription, until=now)
    assert Subscription.objects.get().told_until == before
    stop_subscription(subscription=subscription)
    assert Subscription.objects.count() == 0


def test_a_week_is_shorter_than_a_month(subscription):
    at = subscription.told_until + dt.timedelta(days=8)
    assert subscriptions_due(at) == []
    Subscription.objects.update(rhythm="weekly")
    assert len(subscriptions_due(at)) == 1
    Subscription.objects.update(confirmed_at=None)
    assert subscriptions_due(at) == []


def test_the_places_around_a_commune(subscription, commune):
    longitude, latitude = COLOMBELLES
    away = CommuneFactory(code="14118", name="Caen", folded_names="caen")
    PlaceFactory(name="ici", longitude=None, latitude=None)
    PlaceFactory(name="tout près", commune=away, longitude=longitude + 0.1, latitude=latitude)
    # in the corner of the box, out of the circle
    PlaceFactory(name="coin", commune=away, longitude=longitude + 0.12, latitude=latitude + 0.08)
    PlaceFactory(name="sans point", commune=away)
    PlaceFactory(name="caché", is_public=False)
    assert sorted(place.name for place in places_in(subscription)) == ["ici", "tout près"]
    commune.longitude = commune.latitude = None
    subscription.commune = commune
    assert [place.name for place in places_in(subscription)] == ["ici"]


def test_the_places_of_a_department_and_of_a_network(commune):
    inside, network = PlaceFactory(), NetworkFactory()
    far = PlaceFactory(commune=CommuneFactory(code="14118", department__code="61"))
    far.networks.add(network)
    whole = subscribe(email="a@example.org", area=Area(department=commune.department))
    ours = subscribe(email="a@example.org", area=Area(network=network))
    assert places_in(whole) == [inside]
    assert places_in(ours) == [far]
    network.communes.add(commune)
    assert set(places_in(ours)) == {inside, far}
    assert (area_of(whole), area_of(ours)) == ("Calvados", network.name)


def test_news_say_what_changed_in_words(subscription, commune):
    steward = PersonFactory()
    new = places.add_place(name="Neuf", commune=commune, by=steward)
    places.update_portrait(place=new, changes={"opening": "le mardi"}, by=steward)
    old = PlaceFactory(name="Ancien")
    places.update_portrait(place=old, changes={"opening": "le mardi", "volunteers": 3}, by=None)
    places.add_life_event(place=old, event=LifeEventLine(kind="closed", date="2025"), by=None)
    places.confirm_place(place=PlaceFactory(name="Confirmé"), by=None)
    hidden = PlaceFactory(name="Bientôt", is_public=False)
    places.update_place(place=hidden, changes={"is_public": True}, by=None)
    news = news_of(subscription, timezone.now())
    assert [(one.name, one.lines) for one in news] == [
        ("Ancien", ("Désormais : fermé", "Modifié : ouverture, bénévoles, vie du lieu")),
        ("Bientôt", ("Nouveau ici",)),
        ("Neuf", ("Nouveau ici",)),
    ]
    subscription.told_until = timezone.now()
    assert news_of(subscription, timezone.now()) == ()


def test_a_great_area_is_read_at_once(subscription, monkeypatch):
    place = PlaceFactory(name="Ancien")
    places.update_portrait(place=place, changes={"opening": "le mardi"}, by=None)
    elsewhere = PlaceFactory(name="Ailleurs", commune=CommuneFactory(code="14118"))
    places.update_portrait(place=elsewhere, changes={"opening": "le mardi"}, by=None)
    few = news_of(subscription, timezone.now())
    monkeypatch.setattr("maille.directory.queries.digests._FEW", 0)
    assert [one.name for one in few] == ["Ancien"]
    assert news_of(subscription, timezone.now()) == few


def test_a_programme_is_news_and_a_thousand_places_are_not_a_thousand_lines(subscription):
    declared(PlaceFactory(name="Ancien"))
    (news,) = news_of(subscription, timezone.now())
    assert news.lines == ("Modifié : programme",)
    body = write_digest(subscription, [news] * 42, str).body
    assert body.count("Ancien") == 40
    assert "Et 2 autres lieux." in body


def test_somebody_without_account_asks_and_says_yes_by_mail(client, commune):
    typed = {"commune": "Colombelles", "radius_km": "20", "rhythm": "weekly"}
    answer = client.post(reverse("directory:subscribe"), typed | {"email": "lise@example.org"})
    assert answer.url == reverse("directory:subscribe_sent")
    assert "Regardez votre courrier" in text_of(client.get(answer.url))
    (letter,) = mail.outbox
    row = Subscription.objects.get()
    address = reverse("directory:subscription", args=[row.public_id])
    assert (letter.to, f"http://testserver{address}" in letter.body) == (["lise@example.org"], True)
    subject = "Vous écrire au sujet de 20\u00a0km autour de Colombelles\u202f?"
    assert letter.subject == subject
    assert "lise@example.org" not in text_of(client.get(address))
    assert Subscription.objects.get().confirmed_at is None
    client.post(reverse("directory:subscription_confirm", args=[row.public_id]))
    assert Subscription.objects.get().confirmed_at is not None
    assert "chaque semaine" in text_of(client.get(address))


def test_stopping_takes_one_request_and_erases(client, subscription):
    stop = reverse("directory:subscription_stop", args=[subscription.public_id])
    assert client.get(stop).url == reverse("directory:subscription", args=[subscription.public_id])
    browser = client.__class__(enforce_csrf_checks=True)
    answer = browser.post(stop, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Subscription.objects.count() == 0
    assert client.post(stop).status_code == client.get(stop).status_code == 200
    shown = reverse("directory:subscription", args=[subscription.public_id])
    assert client.get(shown).status_code == 404


def test_who_asks_for_another_learns_nothing(client, subscription):
    typed = {"commune": "Colombelles", "radius_km": "10", "rhythm": "weekly"}
    address = reverse("directory:subscribe")
    answer = client.post(address, typed | {"email": "lise@example.org"})
    assert answer.url == reverse("directory:subscribe_sent")
    assert mail.outbox == []


def test_one_area_at_a_time(client, commune):
    network = NetworkFactory(slug="normands")
    address = reverse("directory:subscribe")
    typed = {"rhythm": "weekly", "email": "lise@example.org"}
    assert client.post(address, typed).context["form"].errors.keys() == {"commune"}
    both = typed | {"commune": "Colombelles", "network": "normands"}
    refused = client.post(address, both)
    assert refused.context["form"].errors.keys() == {"commune"}
    assert refused.context["form"]["email"].value() == "lise@example.org"
    client.post(address, typed | {"network": "normands"})
    assert Subscription.objects.get().network == network
    asked = client.get(address, {"reseau": "normands"}).context["form"]
    assert asked["network"].value() == "normands"


def test_signed_in_one_finds_what_one_asked_for(client, commune):
    person = MembershipFactory().person
    client.force_login(person)
    address = reverse("directory:subscribe")
    typed = {"department": commune.department.pk, "rhythm": "monthly", "email": person.email}
    answer = client.post(address, typed)
    row = Subscription.objects.get()
    assert answer.url == reverse("directory:subscription", args=[row.public_id])
    assert mail.outbox == []
    assert "Calvados" in text_of(client.get(address))
    client.post(address, typed | {"email": "other@example.org"})
    assert [letter.to for letter in mail.outbox] == [["other@example.org"]]


def test_asking_goes_at_a_human_pace(client):
    address = reverse("directory:subscribe")
    codes = [client.post(address, {}).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]


def test_departments_are_sorted_whatever_their_accents(client):
    for code, name in (("08", "Ardennes"), ("07", "Ardèche"), ("91", "Île-de-l'Est")):
        DepartmentFactory(code=code, name=name)
    page = client.get(reverse("directory:subscribe")).content.decode()
    names = [name for name in re.findall(r">([^<]*)</option>", page) if name[0] in "AÎ"]
    assert names == ["Ardèche", "Ardennes", "Île-de-l’Est"]
