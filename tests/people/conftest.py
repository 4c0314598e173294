"""Persons, their mailbox and their telephone."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from maille.people.models import Person

ADDRESS = "camille@example.org"
PASSWORD = "une phrase que je retiens"


@pytest.fixture(autouse=True)
def nobody_came_before():
    cache.clear()
    with override("fr"):
        yield


@pytest.fixture
def person(db) -> Person:
    found = Person.objects.create_user(ADDRESS, PASSWORD, display_name="Camille")
    EmailAddress.objects.create(user=found, email=ADDRESS, primary=True, verified=True)
    return found


@pytest.fixture
def signed_in(person) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD})
    return client


@pytest.fixture
def sure(signed_in) -> Client:
    """A person who has just given the password once more."""
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return signed_in


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def code_in(message) -> str:
    """Read the code of a message, as a person would."""
    return re.search(r"^ +(\d{4}-\d{4})$", message.body, re.MULTILINE)[1]


def telephone_code(secret: str, *, step: int = 0) -> str:
    """Compute what the application of a telephone shows, now or some half-minutes later."""
    now = list(auth.yield_hotp_counters_from_time())[1]
    return auth.format_hotp_value(auth.hotp_value(secret, now + step))
