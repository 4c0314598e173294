"""The printed report: accessible, complete, the same bytes for the same document."""

import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maille.reports.exports import render_pdf
from maille.web.typography import typeset
from tests.reports.exports.documents import make_document, make_draft, make_empty_draft
from tests.reports.exports.reading import (
    fonts_of,
    links_of,
    open_pdf,
    tag_names,
    tags_of,
    text_of,
)

LARGEST = 500_000
HOSTILE = (
    '#panic("no") *bold* _it_ @ref $x$ = Title `code` // note #image("/etc/passwd") <label> \\'
)


@functools.cache
def printed(language="fr", *, stated=True):
    return render_pdf(make_document(stated=stated), language=language)


def with_story(text, **changes):
    document = make_document()
    document["stories"][0] |= {"text": text} | changes
    return document


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stated", [True, False])
def test_pdf_is_light(language, stated):
    assert len(printed(language, stated=stated)) <= LARGEST


def test_pdf_is_tagged_and_says_its_standard():
    reader = open_pdf(printed())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "La Corderie, Rapport d’effets 2025, édition déclarée"),
        ("en", "La Corderie, Effects report 2025, declared edition"),
    ],
)
def test_pdf_names_its_language_and_itself(language, title):
    reader = open_pdf(printed(language))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert (reader.metadata.title, reader.metadata.author) == (title, "La Corderie")
    assert reader.metadata.creation_date.isoformat() == "2026-02-12T09:30:00+00:00"


def test_headings_are_real_and_leave_no_level_out():
    headings = [name for name in tag_names(printed()) if name.startswith("/H")]
    assert headings == [
        "/H1",
        "/H2",  # the weave
        "/H2",  # the grades
        *["/H2", "/H3", "/H3", "/H3", "/H3"],
        *["/H2", "/H3", "/H3"],
        *["/H2", "/H3", "/H3"],
        *["/H2"] * 4,  # own indicators, unknown, not applicable, unanswered
        *["/H2"] * 2,  # table, colophon
    ]


def test_weave_is_one_figure_with_a_description_and_a_table():
    tags = tags_of(printed())
    [figure] = [tag for tag in tags if tag["/S"] == "/Figure"]
    assert figure["/Alt"] == (
        "Le tissage de La Corderie, déclaré. Douze fils. Rien n’est tissé\u202f: chaque boucle "
        "est une réponse, sans date ni trace. Quatre fils sont nus. Deux boucles défavorables, "
        "retournées\u202f: bien-être et entretien."
    )
    assert [tag["/S"] for tag in tags].count("/TR") == 1 + 12
    assert [tag["/S"] for tag in tags].count("/TH") == 6


def test_stories_and_dissents_are_quotations():
    assert tag_names(printed()).count("/BlockQuote") == 3 + 1


