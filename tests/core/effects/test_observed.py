"""What evidence adds to a report: findings, side by side with what the team declared."""

import datetime as dt
from dataclasses import replace

import pytest

from maille.core.effects.assess import assess
from maille.core.effects.observing import ObservationKind, SourceKind
from maille.core.kernel.period import Period
from tests.core.noting import (
    FAVOURABLE,
    MIXED,
    UNFAVOURABLE,
    YEAR,
    incidents,
    noted,
    partners,
    weekly_meals,
)
from tests.core.observed import WORKED, answers, document, found, heard, response
from tests.core.saying import GRID, ticked, told
from tests.core.wip import ANSWERS


@pytest.mark.parametrize("evidence", [(), [noted("old", on=dt.date(2024, 12, 31))]])
def test_without_evidence_in_the_period_the_edition_is_declared(evidence):
    said = replace(ANSWERS, period=YEAR)
    assert document(said, evidence) == document(said, ())
    assert document(said, evidence)["edition"]["kind"] == "declared"


def test_the_worked_example_reads_as_it_is_graded():
    report = document(answers(), WORKED)
    assert [
        (one["id"], one["grade"], one["published"], one["sentence"]["fr"])
        for one in report["findings"]
    ] == [
        (
            "social_ties@C0.favourable",
            "E3",
            True,
            (
                "Établi par 6 sources : 48 rendez-vous et 4 confirmations extérieures "
                "favorables au lien social, de janvier à décembre 2025, avec 576 participations."
            ),
        ),
        (
            "social_ties@C0.unfavourable",
            "E0",
            True,
            (
                "L'équipe déclare 40 incidents défavorables au lien social, de "
                "janvier à décembre 2025."
            ),
        ),
    ]
    assert report["findings"][0]["grade_terms"] == {
        **dict.fromkeys("Stsbcpior", 0),
        "S": 3,
        "s": 1,
        "i": 1,
    }
    assert report["edition"]["kind"] == "observed"


def test_a_weak_claim_waits_unless_it_went_badly():
    declared = {"kind": ObservationKind.INITIATIVE, "source": SourceKind.DECLARATION}
    evidence = [
        noted("a", **declared, themes=("agency",), direction=FAVOURABLE),
        noted("b", **declared, themes=("agency",)),
        noted("c", **declared, themes=("agency",), direction=UNFAVOURABLE),
        noted("d", **declared, themes=("agency",), direction=MIXED),
    ]
    assert {one.direction.value: one.published for one in found(answers(), evidence).values()} == {
        "favourable": False,
        "neutral": False,
        "unfavourable": True,
        "mixed": True,
    }


def test_what_was_only_declared_waits_beside_evidence_unless_it_went_badly():
    said = answers(
        ticked("wellbeing", "changes", "confidence_up", "discomfort"),
        ticked("networks", "around", "project"),
        stories=(told("networks"),),
    )
    assert {one.id: one.published for one in found(said, WORKED).values() if one.seen is None} == {
        "wellbeing.changes.confidence_up": False,
        "wellbeing.changes.discomfort": True,
        "networks.around.project": True,
    }


def test_mixed_evidence_contradicts_neither_way():
    mixed = [one._replace(direction=MIXED) for one in incidents()]
    findings = found(answers(), [*weekly_meals(), *partners(), *mixed])
    assert {one.id: (one.grade.value, one.seen.against) for one in findings.values()} == {
        "social_ties@C0.favourable": ("E4", 0),
        "social_ties@C0.mixed": ("E1", 0),
    }
    assert findings["social_ties@C0.favourable"].next_step is None


def test_evidence_without_theme_counts_in_general_figures_alone():
    assessment = assess(answers(), GRID, (noted("a", people=12, themes=()), noted("b", themes=())))
    general = assessment.general
    assert assessment.findings == ()
    assert (general.pieces, general.occasions, general.people) == (2, 2, 12)
    assert (
        "Aucun thème de la grille"
        in document(answers(), [noted("a", themes=())])["summary"]["fr"][0]
    )


def test_events_and_words_about_people_make_two_claims():
    course = noted("a", themes=("wellbeing",), direction=FAVOURABLE, people=30)
    findings = found(answers(), [course, heard("b"), heard("c", causal=True)])
    assert {one.id: (one.claim.value, len(one.sources)) for one in findings.values()} == {
        "wellbeing@C0.favourable": ("C0", 1),
        "wellbeing@C1.favourable": ("C1", 2),
        "wellbeing@C2.favourable": ("C2", 1),
    }


