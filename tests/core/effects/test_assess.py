"""From answers to findings."""

import pytest

from maille.core.effects.assess import assess
from maille.core.effects.checking import InvalidAnswerError
from maille.core.effects.errors import AnswersError
from maille.core.effects.findings import Finding
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    ClaimType,
    Direction,
    Dissent,
    Grade,
    Indicator,
    Intensity,
    Per,
    Scale,
    Source,
)
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from tests.core.saying import (
    GRID,
    assessed,
    counted,
    in_state,
    ticked,
    told,
    written,
)


def test_a_ticked_option_is_one_finding():
    (finding,) = assessed(ticked("wellbeing", "changes", "stress_or_conflict")).findings
    assert finding == Finding(
        id="wellbeing.changes.stress_or_conflict",
        theme="wellbeing",
        scale=Scale.INDIVIDUAL,
        question="changes",
        option="stress_or_conflict",
        value=True,
        approximate=False,
        per=None,
        said="",
        direction=Direction.UNFAVOURABLE,
        claim=ClaimType.C1,
        grade=Grade.E0,
        published=True,
        sources=(Source("answer", "a-wellbeing-changes"),),
    )


def test_a_number_keeps_how_it_was_said():
    answer = counted(
        "agency", "initiatives", 5.0, per=Per.YEAR, approximate=True, said=" environ 5 par an "
    )
    (finding,) = assessed(answer).findings
    assert (finding.value, finding.approximate, finding.per, finding.said, finding.option) == (
        5,
        True,
        Per.YEAR,
        "environ 5 par an",
        None,
    )
    assert isinstance(finding.value, int)


def test_half_a_project_stays_half():
    (finding,) = assessed(counted("agency", "initiatives", 2.5)).findings
    assert finding.value == 2.5


def test_none_observed_is_neither_no_nor_zero():
    (finding,) = assessed(in_state("agency", "initiatives", AnswerState.NONE_OBSERVED)).findings
    assert (finding.value, finding.direction, finding.per) == (False, Direction.NEUTRAL, None)


@pytest.mark.parametrize(
    ("state", "attribute"),
    [(AnswerState.UNKNOWN, "unknown"), (AnswerState.NOT_APPLICABLE, "not_applicable")],
)
def test_what_is_unknown_or_does_not_apply_is_no_finding(state, attribute):
    answer = in_state("agency", "initiatives", state)
    assessment = assessed(answer)
    assert (assessment.findings, getattr(assessment, attribute)) == ((), (answer,))
    assert "agency" not in assessment.unanswered


@pytest.mark.parametrize(
    "nothing",
    [
        ticked("upkeep", "improved"),
        ticked("public_services", "urgent_needs", own=("  ", "\n")),
        written("public_innovation", "what", " \n "),
        Answer("a-1", "agency", "initiatives", AnswerState.ANSWERED),
    ],
)
def test_an_empty_answer_is_no_answer(nothing):
    assessment = assessed(nothing)
    assert (assessment.findings, len(assessment.unanswered)) == ((), 15)


def test_a_story_of_the_theme_makes_a_declaration_reported():
    assessment = assessed(
        ticked("upkeep", "improved", "respect"),
        ticked("agency", "carriers", "team"),
        told("upkeep"),
    )
    assert [(one.theme, one.grade) for one in assessment.findings] == [
        ("agency", Grade.E0),
        ("upkeep", Grade.E1),
    ]
    assert assessment.findings[1].sources == (
        Source("answer", "a-upkeep-improved"),
        Source("story", "s-upkeep"),
    )


@pytest.mark.parametrize("story", [told("upkeep", consent=False), told("upkeep", "  ")])
def test_a_story_without_consent_or_words_weighs_nothing(story):
    assessment = assessed(ticked("upkeep", "improved", "respect"), story)
    assert [one.grade for one in assessment.findings] == [Grade.E0]
    assert assessment.answers.stories == ()


def test_a_story_alone_answers_its_theme_without_a_finding():
    assessment = assessed(told("agency", direction=Direction.FAVOURABLE))
    assert assessment.findings == ()
    assert "agency" not in assessment.unanswered


@pytest.mark.parametrize(
    ("things", "direction"),
    [
        (("better",), Direction.FAVOURABLE),
        (("worse",), Direction.UNFAVOURABLE),
        (("mixed",), Direction.MIXED),
        (("none",), Direction.NEUTRAL),
        ((), Direction.NEUTRAL),
    ],
)
def test_a_text_has_the_direction_of_what_it_explains(things, direction):
    image = [ticked("living_environment", "image", *things)] if things else []
    assessment = assessed(*image, written("living_environment", "how"))
    assert assessment.findings[-1].direction is direction


def test_who_stays_away_is_unfavourable_by_itself():
    (finding,) = assessed(written("belonging", "who_and_why")).findings
    assert finding.direction is Direction.UNFAVOURABLE


def test_words_added_to_options_have_ids_that_stay():
    added = assessed(
        ticked("public_services", "urgent_needs", "food", own=("un abri", "une douche", "un abri"))
    )
    alone = assessed(ticked("public_services", "urgent_needs", own=("une douche",)))
    ids = {one.value: one.id for one in added.findings}
    assert len(added.findings) == 3
    assert ids["une douche"] == alone.findings[0].id
    assert ids["une douche"].startswith("public_services.urgent_needs.own-")


def test_a_question_answered_twice_is_refused():
    answer = ticked("upkeep", "improved", "respect")
    with pytest.raises(AnswersError, match=r"upkeep\.improved: given twice"):
        assessed(answer, answer)


def test_two_stories_of_one_id_are_refused():
    with pytest.raises(AnswersError, match="s-upkeep: given twice"):
        assessed(told("upkeep"), told("upkeep", "Un autre récit."))


@pytest.mark.parametrize(
    "answers",
    [
        Answers(Period(), answers=(ticked("weather", "rain", "heavy"),)),
        Answers(Period(), answers=(ticked("belonging", "finding", "none", "exclusion"),)),
        Answers(Period(), stories=(told("weather"),)),
        Answers(Period(), dissents=(Dissent("d-1", "weather", "Non.", "trésorier"),)),
        Answers(Period(), intensities=(Intensity("i-1", "agency", "team", 6, 3),)),
        Answers(Period(), indicators=(Indicator("n-1", "weather", Text("a", "a"), "", 1),)),
    ],
)
def test_what_the_grid_does_not_know_is_refused(answers):
    with pytest.raises(InvalidAnswerError):
        assess(answers, GRID)
