"""The page of open data: what there is, how much, under which licences."""

import re

import pytest

from maille.portal.exports.formats import FILES
from tests.factories.directory import make_source, tell
from tests.factories.places import PlaceFactory
from tests.portal.open_data.written import fetched

pytestmark = pytest.mark.django_db
PAGE = "/donnees/"


def words(client, page=PAGE):
    text = client.get(page).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_page_counts_places_and_what_they_state(client, told_place, belgian_place, closed_place):
    PlaceFactory(fictional=True)
    amounts = client.get(PAGE).context["amounts"]
    assert (amounts.places, amounts.closed, amounts.located) == (3, 1, 2)
    assert (amounts.with_siret, amounts.with_services, amounts.abroad) == (1, 1, 1)


def test_page_links_every_file_and_each_opens(client, told_place):
    links = re.findall(r'href="(/donnees/[^"#]+\.[a-z]+)"', client.get(PAGE).content.decode())
    assert len(set(links)) == len(FILES) + 2
    assert {fetched(client, link)[0].status_code for link in links} == {200}


def test_page_names_sources_and_says_which_are_held_back(client):
    tell(make_source("CGET 2019", licence="etalab-2.0"), ("1", {"name": "Un"}))
    tell(make_source("Liste sans licence"), ("1", {"name": "Deux"}))
    text = words(client)
    assert "CGET 2019 etalab-2.0 1" in text
    assert "Liste sans licence non précisée : rien ne sort 1" in text


def test_page_speaks_english_and_stands_empty(client):
    assert "0 places, to be used again as you like" in words(client, "/en/donnees/")
    assert "0 lieu, à reprendre librement" in words(client)


def test_page_asks_few_queries(client, told_place, django_assert_num_queries):
    make_source("CGET", licence="etalab-2.0")
    client.get(PAGE)
    with django_assert_num_queries(4):
        client.get(PAGE)
