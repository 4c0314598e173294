"""Bringing in on a page, without any script."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maille.observations.importing import holding
from maille.observations.models import Observation, ObservationMapping
from tests.factories.places import MembershipFactory, PlaceFactory

pytestmark = pytest.mark.django_db
TABLE = "Date\tActivité\tNombre\n04/03/2025\tRepas <b>\t12\n05/03/1926\tRepas\t3\nTotal\t\t15\n"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def place():
    return PlaceFactory(slug="la-filature")


@pytest.fixture
def client(place):
    client = Client()
    client.force_login(MembershipFactory(place=place).person)
    return client


def post(client, **data):
    return client.post("/lieux/la-filature/observations/importer/", data)


def token(answer):
    return html.unescape(re.search(r'name="held" value="([^"]+)"', answer.content.decode())[1])


def test_pasted_table_is_previewed_then_brought_in(client):
    seen = post(client, pasted=TABLE)
    page = seen.content.decode()
    assert seen.status_code == 200
    assert Observation.objects.count() == 0
    assert "Repas &lt;b&gt;" in page
    assert "column-0" in page
    done = post(
        client,
        held=token(seen),
        take="1",
        **{"column-0": "on", "column-1": "title"},
        **{"column-2": "people", "kind": "occasion"},
    )
    assert done.status_code == 200
    states = Observation.objects.order_by("pk").values_list("state", "people", "origin")
    assert list(states) == [("counted", 12, "import"), ("quarantined", 3, "import")]
    assert ObservationMapping.objects.count() == 1


def test_columns_may_be_changed_and_seen_again(client):
    held = token(post(client, pasted=TABLE))
    again = post(
        client,
        held=held,
        kind="learning",
        **{"column-0": "on", "column-1": "note", "column-2": "-"},
    )
    assert again.status_code == 200
    done = post(
        client,
        held=token(again),
        take="1",
        kind="learning",
        **{"column-0": "on", "column-1": "note", "column-2": "-"},
    )
    assert done.status_code == 200
    row = Observation.objects.get(state="counted")
    assert (row.kind, row.people, row.note) == ("learning", None, "Repas <b>")


def test_table_without_a_day_asks_for_it_and_takes_the_answer(client):
    asked = post(client, pasted="Quand ça\tCombien\n04/03/2025\t3\n05/03/2025\t4\n")
    assert asked.status_code == 400
    still = post(
        client, held=token(asked), kind="presence", **{"column-0": "-", "column-1": "people"}
    )
    assert still.status_code == 400
    columns = {"column-0": "on", "column-1": "people"}
    done = post(client, held=token(still), take="1", kind="presence", **columns)
    assert done.status_code == 200
    assert Observation.objects.count() == 2


def test_calendar_is_brought_in_as_it_is(client):
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250304T183000\r\nSUMMARY:Repas\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    seen = post(client, file=SimpleUploadedFile("agenda.ics", content))
    assert "column-0" not in seen.content.decode()
    done = post(client, held=token(seen), take="1")
    assert done.status_code == 200
    assert Observation.objects.get().note == "Repas"


def test_calendar_that_seems_cut_is_said_before_and_after(client):
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250304T183000\r\nEND:VEVENT\r\n"
    )
    seen = post(client, file=SimpleUploadedFile("agenda.ics", content))
    assert "END:VCALENDAR" in seen.content.decode()
    done = post(client, held=token(seen), take="1")
    assert "END:VCALENDAR" in done.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pasted": "  "},
        {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04")},
        {"file": SimpleUploadedFile("x.csv", b"")},
        {"held": "made up"},
    ],
)
def test_what_cannot_be_read_is_said(client, data):
    answer = post(client, **data)
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()


def test_heavy_file_is_sent_to_the_command(client):
    file = SimpleUploadedFile("x.csv", b"Date\n" + b"x" * 12_000_000)
    assert post(client, file=file).status_code == 400


def test_what_was_pasted_stays_when_it_cannot_be_read(client):
    answer = post(client, pasted="PK")
    assert answer.status_code in {200, 400}
    broken = post(client, pasted=";;;" + "\t" * 300)
    assert ";;;" in broken.content.decode()


def test_held_file_is_its_place_s_own(client, place):
    other = PlaceFactory()
    held = holding.hold_file(other, "x.csv", TABLE.encode())
    assert post(client, held=held.token).status_code == 400
    assert holding.held_file(other, held.token).content == TABLE.encode()


def test_files_of_yesterday_are_forgotten(place, tmp_path, monkeypatch):
    first = holding.hold_file(place, "x.csv", b"x")
    monkeypatch.setattr(holding.time, "time", lambda: 10**11)
    holding.hold_file(place, "y.csv", b"y")
    assert len(list((tmp_path / "incoming").iterdir())) == 1
    assert first.name == "x.csv"


def test_page_is_for_the_team(place):
    assert Client().get("/lieux/la-filature/observations/importer/").status_code == 302
