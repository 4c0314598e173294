"""Reports from evidence on paper: the whole, one page for a funder, a sheet to work on."""

import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maille.core.kernel.period import read_period
from maille.reports.exports import (
    render_card,
    render_jsonld,
    render_pdf,
    render_summary,
    render_workshop,
)
from maille.reports.exports.sheet import make_sheet
from maille.reports.exports.summary import make_summary
from maille.reports.exports.workshop import make_workshop
from tests.reports.exports.documents import make_document, make_draft, make_empty_draft
from tests.reports.exports.observed import meals, observed_document
from tests.reports.exports.reading import open_pdf, tag_names, text_of

RENDER = {"full": render_pdf, "summary": render_summary, "workshop": render_workshop}
HOSTILE = '#panic("no") *bold* _it_ @ref $x$ = Title `code` // note <label> \\ 😀 ' + "W" * 300


@functools.cache
def printed(layout, language="fr"):
    return RENDER[layout](observed_document(), language=language)


@pytest.mark.parametrize("layout", RENDER)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_layout_is_accessible_and_says_its_language(layout, language):
    content = printed(layout, language)
    reader = open_pdf(content)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert reader.trailer["/Root"]["/Lang"] == language
    assert "/H1" in tag_names(content)
    assert RENDER[layout](observed_document(), language=language) == content


def test_the_whole_report_opens_its_evidence_in_an_annex():
    text = text_of(printed("full"))
    for said in (
        "édition observée",
        "Le tissage de la période",
        "Ce qui appuie chaque constat",
        "48 éléments, une seule source, du 3 janvier 2025 au 24 décembre 2025",
        "Noté : moments et événements 48. Connu par : registre 48.",
        "3 + 0 + 0 − 1 − 0 − 0 − 0 − 0 − 0 = 2",
        "Désaccord, signé : deux bénévoles",
        "Confirmé par : l’équipe.",
        "2 : disent la même chose qu’une autre.",
        "L’équipe et les éléments notés ne disent pas la même chose",
        "* petit nombre masqué",
    ):
        assert said in text, said


def test_a_declared_report_has_no_annex():
    assert make_sheet(make_document(), "fr")["annex"] is None


def test_months_head_the_columns_of_the_weave():
    weave = make_sheet(observed_document(), "fr")["weave"]
    assert "".join(month["text"] for month in weave["months"]) == "JFMAMJJASOND"
    assert weave["table"]["columns"][1:-1] == list("JFMAMJJASOND")
    [row] = [row for row in weave["table"]["rows"] if row[0] == "Lien social"]
    assert row[1:] == ["4"] * 12 + ["48"]


def test_several_years_are_told_year_by_year():
    document = observed_document(meals(2024, 24), read_period("2024..2025"))
    weave = make_sheet(document, "en")["weave"]
    assert [month["text"] for month in weave["months"]] == ["2024", "2025"]
    assert weave["table"]["columns"] == ["Theme", "2024", "2025", "Total"]
    assert weave["table"]["note"] is None
    assert open_pdf(render_pdf(document, language="en")).pages


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [observed_document, make_document, make_draft, make_empty_draft])
def test_the_summary_is_one_page(make, language):
    assert len(open_pdf(render_summary(make(), language=language)).pages) == 1


def test_the_summary_says_what_holds_what_went_worse_and_what_is_not_known():
    text = text_of(printed("summary"))
    for heading in ("Ce qui tient le mieux", "Ce qui va moins bien", "Ce que nous ne savons pas"):
        assert heading in text
    assert "9 incidents" in text


def test_the_summary_of_nothing_says_so():
    sheet = make_summary(make_empty_draft(), "fr")
    assert [part["none"] for part in sheet["parts"]] == [
        "Rien n’est encore dit.",
        "Rien de défavorable n’a été noté ni dit.",
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 40), st.sampled_from(["Long. ", HOSTILE, "mot "]))
def test_the_summary_is_one_page_whatever_was_written(times, words):
    document = observed_document()
    for section in document["sections"]:
        for theme in section["themes"]:
            for paragraph in theme["paragraphs"]:
                paragraph["text"] = {"fr": words * times * 8, "en": words}
    document["summary"]["fr"] = [words * times * 8] * 4
    document["place"]["name"] = (words * times)[:200]
    assert len(open_pdf(render_summary(document)).pages) == 1


def test_the_worksheet_asks_what_divides_first():
    parts = make_workshop(observed_document(), "fr")["parts"]
    assert [part["heading"] for part in parts] == [
        "Nous ne disons pas la même chose",
        "Ce qui va moins bien",
        "Nous le disons, rien ne le montre",
        "Gagner un cran",
        "Les thèmes en silence",
    ]
    assert all(0 < len(part["lines"]) <= 6 for part in parts)


def test_the_worksheet_of_a_declared_report_asks_for_evidence():
    headings = [part["heading"] for part in make_workshop(make_document(), "en")["parts"]]
    assert "Gaining one grade" in headings
    assert "We do not say the same" not in headings


def test_what_a_place_wrote_is_never_read_as_markup():
    document = observed_document()
    document["place"]["name"] = HOSTILE
    document["decisions"][1]["text"] = HOSTILE
    for render in RENDER.values():
        assert open_pdf(render(document)).pages


def test_other_forms_read_an_observed_report():
    document = observed_document()
    assert render_card(document)[:4] == b"\x89PNG"
    base = "https://maille.example"
    assert b"La Corderie" in render_jsonld(document, base_url=base, language="fr")


def test_a_summary_that_is_cut_still_tells_what_went_badly():
    document = make_empty_draft()
    first = "Du favorable, établi : " + "lien social, " * 80 + "agir."
    document["summary"]["fr"] = [f"Ce rapport est long. {first} Du défavorable : bruit."]
    (said,) = make_summary(document, "fr")["summary"]
    assert said == "Ce rapport est long. […] Du défavorable : bruit.".replace(" :", "\u202f:")
