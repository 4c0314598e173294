"""Publishing: immutable, numbered, sealed, replaced by name."""

import datetime as dt
import hashlib
import json

import pytest
from django.utils import translation

from maille import __version__
from maille.core.effects.integrity import verify
from maille.core.kernel.period import Period
from maille.db.trail import changes_of
from maille.grids import load_grid
from maille.reports import actions
from maille.reports.enums import DraftState, Reason
from maille.reports.errors import DraftPublishedError, NothingToPublishError
from maille.reports.queries import (
    draft_document,
    edition_document,
    edition_in_force,
    edition_lines,
    edition_to_replace,
    latest_edition,
)
from tests.factories.places import PersonFactory, PlaceFactory
from tests.factories.reports import WORDS, answered_draft, make_draft, make_edition

pytestmark = pytest.mark.django_db
YEAR_2024 = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_publish_edition_keeps_the_exact_bytes_of_its_document():
    edition = make_edition()
    assert edition.sha256 == hashlib.sha256(edition.document.encode()).hexdigest()
    assert WORDS not in edition.document
    assert json.loads(edition.document)["edition"]["number"] == 1


def test_publish_edition_shows_what_the_draft_showed():
    draft = answered_draft()
    shown = draft_document(draft)
    document = edition_document(actions.publish_edition(draft=draft, by=None))
    assert document["findings"] == shown["findings"]
    assert document["sections"] == shown["sections"]
    assert [one["text"] for one in document["stories"]] == [WORDS]
    assert verify(document)


def test_publish_edition_notes_who_when_what_and_under_which_licence(settings):
    settings.BASE_URL = "https://maille.example"
    person, at = PersonFactory(), dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
    place = PlaceFactory(slug="la-filature")
    imprint = actions.Imprint("CC-BY-4.0", "CC0-1.0", "le conseil d'administration")
    with translation.override("en"):
        edition = actions.publish_edition(
            draft=answered_draft(place), by=person, imprint=imprint, on=at
        )
    assert edition_document(edition)["edition"] == {
        "number": 1,
        "kind": "declared",
        "draft": False,
        "published_at": "2026-01-05T09:30:00+00:00",
        "published_by": "steward",
        "reviewed_by": "le conseil d'administration",
        "licence": {"text": "CC-BY-4.0", "data": "CC0-1.0"},
        "replaces": None,
        "reason": None,
        "writing": "off",
        "url": "https://maille.example/lieux/la-filature/rapports/1/",
    }
    assert (edition.published_by, edition.published_role) == (person, "steward")
    assert (edition.grid_id, edition.grid_version) == ("maille-effects", load_grid().version)
    assert edition.engine_version == __version__
    assert {change.field for change in changes_of(edition)} == {"number", "sha256"}


def test_publish_edition_takes_the_licences_of_the_place_by_default():
    edition = make_edition(PlaceFactory(text_licence="CC0-1.0"))
    assert (edition.licence_text, edition.licence_data) == ("CC0-1.0", "ODbL-1.0")


def test_publish_edition_closes_its_draft():
    edition = make_edition()
    assert edition.draft.state == DraftState.PUBLISHED
    with pytest.raises(DraftPublishedError):
        actions.publish_edition(draft=edition.draft, by=None)


def test_publish_edition_refuses_to_say_nothing():
    with pytest.raises(NothingToPublishError):
        actions.publish_edition(draft=make_draft(), by=None)


def test_publish_edition_numbers_each_place_apart():
    first = make_edition()
    second = make_edition(first.place, YEAR_2024)
    assert (first.number, second.number, make_edition().number) == (1, 2, 1)
    assert second.replaces is None


def test_publish_edition_of_the_same_period_brings_it_up_to_date():
    first = make_edition()
    second = make_edition(first.place)
    assert (second.replaces, second.reason) == (first, Reason.UPDATE)
    assert edition_in_force(first) == second


def test_publish_edition_of_a_correction_names_the_corrected_one_whatever_its_new_period():
    first = make_edition(period=Period())
    draft = actions.correct_edition(edition=first, by=None)
    actions.set_period(draft=draft, period=YEAR_2024, by=None)
    draft.refresh_from_db()
    assert edition_to_replace(draft) == first
    second = actions.publish_edition(draft=draft, by=None)
    assert (second.replaces, second.reason) == (first, Reason.CORRECTION)
    assert edition_document(second)["edition"]["replaces"] == 1


def test_publish_edition_of_a_correction_replaces_what_came_in_between():
    first = make_edition()
    draft = actions.correct_edition(edition=first, by=None)
    (second,) = actions.withdraw_story(story=first.draft.stories.get(), by=None)
    third = actions.publish_edition(draft=draft, by=None)
    assert third.replaces == second


def test_latest_edition_is_of_the_latest_period_and_in_force():
    place = PlaceFactory()
    assert latest_edition(place) is None
    new = make_edition(place)
    old = make_edition(place, YEAR_2024)
    assert latest_edition(place) == new
    actions.withdraw_story(story=old.draft.stories.get(), by=None)
    assert latest_edition(place) == new


def test_latest_edition_without_period_counts_as_of_its_day():
    place = PlaceFactory()
    make_edition(place, YEAR_2024)
    unstated = make_edition(place, Period())
    assert latest_edition(place) == unstated


def test_edition_lines_give_the_number_published_before():
    place = PlaceFactory()
    assert edition_lines(place) == []
    make_edition(place)
    make_edition(place, YEAR_2024)
    assert [(line.edition.number, line.before) for line in edition_lines(place)] == [
        (2, 1),
        (1, None),
    ]


def test_edition_lines_ask_as_many_questions_for_one_as_for_many(django_assert_num_queries):
    place = PlaceFactory()
    for year in range(2015, 2025):
        make_edition(place, Period(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    with django_assert_num_queries(2):
        assert len(edition_lines(place)) == 10
