"""The door of devices: tokens, receipts, one clear line for each refusal."""

import json

import jsonschema
import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from maille.observations import api as door
from maille.observations.models import Observation
from maille.observations.pace import Pace
from maille.places.actions import issue_device_token, revoke_device_token
from maille.places.enums import Role
from tests.factories.places import MembershipFactory, PlaceFactory
from tests.observations.told import told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_pace(monkeypatch):
    monkeypatch.setattr(door, "REQUESTS", Pace(most=50, seconds=10**9))
    monkeypatch.setattr(door, "WRONG_TOKENS", Pace(most=5, seconds=10**9))


@pytest.fixture
def place():
    return PlaceFactory(slug="la-filature")


@pytest.fixture
def token(place):
    return issue_device_token(place=place, label="Tablette", by=None)


def send(body, secret="", *, slug="la-filature", client=None, **headers):
    if secret:
        headers["authorization"] = f"Bearer {secret}"
    return (client or Client(enforce_csrf_checks=True)).post(
        f"/api/v1/places/{slug}/observations",
        body if isinstance(body, str | bytes) else json.dumps(body),
        content_type="application/json",
        headers=headers,
    )


def refused(answer):
    detail = answer.json()["detail"]
    assert "\n" not in detail
    return answer.status_code, detail


@pytest.mark.parametrize("wrap", [lambda items: items, lambda items: {"observations": items}])
def test_device_sends_a_batch_and_gets_its_receipts(place, token, wrap):
    items = [told(people=12), told(people=-1), "x"]
    answer = send(wrap(items), token[1])
    assert answer.status_code == 200
    receipts = answer.json()["receipts"]
    assert [one["status"] for one in receipts] == ["recorded", "quarantined", "unreadable"]
    assert [one["sequence"] for one in receipts] == [1, 2, None]
    assert receipts[0]["id"] == items[0]["id"]
    row = Observation.objects.get(sequence=1)
    assert (row.device, row.origin, row.sha256) == (token[0], "api", receipts[0]["sha256"])


def test_same_batch_again_gets_the_same_receipts(token, place):
    items = [told(), told()]
    first = send(items, token[1]).json()["receipts"]
    again = send(items, token[1]).json()["receipts"]
    assert [one.pop("status") for one in again] == ["known", "known"]
    assert again == [{name: one[name] for name in one if name != "status"} for one in first]


def test_reasons_are_told_in_both_languages(token, place):
    (receipt,) = send([told(people=-1)], token[1]).json()["receipts"]
    assert receipt["reasons"] == [
        {
            "field": "people",
            "code": "negative",
            "doubt": False,
            "fr": "ce nombre est négatif",
            "en": "this number is negative",
        }
    ]


@pytest.mark.parametrize("secret", ["", "wrong", "é", "x" * 5000])
def test_wrong_token_is_asked_again(place, secret):
    answer = send([told()], secret)
    assert refused(answer)[0] == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert Observation.objects.count() == 0


def test_withdrawn_token_is_worthless(place, token):
    revoke_device_token(token=token[0], by=None)
    assert refused(send([told()], token[1]))[0] == 401


def test_token_of_another_place_is_turned_away(place, token):
    PlaceFactory(slug="ailleurs")
    assert refused(send([told()], token[1], slug="ailleurs"))[0] == 403
    assert refused(send([told()], token[1], slug="nulle-part"))[0] == 403


def test_wrong_tokens_wear_out_patience(place, token):
    answers = [send([], "wrong").status_code for _attempt in range(6)]
    assert answers == [401] * 5 + [429]
    late = send([], token[1])
    assert (late.status_code, late["Retry-After"]) == (429, "60")


def test_too_many_requests_wait(place, token):
    door.REQUESTS.most = 1
    assert [send([], token[1]).status_code for _turn in range(2)] == [200, 429]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[", 400),
        (b"\xff\xfe[", 400),
        ("[" * 100_000, 400),
        ("3", 400),
        ('{"items": []}', 400),
        ("[]", 200),
        (json.dumps([{}] * 1001), 413),
        (b"[" + b" " * 5 * 1024 * 1024 + b"]", 413),
    ],
)
def test_body_that_cannot_be_taken_is_told_in_one_line(place, token, body, status):
    answer = send(body, token[1])
    assert answer.status_code == status
    if status != 200:
        refused(answer)


def test_numbers_that_are_none_are_kept_aside(place, token):
    item = json.dumps(told(people=0)).replace('"people": 0', '"people": NaN')
    assert send(f"[{item}]", token[1]).json()["receipts"][0]["status"] == "quarantined"


def member(place, role=Role.CONTRIBUTOR):
    client = Client(enforce_csrf_checks=True)
    client.force_login(MembershipFactory(place=place, role=role).person)
    client.get("/compte/")
    return client


def test_person_sends_with_the_token_of_the_page(place):
    client = member(place)
    client.get("/noter/")
    cookie = client.cookies["maille-csrf"].value
    answer = send([told()], client=client, **{"x-csrftoken": cookie})
    assert answer.status_code == 200
    row = Observation.objects.get()
    assert (row.origin, row.by.memberships.get().place) == ("capture", place)


def test_request_forged_elsewhere_is_turned_away(place):
    assert send([told()], client=member(place)).status_code == 403


def test_reader_may_not_note(place):
    client = member(place, Role.READER)
    client.handler.enforce_csrf_checks = False
    assert refused(send([told()], client=client))[0] == 403


def test_place_that_is_not_public_does_not_exist_for_others(place):
    hidden = PlaceFactory(slug="cache", is_public=False)
    client = member(place)
    client.handler.enforce_csrf_checks = False
    assert refused(send([told()], client=client, slug=hidden.slug))[0] == 404
    assert refused(send([told()], client=client, slug="rien"))[0] == 404


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("database or disk is full", 507),
        ("disk I/O error", 507),
        ("could not extend file: No space left on device", 507),
        ("database is locked", 503),
        ("server closed the connection unexpectedly", 503),
    ],
)
def test_database_that_cannot_write_asks_to_try_later(place, token, words, status):
    def broken(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            raise OperationalError(words)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        answer = send([told()], token[1])
    assert answer.status_code == status
    assert int(answer["Retry-After"]) > 0
    assert Observation.objects.count() == 0
    assert send([told()], token[1]).status_code == 200


def test_description_for_machines_is_whole(client, place):
    described = client.get("/api/v1/openapi.json").json()
    operation = described["paths"]["/api/v1/places/{slug}/observations"]["post"]
    assert described["openapi"].startswith("3.")
    assert set(operation["responses"]) == {
        *("200", "400", "401", "403", "404", "413", "429", "503", "507")
    }
    item = operation["requestBody"]["content"]["application/json"]["schema"]["oneOf"][0]["items"]
    jsonschema.Draft202012Validator.check_schema(item)
    assert item["required"] == ["id", "kind", "on"]


def test_only_keys_have_a_name_in_the_description_for_machines(client):
    schemes = client.get("/api/v1/openapi.json").json()["components"]["securitySchemes"]
    assert schemes["DeviceAuth"] == {"type": "http", "scheme": "bearer"}
    assert {one["type"] for one in schemes.values() if "name" in one} == {"apiKey"}


@pytest.mark.parametrize("address", ["/api/", "/en/api/"])
def test_page_explains_every_field_without_help_from_elsewhere(client, db, address):
    page = client.get(address).content.decode()
    for name in ("id", "people_high", "noted_at", "occasion", "openapi.json", "507"):
        assert name in page
    assert 'src="http' not in page
