"""Provenance, tallies, what is missing, felt strength, indicators, the weave in words."""

import datetime as dt
from dataclasses import replace

import pytest

from maille.core.disclosure.released import Withheld
from maille.core.effects.figures import sentence_of_indicator, sentence_of_intensity
from maille.core.effects.grid import theme_of
from maille.core.effects.provenance import missing_of, provenance_of, tally_of
from maille.core.effects.values import (
    AnswerState,
    Direction,
    Grade,
    Indicator,
    Intensity,
    Source,
    StoryKind,
)
from maille.core.effects.weave import description_of, rows_of
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from tests.core.saying import (
    ENGLISH,
    FRENCH,
    GRID,
    QUESTIONS,
    answer_all,
    assessed,
    counted,
    in_state,
    ticked,
    told,
)

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
RESPECT = ticked("upkeep", "improved", "respect")


@pytest.mark.parametrize(
    ("things", "period", "french", "english"),
    [
        ((), None, "sans réponse", "no answer"),
        ((RESPECT,), None, "1 réponse, non datée", "1 answer, undated"),
        (
            (ticked("upkeep", "degraded", "noise", "waste"),),
            None,
            "2 réponses, aucune datée",
            "2 answers, none dated",
        ),
        ((RESPECT,), YEAR, "1 réponse, période 2025", "1 answer, period 2025"),
        (
            (RESPECT, told("upkeep", direction=Direction.MIXED)),
            None,
            "1 réponse, 1 récit, sans date",
            "1 answer, 1 account, undated",
        ),
        ((told("upkeep"),), None, "1 récit, sans date", "1 account, undated"),
        (
            (
                in_state("upkeep", "improved", AnswerState.UNKNOWN),
                in_state("upkeep", "degraded", AnswerState.NOT_APPLICABLE),
            ),
            YEAR,
            "1 question où l'équipe ne sait pas, 1 question sans objet",
            "1 question the team cannot answer, 1 question not applicable",
        ),
    ],
)
def test_a_tally_counts_and_dates(things, period, french, english):
    assessment = assessed(*things, period=period)
    upkeep = theme_of(GRID, "upkeep")
    assert tally_of(upkeep, assessment, FRENCH) == french
    assert tally_of(upkeep, assessment, ENGLISH) == english


@pytest.mark.parametrize(
    ("things", "missing"),
    [
        ((), None),
        ((in_state("agency", "initiatives", AnswerState.UNKNOWN),), None),
        (
            (ticked("agency", "carriers", "team"),),
            "le récit d'un projet, par qui l'a porté.",
        ),
        (
            (ticked("agency", "carriers", "team"), told("agency")),
            "une photo ou une affiche datée par projet.",
        ),
        ((told("agency"),), "une photo ou une affiche datée par projet."),
    ],
)
def test_one_thing_is_missing_to_gain_a_grade(things, missing):
    assert missing_of(theme_of(GRID, "agency"), assessed(*things), FRENCH) == missing


def test_every_theme_says_what_is_missing_in_its_own_words():
    said = [theme.question_to_team for theme in GRID.themes]
    asked = [theme.story_to_tell for theme in GRID.themes]
    for texts in (said, asked):
        assert len({text.fr for text in texts}) == len(GRID.themes)
        assert [text for text in texts if (text.fr[-1], text.en[-1]) != (".", ".")] == []


def test_provenance_counts_stories_by_kind():
    story = told("upkeep")
    assessment = assessed(
        RESPECT,
        story,
        replace(story, id="s-2"),
        replace(story, id="s-3", kind=StoryKind.REPORTED_SUMMARY),
    )
    assert provenance_of(assessment.findings, None, assessment, ENGLISH) == (
        "Reported, strength 1 of 4. Favourable. Declared by the team, without evidence; 2 "
        "testimonies; a summary of the public page; period not stated."
    )


