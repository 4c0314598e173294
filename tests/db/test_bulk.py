"""Rows added many at once: keys that nobody else takes, values as one by one."""

import uuid

import pytest
from django.utils import timezone

from maille.db import bulk
from maille.db.bulk import insert_rows, take_keys, update_rows
from maille.db.models import Change

pytestmark = pytest.mark.django_db
COLUMNS = ("id", "thing", "thing_id", "field", "previous", "new", "by_id", "at")
VALUES = ("un mot", "", [], ["é", 1.5], [1.5, -0.25], {"a": None}, 3)


def added(keys):
    now, thing = timezone.now(), uuid.uuid4()
    insert_rows(
        Change,
        COLUMNS,
        [
            (key, "x", thing, "f", "", value, None, now)
            for key, value in zip(keys, VALUES, strict=False)
        ],
    )
    return thing, now


def test_keys_taken_are_new_and_never_given_again():
    first, second = take_keys(Change, 2), take_keys(Change, 3)
    assert len({*first, *second}) == 5
    added(second)
    later = Change.objects.create(thing="x", thing_id=uuid.uuid4(), field="f", at=timezone.now())
    assert later.pk > max(second) > max(first)
    assert min(take_keys(Change, 1)) > later.pk


def test_rows_are_read_as_they_were_given():
    keys = take_keys(Change, len(VALUES))
    thing, now = added(keys)
    rows = Change.objects.order_by("pk").values_list("pk", "thing_id", "new", "at")
    assert list(rows) == [(key, thing, value, now) for key, value in zip(keys, VALUES, strict=True)]


def test_columns_are_written_again():
    keys = take_keys(Change, len(VALUES))
    added(keys)
    update_rows(Change, ("field", "new"), [("g", ["autre"], keys[1])])
    changed = Change.objects.filter(field="g").values_list("pk", "new")
    assert list(changed) == [(keys[1], ["autre"])]


def test_new_identifiers_are_uuids_in_the_order_of_time(monkeypatch):
    moments = iter(range(10**18, 10**18 + 10**10, 10**7))
    monkeypatch.setattr(bulk.time, "time_ns", lambda: next(moments))
    made = [bulk.new_identifier() for _unused in range(500)]
    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, uuid.RFC_4122)}
    assert made[1].int >> 80 == (10**18 + 10**7) // 10**6


def test_no_row_is_nothing_to_do():
    insert_rows(Change, COLUMNS, [])
    update_rows(Change, ("field",), [])
    assert Change.objects.count() == 0
