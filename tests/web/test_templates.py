"""What templates may call, and the pieces they include."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from maille.web.typography import FIXED, NARROW
from maille.web.weave import Cell, Thread


def render(source, **context):
    return Template("{% load maille %}" + source).render(Context(context))


def shown(text):
    return text.replace(NARROW, "_").replace(FIXED, "~")


@pytest.fixture(autouse=True)
def french():
    with override("fr"):
        yield


def test_typeset_escapes_text_and_keeps_markup():
    assert shown(render("{{ text|typeset }}", text="a < b : l'an")) == "a &lt; b_: l’an"
    safe = mark_safe("<b>a</b> : l&#x27;an")
    assert shown(render("{{ text|typeset }}", text=safe)) == "<b>a</b>_: l’an"
    assert render("{{ text|typeset }}", text=None) == ""
    assert render('{{ text|typeset:"en" }}', text="so : 'yes'") == "so : ‘yes’"


def test_localized_picks_the_language_of_the_page():
    words = {"fr": "l'an : oui", "en": "the year's: yes"}
    assert shown(render("{{ words|localized }}", words=words)) == "l’an_: oui"
    with override("en"):
        assert render("{{ words|localized }}", words=words) == "the year’s: yes"
    with override("nl"):
        assert shown(render("{{ words|localized }}", words=words)) == "l’an_: oui"
    assert render("{{ words|localized }}", words=None) == ""


def test_long_date_binds_its_spaces():
    assert shown(render("{{ day|long_date }}", day="2026-02-12")) == "12~février 2026"


def test_typography_sets_a_whole_fragment():
    source = '{% typography %}<p aria-label="a : b">{{ text }}, 1er</p>{% endtypography %}'
    assert (
        shown(render(source, text="l'an < 2"))
        == '<p aria-label="a_: b">l’an &lt; 2, 1<sup>er</sup></p>'
    )
    english = '{% typography "en" %}<p>it\'s : 1er</p>{% endtypography %}'
    assert render(english) == "<p>it’s : 1er</p>"


@pytest.mark.parametrize("address", ["/style/", "/en/style/"])
def test_language_links_lead_to_the_same_page(address):
    source = "{% language_links as links %}{% for link in links %}{{ link.url }} {% endfor %}"
    request = RequestFactory().get(address, {"page": "2"})
    with override("en" if address.startswith("/en/") else "fr"):
        assert render(source, request=request) == "/style/?page=2 /en/style/?page=2 "


def test_language_links_without_request_lead_home():
    source = "{% language_links as links %}{% for link in links %}{{ link.current }} {% endfor %}"
    assert render(source) == "True False "


def test_pagination_keeps_the_search_and_elides_numbers():
    request = RequestFactory().get("/lieux/", {"q": "halle", "page": "5"})
    page = Paginator(range(100), 10).get_page(5)
    html = render_to_string("web/components/pagination.html", {"page": page, "request": request})
    assert re.findall(r'href="([^"]*)"', html) == [
        f"?q=halle&amp;page={number}" for number in (4, 1, 4, 6, 10, 6)
    ]
    assert html.count("…") == 2
    assert '<span aria-current="page">5</span>' in html


def test_single_page_has_no_pagination():
    page = Paginator(range(3), 10).get_page(1)
    assert render_to_string("web/components/pagination.html", {"page": page}).strip() == ""


def test_weave_prints_coordinates_without_the_reader_s_commas():
    threads = [
        Thread("upkeep", "Entretien", "territorial", months=(Cell(3, "mixed"),) * 12),
    ]
    html = render_to_string(
        "web/components/weave.html", {"threads": threads, "title": "T", "description": "D"}
    )
    assert 'x="114.5"' in html
    assert re.findall(r'\b(?:x|y|viewBox|transform)="[^"]*\d,\d[^"]*"', html) == []
    assert '<g id="r-upkeep" class="territorial">' in html
    assert html.count(">J</text>") == 6


def test_tables_say_what_the_drawing_shows():
    months = (Cell(3, "unfavourable"), Cell(2, "mixed"), Cell(1, "favourable", declared=True))
    threads = [
        Thread("a", "Lien", "individual", months=months + (Cell(),) * 9),
        Thread("b", "Cadre", "territorial", months=(Cell(),) * 12, note="sans réponse"),
    ]
    html = render_to_string("web/components/weave_table.html", {"threads": threads, "kind": ""})
    cells = re.findall(r"<td>(.*?)</td>", html)
    assert cells[:4] == ["3 −", "2 ±", "1 d", ""]
    assert (cells[12], cells[-1]) == ("6", "sans réponse")


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("2023-07", "Ce lieu a fermé en juillet 2023."),
        ("2023-07-01", f"Ce lieu a fermé le 1er{FIXED}juillet 2023."),
        ("", "Ce lieu a fermé."),
    ],
)
def test_closed_place_says_when(closed, said):
    html = render_to_string("web/components/closed.html", {"closed": closed, "kind": "report"})
    assert re.findall(r"<p>(.*)\n", html) == [said]


class Words(forms.Form):
    name = forms.CharField(label="Nom", help_text="Tel qu'on le dit.")
    ways = forms.MultipleChoiceField(
        label="Comment ?",
        choices=[("a", "A"), ("group", [("b", "B")])],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="Oui")
    photo = forms.FileField(label="Photo", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_form_ties_hint_and_error_to_the_field():
    html = str(Words({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="hint" id="id_name_helptext"' in html
    assert 'class="error-list" id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_form_opens_on_what_is_to_be_mended():
    html = str(Words({}))
    assert "2 points à corriger" in html
    assert re.findall(r'<li><a href="([^"]*)"><b>(.*?)</b>', html) == [
        ("#id_name", "Nom"),
        ("#id_agree", "Oui"),
    ]
    assert "autofocus" in html


def test_form_without_error_says_nothing_of_it():
    html = str(Words())
    assert "errors" not in html
    assert html.count('<label class="choice"') == 2
    assert '<p class="group">group</p>' in html
    assert 'type="hidden"' in html
    assert html.count('class="optional"') == 2


def test_every_id_that_a_form_points_to_exists():
    html = str(Words({}))
    ids = set(re.findall(r'id="([^"]*)"', html))
    pointed = re.findall(r'(?:for|aria-describedby)="([^"]*)"', html)
    pointed += re.findall(r'href="#([^"]*)"', html)
    assert {one for value in pointed for one in value.split()} - ids == set()


def test_kept_file_is_named_and_can_be_removed():
    class Kept:
        url = "/media/a.jpg"

        def __str__(self):
            return "a.jpg"

    html = str(Words(initial={"photo": Kept()}))
    assert '<a href="/media/a.jpg">a.jpg</a>' in html
    assert 'name="photo-clear"' in html
