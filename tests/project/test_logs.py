"""What is logged holds nobody's address and no secret."""

import io
import logging

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from maille.people.actions import add_person
from maille.project import urls
from maille.project.logs import DiscreetFormatter, hide_personal_data

ADDRESS = "camille@example.org"
PASSWORD = "une phrase que je retiens"
TOKEN = "tok-3f9a2b"


def fail(request: HttpRequest) -> HttpResponse:
    raise IntegrityError(f"DETAIL: Key (email)=({ADDRESS}) already exists. {request.headers}")


urlpatterns = [path("fail/", fail), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def written():
    """Give what the log of an installation would hold, every level included."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter("{levelname} {name} {message}", style="{"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.urls("tests.project.test_logs")
def test_signing_in_failing_and_breaking_leave_no_personal_trace(written, db, mailoutbox):
    person = add_person(email=ADDRESS)
    person.set_password(PASSWORD)
    person.save()
    client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {TOKEN}"})
    client.post(reverse("account_login"), {"login": ADDRESS, "password": "not this one"})
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    code = mailoutbox[0].body.split("\n\n")[2].strip()
    client.post(reverse("account_confirm_login_code"), {"code": "0000-0000"})
    client.get(f"/nothing/?email={ADDRESS}&code={code}")
    client.get("/fail/")
    Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": ADDRESS})
    client.get("/", headers={"host": ADDRESS})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    log = written.getvalue()
    assert "Internal Server Error: /fail/" in log
    assert "IntegrityError" in log
    secrets = (ADDRESS, code, code.replace("-", ""), PASSWORD, "not this one", TOKEN)
    assert [secret for secret in secrets if secret in log] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("camille%40example.org", "[address]"),
        ("'password': 'une phrase'", "'password': '[secret] phrase'"),
        ("Cookie: maille-session=abcdef; other=1", "Cookie: maille-session=[secret]; other=1"),
        ("the code of conduct", "the code of conduct"),
        ("postgresql://user:secret@db/maille", "postgresql://user:secret@db/maille"),
    ],
)
def test_addresses_and_secrets_are_hidden(text, kept):
    assert hide_personal_data(text) == kept


def test_log_of_the_product_uses_the_discreet_formatter(settings):
    formatter = settings.LOGGING["formatters"]["line"]["()"]
    assert formatter == "maille.project.logs.DiscreetFormatter"
