"""Correcting, cancelling, choosing, holding, withdrawing: what was there before stays."""

import datetime as dt
import json
import uuid

import pytest
from django.db import connection

from maille.core.effects.values import Direction, Story, StoryKind, TellerKind
from maille.core.kernel.period import Period
from maille.observations.actions import (
    cancel_observation,
    correct_observation,
    decide_version,
    hold_words,
    record_observations,
    release_words,
    withdraw_words,
)
from maille.observations.actions.rows import trail_of
from maille.observations.enums import Origin
from maille.observations.errors import InvalidObservationError, NotDecidableError
from maille.observations.models import Observation
from maille.observations.queries import (
    evidence,
    evidence_detail,
    evidence_for,
    observation_counts,
    observations_of,
    observations_to_look_at,
    versions_of,
)
from tests.factories.places import PersonFactory, PlaceFactory
from tests.observations.told import told

pytestmark = pytest.mark.django_db
YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
SECRET = "Mme Martin a tenu la buvette"


@pytest.fixture
def place():
    return PlaceFactory()


def record(place, *items):
    return record_observations(place=place, items=items, origin=Origin.API, by=None)


def a_row(place, **fields):
    item = told(**fields)
    record(place, item)
    return Observation.objects.get(place=place, key=item["id"]), item


def states(row):
    return [one.state for one in versions_of(row.place, row.key)]


def test_correction_counts_and_what_it_corrects_stays(place):
    row, item = a_row(place, people=12)
    person = PersonFactory()
    corrected = correct_observation(observation=row, content={**item, "people": 14}, by=person)
    assert (corrected.version, corrected.people, corrected.origin) == (2, 14, "correction")
    assert states(row) == ["replaced", "counted"]
    assert [one.people for one in evidence_for(place, YEAR)] == [14]
    assert [(one.field, one.new, one.by) for one in trail_of(row.key)] == [
        ("version 2", "counted", person),
        ("version 1", "replaced", person),
    ]


def test_correction_back_to_what_was_said_counts_the_first_version_again(place):
    row, item = a_row(place, people=12)
    correct_observation(observation=row, content={**item, "people": 14}, by=None)
    again = correct_observation(observation=row, content=item, by=None)
    assert again.version == 1
    assert states(row) == ["counted", "replaced"]


def test_correction_that_cannot_be_changes_nothing(place):
    row, item = a_row(place, people=12)
    with pytest.raises(InvalidObservationError) as refused:
        correct_observation(observation=row, content={**item, "people": -1}, by=None)
    assert [reason.field for reason in refused.value.reasons] == ["people"]
    assert states(row) == ["counted"]


def test_correction_of_the_impossible_counts(place):
    row, item = a_row(place, people=-3)
    correct_observation(observation=row, content={**item, "people": 3}, by=None)
    assert states(row) == ["replaced", "counted"]
    assert observations_to_look_at(place).total == 0


def test_cancelled_observation_counts_no_more_and_comes_back_when_decided(place):
    row, _item = a_row(place)
    cancel_observation(observation=row, reason="noté deux fois", by=None)
    cancel_observation(observation=row, reason="encore", by=None)
    assert evidence_for(place, YEAR) == ()
    assert [reason["said"] for reason in row.reasons] == ["noté deux fois"]
    decide_version(observation=row, by=None)
    assert states(row) == ["counted"]


def test_version_that_is_chosen_counts_alone(place):
    row, item = a_row(place, people=1)
    record(place, {**item, "people": 2}, {**item, "people": 3})
    assert len(observations_to_look_at(place).disputed) == 2
    decide_version(observation=versions_of(place, row.key)[2], by=None)
    assert states(row) == ["replaced", "replaced", "counted"]
    assert observation_counts(place).waiting == 0


def test_version_that_counts_may_be_confirmed(place):
    row, item = a_row(place, people=1)
    record(place, {**item, "people": 2})
    decide_version(observation=row, by=None)
    assert states(row) == ["counted", "replaced"]


def test_impossible_version_cannot_be_made_to_count(place):
    row, _item = a_row(place, people=-1)
    with pytest.raises(NotDecidableError):
        decide_version(observation=row, by=None)


def test_version_from_outside_does_not_undo_a_cancellation(place):
    row, item = a_row(place, people=1)
    cancel_observation(observation=row, reason="", by=None)
    record(place, {**item, "people": 2})
    assert states(row) == ["cancelled", "disputed"]


