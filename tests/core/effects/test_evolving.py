"""What evolved between two editions, and what chance alone would do."""

from dataclasses import replace

import pytest

from maille.core.effects.comparing import compare_documents
from maille.core.effects.evolving import evolutions_of
from maille.core.effects.observing import ObservationKind
from maille.core.kernel.period import Period
from tests.core.noting import FAVOURABLE, MIXED, UNFAVOURABLE, incidents, noted
from tests.core.observed import answers, document, response, work

SHARE = "belonging.finding.rallied_around_place@C1.favourable"


def asked(yes, no):
    return [response(n, FAVOURABLE if n < yes else UNFAVOURABLE) for n in range(yes + no)]


def said(before, after):
    evolutions = evolutions_of(document(answers(), before), document(answers(), after))
    return [(one.finding, one.told, one.sentence.fr) for one in evolutions]


@pytest.mark.parametrize(
    ("yes", "told", "verdict"),
    [(32, False, "pas d'évolution décelable"), (55, True, "en hausse"), (6, True, "en baisse")],
)
def test_a_share_evolves_when_its_interval_leaves_zero_out(yes, told, verdict):
    [share, *_others] = [
        one for one in said(asked(30, 30), asked(yes, 60 - yes)) if one[0] == SHARE
    ]
    percent = round(100 * yes / 60)
    assert share == (
        SHARE,
        told,
        (
            "Inclusion ou exclusion : 50 % de réponses favorables la fois d'avant, "
            f"{percent} % cette fois ; {verdict}."
        ),
    )


@pytest.mark.parametrize(
    ("late", "told", "verdict"),
    [(36, False, "pas d'évolution décelable"), (8, True, "en baisse")],
)
def test_incidents_evolve_as_independent_events(late, told, verdict):
    assert said(incidents(40), incidents(late)) == [
        (
            "social_ties@C0.unfavourable",
            told,
            (
                f"Lien social : 40 faits notés comme défavorables la fois d'avant, {late} cette "
                f"fois ; {verdict}."
            ),
        )
    ]


def test_many_comparisons_make_one_harder_to_tell():
    """Alone, a change is told; among nine comparisons without one, the same is not."""
    themes = ["wellbeing", "agency", "solidarity", "networks", "upkeep", "public_services"]
    themes += ["public_innovation", "gender_balance", "living_environment", "emerging_missions"]

    def noticed(theme, count):
        return [replace(one, id=f"{theme}-{one.id}", themes=(theme,)) for one in incidents(count)]

    alone = said(noticed("agency", 40), noticed("agency", 20))
    steady = [one for theme in themes if theme != "agency" for one in noticed(theme, 30)]
    among = said([*noticed("agency", 40), *steady], [*noticed("agency", 20), *steady])
    assert [told for _finding, told, _sentence in alone] == [True]
    assert {told for _finding, told, _sentence in among} == {False}


@pytest.mark.parametrize(
    "evidence",
    [
        [noted("a", people=40, direction=FAVOURABLE)],
        [work("a", 3)],
        [noted("a", ObservationKind.INCIDENT, direction=MIXED), noted("b", direction=MIXED)],
        asked(5, 4),
        [],
    ],
)
def test_what_is_no_independent_event_nor_share_is_not_compared(evidence):
    assert said(evidence, evidence) == []


def test_periods_must_be_stated():
    report = document(answers(period=Period()), incidents(40))
    assert evolutions_of(report, report) == ()


def test_withheld_counts_are_not_compared():
    few = [
        replace(one, audiences=("vulnerable",), kind=ObservationKind.INCIDENT)
        for one in incidents(3)
    ]
    report = document(answers(), few)
    report["evidence"][0]["pieces"] = None
    assert evolutions_of(report, report) == ()


def test_a_comparison_holds_what_evolved():
    before, after = document(answers(), incidents(40)), document(answers(), incidents(8))
    assert compare_documents(before, after).evolutions == evolutions_of(before, after)


def test_an_edition_from_before_evidence_is_compared_all_the_same():
    report = document(answers(), incidents(12))
    old = {key: value for key, value in report.items() if key not in {"evidence", "general"}}
    old["findings"] = [
        {key: value for key, value in one.items() if key != "estimate"} for one in old["findings"]
    ]
    assert evolutions_of(old, report) == ()


def test_other_estimates_than_shares_of_respondents_are_not_compared():
    report = document(answers(), asked(30, 30))
    for one in report["findings"]:
        one["estimate"] = one["estimate"] and {**one["estimate"], "method": "manski"}
    assert evolutions_of(report, report) == ()
    for one in report["findings"]:
        one["estimate"] = one["estimate"] and {**one["estimate"], "method": "wilson", "n": 9}
    assert evolutions_of(report, report) == ()
