"""The fixed words of printed reports, and how sentences are made of them."""

import string

import pytest

from maille.core.effects.values import Direction, Grade, StoryKind, TellerKind
from maille.reports.enums import Reason
from maille.reports.exports.compositor import Compositor, has_undrawn, speech_language
from maille.reports.exports.heading import make_imprint, make_masthead, say_closing, say_licence
from maille.reports.exports.words import UNITS, WORDS, say
from tests.reports.exports.documents import make_document, make_draft

FRENCH, ENGLISH = Compositor("fr"), Compositor("en")


def slots(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def facts(document, hand=FRENCH):
    return {fact["label"]: fact["text"] for fact in make_imprint(document, hand)["facts"]}


@pytest.mark.parametrize("words", [*WORDS.values(), *UNITS.values()], ids=[*WORDS, *UNITS])
def test_words_exist_in_both_languages_with_the_same_places(words):
    assert words.fr.strip()
    assert words.en.strip()
    assert slots(words.fr) == slots(words.en)


def test_every_kind_of_the_engine_has_its_word():
    needed = [
        *Direction,
        *(f"{direction}_head" for direction in Direction),
        *Grade,
        *(f"{grade}_gloss" for grade in Grade),
        *(f"teller_{teller}" for teller in TellerKind),
        *(f"reason_{reason}" for reason in Reason),
    ]
    assert [key for key in needed if key not in WORDS] == []
    assert set(StoryKind) == {"testimony", "team_account", "reported_summary"}


def test_values_are_put_in_place():
    assert say("edition_number", "en", ordinal=2) == "edition 2"


@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [
        (1, "correction", "La 1re, pour la corriger"),
        (3, "withdrawal", "La 3e, parce qu’un récit a été retiré"),
        (2, "update", "La 2e, pour la compléter"),
        (2, None, "La 2e"),
    ],
)
def test_a_new_edition_names_the_one_it_replaces(number, reason, said):
    document = make_document(edition={"replaces": number, "reason": reason})
    assert facts(document)["Remplace"] == said


def test_imprint_leaves_out_what_nobody_said():
    document = make_document(
        edition={"replaces": None, "reviewed_by": None, "number": 1}, place={"organisation": None}
    )
    assert facts(document) == {
        "Édition": "1re, du 12\u00a0février 2026",
        "Licence": "CC BY-SA 4.0, données en ODbL 1.0",
    }


@pytest.mark.parametrize("licence", [None, {"text": None, "data": None}])
def test_a_licence_nobody_chose_is_to_be_confirmed(licence):
    document = make_draft()
    document["edition"]["licence"] = licence
    assert say_licence(document, "fr") == "à confirmer par l'équipe"


def test_an_unknown_licence_keeps_its_identifier():
    document = make_document(edition={"licence": {"text": "MIT", "data": "CC0-1.0"}})
    assert say_licence(document, "en") == "MIT, data under CC0 1.0"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"state": "open"}, None),
        ({"state": "closed"}, "Lieu fermé"),
        ({"state": "closed", "closed": "2023"}, "Lieu fermé en 2023"),
        ({"state": "moved", "closed": "2023-07-14"}, "Lieu fermé le 14 juillet 2023"),
    ],
)
def test_a_closed_place_says_since_when(place, said):
    assert say_closing(make_document(place=place), "fr") == said


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ({}, "Sainte-Aube-des-Toiles, Orne. "),
        ({"department": None}, "Sainte-Aube-des-Toiles, France. "),
        ({"department": None, "country": "BE", "commune": "Tournai"}, "Tournai, Belgique. "),
        ({"department": None, "country": "LU", "commune": None}, ""),
    ],
)
def test_masthead_says_where_as_far_as_known(place, where):
    document = make_document(place=place, stated=False)
    assert make_masthead(document, FRENCH)["where"] == f"{where}Période non précisée."


@pytest.mark.parametrize(
    ("start", "end", "title"),
    [
        ("2025-01-01", "2025-12-31", "Rapport d’effets 2025, édition déclarée"),
        ("2024-01-01", "2025-12-31", "Rapport d’effets 2024 à 2025, édition déclarée"),
        ("2024-09-01", "2025-08-31", "Rapport d’effets, édition déclarée"),
    ],
)
def test_title_holds_whole_years(start, end, title):
    document = make_document(period={"start": start, "end": end})
    assert make_masthead(document, FRENCH)["title"] == title


def test_title_of_a_draft_says_draft():
    assert make_masthead(make_draft(), ENGLISH)["title"] == "Effects report 2025, draft"


def test_people_of_a_french_place_speak_french():
    assert speech_language(make_document(), "en") == "fr"
    assert speech_language(make_document(place={"country": "BE"}), "en") == "en"


def test_replaced_signs_are_found_wherever_they_are():
    assert has_undrawn({"a": [{"b": "◊"}]})
    assert not has_undrawn({"a": ["b", None, 3]})


def test_paragraphs_are_parted_by_blank_lines():
    assert FRENCH.paragraphs("  un\n \n deux\ntrois \n\n") == ["un", "deux\ntrois"]
