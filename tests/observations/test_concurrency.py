"""Several phones at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable
from itertools import chain

import pytest
from django.db import connection

from maille.observations.actions import record_observations
from maille.observations.enums import Origin
from maille.observations.models import Observation
from tests.factories.places import PlaceFactory
from tests.observations.told import told

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run each act in a thread and a connection of its own; give what they gave."""
    gate, given = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            given.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def sender(place, items):
    return lambda: record_observations(place=place, items=items, origin=Origin.API, by=None)


def test_same_batch_from_many_phones_is_recorded_once():
    place, items = PlaceFactory(), [told(people=n) for n in range(20)]
    answers = at_once([sender(place, items[turn:] + items[:turn]) for turn in range(6)])
    assert Counter(one.status.value for answer in answers for one in answer) == {
        "recorded": 20,
        "known": 100,
    }
    assert sorted(Observation.objects.values_list("sequence", flat=True)) == [*range(1, 21)]
    assert len({(one.id, one.sha256, one.sequence) for one in chain(*answers)}) == 20


def test_other_contents_of_one_identifier_at_once_are_all_kept_and_one_counts():
    place, item = PlaceFactory(), told()
    answers = at_once([sender(place, [{**item, "people": n}]) for n in range(8)])
    assert Counter(one.status.value for answer in answers for one in answer) == {
        "recorded": 1,
        "version": 7,
    }
    assert Counter(Observation.objects.values_list("state", flat=True)) == {
        "counted": 1,
        "disputed": 7,
    }
    assert sorted(Observation.objects.values_list("version", flat=True)) == [*range(1, 9)]
