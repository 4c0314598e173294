"""Erasing one's account, when places depend on whoever leaves."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from maille.people.models import Person
from maille.places.actions import add_member, erase_account
from maille.places.errors import LastStewardError
from maille.places.models import Membership
from maille.places.queries.team import places_left_alone
from tests.at_once import at_once
from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je retiens"


@pytest.fixture
def sure(steward) -> Client:
    """Give the browser of the steward, who has just signed in with a password."""
    cache.clear()
    steward.set_password(PASSWORD)
    steward.save()
    EmailAddress.objects.create(user=steward, email=steward.email, primary=True, verified=True)
    client = Client()
    client.post(reverse("account_login"), {"login": steward.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_places_left_alone_have_no_other_steward(place, steward, contributor):
    shared = PlaceFactory()
    for person in (steward, PersonFactory()):
        MembershipFactory(place=shared, person=person, role="steward")
    MembershipFactory(person=steward, role="reader")
    assert places_left_alone(steward) == (place,)
    assert places_left_alone(contributor) == ()


def test_last_steward_is_kept_until_another_comes(place, steward, contributor):
    with pytest.raises(LastStewardError, match=place.name):
        erase_account(person=steward)
    assert Membership.objects.filter(person=steward).count() == 1
    add_member(place=place, person=contributor, role="steward", by=steward)
    erase_account(person=steward)
    assert list(place.memberships.values_list("person", "role")) == [(contributor.pk, "steward")]


def test_page_says_whom_to_hand_the_keys_to(sure, place, steward):
    page = sure.get(reverse("places:delete_account"))
    assert page.context["alone"] == (place,)
    assert reverse("places:team", args=[place.slug]) in page.content.decode()
    assert 'name="email"' not in page.content.decode()


def test_form_that_was_open_before_is_refused_with_a_reason(sure, place, steward):
    answer = sure.post(reverse("places:delete_account"), {"email": steward.email})
    assert [str(message) for message in answer.context["messages"]] == [
        f"Personne d'autre ne prend soin de {place.name} : passez d'abord les clés"
    ]
    assert Person.objects.filter(pk=steward.pk).exists()


def test_steward_leaves_once_another_holds_the_keys(sure, place, steward, contributor):
    add_member(place=place, person=contributor, role="steward", by=steward)
    assert 'name="email"' in sure.get(reverse("places:delete_account")).content.decode()
    answer = sure.post(reverse("places:delete_account"), {"email": steward.email})
    assert answer.url == reverse("portal:home")
    assert not Person.objects.filter(pk=steward.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_stewards_who_leave_at_once_leave_one(place, steward):
    other = MembershipFactory(place=place, role="steward").person
    refused = at_once(
        *(lambda person=person: erase_account(person=person) for person in (steward, other))
    )
    assert [type(error) for error in refused] == [LastStewardError]
    assert place.memberships.count() == 1
