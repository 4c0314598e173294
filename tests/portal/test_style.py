"""The style page shows every component, in both languages."""

import re

import pytest

from maille.portal.samples import declared_threads, woven_threads
from maille.web.colours import palette

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/style/", "Comment une page est composée"), ("/en/style/", "How a page is set")],
)
def test_style_page_shows_each_colour_with_its_contrast(client, address, heading):
    page = client.get(address).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert re.findall(r"<b>--([\w-]+)</b>", page) == [colour.name for colour in palette()]


def test_style_page_repeats_no_identifier(client):
    page = client.get("/style/").content.decode()
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_style_page_points_only_to_what_is_there(client):
    page = client.get("/style/").content.decode()
    ids = set(re.findall(r'\sid="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) - ids == set()


def test_samples_hold_twelve_threads_with_two_bare_ones():
    woven, declared = woven_threads("fr"), declared_threads("en")
    assert (len(woven), len(declared)) == (12, 12)
    assert sum(cell.pieces for thread in woven for cell in thread.months) == 354
    assert [thread.id for thread in woven if not thread.months] == [
        "living_environment",
        "public_innovation",
    ]
    assert [thread.id for thread in declared if not thread.loops] == [
        "gender_balance",
        "living_environment",
    ]
