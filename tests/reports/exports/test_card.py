"""The image of shared links: its size, what it says, and what it never holds."""

import io

import pytest
from PIL import Image

from maille.reports.exports import render_card
from maille.reports.exports.card import make_card
from tests.reports.exports.documents import make_document, make_draft, make_empty_draft

HEAVIEST = 200_000


def with_loops(**loops):
    document = make_empty_draft()
    for row in document["weave"]["rows"]:
        row["loops"] = loops.get(row["theme"], [])
    for section in document["sections"]:
        for theme in section["themes"]:
            theme["told"] = theme["theme"] in loops
    return document


@pytest.mark.parametrize("language", ["fr", "en"])
def test_card_is_an_open_graph_image(language):
    content = render_card(make_document(), language=language)
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(content) <= HEAVIEST


def test_same_document_gives_same_card():
    assert render_card(make_document()) == render_card(make_document(), language="fr")


def test_card_is_drawn_on_paper():
    image = Image.open(io.BytesIO(render_card(make_document()))).convert("RGB")
    assert image.getpixel((5, 5)) == (0xF7, 0xF2, 0xE8)


def test_card_says_place_report_and_counts():
    card = make_card(make_document(), "fr")
    assert {key: card[key] for key in ("name", "title", "where", "draft", "line")} == {
        "name": "La Corderie",
        "title": "Rapport d’effets 2025, édition déclarée",
        "where": "Sainte-Aube-des-Toiles, Orne. Du 1er\u00a0janvier au 31\u00a0décembre 2025.",
        "draft": None,
        "line": "8 thèmes racontés sur 15, 2 constats défavorables, un partagé",
    }


def test_card_of_a_draft_says_so():
    assert make_card(make_draft(), "en")["draft"] == "Draft, not published"


@pytest.mark.parametrize(
    ("loops", "line"),
    [
        ({}, "0 thèmes racontés sur 15, aucun constat défavorable"),
        ({"upkeep": ["favourable"]}, "Un thème raconté sur 15, aucun constat défavorable"),
        ({"upkeep": ["unfavourable"]}, "Un thème raconté sur 15, un constat défavorable"),
        (
            {"upkeep": ["unfavourable", "mixed"], "agency": ["mixed"]},
            "2 thèmes racontés sur 15, un constat défavorable, 2 partagés",
        ),
    ],
)
def test_card_counts_in_words(loops, line):
    assert make_card(with_loops(**loops), "fr")["line"] == line


@pytest.mark.parametrize("name", ["X", "W" * 120, "Le très long nom d'une maison " * 4])
def test_card_holds_any_name(name):
    document = make_document(place={"name": name})
    assert Image.open(io.BytesIO(render_card(document))).size == (1200, 630)


def test_card_holds_nobody_s_words():
    document = make_document()
    told = [story["text"] for story in document["stories"] if story["text"]]
    told += [dissent["text"] for dissent in document["dissents"]]
    told += document["summary"]["fr"]
    words = " ".join(str(value) for value in make_card(document, "fr").values())
    assert [text for text in told if text[:20] in words] == []


def test_withdrawing_a_story_changes_no_pixel():
    before, after = make_document(), make_document()
    after["stories"][0] |= {"text": None, "withdrawn": True, "pseudonym": None}
    assert render_card(before) == render_card(after)
