"""Taking turns, where there is no row to wait for."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from maille.db.models import Change
from maille.db.turns import take_turn
from tests.at_once import at_once

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def add_the_first() -> None:
    """Write a row unless there is one: only right for one at a time."""
    with transaction.atomic():
        take_turn("the first row")
        if not Change.objects.exists():
            Change.objects.create(thing="x", thing_id="0" * 32, field="name", at=AT)


def test_those_who_take_the_same_turn_see_what_the_others_wrote():
    assert at_once(*[add_the_first] * 4) == []
    assert Change.objects.count() == 1


def test_a_turn_is_taken_twice_by_the_same_transaction():
    with transaction.atomic():
        take_turn("é")
        take_turn("é")


def test_a_turn_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        take_turn("the first row")
