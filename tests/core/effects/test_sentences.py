"""Sentences that stand alone: every option, every state, every grade."""

import datetime as dt
from dataclasses import replace

import pytest

from maille.core.disclosure.released import release
from maille.core.effects.errors import GridError
from maille.core.effects.sentences import list_statement, sentence_of, sentence_of_silence
from maille.core.effects.values import AnswerState, Direction, Grade, Per, QuestionType, Source
from maille.core.kernel.period import Period
from tests.core.saying import (
    ENGLISH,
    FRENCH,
    QUESTIONS,
    VOICES,
    assessed,
    counted,
    in_state,
    ticked,
    told,
    written,
)
from tests.core.snapshot import check_snapshot

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def said(*things, voice=FRENCH, period=None):
    assessment = assessed(*things, period=period)
    return [sentence_of(one, assessment, voice) for one in assessment.findings]


def at_grade(grade, *things, sources=1):
    assessment = assessed(*things)
    extra = tuple(Source("answer", f"more-{rank}") for rank in range(sources - 1))
    findings = tuple(
        replace(one, grade=grade, sources=one.sources[:1] + extra) for one in assessment.findings
    )
    return replace(assessment, findings=findings)


def lines_of(*things):
    """Give the sentence of a single finding in every voice, each once."""
    lines = {}
    for voice in VOICES:
        (sentence,) = said(*things, voice=voice)
        lines.setdefault(sentence, f"{voice.language} {voice.writing}")
    return [f"    {voice:<12} {sentence}" for sentence, voice in lines.items()]


def test_every_option_has_its_sentence():
    lines = []
    for theme, question in QUESTIONS:
        for option in question.options:
            lines.append(f"{theme.id}.{question.id}.{option.id}")
            lines.extend(lines_of(ticked(theme.id, question.id, option.id)))
    check_snapshot("options", lines)


def test_every_number_has_its_sentences():
    lines = []
    for theme, question in QUESTIONS:
        if question.type is QuestionType.NUMBER:
            for number in (0, 1, 1.5, 2, 11800):
                for per in Per:
                    lines.append(f"{theme.id}.{question.id} {number} {per}")
                    lines.extend(lines_of(counted(theme.id, question.id, number, per=per)))
    check_snapshot("numbers", lines)


def test_every_text_is_quoted():
    lines = []
    for theme, question in QUESTIONS:
        if question.type is QuestionType.TEXT:
            lines.append(f"{theme.id}.{question.id}")
            lines.extend(lines_of(written(theme.id, question.id)))
    check_snapshot("texts", lines)


def test_every_question_may_find_nothing():
    lines = []
    for theme, question in QUESTIONS:
        lines.append(f"{theme.id}.{question.id}")
        lines.extend(lines_of(in_state(theme.id, question.id, AnswerState.NONE_OBSERVED)))
    check_snapshot("none_observed", lines)


def test_every_question_may_be_unknown_or_not_apply():
    lines = []
    for theme, question in QUESTIONS:
        lines.append(f"{theme.id}.{question.id}")
        for state in (AnswerState.UNKNOWN, AnswerState.NOT_APPLICABLE):
            assessment = assessed(in_state(theme.id, question.id, state))
            (answer,) = assessment.answers.answers
            sentences = dict.fromkeys(
                sentence_of_silence(answer, assessment, voice) for voice in VOICES
            )
            lines.extend(f"    {state.value:<15} {sentence}" for sentence in sentences)
    check_snapshot("silences", lines)


def test_every_theme_lets_a_story_complain():
    lines = []
    for theme in dict.fromkeys(theme for theme, _question in QUESTIONS):
        for direction in (Direction.UNFAVOURABLE, Direction.MIXED):
            lines.append(f"{theme.id} {direction}")
            lines.extend(lines_of(told(theme.id, direction=direction)))
    check_snapshot("stories", lines)


