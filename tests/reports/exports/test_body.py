"""The pieces of a theme, in order, with the words that go with them."""

import pytest

from maille.reports.exports.body import make_coda, make_sections
from maille.reports.exports.compositor import Compositor
from tests.reports.exports.documents import make_document, make_empty_draft


def theme_of(document, theme, language="fr"):
    sections = make_sections(document, [], Compositor(language))
    return next(one for section in sections for one in section["themes"] if one["id"] == theme)


def pieces_of(document, theme, kind, language="fr"):
    pieces = theme_of(document, theme, language)["pieces"]
    return [piece for piece in pieces if piece["kind"] == kind]


def with_story(**changes):
    document = make_document()
    document["stories"][0] |= changes
    return document


def told_by(**changes):
    [piece] = pieces_of(with_story(**changes), "social_ties", "story")
    return piece["teller"]


def test_pieces_follow_the_order_of_the_page():
    document = make_document()
    document["dissents"][0]["theme"] = "social_ties"
    document["sections"][0]["themes"][0]["dissents"] = ["d-1"]
    kinds = [piece["kind"] for piece in theme_of(document, "social_ties")["pieces"]]
    assert kinds == ["paragraph", "figure", "figure", "story", "dissent", "missing"]


def test_a_theme_of_a_dissent_alone_is_printed():
    document = make_empty_draft()
    document["dissents"] = make_document()["dissents"]
    document["sections"][1]["themes"][2]["dissents"] = ["d-1"]
    [section] = make_sections(document, [], Compositor("fr"))
    assert [theme["id"] for theme in section["themes"]] == ["belonging"]


def test_unfavourable_paragraphs_keep_their_own_words():
    labels = [piece["label"] for piece in pieces_of(make_document(), "wellbeing", "paragraph")]
    assert labels == [None, "Ce qui s’est dégradé"]


AGREED = "Paroles reprises avec accord."


@pytest.mark.parametrize(
    ("story", "teller"),
    [
        ({}, f"Ana (nom d’emprunt), une personne habituée du lieu, en juin 2025. {AGREED}"),
        (
            {"pseudonym": None, "told_on": None, "teller": "unstated"},
            f"Une personne, sans autre précision. {AGREED}",
        ),
        (
            {"pseudonym": None, "teller": "partner", "told_on": "2025-06-02", "truncated": True},
            f"Un partenaire, le 2\u00a0juin 2025, coupé dans la source. {AGREED}",
        ),
        ({"kind": "team_account", "told_on": "l'été"}, "Récit de l’équipe, l’été."),
        (
            {"kind": "reported_summary", "told_on": None, "truncated": True},
            "Résumé d’après la page publique, coupé dans la source.",
        ),
    ],
)
def test_a_story_says_whose_words_it_holds(story, teller):
    assert told_by(**story) == teller


@pytest.mark.parametrize(
    ("story", "language", "paragraphs"),
    [
        ({"text": "Un.\n\nDeux !"}, "fr", ["«\u202fUn.", "Deux\u202f!\u202f»"]),
        ({"text": "« Déjà. »"}, "fr", ["«\u202fDéjà.\u202f»"]),
        ({"text": "Coupé", "truncated": True}, "fr", ["«\u202fCoupé […]\u202f»"]),
        ({"text": "Ah : l'été", "kind": "team_account"}, "en", ["Ah\u202f: l’été"]),
        ({"text": "Oui !"}, "en", ["“Oui\u202f!”"]),
        ({"text": " "}, "fr", ["«\u202f\u202f»"]),
    ],
)
def test_a_story_is_set_in_its_language_and_quoted_once(story, language, paragraphs):
    [piece] = pieces_of(with_story(**story), "social_ties", "story", language)
    assert piece["paragraphs"] == paragraphs


def test_a_withdrawn_story_holds_no_word_of_it():
    document = with_story(withdrawn=True, text=None, pseudonym="Zoé")
    [piece] = pieces_of(document, "social_ties", "withdrawn")
    assert piece == {
        "kind": "withdrawn",
        "text": "Un récit se trouvait ici. La personne qui l’avait confié l’a retiré\u202f: ses "
        "mots sont effacés de cette édition, de ses fichiers et de son image.",
        "long": False,
    }


def test_only_long_pieces_may_be_cut():
    [short] = pieces_of(with_story(text="mot " * 200), "social_ties", "story")
    [long] = pieces_of(with_story(text="mot " * 300), "social_ties", "story")
    assert (short["long"], long["long"]) == (False, True)


def test_coda_tells_three_silences_apart():
    coda = make_coda(make_document(), Compositor("en"))
    assert [(part["id"], len(part["lines"])) for part in coda] == [
        ("indicators", 1),
        ("unknown", 1),
        ("not_applicable", 1),
        ("unanswered", 2),
    ]
    assert coda[3]["lines"][0] == (
        "Networks of people; equality of women and men; living environment; public innovation; "
        "urban project, governance; urban project, programme; missions and trades."
    )


def test_coda_of_a_full_report_is_empty():
    document = make_document()
    document |= {"indicators": [], "unknown": [], "not_applicable": [], "unanswered": []}
    assert make_coda(document, Compositor("fr")) == []
