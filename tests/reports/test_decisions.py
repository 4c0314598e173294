"""What the team makes of what evidence proposes, kept in the edition."""

import pytest
from django.db import IntegrityError, transaction

from maille.core.effects.values import Decision, DecisionKind
from maille.core.kernel.period import read_period
from maille.db.trail import changes_of
from maille.reports import actions, models
from maille.reports.errors import DraftPublishedError
from maille.reports.queries import (
    draft_document,
    draft_of_period,
    edition_document,
    gaps_of,
    matters_of,
    matters_of_theme,
    recomputed_bytes,
    waiting,
)
from tests.factories.places import PersonFactory
from tests.factories.reports import YEAR_2025, make_draft
from tests.reports.noting import note, weekly_meals

pytestmark = pytest.mark.django_db
FINDING = "social_ties@C0.favourable"
ANSWER = "social_ties.audiences.neighbours"


@pytest.fixture
def draft(place):
    note(place, *weekly_meals())
    return make_draft(place)


def matters(draft):
    return {one.about: one for one in matters_of(draft, draft_document(draft))}


def decide(draft, about=FINDING, kind=DecisionKind.CONFIRMED, text="", role="", by=None):
    return actions.decide_finding(
        draft=draft,
        decision=Decision("", about, kind, text, role),
        basis=matters(draft)[about].basis,
        by=by,
    )


def test_evidence_proposes_findings_and_answers(draft):
    found = matters(draft)
    assert (found[FINDING].is_answer, found[FINDING].theme) == (False, "social_ties")
    assert (found[ANSWER].is_answer, found[ANSWER].evidence) == (True, {"kinds": {"occasion": 48}})
    assert waiting(found.values()) == len(found)


def test_a_theme_shows_its_own(draft, django_assert_num_queries):
    assert {one.theme for one in matters_of_theme(draft, "social_ties")} == {"social_ties"}
    assert matters_of_theme(draft, "upkeep") == ()
    silent = make_draft(draft.place, read_period("2019"))
    with django_assert_num_queries(3):
        assert matters_of_theme(silent, "social_ties") == ()


def test_an_unsaved_draft_has_decided_nothing(draft):
    unsaved = draft_of_period(draft.place, read_period("2025-Q1"))
    assert {one.decision for one in matters_of(unsaved, draft_document(unsaved))} == {None}


@pytest.mark.parametrize(
    ("kind", "text", "role"),
    [
        (DecisionKind.CONFIRMED, "", "le conseil"),
        (DecisionKind.NUANCED, "Moins l'été.", ""),
        (DecisionKind.DISSENTED, "On y voit toujours les mêmes.", "deux bénévoles"),
    ],
)
def test_a_decision_is_printed_and_kept_in_the_edition(draft, kind, text, role):
    row = decide(draft, kind=kind, text=text, role=role)
    edition = actions.publish_edition(draft=draft, by=None)
    assert edition_document(edition)["decisions"] == [
        {
            "id": str(row.public_id),
            "about": FINDING,
            "decision": kind.value,
            "text": text or None,
            "role": role or None,
        }
    ]
    assert recomputed_bytes(edition) == edition.document.encode()


def test_a_decision_takes_the_place_of_the_one_before(draft):
    person = PersonFactory()
    decide(draft)
    decide(draft, kind=DecisionKind.NUANCED, text=" Moins l'été. ", by=person)
    assert [(row.kind, row.text, row.created_by) for row in draft.decisions.all()] == [
        ("nuanced", "Moins l'été.", person)
    ]
    [latest, *_older] = changes_of(draft)
    assert (latest.previous["kind"], latest.new["kind"]) == ("confirmed", "nuanced")


def test_evidence_that_changes_is_shown_again(draft):
    decide(draft)
    assert not matters(draft)[FINDING].waits
    note(draft.place, {"themes": ["social_ties"], "direction": "favourable", "people": 9})
    again = matters(draft)[FINDING]
    assert (again.stale, again.waits) == (True, True)


def test_a_decision_is_undone(draft):
    decide(draft)
    actions.undo_decision(draft=draft, about=FINDING, by=None)
    actions.undo_decision(draft=draft, about=FINDING, by=None)
    assert not draft.decisions.exists()
    assert [change.new for change in changes_of(draft) if change.previous] == [None]


def test_a_published_draft_is_decided(draft):
    actions.publish_edition(draft=draft, by=None)
    for act in (
        lambda: decide(draft),
        lambda: actions.undo_decision(draft=draft, about=FINDING, by=None),
    ):
        with pytest.raises(DraftPublishedError):
            act()


def test_a_correction_keeps_decisions(draft):
    decide(draft, kind=DecisionKind.DISSENTED, text="Non.", role="une voisine")
    edition = actions.publish_edition(draft=draft, by=None)
    copy = actions.correct_edition(edition=edition, by=None)
    assert [(one.about, one.kind, one.role) for one in copy.decisions.all()] == [
        (FINDING, "dissented", "une voisine")
    ]


def test_words_of_decisions_are_read_for_names(draft):
    decide(draft, kind=DecisionKind.NUANCED, text="Demandez à Mme Durand, au 06 12 34 56 78.")
    [first, *_others] = gaps_of(draft, draft_document(draft)).wary
    assert first.theme == "social_ties"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "nuanced"},
        {"kind": "dissented", "text": "Non."},
        {"kind": "perhaps", "text": "Oui.", "role": "x"},
    ],
)
def test_rows_refuse_what_is_owed(draft, wrong):
    row = models.Decision(draft=draft, about=FINDING, basis="", **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_rows_say_what_they_are(draft):
    row = decide(draft)
    left = models.LeftOutStory(draft=draft, origin=row.public_id, reason="short")
    kept = models.EditionEvidence(sha256="abc")
    assert [str(row), str(left), str(kept)] == [
        f"{FINDING} confirmed",
        f"{row.public_id} short",
        "abc",
    ]


def test_a_draft_of_other_days_decides_apart(draft):
    decide(draft)
    assert draft_of_period(draft.place, YEAR_2025) == draft
    assert not draft_of_period(draft.place, read_period("2024")).pk
