"""Whatever a team does, and in whatever order."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maille.core.effects.integrity import digest_story, verify
from maille.places.models import Place
from maille.reports import actions
from maille.reports.models import Story
from maille.reports.queries import edition_document, latest_edition
from tests.factories.places import PlaceFactory
from tests.factories.reports import make_draft, said, told

pytestmark = pytest.mark.django_db
ACTS = st.sampled_from(["publish", "correct", "withdraw"])


def publish(place: Place, number: int) -> None:
    draft = make_draft(place)
    actions.record_answer(
        draft=draft, answer=said("upkeep", "improved", options=("respect",)), by=None
    )
    words = f"Récit numéro {number}, raconté au jardin."
    actions.tell_story(draft=draft, story=told("upkeep", words), by=None)
    actions.publish_edition(draft=draft, by=None)


def correct(place: Place, number: int) -> None:
    latest = latest_edition(place)
    if latest is not None:
        actions.publish_edition(draft=actions.correct_edition(edition=latest, by=None), by=None)


def withdraw(place: Place, number: int) -> None:
    stories = Story.objects.filter(draft__place=place, withdrawn_at__isnull=True)
    if stories:
        actions.withdraw_story(story=stories[number % len(stories)], by=None)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=1, max_size=5))
def test_editions_stay_true_whatever_happens(acts):
    place = PlaceFactory()
    perform = {"publish": publish, "correct": correct, "withdraw": withdraw}
    published: dict[int, str] = {}
    gone: set[str] = set()
    for number, act in enumerate(acts):
        told_before = set(Story.objects.filter(draft__place=place).values_list("text", flat=True))
        perform[act](place, number)
        told_after = set(Story.objects.filter(draft__place=place).values_list("text", flat=True))
        gone |= told_before - told_after
        editions = {edition.number: edition for edition in place.editions.all()}
        assert sorted(editions) == list(range(1, len(editions) + 1))
        for edition in editions.values():
            document = edition_document(edition)
            assert verify(document)
            assert published.setdefault(edition.number, edition.document) == edition.document
            assert not gone & {story["text"] for story in document["stories"]}
            assert not any(words in json.dumps(document, ensure_ascii=False) for words in gone)
            for words in edition.words.filter(withdrawn_at__isnull=True):
                assert words.digest == digest_story(words.text, words.salt)
        in_force = [edition for edition in editions.values() if not edition.replaced_by.exists()]
        assert len(in_force) == min(len(editions), 1)