def test_provenance_of_what_was_observed_counts_its_sources():
    assessment = assessed(counted("employment", "people", 7), period=YEAR)
    (finding,) = assessment.findings
    sources = (*finding.sources, Source("observation", "o-1"))
    observed = replace(finding, grade=Grade.E2, value=Withheld(), sources=sources)
    assert provenance_of([observed], None, assessment, FRENCH) == (
        "Observé, solidité 2 sur 4. Sans sens. Appuyé par 2 sources ; période 2025. Le détail est "
        "masqué : moins de 11 personnes."
    )


@pytest.mark.parametrize(
    ("intensity", "french", "english"),
    [
        (
            Intensity("i-1", "agency", "regulars", 4, 12, 1.5),
            (
                "En matière de capacité à agir, 12 réponses parmi les habitués donnent à l'effet "
                "une force médiane de 4 sur 5, dispersion 1,5."
            ),
            (
                "In power to act, 12 answers among regulars give the effect a median strength of 4 "
                "out of 5, spread 1.5."
            ),
        ),
        (
            Intensity("i-1", "agency", "team", 3.5, 1, 0),
            (
                "En matière de capacité à agir, 1 réponse dans l'équipe donne à l'effet une force "
                "de 3,5 sur 5."
            ),
            "In power to act, 1 answer in the team gives the effect a strength of 3.5 out of 5.",
        ),
        (
            Intensity("i-1", "agency", "partners", 2, 3),
            (
                "En matière de capacité à agir, 3 réponses parmi les partenaires donnent à l'effet "
                "une force médiane de 2 sur 5."
            ),
            (
                "In power to act, 3 answers among partners give the effect a median strength of 2 "
                "out of 5."
            ),
        ),
    ],
)
def test_felt_strength_says_by_how_many(intensity, french, english):
    assert sentence_of_intensity(intensity, GRID, FRENCH) == french
    assert sentence_of_intensity(intensity, GRID, ENGLISH) == english


@pytest.mark.parametrize(
    ("fields", "french"),
    [
        ({}, "Repas partagés : 1 200. Indicateur du lieu."),
        (
            {"approximate": True, "unit": "repas"},
            "Repas partagés : environ 1 200 repas. Indicateur du lieu.",
        ),
        (
            {"proposed_by": "l'équipe", "adopted_by": "le conseil.", "adopted_on": "2024-03-01"},
            (
                "Repas partagés : 1 200. Indicateur du lieu, proposé par l'équipe, adopté par le "
                "conseil le 1er mars 2024."
            ),
        ),
        (
            {"adopted_on": "2024"},
            "Repas partagés : 1 200. Indicateur du lieu, adopté en 2024.",
        ),
    ],
)
def test_an_indicator_says_who_chose_it(fields, french):
    label = Text(fr="repas partagés.", en="shared meals")
    indicator = Indicator("n-1", None, label, **{"unit": "", "number": 1200, **fields})
    assert sentence_of_indicator(indicator, FRENCH) == french


def test_emerging_themes_have_a_thread_once_answered():
    silent, spoken = assessed(), assessed(ticked("shared_governance", "place", "no"))
    assert len(rows_of(silent)) == 12
    assert [row.theme for row in rows_of(spoken)][12:] == ["shared_governance"]


def test_an_empty_weave_is_described():
    assert description_of(assessed(), FRENCH) == "Douze fils. Aucun ne porte de boucle."


def test_a_full_weave_is_described():
    assessment = assessed(*(answer_all(theme, question) for theme, question in QUESTIONS))
    assert description_of(assessment, ENGLISH) == (
        "Fifteen threads. Nothing is woven: each open loop is an answer, or what an account adds "
        "to it, without a trace; 78 in all, on fifteen threads. The most, eleven loops: social "
        "ties. Eight unfavourable loops, upside down: well-being, inclusion and upkeep of spaces."
    )


def test_threads_of_one_length_have_no_fullest():
    assessment = assessed(RESPECT, ticked("agency", "carriers", "team"))
    assert description_of(assessment, FRENCH).startswith(
        "Douze fils. Rien n'est tissé : chaque boucle vide est une réponse, ou ce qu'un récit y "
        "ajoute, sans trace ; deux en tout, sur deux fils. Dix fils sont nus : lien social,"
    )
