"""Grouped prose: one sentence for what goes together, own words for what went badly."""

from dataclasses import replace
from itertools import combinations

import pytest

from maille.core.effects.values import AnswerState, Direction, Grade, StoryKind
from tests.core.saying import (
    ENGLISH,
    GRID,
    VOICES,
    answer_all,
    assessed,
    counted,
    in_state,
    prose,
    theme_prose,
    ticked,
    told,
    written,
)
from tests.core.snapshot import check_snapshot


def test_everything_ticked_reads_well():
    lines = []
    for theme in GRID.themes:
        assessment = assessed(*(answer_all(theme, question) for question in theme.questions))
        paragraphs = {}
        for voice in VOICES:
            text = "\n    ".join(prose(assessment, theme.id, voice))
            paragraphs.setdefault(text, f"{theme.id} {voice.language} {voice.writing}")
        for text, name in paragraphs.items():
            lines.extend([name, f"    {text}"])
    check_snapshot("grouped", lines)


def test_social_ties_read_well_whatever_is_missing():
    answers = {
        "audiences": ticked("social_ties", "audiences", "visitors", "volunteers"),
        "frequency": ticked("social_ties", "frequency", "daily"),
        "occasions": ticked("social_ties", "occasions", "public_events", "dedicated_activities"),
    }
    lines = []
    for size in (1, 2, 3):
        for kept in combinations(answers, size):
            assessment = assessed(*(answers[name] for name in kept))
            lines.append(" + ".join(kept))
            for voice in (VOICES[0], ENGLISH):
                lines.extend(f"    {one}" for one in prose(assessment, "social_ties", voice))
    check_snapshot("social_ties", lines)


def test_populations_with_the_same_answer_share_one_sentence():
    assessment = assessed(
        ticked("gender_balance", "team", "balanced"),
        ticked("gender_balance", "leaders", "more_men"),
        ticked("gender_balance", "occupants", "balanced"),
        ticked("gender_balance", "publics", "balanced"),
    )
    assert prose(assessment, "gender_balance") == [
        (
            "L'équipe déclare qu'il y a autant de femmes que d'hommes dans l'équipe, parmi les "
            "occupants et parmi les publics, et plus d'hommes que de femmes à la direction."
        )
    ]


def test_what_went_badly_has_its_own_paragraph_and_words():
    assessment = assessed(
        ticked("belonging", "finding", "rallied_around_place", "exclusion"),
        written("belonging", "who_and_why", "Les adolescents, depuis que le studio est payant."),
    )
    assert prose(assessment, "belonging") == [
        "L'équipe déclare que des personnes se sont ralliées autour du lieu.",
        (
            "[Qui reste en marge, et pourquoi] L'équipe déclare que des personnes se sentent "
            "exclues du lieu ; dans les mots de l'équipe : « Les adolescents, depuis que le studio "
            "est payant »."
        ),
    ]


def test_the_stronger_is_read_first():
    assessment = assessed(
        ticked("upkeep", "improved", "respect"), ticked("upkeep", "degraded", "noise")
    )
    kept, noise = assessment.findings
    stronger = replace(assessment, findings=(kept, replace(noise, grade=Grade.E2)))
    assert prose(stronger, "upkeep") == [
        (
            "[Ce qui s'est dégradé] Il a été observé qu'il y a plus de bruit dans les espaces ou "
            "alentour."
        ),
        "L'équipe déclare que les espaces sont mieux respectés.",
    ]


def test_one_label_heads_all_that_went_badly():
    assessment = assessed(
        ticked("upkeep", "degraded", "noise", "waste"),
        told("upkeep", direction=Direction.UNFAVOURABLE),
    )
    assert prose(assessment, "upkeep") == [
        (
            "[Ce qui s'est dégradé] L'équipe rapporte qu'il y a plus de bruit et plus de déchets "
            "dans les espaces ou alentour."
        ),
        "L'équipe rapporte qu'un récit dit ce qui ne va pas en matière d'entretien des espaces.",
    ]


