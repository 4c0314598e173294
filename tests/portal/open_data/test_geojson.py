"""Places as GeoJSON: RFC 7946 to the letter, streamed, the same margins as the rows."""

import itertools
import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maille.places.models import Place
from maille.portal.exports.formats import FILES, write_file
from maille.portal.queries import open_places as reading
from tests.factories.places import CommuneFactory, DepartmentFactory, PlaceFactory, RegionFactory
from tests.portal.open_data.written import SITE, as_json, as_rows, left_out, written

pytestmark = pytest.mark.django_db


def features():
    return as_json("geojson")["features"]


def check_collection(collection):
    """Check what RFC 7946 asks of a collection of points."""
    assert set(collection) <= {"type", "features", "bbox"}
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert set(feature["geometry"]) == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_place_is_a_feature_with_its_point_longitude_first(told_place):
    collection = as_json("geojson")
    check_collection(collection)
    (feature,) = collection["features"]
    assert feature["id"] == str(told_place.public_id)
    assert feature["geometry"]["coordinates"] == [-0.297123, 49.205432]
    told = feature["properties"]
    assert told["website"] == "https://quincaillerie.example/"
    assert told["links"] == ["https://social.example/@quincaillerie"]
    assert told["activities_own"] == ["cuisine | partagée"]
    assert (told["opened"], told["closed"]) == ("2019-10", None)
    assert told["licences"] == ["ODbL-1.0"]
    assert told["url"] == "https://maille.example/lieux/la-quincaillerie/"
    assert told["profile"] == "https://maille.example/lieux/la-quincaillerie/profil.json"


def test_box_holds_every_point(told_place, belgian_place):
    assert as_json("geojson")["bbox"] == [-0.297123, 49.205432, 3.389, 50.606]


def test_place_without_a_point_has_no_geometry_and_there_is_no_box():
    PlaceFactory()
    collection = as_json("geojson")
    check_collection(collection)
    assert collection["features"][0]["geometry"] is None
    assert "bbox" not in collection


def test_no_place_is_an_empty_collection():
    assert as_json("geojson") == {"type": "FeatureCollection", "features": []}


def test_closed_place_says_so_with_who_took_over(closed_place):
    (feature,) = features()
    told = feature["properties"]
    assert (told["state"], told["closed"], told["successors"]) == (
        "closed",
        "2023-07",
        ["La Suite"],
    )


def test_belgian_place_keeps_its_codes(belgian_place):
    told = features()[0]["properties"]
    assert (told["country"], told["insee"], told["postcode"]) == ("BE", "BE-57081", "7500")
    assert (told["department_code"], told["region"]) == ("50000", "Région wallonne")
    assert told["intermunicipality_code"] is None


def test_french_place_says_its_intermunicipality(told_place):
    told = features()[0]["properties"]
    assert told["intermunicipality_code"] == "200065597"
    assert (told["intermunicipality"], told["intermunicipality_kind"]) == ("CU Caen la Mer", "CU")


def test_hidden_merged_and_fictional_places_stay():
    kept = PlaceFactory(slug="gardee")
    PlaceFactory(slug="secrete", is_public=False)
    PlaceFactory(slug="fondue", merged_into=kept)
    PlaceFactory(slug="fictive", fictional=True)
    assert [feature["properties"]["slug"] for feature in features()] == ["gardee"]
    assert left_out("geojson") == {"fictive": ["fictional"]}
    everything = as_json("geojson", everything=True)["features"]
    assert [one["properties"].get("fictional") for one in everything] == [True, None]


def test_places_come_in_order_of_slugs_across_chunks(monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    for slug in ("b", "e", "a", "d", "c"):
        PlaceFactory(slug=slug)
    assert [one["properties"]["slug"] for one in features()] == ["a", "b", "c", "d", "e"]


def test_chunk_asks_as_many_queries_for_many_places_as_for_few(
    told_place, django_assert_num_queries
):
    with django_assert_num_queries(11):
        written("geojson")
    PlaceFactory.create_batch(20)
    with django_assert_num_queries(11):
        written("geojson")


def test_places_are_read_as_they_are_written(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(reading, "CHUNK", 5)
    PlaceFactory.create_batch(40)
    with django_assert_max_num_queries(11):
        list(itertools.islice(write_file(FILES["geojson"], SITE), 3))


def test_margins_of_files_are_those_of_the_rows():
    regions = [
        CommuneFactory(
            code=f"{number}001",
            department=DepartmentFactory(
                code=number, region=RegionFactory(code=f"R{number}", name=f"Région {number}")
            ),
        )
        for number in ("14", "44", "59")
    ]
    kinds = ([], ["coworking"], ["fablab"], ["coworking", "fablab"])
    for number in range(24):
        place = PlaceFactory(commune=regions[number % 3])
        place.portrait.activities = kinds[number % 4]
        place.portrait.save()
    wanted = Counter(
        (place.department.region.code, tuple(place.portrait.activities))
        for place in Place.objects.all()
    )
    from_geojson = Counter(
        (one["properties"]["region_code"], tuple(one["properties"]["activities"]))
        for one in features()
    )
    from_table = Counter(
        (row["region_code"], tuple(filter(None, row["activities"].split("|"))))
        for row in as_rows("csv")
    )
    assert from_geojson == from_table == wanted


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.text(
        st.characters(exclude_characters="\x00", exclude_categories=["Cs"]),
        min_size=1,
        max_size=40,
    )
)
def test_hostile_names_come_back_as_they_were(told_place, name):
    Place.objects.filter(pk=told_place.pk).update(name=name)
    (feature,) = features()
    assert feature["properties"]["name"] == name
    assert json.dumps(feature)
