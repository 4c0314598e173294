"""Two persons at the same moment."""

import pytest

from maille.places.models import Place
from maille.reports import actions
from maille.reports.commune_mesure.report import News
from maille.reports.errors import (
    DraftAlreadyOpenError,
    DraftPublishedError,
    WithdrawnStoryError,
)
from maille.reports.models import Answer, Draft, Edition, ImportedFile
from tests.at_once import at_once
from tests.factories.places import PersonFactory
from tests.factories.reports import YEAR_2025, answered_draft, make_draft, make_edition, said
from tests.reports.commune_mesure.bringing import bring_one
from tests.reports.commune_mesure.records import pilot
from tests.reports.test_drafts import YEAR_2026

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_drafts_published_at_once_take_two_numbers():
    first = answered_draft()
    second = answered_draft(first.place, YEAR_2026)
    refused = at_once(
        lambda: actions.publish_edition(draft=first, by=None),
        lambda: actions.publish_edition(draft=second, by=None),
    )
    assert refused == []
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2]


def test_one_draft_published_twice_at_once_gives_one_edition():
    draft = answered_draft()
    refused = at_once(
        *(lambda: actions.publish_edition(draft=draft, by=None) for _steward in range(3))
    )
    assert [type(error) for error in refused] == [DraftPublishedError] * 2
    assert Edition.objects.count() == 1


def test_one_period_opened_twice_at_once_gives_one_draft():
    place = make_draft().place
    refused = at_once(
        *(
            lambda: actions.open_draft(place=place, period=YEAR_2026, by=None)
            for _steward in range(2)
        )
    )
    assert [type(error) for error in refused] == [DraftAlreadyOpenError]
    assert Draft.objects.filter(start=YEAR_2026.start).count() == 1


def test_one_question_answered_twice_at_once_keeps_one_answer():
    draft = make_draft(period=YEAR_2025)
    refused = at_once(
        lambda: actions.record_answer(draft=draft, answer=said(options=("visitors",)), by=None),
        lambda: actions.record_answer(draft=draft, answer=said(options=("volunteers",)), by=None),
    )
    assert refused == []
    assert Answer.objects.count() == 1


def test_one_record_imported_twice_at_once_gives_one_place():
    by = PersonFactory()
    news = []
    for person in (by, None):
        at_once(
            *[lambda person=person: news.append(bring_one(pilot(), by=person).written.news)] * 3
        )
    assert sorted(news, key=lambda one: one.value) == [News.ADDED, *[News.UNCHANGED] * 5]
    assert (Place.objects.count(), ImportedFile.objects.count()) == (1, 1)


def test_one_story_withdrawn_twice_at_once_gives_one_new_edition():
    edition = make_edition()
    stories = [edition.draft.stories.get() for _steward in range(2)]
    refused = at_once(
        *(lambda story=story: actions.withdraw_story(story=story, by=None) for story in stories)
    )
    assert [type(error) for error in refused] == [WithdrawnStoryError]
    assert Edition.objects.count() == 2