def test_several_stories_that_complain_are_said_once():
    one = told("networks", direction=Direction.MIXED)
    assessment = assessed(one, replace(one, id="s-2"), replace(one, id="s-3"))
    assert prose(assessment, "networks", ENGLISH) == [
        (
            "[What links, what does not hold] The team reports that 3 accounts say what works and "
            "what does not as regards networks of people."
        )
    ]


def test_nothing_observed_is_said_in_one_breath():
    assessment = assessed(
        *(
            in_state("social_ties", question, AnswerState.NONE_OBSERVED)
            for question in ("audiences", "occasions", "frequency")
        )
    )
    assert prose(assessment, "social_ties") == [
        (
            "L'équipe déclare n'avoir observé aucune rencontre entre des publics différents, "
            "aucune occasion de rencontre ni aucune régularité dans les rencontres."
        )
    ]
    assert prose(assessment, "social_ties", ENGLISH) == [
        (
            "The team states that it observed no encounter between different audiences, no "
            "occasion to meet and no regularity in the encounters."
        )
    ]


def test_none_is_not_merged_with_who():
    assessment = assessed(
        ticked("networks", "around", "none"), ticked("networks", "audiences", "volunteers")
    )
    assert prose(assessment, "networks") == [
        "L'équipe déclare ne constater aucun réseau de personnes né du lieu.",
        "L'équipe déclare que des bénévoles font partie de réseaux de personnes.",
    ]


def test_zero_projects_are_led_by_nobody():
    assessment = assessed(
        counted("agency", "initiatives", 0), ticked("agency", "carriers", "team", "volunteers")
    )
    assert prose(assessment, "agency") == [
        "L'équipe déclare qu'il n'est né aucun projet imprévu, sur une période non précisée.",
        "L'équipe déclare que des projets imprévus ont été portés par des bénévoles et l'équipe.",
    ]


def test_one_project_is_singular():
    assessment = assessed(counted("agency", "initiatives", 1), ticked("agency", "carriers", "team"))
    assert prose(assessment, "agency") == [
        (
            "L'équipe déclare qu'il est né 1 projet imprévu sur une période non précisée, porté "
            "par l'équipe."
        )
    ]


def test_an_unpublished_finding_is_not_printed():
    assessment = assessed(ticked("upkeep", "improved", "respect", "mixed_uses"))
    first, second = assessment.findings
    kept = replace(assessment, findings=(replace(first, published=False), second))
    assert [one.findings for one in theme_prose(kept, "upkeep").paragraphs] == [(second.id,)]
    assert theme_prose(kept, "upkeep").tally == "1 réponse, non datée"


@pytest.mark.parametrize(
    ("things", "direction"),
    [
        ((ticked("public_services", "management", "improved"),), Direction.FAVOURABLE),
        ((ticked("public_services", "management", "unchanged"),), Direction.NEUTRAL),
        ((ticked("living_environment", "image", "mixed"),), Direction.MIXED),
        (
            (
                ticked("living_environment", "image", "worse"),
                written("living_environment", "how"),
            ),
            Direction.UNFAVOURABLE,
        ),
    ],
)
def test_a_paragraph_has_the_direction_of_what_it_says(things, direction):
    (paragraph,) = theme_prose(assessed(*things), things[0].theme).paragraphs
    assert paragraph.direction is direction


def test_provenance_says_declared_without_evidence():
    prose_of_theme = theme_prose(
        assessed(
            counted("agency", "initiatives", 5, approximate=True),
            told("agency", kind=StoryKind.TEAM_ACCOUNT),
        ),
        "agency",
    )
    (paragraph,) = prose_of_theme.paragraphs
    assert paragraph.provenance == (
        "Rapporté, solidité 1 sur 4. Sans sens. Déclaré par l'équipe, sans élément probant ; un "
        "récit de l'équipe ; période non précisée. « Environ » est le mot de l'équipe : pas "
        "d'intervalle."
    )
