"""The same calendar brought in again: what changed since, what no longer takes place."""

import pytest

from maille.observations.actions.deciding import cancel_observation
from maille.observations.importing.taking import read_file, take_reading
from maille.observations.models import Observation
from tests.factories.places import PlaceFactory
from tests.observations.importing.test_calendars import calendar, event

pytestmark = pytest.mark.django_db
ONCE = "DTSTART:20250306T123000"
DAILY = "RRULE:FREQ=DAILY;COUNT=3"


@pytest.fixture
def place():
    return PlaceFactory()


def bring(place, *events):
    reading = read_file(place, "agenda.ics", calendar(*events))
    return take_reading(place=place, name="agenda.ics", reading=reading, by=None).rows


def told(rows):
    return [(row.status.value, [reason["code"] for reason in row.reasons]) for row in rows]


def test_same_calendar_twice_changes_nothing_and_a_new_title_is_another_version(place):
    series = event(ONCE, DAILY)
    assert told(bring(place, series)) == [("recorded", [])] * 3
    assert told(bring(place, series)) == [("known", [])] * 3
    assert told(bring(place, series.replace("Repas", "Soupe"))) == [("version", [])] * 3
    assert Observation.objects.filter(state="counted").count() == 3


def test_event_cancelled_after_it_was_noted_says_that_it_still_counts(place):
    (before,) = bring(place, event(ONCE, "SEQUENCE:1"))
    cancelled = event(ONCE, "SEQUENCE:2", "STATUS:CANCELLED")
    (row,) = bring(place, cancelled)
    assert (row.id, told([row])) == (
        before.id,
        [("skipped", ["cancelled_event", "still_counts"])],
    )
    assert before.id in row.reasons[1]["fr"]
    assert before.id in row.reasons[1]["en"]
    assert Observation.objects.get().state == "counted"
    cancel_observation(observation=Observation.objects.get(), reason="annulé", by=None)
    assert told(bring(place, cancelled)) == [("skipped", ["cancelled_event"])]


def test_event_that_was_never_noted_is_only_cancelled(place):
    assert told(bring(place, event(ONCE, "STATUS:CANCELLED"))) == [
        ("skipped", ["cancelled_event"]),
    ]


def test_series_cancelled_after_it_was_noted_names_each_time_that_counts(place):
    before = {row.id for row in bring(place, event(ONCE, DAILY))}
    rows = bring(place, event(ONCE, DAILY, "SEQUENCE:2", "STATUS:CANCELLED"))
    assert {row.id for row in rows} == before
    assert told(rows) == [("skipped", ["cancelled_event", "still_counts"])] * 3


def test_time_taken_out_after_it_was_noted_says_that_it_still_counts(place):
    before = bring(place, event(ONCE, DAILY))
    rows = bring(place, event(ONCE, DAILY, "EXDATE:20250307T123000"))
    assert told(rows) == [("known", []), ("skipped", ["still_counts"]), ("known", [])]
    assert rows[1].id == before[1].id


def test_series_of_which_every_time_was_taken_out_names_those_that_count(place):
    bring(place, event(ONCE, DAILY))
    out = "EXDATE:20250306T123000,20250307T123000,20250308T123000"
    assert (
        told(bring(place, event(ONCE, DAILY, out)))
        == [
            ("skipped", ["no_time_left", "still_counts"]),
        ]
        * 3
    )


def test_one_time_cancelled_after_it_was_noted_says_that_it_still_counts(place):
    before = bring(place, event(ONCE, DAILY))
    off = event("RECURRENCE-ID:20250307T123000", "DTSTART:20250307T123000", "STATUS:CANCELLED")
    rows = bring(place, event(ONCE, DAILY), off)
    assert told(rows)[2] == ("skipped", ["cancelled_event", "still_counts"])
    assert rows[2].id == before[1].id


def test_event_put_off_after_it_was_noted_says_that_it_still_counts(place):
    bring(place, event(ONCE))
    assert told(bring(place, event("DTSTART:20990306T123000"))) == [
        ("skipped", ["event_to_come", "still_counts"]),
    ]


def test_what_another_place_noted_is_not_named(place):
    bring(PlaceFactory(), event(ONCE))
    assert told(bring(place, event(ONCE, "STATUS:CANCELLED"))) == [
        ("skipped", ["cancelled_event"]),
    ]