@pytest.mark.parametrize(
    ("grade", "french", "english"),
    [
        (
            Grade.E0,
            (
                "L'équipe déclare qu'environ 10 personnes par an ont été concernées par une "
                "démarche d'insertion professionnelle."
            ),
            "The team states that about 10 people a year took steps towards work.",
        ),
        (
            Grade.E1,
            (
                "L'équipe rapporte qu'environ 10 personnes par an ont été concernées par une "
                "démarche d'insertion professionnelle."
            ),
            "The team reports that about 10 people a year took steps towards work.",
        ),
        (
            Grade.E2,
            (
                "Il a été observé qu'environ 10 personnes par an ont été concernées par une "
                "démarche d'insertion professionnelle."
            ),
            "It was observed that about 10 people a year took steps towards work.",
        ),
        (
            Grade.E3,
            (
                "Établi par 3 sources : environ 10 personnes par an ont été concernées par une "
                "démarche d'insertion professionnelle."
            ),
            "Established by 3 sources: about 10 people a year took steps towards work.",
        ),
        (
            Grade.E4,
            (
                "Solidement établi : environ 10 personnes par an ont été concernées par une "
                "démarche d'insertion professionnelle."
            ),
            "Firmly established: about 10 people a year took steps towards work.",
        ),
    ],
)
def test_the_verb_follows_the_grade(grade, french, english):
    answer = counted("employment", "people", 10, per=Per.YEAR, approximate=True)
    assessment = at_grade(grade, answer, sources=3)
    (finding,) = assessment.findings
    assert sentence_of(finding, assessment, FRENCH) == french
    assert sentence_of(finding, assessment, ENGLISH) == english


@pytest.mark.parametrize(
    ("grade", "sentences"),
    [
        (
            Grade.E0,
            (
                "L'équipe déclare n'avoir observé aucun réseau de personnes.",
                "L'équipe déclare ne constater ni inclusion ni exclusion.",
                "L'équipe déclare ceci à propos de l'action publique : « Une permanence ».",
            ),
        ),
        (
            Grade.E2,
            (
                "Il a été observé qu'il n'y a eu aucun réseau de personnes.",
                "Il a été observé qu'il n'y a eu ni inclusion ni exclusion.",
                "Il a été observé à propos de l'action publique : « Une permanence ».",
            ),
        ),
        (
            Grade.E4,
            (
                "Solidement établi : il n'y a eu aucun réseau de personnes.",
                "Solidement établi : il n'y a eu ni inclusion ni exclusion.",
                "Solidement établi : à propos de l'action publique, « Une permanence ».",
            ),
        ),
    ],
)
def test_nothing_and_quotes_follow_every_verb(grade, sentences):
    assessment = at_grade(
        grade,
        in_state("networks", "around", AnswerState.NONE_OBSERVED),
        ticked("belonging", "finding", "none"),
        written("public_innovation", "what", "Une permanence."),
    )
    found = tuple(sentence_of(one, assessment, FRENCH) for one in assessment.findings)
    assert found == sentences


def test_a_single_source_is_singular():
    assessment = at_grade(Grade.E3, ticked("upkeep", "improved", "respect"))
    (finding,) = assessment.findings
    assert (
        sentence_of(finding, assessment, FRENCH)
        == "Établi par 1 source : les espaces sont mieux respectés."
    )


def test_a_number_over_a_stated_period_says_so():
    answer = counted("employment", "people", 10, per=Per.PERIOD)
    assert said(answer, period=YEAR) == [
        (
            "L'équipe déclare que 10 personnes ont été concernées par une démarche d'insertion "
            "professionnelle, sur la période."
        )
    ]


def test_a_number_whose_span_nobody_said_stays_without_span():
    answer = counted("employment", "people", 10)
    assert said(answer, period=YEAR, voice=ENGLISH) == [
        "The team states that 10 people took steps towards work over an unstated period."
    ]


def test_words_added_to_the_options_are_quoted():
    answer = ticked("public_services", "urgent_needs", own=("une douche.", "un « vrai » abri"))
    assert said(answer) == [
        "L'équipe déclare qu'un besoin urgent se fait sentir : « un “vrai” abri ».",
        "L'équipe déclare qu'un besoin urgent se fait sentir : « une douche ».",
    ]


def test_words_are_never_read_as_notation():
    words = "{n} <a|b|c> [x] (un|deux) lors^de {body}"
    assert said(ticked("public_services", "urgent_needs", own=(words,))) == [
        f"L'équipe déclare qu'un besoin urgent se fait sentir : « {words} »."
    ]


def test_a_withheld_number_keeps_its_sentence():
    assessment = assessed(counted("employment", "people", 7))
    (finding,) = assessment.findings
    observed = replace(finding, grade=Grade.E2, sources=(Source("observation", "o1"),))
    released = release(replace(assessment, findings=(observed,)))
    (withheld,) = released.value.findings
    assert sentence_of(withheld, released.value, FRENCH) == (
        "Il a été observé que moins de 11 personnes ont été concernées par une démarche "
        "d'insertion professionnelle, sur une période non précisée."
    )


def test_a_rule_that_parsing_would_refuse_is_refused():
    theme, question = QUESTIONS[0]
    assessment = assessed(ticked(theme.id, question.id, "visitors"))
    bare = replace(question, words=replace(question.words, frame=None))
    with pytest.raises(GridError, match="a part of sentence is missing"):
        list_statement(assessment.findings, bare, FRENCH)
