"""The poster of a survey: one accessible page, whose code leads to the questions."""

import pytest

from maille.observations.exports.poster import code_of, make_poster, render_poster
from maille.observations.models import SurveyWave
from maille.places.models import Place
from tests.reports.exports.reading import fonts_of, open_pdf, tags_of, text_of

LINK = "https://maille.example/q/k3x9ab/"


def printed(name="La Filature", language="fr", link=LINK):
    wave = SurveyWave(place=Place(name=name), code="k3x9ab", language=language)
    return render_poster(wave, link=link, language=language)


@pytest.mark.parametrize(
    ("language", "title", "question"),
    [
        ("fr", "Une minute pour La Filature", "Qu’est-ce que ce lieu change pour vous"),
        ("en", "A minute for La Filature", "What does this place change for you?"),
    ],
)
def test_poster_is_one_accessible_page(language, title, question):
    content = printed(language=language)
    reader = open_pdf(content)
    assert (len(reader.pages), reader.metadata.title) == (1, title)
    assert reader.trailer["/Root"]["/Lang"] == language
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    told = " ".join(text_of(content).split())
    assert question in told
    assert "maille.example/q/k3x9ab" in told


def test_code_is_a_figure_that_says_where_it_leads():
    [figure] = [tag for tag in tags_of(printed()) if tag["/S"] == "/Figure"]
    assert figure["/Alt"] == f"QR code qui mène au questionnaire, à l’adresse {LINK}"


def test_code_is_drawn_in_lines_and_fonts_are_inside():
    content = printed()
    assert b"/Subtype /Image" not in content
    assert fonts_of(content) != set()


def test_code_has_its_quiet_zone_and_its_corners():
    modules = code_of(LINK)
    side = len(modules)
    assert {len(row) for row in modules} == {side}
    assert {any(row) for row in (*modules[:4], *modules[-4:])} == {False}
    for top, left in ((4, 4), (4, side - 11), (side - 11, 4)):
        assert all(modules[top][left : left + 7])
        assert all(row[left] for row in modules[top : top + 7])


def test_the_same_poster_has_the_same_bytes():
    assert printed() == printed()


@pytest.mark.parametrize(
    "name", ["L" * 120, "Tiers-lieu de la Grande Halle " * 4, "شكرا 😀", "#panic"]
)
def test_any_name_holds_on_one_page(name):
    assert len(open_pdf(printed(name=name)).pages) == 1


@pytest.mark.parametrize("link", [LINK, "http://127.0.0.1:8000/en/q/k3x9ab/"])
def test_address_is_typed_without_its_beginning_nor_its_end(link):
    wave = SurveyWave(place=Place(name="La Filature"), code="k3x9ab", language="fr")
    address = make_poster(wave, link, "fr")["address"]
    assert f"/{address}/" in f"/{link}"
    assert (address.startswith("http"), address.endswith("/")) == (False, False)