def test_stories_keep_their_language_in_an_english_report():
    spoken = [tag["/Lang"] for tag in tags_of(printed("en")) if "/Lang" in tag]
    assert spoken == ["fr", "en"] * 3 + ["fr"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_text_reads_in_the_order_of_the_page(language):
    order = {
        "fr": [
            "Maille", "Déclaré par l’équipe, sans élément probant", "La Corderie",
            "Rapport d’effets 2025, édition déclarée", "Du 1er janvier au 31 décembre 2025",
            "2e, du 12 février 2026", "Citer", "L’équipe de La Corderie a répondu",
            "Le tissage, avant la trame", "Innovation", "La solidité d’un constat",
            "Échelle individuelle Ce qui change pour les personnes", "Lien social 5 réponses",
            "que des visiteurs, des voisins", "« Je venais réparer",
            "Ana (nom d’emprunt), une personne habituée du lieu, en juin 2025",
            "Ce qui nous manque pour gagner un cran : retrouver un agenda",
            "Ce qui s’est dégradé L’équipe rapporte du stress", "Échelle collective Ce",
            "Désaccord, signé : la trésorière", "Échelle territoriale Ce",
            "Indicateurs propres au lieu", "Ce que l’équipe ne sait pas", "Sans objet ici",
            "Sans réponse Réseau de personnes ; égalité",
            "Ce silence ne veut dire ni non, ni zéro", "Le tissage en tableau",
            "À propos de ce document", "sha256 b5b5b5",
        ],
        "en": [
            "Declared by the team, without evidence", "La Corderie",
            "Effects report 2025, declared edition", "From 1 January to 31 December 2025",
            "2, of 12 February 2026", "Cite as", "The weave, before the weft",
            "How solid a finding is", "Individual scale What changes for people",
            "The team reports that visitors", "What got worse The team reports stress",
            "Dissent, signed: la trésorière", "No answer Networks of people; equality",
            "This silence means neither no nor zero", "About this document",
        ],
    }[language]  # fmt: skip
    text = text_of(printed(language))
    places = [text.find(landmark) for landmark in order]
    assert -1 not in places
    assert places == sorted(places)


def test_every_told_word_is_printed():
    text = text_of(printed())
    told = [
        typeset(paragraph["text"]["fr"], "fr").replace("\u202f", " ")
        for section in make_document()["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
    ]
    assert [words for words in told if words not in text] == []


def test_a_summary_says_what_it_is_and_where_it_was_cut():
    text = text_of(printed())
    assert "sous tension l’équipe salariée. […] Résumé d’après la page publique, coupé" in text


def test_a_withdrawn_story_leaves_a_mark_and_no_word():
    document = make_document()
    document["stories"][2] |= {"pseudonym": "Zoé", "told_on": "2025-03", "teller": "volunteer"}
    text = text_of(render_pdf(document, language="fr"))
    assert "Un récit se trouvait ici." in text
    assert "Zoé" not in text


def test_an_unstated_period_is_said():
    text = text_of(printed(stated=False))
    assert "Sainte-Aube-des-Toiles, Orne. Période non précisée." in text
    assert "Sans période, pas de mois." in text
    assert "2e édition, Sainte-Aube-des-Toiles, période non précisée" in text


def test_a_draft_says_so_on_every_page_and_has_no_date():
    reader = open_pdf(render_pdf(make_draft(), language="fr"))
    assert all("Brouillon, non publié" in page.extract_text() for page in reader.pages)
    assert reader.metadata.creation_date is None


def test_a_draft_is_not_to_be_cited():
    content = render_pdf(make_draft(), language="fr")
    assert "Ce brouillon peut encore changer : il ne se cite pas." in text_of(content)
    assert "Un brouillon n’est pas scellé : il n’a pas d’empreinte." in text_of(content)
    assert links_of(content) == []


def test_a_draft_without_answers_is_printed():
    text = text_of(render_pdf(make_empty_draft(), language="fr"))
    assert "Le tissage, avant la trame" in text
    assert "Échelle individuelle Ce qui change" not in text


def test_a_thread_that_nothing_names_leads_nowhere():
    document = make_empty_draft(unanswered=[])
    assert "/Link" not in tag_names(render_pdf(document, language="fr"))


def test_a_theme_of_which_nothing_is_known_is_linked_to_what_is_not_known():
    document = make_document()
    document["unanswered"].remove("networks")
    document["unknown"][0]["theme"] = "networks"
    assert tag_names(render_pdf(document, language="fr")).count("/Link") == 12 + 2


def test_a_closed_place_says_so():
    document = make_document(place={"state": "closed", "closed": "2023-07"})
    text = text_of(render_pdf(document, language="fr"))
    assert "Lieu fermé en juillet 2023." in text
    assert "Le lieu est fermé, son rapport reste ouvert" in text


def test_links_lead_to_the_edition():
    url = "https://maille.example/lieux/la-corderie/rapports/2/"
    assert links_of(printed()) == [url, url]


def test_themes_are_linked_from_the_weave():
    assert tag_names(printed()).count("/Link") == 12 + 2


def test_same_document_gives_same_bytes():
    assert render_pdf(make_document(), language="fr") == printed()
    assert render_pdf(make_draft(), language="fr") == render_pdf(make_draft(), language="fr")


def test_words_of_people_are_never_run():
    document = with_story(HOSTILE)
    document["dissents"][0]["text"] = HOSTILE
    document["place"]["name"] = HOSTILE
    document["place"]["commune"] = HOSTILE
    content = render_pdf(document, language="fr")
    shown = text_of(content).count("*bold* _it_ @ref $x$ = Title `code` // note #image(")
    assert shown == 6 + len(open_pdf(content).pages)


def test_only_our_fonts_are_used():
    assert fonts_of(printed()) == {
        "SourceSerifPro-Regular",
        "SourceSerifPro-It",
        "SourceSerifPro-Semibold",
        "SourceSansPro-Regular",
        "SourceSansPro-It",
        "SourceSansPro-Semibold",
    }


def test_a_sign_without_glyph_is_replaced_and_the_reader_told():
    text = text_of(render_pdf(with_story("Merci 🧵 à tous"), language="fr"))
    assert "« Merci ◊ à tous »" in text
    assert "Un signe que les caractères du document ne dessinent pas" in text


def test_a_very_long_story_runs_over_pages():
    story = " ".join(f"mot{place}" for place in range(3000))
    text = text_of(render_pdf(with_story(story), language="fr"))
    assert "mot0 mot1" in text
    assert "mot2998 mot2999" in text


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(min_size=1).filter(str.strip),
    st.text(min_size=1, max_size=60).filter(str.strip),
)
def test_no_text_can_break_a_report(story, name):
    document = with_story(story, pseudonym=name)
    document["place"]["name"] = name
    assert render_pdf(document, language="fr").startswith(b"%PDF")