def test_testimony_is_printed_once_consented_to_and_released(place):
    row, _item = a_row(
        place,
        kind="testimony",
        note=SECRET,
        consent=True,
        teller="neighbour",
        themes=["magic", "social_ties"],
        direction="favourable",
    )
    a_row(place, kind="testimony", note="Sans accord.")
    a_row(place, kind="testimony", note="De l'équipe.", consent=True, teller="team")
    assert observations_to_look_at(place).held == (row,)
    release_words(observation=row, by=None)
    (story,) = [one for one in evidence.testimonies_for(place, YEAR) if one.text == SECRET]
    assert story == Story(
        id=str(row.key),
        theme="social_ties",
        text=SECRET,
        kind=StoryKind.TESTIMONY,
        teller=TellerKind.NEIGHBOUR,
        told_on="2025-03-04",
        consent=True,
        direction=Direction.FAVOURABLE,
    )
    hold_words(observation=row, by=None)
    assert [story.text for story in evidence.testimonies_for(place, YEAR)] == ["De l'équipe."]


def stored_bytes():
    with connection.cursor() as cursor:
        tables = ("observations_observation", "db_change")
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own tables
            found += cursor.fetchall()
    return repr(found)


def test_withdrawn_words_vanish_from_every_version_and_never_come_back(place):
    row, item = a_row(place, kind="testimony", note=SECRET, consent=True, secret=SECRET)
    correct_observation(observation=row, content={**item, "outcome": SECRET}, by=None)
    record(place, {**item, "people": -1, "note": SECRET + "\x00"})
    cancel_observation(observation=row, reason=SECRET, by=None)
    hashes = [one.sha256 for one in versions_of(place, row.key)]
    versions = withdraw_words(place=place, key=row.key, by=None)
    assert [one.sha256 for one in versions] == hashes
    assert SECRET not in stored_bytes()
    receipts = record(place, item, {**item, "note": f"{SECRET}, et le bar"})
    assert [one.status.value for one in receipts] == ["known", "version"]
    assert SECRET not in stored_bytes()
    assert evidence.testimonies_for(place, YEAR) == ()
    with pytest.raises(NotDecidableError):
        release_words(observation=row, by=None)


def test_words_withdrawn_twice_are_withdrawn_once(place):
    row, _item = a_row(place, note="x")
    first = withdraw_words(place=place, key=row.key, by=None)[0].withdrawn_at
    assert withdraw_words(place=place, key=row.key, by=None)[0].withdrawn_at == first
    assert withdraw_words(place=place, key=uuid.uuid4(), by=None) == []


def test_evidence_carries_what_was_noted_and_no_word(place):
    row, _item = a_row(
        place,
        kind="occasion",
        people=10,
        people_high=12,
        counted=True,
        audiences=["families"],
        themes=["social_ties"],
        direction="unfavourable",
        minutes=30,
        note=SECRET,
        author="a1",
    )
    a_row(place, on="2024-12-31")
    (piece,) = evidence_for(place, YEAR)
    assert (piece.id, piece.people, piece.people_high, piece.counted) == (
        str(row.key),
        10,
        12,
        True,
    )
    assert (piece.audiences, piece.themes, piece.minutes) == (("families",), ("social_ties",), 30)
    assert (piece.direction, piece.author) == (Direction.UNFAVOURABLE, "a1")
    assert SECRET not in repr(piece)
    assert len(evidence_for(place, Period())) == 2


def test_detail_counts_by_kind_source_role_and_month(place):
    rows = [a_row(place)[0], a_row(place, counted=True)[0], a_row(place, on="2025-01-01")[0]]
    detail = evidence_detail(place, [str(row.key) for row in rows])
    assert detail.pieces == 3
    assert json.dumps([detail.kinds, detail.sources, detail.roles, detail.months]) == json.dumps(
        [
            {"presence": 3},
            {"register": 1, "trace": 2},
            {"steward": 3},
            {"2025-01": 1, "2025-03": 2},
        ]
    )


def test_list_gives_the_latest_day_first(place):
    first, second = a_row(place)[0], a_row(place, on="2025-05-01")[0]
    assert list(observations_of(place)) == [second, first]
    assert observation_counts(place).latest == dt.date(2025, 5, 1)
