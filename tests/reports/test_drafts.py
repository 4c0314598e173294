"""Opening drafts, from nothing, from the last answers, from an edition to correct."""

import datetime as dt

import pytest

from maille.core.effects.values import Dissent, Indicator
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from maille.db.trail import changes_of
from maille.reports import actions
from maille.reports.errors import (
    DraftAlreadyOpenError,
    DraftPublishedError,
    EditionReplacedError,
)
from maille.reports.models import Answer
from maille.reports.queries import answers_of, current_draft, draft_document, last_draft
from tests.factories.places import PersonFactory, PlaceFactory
from tests.factories.reports import YEAR_2025, answered_draft, make_draft, make_edition

pytestmark = pytest.mark.django_db
YEAR_2026 = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_open_draft_notes_who_when_and_with_which_grid():
    person, at = PersonFactory(), dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    draft = actions.open_draft(place=PlaceFactory(), period=YEAR_2025, by=person, on=at)
    assert (draft.grid_id, draft.grid_version) == ("maille-effects", "1.0.0")
    assert (draft.created_by, draft.created_at) == (person, at)
    assert [change.new for change in changes_of(draft)] == ["open"]


def test_open_draft_takes_a_period_that_nobody_knows():
    draft = actions.open_draft(place=PlaceFactory(), period=Period(), by=None)
    assert draft_document(draft)["period"] == {"start": None, "end": None, "stated": False}


@pytest.mark.parametrize("period", [YEAR_2025, Period()])
def test_open_draft_refuses_a_twin_and_names_it(period):
    draft = make_draft(period=period)
    with pytest.raises(DraftAlreadyOpenError) as refused:
        actions.open_draft(place=draft.place, period=period, by=None)
    assert refused.value.draft == draft


def test_open_draft_copies_answers_and_indicators_and_leaves_what_belongs_to_the_period():
    source = answered_draft()
    actions.sign_dissent(draft=source, dissent=Dissent("", "agency", "Non.", "bénévole"), by=None)
    actions.add_indicator(
        draft=source, indicator=Indicator("", None, Text("Repas", "Meals"), "", 12.0), by=None
    )
    draft = actions.open_draft(place=source.place, period=YEAR_2026, copied_from=source, by=None)
    copied, original = answers_of(draft), answers_of(source)
    assert draft.copied_from == source
    assert [(one.theme, one.options) for one in copied.answers] == [
        (one.theme, one.options) for one in original.answers
    ]
    assert {one.id for one in copied.answers} & {one.id for one in original.answers} == set()
    assert [one.label.fr for one in copied.indicators] == ["Repas"]
    assert (copied.stories, copied.dissents) == ((), ())
    assert len(original.stories) == 1


def test_open_draft_leaves_behind_what_the_grid_no_longer_knows():
    source = answered_draft()
    Answer.objects.filter(draft=source, theme="agency").update(question="an_old_question")
    draft = actions.open_draft(place=source.place, period=YEAR_2026, copied_from=source, by=None)
    assert "agency" not in {one.theme for one in answers_of(draft).answers}


def test_set_period_keeps_the_former_one_in_the_trail():
    draft = make_draft(period=Period())
    draft = actions.set_period(draft=draft, period=YEAR_2025, by=None)
    assert (draft.start, draft.end) == (YEAR_2025.start, YEAR_2025.end)
    assert {change.field: change.new for change in changes_of(draft)} == {
        "state": "open",
        "start": "2025-01-01",
        "end": "2025-12-31",
    }


def test_set_period_refuses_that_of_another_open_draft():
    other = make_draft()
    draft = make_draft(other.place, YEAR_2026)
    with pytest.raises(DraftAlreadyOpenError):
        actions.set_period(draft=draft, period=YEAR_2025, by=None)
    actions.set_period(draft=draft, period=YEAR_2026, by=None)


def test_set_period_refuses_a_published_draft():
    with pytest.raises(DraftPublishedError):
        actions.set_period(draft=make_edition().draft, period=YEAR_2026, by=None)


def test_correct_edition_copies_everything_it_was_made_of():
    edition = make_edition()
    draft = actions.correct_edition(edition=edition, by=None)
    assert draft.corrects == edition
    assert (draft.start, draft.end) == (edition.start, edition.end)
    before, after = draft_document(edition.draft), draft_document(draft)
    assert [one["id"] for one in after["findings"]] == [one["id"] for one in before["findings"]]
    assert [one["id"] for one in after["stories"]] == [one["id"] for one in before["stories"]]


def test_correct_edition_refuses_one_that_was_replaced_and_names_the_newer():
    edition = make_edition()
    newer = actions.publish_edition(
        draft=actions.correct_edition(edition=edition, by=None), by=None
    )
    with pytest.raises(EditionReplacedError) as refused:
        actions.correct_edition(edition=edition, by=None)
    assert refused.value.edition == newer


def test_correct_edition_refuses_a_second_draft_for_the_same_period():
    edition = make_edition()
    draft = actions.correct_edition(edition=edition, by=None)
    with pytest.raises(DraftAlreadyOpenError) as refused:
        actions.correct_edition(edition=edition, by=None)
    assert refused.value.draft == draft


def test_current_draft_of_a_place_that_never_answered_is_empty_and_not_saved():
    place = PlaceFactory()
    draft = current_draft(place)
    assert draft.pk is None
    assert draft_document(draft)["findings"] == []
    assert last_draft(place) is None


def test_current_draft_is_the_latest_open_one():
    older = make_edition().draft
    draft = make_draft(older.place, YEAR_2026)
    assert current_draft(older.place) == draft
