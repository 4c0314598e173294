"""Files at addresses that stay: sent once, packed, open to any page, made again when due."""

import gzip
import json

import pytest
from django.urls import reverse

from maille.places.actions import update_place
from maille.portal.exports.formats import FILES
from maille.portal.exports.kept_files import kept_file
from tests.factories.directory import make_source
from tests.factories.places import PlaceFactory
from tests.portal.open_data.written import fetched

pytestmark = pytest.mark.django_db
GEOJSON = "/donnees/lieux.geojson"


def names(content):
    return [one["properties"]["name"] for one in json.loads(content)["features"]]


@pytest.mark.parametrize("form", FILES)
def test_file_is_open_and_kept_by_caches(client, told_place, form):
    answer, content = fetched(client, reverse(FILES[form].route))
    assert content
    assert answer["Content-Type"] == FILES[form].media_type
    name = reverse(FILES[form].route).rpartition("/")[2]
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Accept-Encoding" in answer["Vary"]
    assert answer["Last-Modified"].endswith("GMT")


def test_file_is_not_sent_again_to_whoever_holds_it(client, told_place):
    first, _content = fetched(client, GEOJSON)
    again, content = fetched(client, GEOJSON, **{"if-none-match": first["ETag"]})
    assert (again.status_code, content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_file_is_packed_for_who_can_unpack_it(client, told_place):
    plain, content = fetched(client, GEOJSON)
    packed, packed_content = fetched(client, GEOJSON, **{"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] != plain["ETag"]
    assert gzip.decompress(packed_content) == content


def test_file_changes_as_soon_as_a_place_does(client, told_place):
    first, content = fetched(client, GEOJSON)
    assert names(content) == ["La Quincaillerie"]
    update_place(place=told_place, changes={"name": "La Forge"}, by=None)
    second, content = fetched(client, GEOJSON)
    assert names(content) == ["La Forge"]
    assert first["ETag"] != second["ETag"]


def test_file_changes_with_the_licence_of_a_source(client):
    first, _content = fetched(client, GEOJSON)
    make_source("CGET", licence="etalab-2.0")
    assert fetched(client, GEOJSON)[0]["ETag"] != first["ETag"]


def test_file_that_is_held_costs_a_few_queries(client, told_place, django_assert_num_queries):
    PlaceFactory.create_batch(3)
    fetched(client, GEOJSON)
    with django_assert_num_queries(12):
        fetched(client, GEOJSON)


def test_only_the_latest_file_is_kept(tmp_path):
    for mark in ("one", "two"):
        file = kept_file("lieux", mark, lambda: iter(["text"]))
    kept_file("lieux", "two", lambda: pytest.fail("it is here already"))
    folder = tmp_path / "caches" / "open-data"
    assert sorted(folder.iterdir()) == sorted([file.plain, file.packed])


def test_file_cut_short_is_not_kept(tmp_path):
    def breaking():
        yield "begun"
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        kept_file("lieux", "one", breaking)
    assert list((tmp_path / "caches" / "open-data").iterdir()) == []


def test_files_have_no_english_twin(client):
    assert client.get(f"/en{GEOJSON}").status_code == 404


def test_file_cannot_be_written_to(client):
    assert client.post(GEOJSON).status_code == 405


def test_schema_of_the_table_is_published(client):
    answer = client.get(reverse("files:places_schema"))
    assert answer.json()["path"] == "https://maille.example/donnees/lieux.csv"
    assert answer["Access-Control-Allow-Origin"] == "*"
