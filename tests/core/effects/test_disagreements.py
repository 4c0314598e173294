"""Where the team and the evidence differ, and what the team makes of what is suggested."""

import datetime as dt

import pytest

from maille.core.effects.assess import assess
from maille.core.effects.observing import ObservationKind
from maille.core.effects.values import (
    AnswerState,
    Decision,
    DecisionKind,
    LeftOut,
    Per,
)
from tests.core.noting import (
    FAVOURABLE,
    noted,
)
from tests.core.observed import answers, document, found, work
from tests.core.saying import GRID, counted, in_state, ticked


def kinds_of(said, evidence):
    disagreements = assess(said, GRID, tuple(evidence)).disagreements
    return [(one.kind.value, one.declared, one.observed) for one in disagreements]


def test_an_opposite_effect_is_a_disagreement():
    said = answers(ticked("upkeep", "improved", "respect", "attractiveness"))
    noise = noted("a", ObservationKind.INCIDENT, themes=("upkeep",))
    assert kinds_of(said, [noise]) == [
        ("opposite", "upkeep.improved.attractiveness", "upkeep@C0.unfavourable")
    ]
    [sentence] = [one["sentence"] for one in document(said, [noise])["disagreements"]]
    assert sentence["fr"] == (
        "Pour l'entretien des espaces, l'équipe dit un effet favorable ; une observation dit le "
        "contraire."
    )


def test_a_team_that_tells_both_ways_is_not_contradicted():
    said = answers(ticked("upkeep", "improved", "respect"), ticked("upkeep", "degraded", "noise"))
    assert kinds_of(said, [noted("a", ObservationKind.INCIDENT, themes=("upkeep",))]) == []


@pytest.mark.parametrize(
    ("said", "evidence", "expected"),
    [
        (
            in_state("solidarity", "kinds", AnswerState.NONE_OBSERVED),
            noted("a", ObservationKind.EXCHANGE, themes=("solidarity",), direction=FAVOURABLE),
            1,
        ),
        (
            in_state("upkeep", "degraded", AnswerState.NONE_OBSERVED),
            noted("a", ObservationKind.INCIDENT, themes=("upkeep",)),
            1,
        ),
        (
            in_state("upkeep", "improved", AnswerState.NONE_OBSERVED),
            noted("a", ObservationKind.INCIDENT, themes=("upkeep",)),
            0,
        ),
        (
            in_state("upkeep", "improved", AnswerState.NONE_OBSERVED),
            noted("a", themes=("upkeep.degraded.noise",)),
            0,
        ),
        (ticked("networks", "around", "none"), noted("a", themes=("networks",)), 1),
        (counted("agency", "initiatives", 0), noted("a", themes=("agency",)), 1),
        (counted("agency", "initiatives", 0), noted("a", themes=("networks",)), 0),
    ],
)
def test_something_seen_where_the_team_saw_nothing_is_a_disagreement(said, evidence, expected):
    kinds = [kind for kind, _declared, _observed in kinds_of(answers(said), [evidence])]
    assert kinds == ["not_none"] * expected


def test_what_was_not_seen_is_named():
    said = answers(counted("agency", "initiatives", 0), ticked("networks", "around", "none"))
    evidence = [noted("a", themes=("agency",)), noted("b", themes=("networks",))]
    assert [one["sentence"]["fr"] for one in document(said, evidence)["disagreements"]] == [
        "L'équipe dit n'avoir observé aucun projet imprévu ; une observation en montre pourtant.",
        (
            "L'équipe dit n'avoir observé aucun réseau de personnes né du lieu ; une "
            "observation en montre pourtant."
        ),
    ]


def test_an_option_that_evidence_suggests_is_no_other_number():
    said = answers(ticked("social_ties", "audiences", "visitors"))
    evidence = [noted("a", audiences=("neighbours",))]
    assert kinds_of(said, evidence) == []
    assert [one["id"] for one in document(said, evidence)["proposals"]] == [
        "social_ties.audiences.neighbours",
        "social_ties.occasions.public_events",
    ]


