"""Words chosen in the open, and words that are taken back everywhere."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from maille.core.effects.checking import InvalidAnswerError
from maille.observations.models import Observation, SurveyResponse
from maille.reports import actions
from maille.reports.enums import WhyLeftOut
from maille.reports.errors import DraftPublishedError
from maille.reports.models import Story
from maille.reports.queries import edition_document, evidence_of_edition, offers_of
from tests.factories.reports import make_draft
from tests.factories.surveys import answer, make_wave
from tests.reports.noting import WORDS, note, weekly_meals, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(place):
    note(place, *weekly_meals(), words())
    return make_draft(place)


@pytest.fixture
def offered(draft):
    [offer] = offers_of(draft)
    return offer.story


def test_chosen_words_are_a_story_whose_origin_is_their_note(draft, offered):
    row = actions.choose_story(draft=draft, story=offered, by=None)
    assert (row.origin, row.text, row.consent, row.hold) == (UUID(offered.id), WORDS, True, "none")
    assert (row.teller, row.told_on, row.theme) == ("regular", "2025-06-12", "social_ties")


def test_words_are_chosen_once_under_the_last_theme_given(draft, offered):
    actions.choose_story(draft=draft, story=offered, by=None)
    actions.choose_story(draft=draft, story=replace(offered, theme="agency"), by=None)
    assert [row.theme for row in draft.stories.all()] == ["agency"]


def test_words_of_no_theme_are_refused(draft, offered):
    with pytest.raises(InvalidAnswerError):
        actions.choose_story(draft=draft, story=replace(offered, theme=""), by=None)


def test_words_left_out_leave_the_report(draft, offered):
    actions.choose_story(draft=draft, story=offered, by=None)
    origin = UUID(offered.id)
    actions.leave_story_out(draft=draft, origin=origin, reason=WhyLeftOut.ROOM, by=None)
    assert not draft.stories.exists()
    actions.leave_story_out(draft=draft, origin=origin, reason=WhyLeftOut.ALIKE, by=None)
    assert [row.reason for row in draft.left_out.all()] == ["alike"]
    actions.choose_story(draft=draft, story=offered, by=None)
    assert not draft.left_out.exists()


def test_a_published_draft_is_chosen(draft, offered):
    actions.publish_edition(draft=draft, by=None)
    with pytest.raises(DraftPublishedError):
        actions.choose_story(draft=draft, story=offered, by=None)
    with pytest.raises(DraftPublishedError):
        actions.leave_story_out(
            draft=draft, origin=UUID(offered.id), reason=WhyLeftOut.ROOM, by=None
        )


def test_a_correction_keeps_what_was_chosen_and_left_out(draft, offered):
    [other] = note(draft.place, words("Autre chose.", "2025-08-01"))
    actions.choose_story(draft=draft, story=offered, by=None)
    actions.leave_story_out(draft=draft, origin=UUID(other), reason=WhyLeftOut.ALIKE, by=None)
    edition = actions.publish_edition(draft=draft, by=None)
    copy = actions.correct_edition(edition=edition, by=None)
    assert [(one.story.id, one.chosen, one.reason) for one in offers_of(copy)] == [
        (offered.id, True, None),
        (other, False, WhyLeftOut.ALIKE),
    ]


def test_withdrawing_a_chosen_story_erases_the_note_and_the_edition(draft, offered):
    row = actions.choose_story(draft=draft, story=offered, by=None)
    edition = actions.publish_edition(draft=draft, by=None)
    [newer] = actions.withdraw_story(story=row, by=None)
    noted = Observation.objects.get(key=offered.id)
    [tombstone] = edition_document(edition)["stories"]
    assert (noted.note, noted.withdrawn_at is None) == ("", False)
    assert (tombstone["text"], tombstone["withdrawn"]) == (None, True)
    assert edition_document(newer)["stories"] == []
    assert evidence_of_edition(newer) == evidence_of_edition(edition)


def test_withdrawing_noted_words_erases_them_wherever_they_are_printed(draft, offered):
    actions.choose_story(draft=draft, story=offered, by=None)
    actions.publish_edition(draft=draft, by=None)
    [newer] = actions.withdraw_noted_words(place=draft.place, key=UUID(offered.id), by=None)
    assert edition_document(newer)["edition"]["reason"] == "withdrawal"
    assert not Story.objects.exclude(text="").exists()
    assert actions.withdraw_noted_words(place=draft.place, key=UUID(offered.id), by=None) == []


def test_words_that_were_never_printed_are_erased_all_the_same(draft, offered):
    assert actions.withdraw_noted_words(place=draft.place, key=UUID(offered.id), by=None) == []
    assert offers_of(draft) == ()
    assert actions.withdraw_noted_words(place=draft.place, key=uuid4(), by=None) == []


def test_a_visitors_sentence_is_erased_from_the_survey(place):
    response = answer(make_wave(place), words="Je reviendrai.", consent=True)
    actions.withdraw_noted_words(place=place, key=response.public_id, by=None)
    assert SurveyResponse.objects.get().words == ""


def test_a_rewritten_withdrawn_story_stays_withdrawn(draft, offered):
    row = actions.choose_story(draft=draft, story=offered, by=None)
    actions.withdraw_story(story=row, by=None)
    actions.leave_story_out(draft=draft, origin=row.origin, reason=WhyLeftOut.ROOM, by=None)
    assert draft.stories.get().withdrawn_at is not None
