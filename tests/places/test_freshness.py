"""When a place's own team last said how it is."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from maille.db.trail import changes_of
from maille.places import actions
from maille.places.models import Place
from tests.factories.places import PersonFactory, PlaceFactory
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db


def test_a_change_by_the_team_confirms_the_page(place, steward, reader):
    assert place.confirmed_on is None
    actions.update_place(place=place, changes={"name": "Elle"}, by=None)
    actions.update_place(place=place, changes={"name": "La"}, by=PersonFactory())
    actions.update_place(place=place, changes={"name": "Lui"}, by=reader)
    actions.add_member(place=place, person=PersonFactory(), role="reader", by=steward)
    actions.update_place(place=place, changes={"name": "Lui"}, by=steward)
    assert Place.objects.get().confirmed_on is None
    actions.update_place(place=place, changes={"name": "La Filature"}, by=steward)
    assert Place.objects.get().confirmed_on == place.confirmed_on == timezone.localdate()


def test_who_adds_a_place_confirms_it():
    assert actions.add_place(name="Neuf", by=PersonFactory()).confirmed_on == timezone.localdate()
    assert actions.add_place(name="Lu ailleurs", by=None).confirmed_on is None


def test_a_button_says_that_all_is_right(client, place, contributor):
    client.force_login(contributor)
    assert "Fiche pas encore confirmée" in text_of(
        client.get(reverse("places:edit", args=["la-filature"]))
    )
    answer = client.post(reverse("places:confirm", args=["la-filature"]), follow=True)
    assert "Fiche confirmée en" in text_of(answer)
    (change,) = changes_of(place)
    assert (change.field, change.new, change.by) == (
        "confirmed",
        timezone.localdate().isoformat(),
        contributor,
    )
    client.post(reverse("places:confirm", args=["la-filature"]))
    assert changes_of(place).count() == 1


def test_the_page_says_since_when_nobody_confirmed_it(client):
    PlaceFactory(slug="ancien", confirmed_on=dt.date(2019, 5, 2))
    page = text_of(client.get(reverse("places:place", args=["ancien"])))
    assert "Fiche pas confirmée depuis mai 2019" in page
    PlaceFactory(slug="ferme", state="closed", confirmed_on=dt.date(2019, 5, 2))
    assert "onfirmée" not in text_of(client.get(reverse("places:place", args=["ferme"])))
