"""What the rows themselves refuse."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from maille.core.effects.values import Dissent, Indicator
from maille.core.kernel.text import Text
from maille.reports.actions import add_indicator, publish_edition, sign_dissent
from maille.reports.errors import ImmutableEditionError
from maille.reports.models import Draft, Edition, EditionStory, Story
from tests.factories.places import PersonFactory
from tests.factories.reports import answered_draft, make_draft, make_edition

pytestmark = pytest.mark.django_db


def test_edition_refuses_to_be_saved_twice():
    edition = make_edition()
    edition.document = "{}"
    with pytest.raises(ImmutableEditionError):
        edition.save()
    edition.refresh_from_db()
    assert edition.document != "{}"


def test_edition_refuses_to_be_deleted():
    edition = make_edition()
    with pytest.raises(ImmutableEditionError):
        edition.delete()
    with pytest.raises(ImmutableEditionError):
        Edition.objects.filter(pk=edition.pk).delete()
    assert Edition.objects.get() == edition


def test_edition_refuses_to_be_updated_by_query():
    make_edition()
    with pytest.raises(ImmutableEditionError):
        Edition.objects.update(document="{}")


def test_edition_outlives_the_account_of_who_published_it():
    person = PersonFactory()
    draft = answered_draft()
    edition = publish_edition(draft=draft, by=person)
    person.delete()
    assert Edition.objects.get(pk=edition.pk).published_by is None


def test_a_number_is_given_once_in_a_place():
    edition = make_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            place=edition.place,
            draft=edition.draft,
            number=edition.number,
            document="{}",
            published_at=edition.published_at,
        )


def test_withdrawn_words_cannot_stay_in_a_row():
    words = make_edition().words.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionStory.objects.filter(pk=words.pk).update(withdrawn_at=dt.datetime.now(dt.UTC))


def test_a_withdrawn_story_cannot_keep_its_words():
    story = answered_draft().stories.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(withdrawn_at=dt.datetime.now(dt.UTC))


@pytest.mark.parametrize("ends", [("2025-02-01", "2025-01-01"), ("2025-01-01", None)])
def test_a_period_is_whole_and_runs_forward(ends):
    draft = make_draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(start=ends[0], end=ends[1])


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("answers", "social_ties.audiences answered"),
        ("dissents", "agency two volunteers"),
        ("indicators", "Repas servis"),
        ("intensities", "agency regulars"),
        ("imported_files", "fiche.json"),
    ],
)
def test_rows_name_themselves(relation, words):
    draft = answered_draft()
    sign_dissent(draft=draft, dissent=Dissent("", "agency", "Non.", "two volunteers"), by=None)
    add_indicator(
        draft=draft,
        indicator=Indicator("", None, Text("Repas servis", "Meals"), "repas", 12.0),
        by=None,
    )
    draft.intensities.create(theme="agency", group="regulars", median=3, n=2)
    draft.imported_files.create(place=draft.place, name="fiche.json", content=b"", report={})
    assert str(getattr(draft, relation).first()) == words


def test_editions_and_their_stories_name_themselves_without_words():
    edition = make_edition()
    words = edition.words.get()
    assert (str(edition), str(words)) == ("edition 1", str(words.story_id))


def test_stories_and_drafts_never_show_their_words_in_logs():
    draft = answered_draft()
    story = draft.stories.get()
    assert str(story) == f"agency {story.origin}"
    assert str(draft) == "2025-01-01 - 2025-12-31"
    assert str(Draft()) == "period not stated"