def test_nobody_at_work_suggests_no_number():
    assert document(answers(), [work("a", 0)])["proposals"] == []


@pytest.mark.parametrize(
    ("days", "option"),
    [((4, 5), "daily"), ((1, 28), "monthly"), ((4,), None)],
)
def test_a_rhythm_is_suggested_by_days(days, option):
    evidence = [noted(f"{day}", on=dt.date(2025, 3, day)) for day in days]
    found = [
        one["option"]
        for one in document(answers(), evidence)["proposals"]
        if one["question"] == "frequency"
    ]
    assert found == [option] * (option is not None)


@pytest.mark.parametrize(
    ("said", "differ"),
    [
        (counted("agency", "initiatives", 5), True),
        (counted("agency", "initiatives", 3), False),
        (counted("agency", "initiatives", 5, approximate=True), True),
        (counted("agency", "initiatives", 3.5, approximate=True), False),
        (counted("agency", "initiatives", 5, per=Per.MONTH), False),
        (in_state("agency", "initiatives", AnswerState.UNKNOWN), False),
        (in_state("agency", "initiatives", AnswerState.NONE_OBSERVED), False),
    ],
)
def test_another_number_is_a_disagreement(said, differ):
    evidence = [noted(name, ObservationKind.INITIATIVE, themes=()) for name in "abc"]
    expected = [("other_number", "agency.initiatives", "agency.initiatives")] * differ
    assert kinds_of(answers(said), evidence) == expected


def test_another_number_says_both():
    evidence = [noted(name, ObservationKind.INITIATIVE, themes=()) for name in "abc"]
    report = document(answers(counted("agency", "initiatives", 5)), evidence)
    assert report["disagreements"][0]["sentence"]["fr"] == (
        "À la question « Combien de projets sont nés sans être prévus ? », l'équipe répond 5 ; "
        "les observations en comptent 3."
    )


# What the team makes of what evidence suggests.


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        (DecisionKind.CONFIRMED, ["agency.initiatives@C0.neutral"]),
        (DecisionKind.NUANCED, ["agency.initiatives@C0.neutral"]),
        (DecisionKind.DISSENTED, []),
    ],
)
def test_an_accepted_proposal_brings_its_evidence_to_the_question(kind, ids):
    evidence = [noted(name, ObservationKind.INITIATIVE, themes=()) for name in "abc"]
    decision = Decision("d", "agency.initiatives", kind, " Surtout l'été. ", "équipe")
    report = document(answers(decisions=(decision,)), evidence)
    assert [one["id"] for one in report["findings"]] == ids
    assert report["decisions"] == [
        {
            "id": "d",
            "about": "agency.initiatives",
            "decision": kind.value,
            "text": "Surtout l'été.",
            "role": "équipe",
        }
    ]
    assert [one["sentence"]["fr"] for one in report["findings"]] == [
        "L'équipe rapporte qu'il est né 3 projets imprévus sur la période."
    ] * len(ids)


def test_a_confirmed_option_joins_the_evidence_that_names_it():
    option = "social_ties.audiences.neighbours"
    evidence = [
        noted("a", audiences=("neighbours",), themes=("social_ties", option)),
        noted("b", audiences=("neighbours",)),
    ]
    decided = answers(decisions=(Decision("d", option, DecisionKind.CONFIRMED),))
    sources = found(decided, evidence)[f"{option}@C0.neutral"].sources
    assert [source.id for source in sources] == ["a", "b"]
    assert found(answers(), evidence)[f"{option}@C0.neutral"].sources == sources[:1]


def test_stories_left_out_are_counted_by_reason():
    left = (LeftOut("same_theme", 3), LeftOut("no_consent", 0), LeftOut("too_long", 1))
    assert document(answers(left_out=left), ())["stories_left_out"] == {
        "count": 4,
        "reasons": {"same_theme": 3, "too_long": 1},
    }
