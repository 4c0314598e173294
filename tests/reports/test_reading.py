"""A document is read in one language, with all it rests on one click away."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from maille.reports.reading import read_document, read_threads
from maille.reports.templatetags.reading import edition_number
from tests.reports.exports.documents import make_document, make_draft

GRID = {"id": "maille-effects", "version": "1.0.0", "sha256": "a" * 64}


@pytest.fixture(autouse=True)
def french():
    with override("fr"):
        yield


def render(document, address="/lieux/la-corderie/rapports/2/?from=mail", **context):
    request = RequestFactory().get(address)
    context = {"other_editions": [], "replaced_by": None, **context}
    return render_to_string("reports/edition.html", {"document": document, **context}, request)


def seen(page):
    """Give the words of a page, as they are read."""
    body = re.sub(r"<svg.*?</svg>", "", page[page.index("<main") :], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def theme_of(reading, name):
    return next(t for scale in reading.scales for t in scale.themes if t.id == name)


def test_sources_of_a_paragraph_are_gathered_by_question():
    reading = read_document(make_document(grid=GRID), "fr")
    [paragraph] = theme_of(reading, "social_ties").paragraphs
    who, occasions, pace = paragraph.answers
    assert who.question == "Qui se rencontre dans le lieu ?"
    assert who.given == ("Visiteuses et visiteurs", "Voisines et voisins", "Bénévoles")
    assert (occasions.given, pace.given) == (
        ("Dans la vie quotidienne du lieu",),
        ("Chaque jour",),
    )
    assert who.id == "a-social_ties-audiences"
    assert paragraph.source_count == 3


def test_number_is_shown_as_it_was_said():
    for language, said in (("fr", "« environ 5 par an »"), ("en", "“environ 5 par an”")):
        reading = read_document(make_document(grid=GRID), language)
        [paragraph] = theme_of(reading, "agency").paragraphs
        assert paragraph.answers[0].given == (said,)


def test_story_stands_among_the_sources_of_its_finding():
    reading = read_document(make_document(grid=GRID), "fr")
    mixed = theme_of(reading, "belonging").paragraphs[1]
    assert mixed.answers == ()
    assert [story.id for story in mixed.stories] == ["s-belonging"]


def test_grid_from_elsewhere_leaves_the_sentences():
    reading = read_document(make_document(grid=GRID | {"version": "99"}), "fr")
    [paragraph] = theme_of(reading, "solidarity").paragraphs
    [answer] = paragraph.answers
    assert answer.question == ""
    assert answer.given == ("L'équipe déclare que des compétences s'échangent.",)


def test_provenance_is_cut_where_the_swatch_stands():
    reading = read_document(make_document(), "fr")
    first = theme_of(reading, "wellbeing").paragraphs[0]
    assert first.grade_words == "Rapporté, solidité 1 sur 4."
    assert first.provenance.startswith("Favorable. Déclaré par l'équipe")


def test_provenance_in_one_sentence_stays_whole():
    document = make_document()
    document["sections"][0]["themes"][1]["paragraphs"][0]["provenance"]["fr"] = "Déclaré"
    first = theme_of(read_document(document, "fr"), "wellbeing").paragraphs[0]
    assert (first.grade_words, first.provenance) == ("", "Déclaré")


def test_threads_lead_to_their_theme_or_to_silence():
    threads = {thread.id: thread for thread in read_threads(make_document(), "fr")}
    assert (threads["upkeep"].target, threads["upkeep"].note) == ("upkeep", "")
    assert (threads["networks"].target, threads["networks"].note) == ("silence", "sans réponse")


@pytest.mark.parametrize(
    ("period", "title", "spelled"),
    [
        (
            {"start": "2025-01-01", "end": "2025-12-31", "stated": True},
            "Rapport d'effets 2025",
            "Du 1er janvier au 31 décembre 2025",
        ),
        (
            {"start": "2024-09-01", "end": "2025-06-30", "stated": True},
            "Rapport d'effets",
            "Du 1er septembre 2024 au 30 juin 2025",
        ),
        ({"start": None, "end": None, "stated": False}, "Rapport d'effets", ""),
    ],
)
def test_title_names_whole_years_only(period, title, spelled):
    reading = read_document(make_document(period=period), "fr")
    assert (reading.title, reading.period) == (title, spelled)


def test_every_sentence_and_story_of_the_document_is_on_the_page():
    document = make_document(grid=GRID)
    page = render(document).replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")
    words = seen(page)
    for section in document["sections"]:
        for theme in section["themes"]:
            for part in theme["paragraphs"]:
                assert part["text"]["fr"] in words
                assert part["verb"]["fr"] in words
    for story in document["stories"]:
        if not story["withdrawn"]:
            assert story["text"] in words
    for line in (*document["unknown"], *document["not_applicable"]):
        assert line["sentence"]["fr"] in words


def test_page_says_what_the_report_rests_on():
    page = seen(render(make_document(grid=GRID)))
    assert "Déclaré par l’équipe, sans élément probant." in page
    assert "Résumé d’après la page publique, coupé dans la source." in page
    assert "Ana (nom d’emprunt), une personne habituée du lieu, juin 2025." in page
    assert "Un récit se trouvait ici." in page
    assert "Désaccord, signé : la trésorière" in page
    assert "Ce silence ne veut dire ni non, ni zéro." in page


def test_page_keeps_one_place_for_each_identifier_it_points_to():
    page = render(make_document(grid=GRID))
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) - set(ids) == set()


def test_page_carries_its_permanent_link_files_and_picture():
    page = render(make_document())
    link = "https://maille.example/lieux/la-corderie/rapports/2/"
    assert f'<link rel="canonical" href="{link}">' in page
    assert re.findall(r'og:image" content="([^"]*)"', page) == [
        "http://testserver/lieux/la-corderie/rapports/2.png"
    ]
    assert re.findall(r'<a href="([^"]*)" type=', page) == [
        f"/lieux/la-corderie/rapports/2{kind}"
        for kind in (".pdf", "-essentiel.pdf", "-atelier.pdf", ".json", ".jsonld")
    ]
    assert "maille.example/lieux/la-corderie/rapports/2/</a>" in page


def test_edition_without_address_is_cited_by_the_one_it_was_asked_at():
    document = make_document(edition={"url": None})
    assert 'href="http://testserver/lieux/la-corderie/rapports/2/"' in render(document)


def test_draft_says_so_and_is_not_cited():
    page = render(make_draft())
    assert "Brouillon, non publié." in seen(page)
    assert '<meta name="robots" content="noindex">' in page
    assert "Citer" not in seen(page)
    assert "og:title" not in page


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("correction", "Elle corrige quelque chose."),
        ("withdrawal", "Un récit a été retiré."),
        ("update", "Elle met le rapport à jour."),
    ],
)
def test_replaced_edition_leads_to_the_newer_one(reason, said):
    newer = SimpleNamespace(number=3, reason=reason, published_at="2026-03-01")
    page = render(make_document(), replaced_by=newer, other_editions=[newer])
    assert f"L’édition 3 remplace celle-ci {said}" in seen(page)
    assert page.count('href="/lieux/la-corderie/rapports/3/"') == 2
    assert 'href="/lieux/la-corderie/rapports/3-2/"' in page


def test_closed_place_keeps_its_report_open():
    page = seen(render(make_document(place={"state": "closed", "closed": "2023-07"})))
    assert "Ce lieu a fermé en juillet 2023. Son rapport reste ouvert." in page


def test_steward_may_correct_and_withdraw():
    page = render(make_document(), can_steward=True)
    assert 'action="/lieux/la-corderie/rapports/2/corriger/"' in page
    assert "Corriger cette édition" not in render(make_document())


def test_licence_not_chosen_is_said():
    page = seen(render(make_document(edition={"licence": None})))
    assert "à confirmer par l’équipe" in page


def test_hostile_words_are_escaped():
    document = make_document(place={"name": "<script>alert(1)</script>"})
    document["stories"][0]["text"] = "</p><img src=x onerror=alert(1)>\n\nSecond"
    page = render(document)
    assert "<script" not in page
    assert "<img" not in page
    assert '<p lang="fr">Second' in page


def test_english_page_is_english():
    with override("en"):
        page = render(make_document(grid=GRID), "/en/lieux/la-corderie/rapports/2/")
    assert "The team reports" in seen(page)
    assert "2nd edition" in seen(page)
    assert "CC BY-SA 4.0, data under ODbL 1.0" in seen(page)
    assert '<html lang="en">' in page


@pytest.mark.parametrize(
    ("number", "fr", "en"),
    [
        (1, "1re", "1st"),
        (2, "2e", "2nd"),
        (3, "3e", "3rd"),
        (11, "11e", "11th"),
        (22, "22e", "22nd"),
    ],
)
def test_editions_are_numbered_as_one_says(number, fr, en):
    assert edition_number(number) == fr
    with override("en"):
        assert edition_number(number) == en
