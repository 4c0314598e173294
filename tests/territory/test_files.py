"""A study given away: maps, tables, document, print."""

import csv
import io
import json

import pytest
from django.urls import reverse

from maille.territory.exports import render_cells, render_geojson, render_sites
from maille.territory.queries import document_of, terrain_of
from maille.territory.reading.mapping import draw_map
from maille.territory.reading.page import read_study
from tests.factories.studies import make_study, street

pytestmark = pytest.mark.django_db


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def fetched(client, route: str, study) -> bytes:
    answer = client.get(reverse(f"territory:{route}", args=[study.slug]))
    assert answer.status_code == 200
    return answer.content


def test_geojson_holds_every_layer(client, study):
    told = json.loads(fetched(client, "map", study))
    layers = [one["properties"]["layer"] for one in told["features"]]
    assert layers == ["cells"] * 3 + ["candidates", "places", "chosen", "chosen"]
    assert told["travel"] == study.travel
    squares = {
        one["properties"]["state"]: len(one["geometry"]["coordinates"])
        for one in told["features"][:3]
    }
    assert squares == {
        "out_of_reach": 3,
        "within_reach_today": 1,
        "within_reach_of_a_proposed_site": 2,
    }


def test_geojson_of_a_large_ground_leaves_other_candidates_out():
    many = street()
    many["candidates"] = {
        "id": [f"c{rank}" for rank in range(600)],
        "name": ["x"] * 600,
        "longitude": [rank / 100_000 for rank in range(600)],
        "latitude": [49.0] * 600,
        "kind": ["other"] * 600,
        "commune": ["Amont"] * 600,
    }
    study = make_study(**{**many, "cell_metres": 0, "outlines": []})
    told = json.loads(render_geojson(terrain_of(study), document_of(study)))
    layers = {one["properties"]["layer"] for one in told["features"]}
    assert layers == {"cells", "places", "chosen"}


def test_communes_are_gathered_in_squares_as_most_of_their_people_live():
    study = make_study(cell_metres=0)
    told = json.loads(render_geojson(terrain_of(study), document_of(study)))
    squares = [
        (one["properties"]["state"], len(one["geometry"]["coordinates"]))
        for one in told["features"][:3]
    ]
    assert squares == [
        ("out_of_reach", 1),
        ("within_reach_today", 0),
        ("within_reach_of_a_proposed_site", 0),
    ]
    assert read_study(terrain_of(study), document_of(study)).gathered is True


def test_tables_are_read_again(client, study):
    assert rows(fetched(client, "sites_csv", study))[1][:5] == [
        "1", "b", "France Services", "france_services", "Aval",
    ]  # fmt: skip
    cells = rows(fetched(client, "cells_csv", study))
    assert cells[0][5:] == ["access", "nearest_place", "metres"]
    assert cells[2][2:] == [
        "200", "14001", "Amont", "within_reach_of_a_proposed_site", "Le Bout", "1000",
    ]  # fmt: skip
    assert rows(fetched(client, "gaps_csv", study))[1] == [
        "14002", "Aval", "960.5", "400", "560.5", "Le Bout", "3647",
    ]  # fmt: skip


def test_a_name_that_a_spreadsheet_would_run_is_quoted():
    told = street()
    told["candidates"]["name"] = ["=1+1", "=2", "=3"]
    study = make_study(**told)
    assert rows(render_sites(document_of(study)))[1][2] == "'=2"


def test_cells_without_any_place_have_no_nearest():
    study = make_study(places={"id": [], "name": [], "longitude": [], "latitude": []})
    assert rows(render_cells(terrain_of(study), document_of(study)))[1][6:] == ["", ""]
    assert read_study(terrain_of(study), document_of(study)).gaps[0].place == ""


def test_document_is_given_to_the_byte(client, study):
    assert fetched(client, "json", study) == study.document.encode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_print_is_an_accessible_pdf(client, study, prefix):
    answer = client.get(f"{prefix}{reverse('territory:pdf', args=[study.slug])}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid:part" in answer.content


def test_print_of_words_that_try_to_be_markup(client):
    assert fetched(client, "pdf", make_study("#panic() 😀 <b>")).startswith(b"%PDF-")


def test_print_without_any_place_nor_site(client):
    told = street(places={name: [] for name in street()["places"]})
    empty = {name: [] for name in told["candidates"]}
    assert fetched(client, "pdf", make_study(**{**told, "candidates": empty})) != b""


def test_file_that_has_not_changed_is_not_sent_again(client, study):
    address = reverse("territory:map", args=[study.slug])
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Access-Control-Allow-Origin"] == "*"


def test_map_lays_frames_side_by_side_and_leaves_out_what_none_holds():
    told = street()
    frames = [[-0.01, 48.98, 0.02, 49.02], [0.035, 48.99, 0.05, 49.01]]
    study = make_study(**{**told, "frames": frames})
    drawing = draw_map(terrain_of(study), document_of(study))
    assert len(drawing.insets) == 1
    assert [mark.rank for mark in drawing.sites] == [1, 2]
    assert drawing.outlines.count("M") == 1
