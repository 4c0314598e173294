"""Taking observations in: receipts, versions, quarantine, holds."""

import datetime as dt
import json

import pytest

from maille.core.kernel.period import Period
from maille.observations.actions import record_observations
from maille.observations.enums import Origin, ReceiptStatus
from maille.observations.models import Observation
from maille.observations.queries import evidence_for, observation_counts
from tests.factories.places import PlaceFactory
from tests.observations.told import told

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def place():
    return PlaceFactory(name="La Filature")


def record(place, *items, origin=Origin.API, at=NOW):
    return record_observations(place=place, items=items, origin=origin, by=None, at=at)


def statuses(receipts):
    return [receipt.status.value for receipt in receipts]


def states(place):
    rows = Observation.objects.filter(place=place).order_by("sequence")
    return list(rows.values_list("version", "state"))


def test_observation_gets_a_receipt_with_hash_and_sequence(place):
    first, second = record(place, told(), told())
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.sha256 == Observation.objects.get(sequence=1).sha256
    assert first.received_at == NOW


def test_same_content_again_gets_the_first_receipt(place):
    item = told(people=12)
    first = record(place, item)[0]
    again = record(place, item, item, at=NOW + dt.timedelta(days=3))
    assert statuses(again) == ["known", "known"]
    assert {(one.id, one.sha256, one.sequence, one.received_at) for one in again} == {
        (first.id, first.sha256, first.sequence, first.received_at)
    }
    assert Observation.objects.count() == 1


def test_order_of_keys_and_capitals_of_the_identifier_are_no_other_content(place):
    item = told(people=12)
    turned = dict(reversed([*item.items()])) | {"id": item["id"].upper()}
    assert statuses(record(place, item, turned)) == ["recorded", "known"]


def test_same_identifier_with_other_content_keeps_both_and_counts_the_first(place):
    item = told(people=12)
    receipts = record(place, item, {**item, "people": 13})
    assert statuses(receipts) == ["recorded", "version"]
    assert states(place) == [(1, "counted"), (2, "disputed")]
    assert [one.people for one in evidence_for(place, Period())] == [12]


def test_impossible_content_is_receipted_and_kept_without_counting(place):
    receipts = record(
        place,
        told(people=-3),
        told(on="1926-03-04"),
        told(on="2126-03-04"),
        told(kind="party"),
        told(people=9, people_high=3),
        told(minutes=-1),
        told(people="twelve"),
        told(note="x" * 5001),
        told(people=float("nan")),
        told(note="a\x00b"),
        told(note="a\ud800b"),
        told(extra=json.loads("[" * 200 + "]" * 200), people=-1),
        told(people=[{"a": 1}]),
    )
    assert statuses(receipts) == ["quarantined"] * 13
    assert [one.reasons[0]["code"] for one in receipts] == [
        *("negative", "too_old", "to_come", "unknown_word", "below_people", "negative"),
        *("not_a_number", "too_long", "not_a_number", "characters", "characters", "negative"),
        "not_a_number",
    ]
    assert evidence_for(place, Period()) == ()
    assert observation_counts(place).quarantined == 13


def test_quarantined_content_sent_again_is_known(place):
    item = told(note="a\x00b", people=float("inf"))
    assert statuses(record(place, item)) == ["quarantined"]
    assert statuses(record(place, item)) == ["known"]


def test_good_content_after_an_impossible_one_counts(place):
    item = told(people=-3)
    receipts = record(place, item, {**item, "people": 3})
    assert statuses(receipts) == ["quarantined", "version"]
    assert states(place) == [(1, "quarantined"), (2, "counted")]


def test_what_is_not_known_here_counts_with_a_doubt(place):
    item = told(themes=["magic", "social_ties"], audiences=["elves"], mood="😀", note="🎉 fête")
    receipt = record(place, item)[0]
    assert receipt.status is ReceiptStatus.RECORDED
    assert [(one["field"], one["code"], one["doubt"]) for one in receipt.reasons] == [
        ("mood", "unknown_key", True),
        ("themes", "unknown_theme", True),
        ("audiences", "unknown_audience", True),
    ]
    assert Observation.objects.get().content["mood"] == "😀"


@pytest.mark.parametrize("item", [None, [], "x", 3, {}, {"id": "x"}, {"id": 3}])
def test_without_an_identifier_nothing_is_kept_and_the_row_says_so(place, item):
    receipts = record(place, item, told())
    assert statuses(receipts) == ["unreadable", "recorded"]
    assert receipts[0].sequence is None


def test_nothing_sent_writes_nothing(place):
    assert record(place) == []


def test_words_that_may_name_somebody_wait_for_a_steward_and_still_count(place):
    record(place, told(note="Mme Martin est venue."), told(note="La Filature déborde."))
    assert list(Observation.objects.order_by("pk").values_list("hold", flat=True)) == ["held", ""]
    assert len(evidence_for(place, Period())) == 2


def test_feed_says_something_newer_in_place_of_what_it_said(place):
    item = told(people=12)
    record(place, item, origin=Origin.FEED)
    record(place, {**item, "people": 13}, {**item, "people": 14}, origin=Origin.FEED)
    assert states(place) == [(1, "replaced"), (2, "replaced"), (3, "counted")]


def test_sequences_are_each_place_s_own(place):
    other = PlaceFactory()
    item = told()
    assert record(place, item)[0].sequence == 1
    assert record(other, item)[0].sequence == 1


def test_batch_of_two_hundred_takes_few_queries(place, django_assert_max_num_queries):
    items = [told(people=number) for number in range(200)]
    with django_assert_max_num_queries(15):
        record(place, *items)


def test_device_time_is_a_claim_outside_of_the_content(place):
    item = told()
    first = record(place, {**item, "noted_at": "2025-03-04T18:30:00+01:00"})[0]
    again = record(place, {**item, "noted_at": "2035-03-04T18:30:00Z"})[0]
    assert again.status is ReceiptStatus.KNOWN
    assert again.sha256 == first.sha256
    assert Observation.objects.get().noted_at == dt.datetime(2025, 3, 4, 17, 30, tzinfo=dt.UTC)


def test_device_time_that_cannot_be_read_is_a_doubt(place):
    receipt = record(place, told(noted_at="yesterday"))[0]
    assert [one["code"] for one in receipt.reasons] == ["not_a_moment"]
    assert receipt.status is ReceiptStatus.RECORDED