def test_a_cause_says_of_what_it_is_the_cause():
    piece = heard("a", themes=("wellbeing.changes.confidence_up",), causal=True)
    sentences = {
        one["id"]: one["sentence"]["en"] for one in document(answers(), [piece])["findings"]
    }
    assert sentences == {
        "wellbeing.changes.confidence_up@C1.favourable": (
            "The team reports that people have gained confidence."
        ),
        "wellbeing.changes.confidence_up@C2.favourable": (
            "It was observed that fewer than 11 observations say that the place has a part in "
            "this, in March 2025: people have gained confidence."
        ),
    }


RALLIED = "belonging.finding.rallied_around_place@C1.favourable"


def test_a_survey_gives_a_share_of_all_who_were_asked_and_a_testimony_never_does():
    ticked_it = [response(n, asked=60) for n in range(45)]
    one = found(answers(), [*ticked_it, heard("t")])
    share = one[RALLIED].estimate
    assert (share.value, share.n, share.method.value) == (0.75, 60, "wilson")
    assert one["wellbeing@C1.favourable"].estimate is None


@pytest.mark.parametrize("asked", [None, 10])
def test_no_share_is_told_of_few_or_of_nobody_knows_how_many(asked):
    ticked_it = [response(n, asked=asked) for n in range(10)]
    assert found(answers(), ticked_it)[RALLIED].estimate is None


def test_a_declared_edition_has_no_figure_of_evidence():
    report = document(replace(ANSWERS, period=YEAR), ())
    assert [report[key] for key in ("general", "evidence", "disagreements", "proposals")] == [
        None,
        [],
        [],
        [],
    ]
    assert {one["grade_terms"] for one in report["findings"]} == {None}
    assert {row["months"] for row in report["weave"]["rows"]} == {None}


def test_the_weave_has_the_months_of_the_period():
    evidence = [
        *incidents(2),
        noted("a", on=dt.date(2025, 1, 9), direction=FAVOURABLE),
        noted("b", themes=("agency",), source=SourceKind.DECLARATION),
        noted("c", themes=("upkeep",), direction=MIXED),
    ]
    report = document(answers(ticked("networks", "around", "none")), evidence)
    rows = {row["theme"]: row for row in report["weave"]["rows"]}
    assert [
        (one["month"], one["pieces"], one["direction"]) for one in rows["social_ties"]["months"]
    ][:3] == [("2025-01", 2, "mixed"), ("2025-02", 1, "unfavourable"), ("2025-03", 0, "neutral")]
    assert {one["month"] for one in rows["agency"]["months"] if one["declared"]} == {"2025-03"}
    assert [len(row["months"]) for row in rows.values()] == [12] * len(rows)
    assert report["weave"]["kind"] == "observed"
    assert report["weave"]["description"]["fr"].startswith(
        "Douze fils. Trois sont tissés par des observations. Le plus longtemps, deux mois : "
        "lien social. Deux fils portent des mois contraires ou partagés : lien social et "
        "entretien des espaces."
    )


def test_without_stated_period_the_weave_runs_over_the_evidence():
    evidence = [noted("a", on=dt.date(2024, 12, 31)), noted("b", on=dt.date(2025, 2, 1))]
    report = document(answers(period=Period()), evidence)
    assert [one["month"] for one in report["weave"]["rows"][0]["months"]] == [
        "2024-12",
        "2025-01",
        "2025-02",
    ]


def test_a_weave_without_any_theme_says_what_is_declared_and_what_is_bare():
    said = answers(ticked("networks", "around", "project"), stories=(told("networks"),))
    every = [one for theme in GRID.themes if not theme.emerging for one in [theme.id]]
    report = document(said, [noted("a", themes=())])
    assert report["weave"]["description"]["en"].startswith(
        "Twelve threads. One thread has loops alone, stated without a trace: networks of people. "
        "Eleven threads are bare:"
    )
    full = document(answers(), [noted(one, themes=(one,)) for one in every])
    assert full["weave"]["description"]["en"].startswith(
        "Twelve threads. Twelve are woven by observations. The longest, one month: social ties"
    )
    assert "bare" not in full["weave"]["description"]["en"]
