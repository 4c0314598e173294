"""A report gathers what the team declares and what was noted over its period."""

import datetime as dt
from dataclasses import replace

import pytest

from maille.core.effects.counting import Stratum
from maille.core.kernel.period import Period, read_period
from maille.observations.actions.counting import Counted, plan_counting, record_count
from maille.observations.counting import PlanAsked
from maille.reports import actions
from maille.reports.enums import WhyLeftOut
from maille.reports.errors import NothingToPublishError
from maille.reports.models import Draft, EditionEvidence
from maille.reports.queries import (
    draft_document,
    draft_of_period,
    edition_document,
    evidence_of_edition,
    gather,
    offers_of,
    recomputed_bytes,
)
from tests.factories.reports import YEAR_2025, answered_draft, make_draft, make_edition
from tests.factories.surveys import answer, make_wave
from tests.reports.noting import confirmations, note, weekly_meals, words

pytestmark = pytest.mark.django_db


def test_a_place_that_noted_nothing_has_a_declared_report(place):
    document = draft_document(answered_draft(place))
    assert (document["edition"]["kind"], document["general"]) == ("declared", None)
    assert {row["months"] for row in document["weave"]["rows"]} == {None}


def test_what_was_noted_makes_an_observed_report_without_any_answer(place):
    note(place, *weekly_meals(), *confirmations())
    document = draft_document(draft_of_period(place, YEAR_2025))
    [finding] = [one for one in document["findings"] if one["grade"] == "E4"]
    assert document["edition"]["kind"] == "observed"
    assert (finding["theme"], finding["grade_terms"]) == (
        "social_ties",
        {"S": 3, "t": 1, "s": 1, "b": 0, "c": 0, "p": 0, "i": 0, "o": 0, "r": 0},
    )


def test_what_was_noted_outside_the_period_is_left_out(place):
    note(place, *weekly_meals())
    document = draft_document(draft_of_period(place, read_period("2025-Q1")))
    assert document["general"]["pieces"] == 12
    assert draft_document(draft_of_period(place, read_period("2024")))["general"] is None


def test_a_draft_without_period_gathers_nothing(place):
    note(place, *weekly_meals(), words())
    draft = make_draft(place, Period())
    assert (gather(draft).evidence, offers_of(draft)) == ((), ())


def test_declared_answers_stand_beside_what_was_noted(place):
    note(place, *weekly_meals())
    document = draft_document(answered_draft(place))
    kinds = {source["kind"] for one in document["findings"] for source in one["sources"]}
    assert kinds == {"answer", "story", "evidence"}


def test_an_edition_keeps_the_evidence_it_was_made_of(place):
    note(place, *weekly_meals())
    edition = actions.publish_edition(draft=answered_draft(place), by=None)
    kept = EditionEvidence.objects.get(edition=edition)
    assert (kept.pieces, len(evidence_of_edition(edition))) == (48, 48)
    assert recomputed_bytes(edition) == edition.document.encode()


def test_evidence_alone_is_enough_to_publish(place):
    with pytest.raises(NothingToPublishError):
        actions.publish_edition(draft=make_draft(place), by=None)
    note(place, *weekly_meals())
    draft = place.drafts.get()
    assert actions.publish_edition(draft=draft, by=None).number == 1


def test_a_declared_edition_keeps_no_evidence(place):
    edition = make_edition(place)
    assert not EditionEvidence.objects.exists()
    assert evidence_of_edition(edition) == ()
    assert recomputed_bytes(edition) == edition.document.encode()


def test_what_is_noted_later_does_not_change_an_edition(place):
    note(place, *weekly_meals(), words())
    edition = actions.publish_edition(draft=answered_draft(place), by=None)
    note(place, {"kind": "incident", "themes": ["social_ties"], "direction": "unfavourable"})
    note(place, words("D'autres paroles, venues plus tard."))
    assert recomputed_bytes(edition) == edition.document.encode()
    assert edition_document(edition)["stories_left_out"] == {"count": 1, "reasons": {"unread": 1}}


def test_words_are_offered_until_they_are_chosen_or_left_out(place):
    first, second, third = note(
        place, words("Un."), words("Deux.", "2025-07-01"), words("Trois.", "2025-08-01")
    )
    note(place, words("Sans accord.", consent=False))
    draft = make_draft(place)
    offers = {one.story.id: one for one in offers_of(draft)}
    actions.choose_story(draft=draft, story=offers[first].story, by=None)
    actions.leave_story_out(
        draft=draft, origin=draft.stories.get().origin, reason=WhyLeftOut.SHORT, by=None
    )
    actions.choose_story(draft=draft, story=offers[second].story, by=None)
    assert [(one.story.id, one.chosen, one.reason) for one in offers_of(draft)] == [
        (first, False, WhyLeftOut.SHORT),
        (second, True, None),
        (third, False, None),
    ]
    assert draft_document(draft)["stories_left_out"] == {
        "count": 2,
        "reasons": {"short": 1, "unread": 1},
    }


def test_an_unsaved_draft_has_read_no_words(place):
    note(place, words())
    [offer] = offers_of(Draft(place=place, start=YEAR_2025.start, end=YEAR_2025.end))
    assert (offer.chosen, offer.reason) == (False, None)


def test_ratings_of_visitors_stand_beside_those_of_the_team(place):
    wave = make_wave(place, theme="social_ties")
    answer(wave, felt=4, audience="neighbours")
    found = gather(make_draft(place, read_period(str(wave.opened_on.year)))).answers.intensities
    assert [(one.theme, one.median, one.n) for one in found] == [("social_ties", 4.0, 1)]


def test_a_rating_noted_by_hand_is_not_doubled(place):
    wave = make_wave(place, theme="social_ties")
    answer(wave, felt=4, audience="neighbours")
    draft = answered_draft(place, read_period(str(wave.opened_on.year)))
    [felt] = gather(draft).answers.intensities
    by_hand = replace(felt, median=2.0, n=30)
    actions.record_intensity(draft=draft, intensity=by_hand, by=None)
    [kept] = gather(draft).answers.intensities
    assert (kept.median, kept.n) == (2.0, 30)
    edition = actions.publish_edition(draft=draft, by=None)
    assert recomputed_bytes(edition) == edition.document.encode()


def counted_plan(place, start, end):
    asked = PlanAsked(Period(start, end), days_per_stratum=dict.fromkeys(Stratum, 2))
    plan = plan_counting(place=place, asked=asked, by=None, seed=7)
    for number, day in enumerate(plan.days.all()):
        record_count(day=day, counted=Counted(40 + number), by=None)
    return plan


def test_visits_come_from_the_days_that_were_counted(place):
    plan = counted_plan(place, dt.date(2025, 3, 1), dt.date(2025, 4, 30))
    draft = make_draft(place)
    found = draft_document(draft)["visits"]
    assert (found["plan"], found["first"], found["last"], found["estimate"]["n"]) == (
        *(str(plan.public_id), "2025-03-01", "2025-04-30"),
        4,
    )
    assert found["sentence"]["fr"] in " ".join(draft_document(draft)["summary"]["fr"])
    edition = actions.publish_edition(draft=draft, by=None)
    counted_plan(place, dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    assert recomputed_bytes(edition) == edition.document.encode()


def test_no_count_gives_no_visits(place):
    assert draft_document(answered_draft(place))["visits"] is None
