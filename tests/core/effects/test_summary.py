"""The two paragraphs that open a report."""

import datetime as dt
from dataclasses import replace

from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.summary import summary_of
from maille.core.effects.values import AnswerState, Direction, Grade, Source, Visits
from maille.core.effects.visits import visits_in_words
from maille.core.kernel.period import Period
from tests.core.noting import weekly_meals
from tests.core.observed import answers, document
from tests.core.saying import (
    ENGLISH,
    FRENCH,
    QUESTIONS,
    answer_all,
    assessed,
    in_state,
    ticked,
    told,
    written,
)

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def test_nothing_said_is_said():
    assert summary_of(assessed(), FRENCH) == (
        "L'équipe n'a encore rien dit sur les quinze thèmes de la grille.",
        (
            "Nous ne savons donc rien encore des effets du lieu. Ce silence ne veut dire ni non, "
            "ni zéro."
        ),
    )


def test_one_theme_is_singular_and_nothing_unfavourable_is_said():
    assessment = assessed(ticked("upkeep", "improved", "respect"), period=YEAR)
    told_part, unknown_part = summary_of(assessment, FRENCH)
    assert told_part == (
        "L'équipe a répondu à un thème sur quinze. Tout ce qui suit est déclaré par l'équipe, "
        "sans élément probant. Elle déclare des effets favorables en matière d'entretien des "
        "espaces. Elle ne signale rien de défavorable."
    )
    assert unknown_part.startswith(
        "Ces réponses portent sur la période 2025 ; nous ne savons pas qui d'autre les partage. "
        "Aucune n'est appuyée par une trace : rien ici ne dépasse « l'équipe déclare ». Quatorze "
        "thèmes restent sans réponse : lien social, bien-être,"
    )


def test_visits_that_were_counted_come_before_what_the_team_declares():
    first, last = dt.date(2025, 1, 7), dt.date(2025, 12, 20)
    estimate = Estimate(8.0, 1.0, 15.2, EstimateMethod.SAMPLED_DAYS, 1)
    visits = Visits("plan", first, last, estimate)
    told_part, _unknown = summary_of(
        assessed(ticked("upkeep", "improved", "respect"), period=YEAR, visits=visits), FRENCH
    )
    assert told_part.startswith(
        "Les comptages de 1 jour tiré au sort, de janvier à décembre 2025, donnent environ 8 "
        "visites, entre 1 et 15 : des entrées, pas des personnes différentes. L'équipe a répondu"
    )


def test_what_is_unfavourable_is_named():
    assessment = assessed(
        ticked("wellbeing", "changes", "stress_or_conflict"),
        ticked("belonging", "finding", "exclusion"),
        written("belonging", "who_and_why"),
        told("upkeep", direction=Direction.UNFAVOURABLE),
    )
    assert (
        "De son propre chef, elle déclare trois choses difficiles : du stress ou des conflits, "
        "des personnes qui se sentent exclues et un récit défavorable en matière d'entretien des "
        "espaces."
    ) in summary_of(assessment, FRENCH)[0]
    assert (
        "Of its own accord, it states three difficult things: stress or conflict, people who "
        "feel excluded and an unfavourable account of upkeep of spaces."
    ) in summary_of(assessment, ENGLISH)[0]


def test_unfavourable_words_alone_are_named_too():
    assessment = assessed(written("belonging", "who_and_why"))
    assert (
        "De son propre chef, elle déclare une chose difficile : ce qu'elle dit avec ses mots en "
        "matière d'inclusion."
    ) in summary_of(assessment, FRENCH)[0]


def test_what_the_team_does_not_know_is_counted():
    assessment = assessed(
        in_state("agency", "initiatives", AnswerState.UNKNOWN),
        in_state("agency", "carriers", AnswerState.UNKNOWN),
    )
    assert summary_of(assessment, FRENCH)[1].startswith(
        "Nous ne savons donc rien encore des effets du lieu. À deux questions, l'équipe répond "
        "qu'elle ne sait pas. Quatorze thèmes restent sans réponse : lien social,"
    )


def test_everything_answered_leaves_no_silence():
    assessment = assessed(*(answer_all(theme, question) for theme, question in QUESTIONS))
    assert "silence" not in summary_of(assessment, FRENCH)[1]


def test_the_summary_claims_no_more_than_its_weakest_finding():
    assessment = assessed(
        ticked("upkeep", "improved", "respect"), ticked("wellbeing", "changes", "health_up")
    )
    upkeep, health = assessment.findings
    stronger = replace(
        assessment,
        findings=(
            replace(upkeep, grade=Grade.E3),
            replace(health, grade=Grade.E2, sources=(Source("observation", "o-1"),)),
        ),
    )
    told_part, unknown_part = summary_of(stronger, FRENCH)
    assert told_part == (
        "L'équipe a répondu à deux thèmes sur quinze. Il a été observé des effets favorables en "
        "matière de bien-être et d'entretien des espaces. Elle ne signale rien de défavorable."
    )
    assert "trace" not in unknown_part


def test_an_unpublished_finding_is_not_in_the_summary():
    assessment = assessed(ticked("wellbeing", "changes", "stress_or_conflict"))
    hidden = replace(
        assessment,
        findings=tuple(replace(one, published=False) for one in assessment.findings),
    )
    assert summary_of(hidden, FRENCH)[0] == (
        "L'équipe n'a encore rien dit sur les quinze thèmes de la grille."
    )


def test_visits_that_were_counted_come_with_what_was_noted():
    first, last = dt.date(2025, 1, 7), dt.date(2025, 12, 20)
    visits = Visits("p1", first, last, Estimate(8.0, 1.0, 15.2, EstimateMethod.SAMPLED_DAYS, 1))
    report = document(answers(visits=visits), weekly_meals())
    assert report["visits"] == {
        "plan": "p1",
        "first": "2025-01-07",
        "last": "2025-12-20",
        "estimate": {"value": 8, "low": 1, "high": 15.2, "method": "sampled_days", "n": 1},
        "sentence": {
            "fr": visits_in_words(visits, FRENCH),
            "en": visits_in_words(visits, ENGLISH),
        },
    }
    assert visits_in_words(visits, FRENCH) in report["summary"]["fr"][0]
