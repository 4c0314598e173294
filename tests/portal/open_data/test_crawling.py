"""What search engines are told: every public page, in both languages, and nothing else."""

import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest

from maille.portal.views import crawling
from tests.factories.places import PlaceFactory

pytestmark = pytest.mark.django_db
MAP = {"s": crawling.NAMESPACE, "x": crawling.ALTERNATES}


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - our own answer


def parts(client):
    index = read(client, "/sitemap.xml")
    return [urlsplit(one.text).path for one in index.findall("s:sitemap/s:loc", MAP)]


def pages(client, part):
    return [one.text for one in read(client, part).findall("s:url/s:loc", MAP)]


def test_map_names_every_public_page_in_both_languages(client):
    PlaceFactory(slug="le-wip")
    PlaceFactory(slug="secret", is_public=False)
    PlaceFactory(slug="double", merged_into=PlaceFactory(slug="gardee"))
    own, places = parts(client)
    assert pages(client, places) == [
        "https://maille.example/lieux/gardee/",
        "https://maille.example/en/lieux/gardee/",
        "https://maille.example/lieux/le-wip/",
        "https://maille.example/en/lieux/le-wip/",
    ]
    paths = [urlsplit(one).path for one in pages(client, own)]
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)


def test_each_page_names_its_other_languages(client):
    PlaceFactory(slug="le-wip")
    first = read(client, "/sitemap-1.xml").find("s:url", MAP)
    others = [(one.get("hreflang"), one.get("href")) for one in first.findall("x:link", MAP)]
    assert others == [
        ("fr", "https://maille.example/lieux/le-wip/"),
        ("en", "https://maille.example/en/lieux/le-wip/"),
        ("x-default", "https://maille.example/lieux/le-wip/"),
    ]
    assert first.find("s:lastmod", MAP).text.startswith("20")


def test_map_is_cut_into_parts(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(crawling, "PLACES_PER_PART", 2)
    PlaceFactory.create_batch(5)
    found = parts(client)
    assert [len(pages(client, part)) for part in found[1:]] == [4, 4, 2]
    with django_assert_num_queries(2):
        pages(client, found[1])


def test_part_that_is_not_there_is_not_found(client):
    assert client.get("/sitemap-1.xml").status_code == 404


def test_robots_are_shown_the_map_and_kept_from_accounts(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /compte/",
        "Disallow: /noter/",
        "Disallow: /importer/",
        "Disallow: /en/compte/",
        "Disallow: /en/noter/",
        "Disallow: /en/importer/",
        "Sitemap: https://maille.example/sitemap.xml",
    ]
