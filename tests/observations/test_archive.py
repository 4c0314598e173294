"""Observations leave with their place, and come back with every version and receipt."""

import io
import json
import zipfile

import pytest

from maille.core.kernel.period import Period
from maille.db.models import Change
from maille.observations.actions import (
    cancel_observation,
    correct_observation,
    decide_version,
    record_observations,
    withdraw_words,
)
from maille.observations.actions.archives import restore_feeds
from maille.observations.actions.feeds import follow_calendar, refresh_feed
from maille.observations.archive import DECISIONS, MAPPINGS, VERSIONS, ObservationsPart
from maille.observations.enums import Origin
from maille.observations.feeds.fetching import Fetched
from maille.observations.models import Observation, ObservationMapping
from maille.observations.queries import evidence_for
from maille.observations.queries.archives import describe_feeds
from maille.places.errors import ArchiveError
from maille.places.models import Place
from maille.reports.archive import read_place_archive, write_place_archive
from tests.factories.places import PlaceFactory
from tests.observations.told import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    place = PlaceFactory()
    first, second, spoken = told(people=12, note="Mme Martin"), told(people=3), told(note="Adieu")
    odd = told(mood="a\x00b", note="x")
    items = [first, second, {**second, "people": 4}, told(people=-3, mood="\ud800"), spoken, odd]
    record_observations(place=place, items=items, origin=Origin.API, by=None)
    rows = {str(row.key): row for row in Observation.objects.filter(version=1)}
    correct_observation(observation=rows[first["id"]], content={**first, "people": 13}, by=None)
    decide_version(observation=Observation.objects.get(version=2, people=4), by=None)
    withdraw_words(place=place, key=rows[spoken["id"]].key, by=None)
    withdraw_words(place=place, key=rows[odd["id"]].key, by=None)
    cancel_observation(observation=rows[odd["id"]], reason="deux fois", by=None)
    ObservationMapping.objects.create(place=place, headings="0" * 64, mapping="[columns]\n")
    return place


def leave(place):
    """Delete a place, its archive being elsewhere."""
    place.observations.all().delete()
    Change.objects.all().delete()
    Place.objects.get(pk=place.pk).delete()


def test_observations_come_back_to_the_byte(place):
    archive = write_place_archive(place)
    before = evidence_for(place, Period())
    leave(place)
    back = read_place_archive(archive, by=None)
    assert write_place_archive(back) == archive
    assert evidence_for(back, Period()) == before
    assert read_place_archive(archive, by=None) == back


def test_archive_of_a_place_that_noted_nothing_has_no_such_file():
    assert ObservationsPart().collect(PlaceFactory()) == {}


def entries_of(place):
    with zipfile.ZipFile(io.BytesIO(write_place_archive(place))) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if name.startswith("observ")
        }


def test_device_that_sends_again_after_the_move_gets_its_first_receipt(place):
    item = told(people=5)
    first = record_observations(place=place, items=[item], origin=Origin.API, by=None)
    archive = write_place_archive(place)
    leave(place)
    back = read_place_archive(archive, by=None)
    again = record_observations(place=back, items=[item], origin=Origin.API, by=None)
    assert [(one.sequence, one.sha256, one.received_at) for one in again] == [
        (one.sequence, one.sha256, one.received_at) for one in first
    ]


def changed(line: bytes, **values) -> bytes:
    return json.dumps({**json.loads(line), **values}).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: {VERSIONS: changed(one[VERSIONS].splitlines()[0], sha256="0" * 64)},
        lambda one: {VERSIONS: changed(one[VERSIONS].splitlines()[0], version=None)},
        lambda one: {VERSIONS: changed(one[VERSIONS].splitlines()[0], state="odd")},
        lambda one: {VERSIONS: changed(one[VERSIONS].splitlines()[0], key=str(told()["id"]))},
        lambda _one: {VERSIONS: b"3\n"},
        lambda _one: {VERSIONS: b"{}\n"},
        lambda one: {DECISIONS: one[DECISIONS]},
        lambda _one: {MAPPINGS: b"{}\n"},
        lambda _one: {"observations/odd.json": b"{}"},
    ],
)
def test_archive_that_was_spoilt_is_refused(place, spoil):
    entries = spoil(entries_of(place))
    with pytest.raises(ArchiveError):
        ObservationsPart().restore(PlaceFactory(), entries)


def test_calendars_that_a_place_follows_come_back(place):
    feed = follow_calendar(place=place, address="https://agenda.example/a.ics", label="A", by=None)
    answer = Fetched(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", '"1"', "")
    refresh_feed(feed=feed, by=None, fetch=lambda _url, **_known: answer)
    archive = write_place_archive(place)
    leave(place)
    assert write_place_archive(read_place_archive(archive, by=None)) == archive


@pytest.mark.parametrize(
    "wrong", [{"url": "file:///etc/passwd"}, {"status": "lost"}, {"label": "x" * 121}]
)
def test_calendar_that_is_not_as_it_should_be_is_refused(place, wrong):
    follow_calendar(place=place, address="https://agenda.example/a.ics", by=None)
    (entry,) = describe_feeds(place)
    with pytest.raises(ArchiveError):
        restore_feeds(place=place, described=[{**entry, **wrong}])
