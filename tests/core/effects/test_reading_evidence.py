"""How evidence reads: summary, themes, sentences."""

import pytest

from maille.core.effects.observing import ObservationKind, SourceKind
from maille.core.effects.values import (
    Grade,
)
from tests.core.noting import (
    DAY,
    FAVOURABLE,
    MIXED,
    UNFAVOURABLE,
    noted,
    partners,
    weekly_meals,
)
from tests.core.observed import WORKED, answers, document, heard
from tests.core.saying import counted, ticked


def test_the_summary_of_evidence():
    declared = counted("agency", "initiatives", 2)
    unclear = noted("x", ObservationKind.INITIATIVE, SourceKind.DECLARATION, themes=("networks",))
    report = document(answers(declared), [*WORKED, unclear])
    assert report["summary"]["fr"] == [
        (
            "Ce rapport s'appuie sur 93 observations, de janvier à décembre 2025. Deux thèmes "
            "sur quinze en sont éclairés. On y compte 576 participations en 48 rendez-vous ou "
            "relevés de présence. Du favorable, établi : lien social. Du défavorable, ou du "
            "partagé, dit quelle que soit sa solidité : lien social."
        ),
        (
            "Ces observations disent ce qui a eu lieu et ce que des personnes rapportent ; "
            "aucune ne mesure la part exacte du lieu dans ce qui change. Une réponse de "
            "l'équipe ne repose encore sur rien d'observé : elle reste une question. Une piste "
            "est trop fragile pour être affirmée. Il arrive une fois que l'équipe et les "
            "observations ne disent pas la même chose : les deux sont données. Douze thèmes "
            "restent sans réponse : bien-être, insertion professionnelle, solidarité, "
            "inclusion, égalité femmes-hommes, cadre de vie, entretien des espaces, services "
            "publics, innovation publique, gouvernance partagée, programme du projet urbain et "
            "nouvelles missions. Ce silence ne veut dire ni non, ni zéro."
        ),
    ]


def test_a_theme_says_how_much_was_noted_and_what_is_missing():
    report = document(answers(ticked("agency", "carriers", "team")), WORKED[:48])
    themes = {
        theme["theme"]: theme for section in report["sections"] for theme in section["themes"]
    }
    ties = themes["social_ties"]
    assert ties["tally"]["fr"] == "48 observations, période 2025"
    assert (
        ties["missing"]["fr"]
        == "le témoignage d'une personne qui fréquente le lieu, avec son accord."
    )
    assert ties["paragraphs"][0]["provenance"]["fr"] == (
        "Observé, solidité 2 sur 4. Favorable. Appuyé par 48 observations de 2 sources, de "
        "janvier à décembre 2025 ; période 2025."
    )
    assert (themes["agency"]["told"], themes["agency"]["missing"]["fr"]) == (
        False,
        "le récit d'un projet, par qui l'a porté.",
    )
    assert document(answers(), [heard("a")])["sections"][0]["themes"][1]["tally"]["fr"] == (
        "des observations, période 2025"
    )


def test_a_solid_theme_lacks_nothing():
    report = document(answers(), [*weekly_meals(), *partners()])
    assert report["findings"][0]["grade"] == Grade.E4.value
    assert report["findings"][0]["next_step"] is None
    assert report["sections"][0]["themes"][0]["missing"] is None


@pytest.mark.parametrize(
    ("piece", "sentence"),
    [
        (
            noted("a", direction=FAVOURABLE, people=1, counted=True),
            "un rendez-vous favorable au lien social, le 4 mars 2025, avec 1 participation.",
        ),
        (
            noted("a", direction=UNFAVOURABLE, people=20),
            (
                "un rendez-vous défavorable au lien social, le 4 mars 2025, avec "
                "environ 20 participations."
            ),
        ),
        (
            noted("a", direction=MIXED, people=20, people_high=30),
            (
                "un rendez-vous, avec du bon et du moins bon pour le lien social, le "
                "4 mars 2025, et 20 à 30 participations."
            ),
        ),
        (
            noted("a", people=0),
            "un rendez-vous en rapport avec le lien social, le 4 mars 2025.",
        ),
        (
            noted("a", ObservationKind.UPKEEP, themes=("upkeep",), on=DAY),
            (
                "une intervention sur les espaces en rapport avec l'entretien des "
                "espaces, le 4 mars 2025."
            ),
        ),
    ],
)
def test_a_piece_of_evidence_in_words(piece, sentence):
    [finding] = document(answers(), [piece])["findings"]
    assert finding["sentence"]["fr"].endswith(sentence)
