"""Pages for what went wrong: in both languages, without a row when rows may be what fails."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.utils.translation import override
from django_ratelimit.exceptions import Ratelimited

from maille.people.models import Person
from maille.project import urls, views
from tests.factories.places import PlaceFactory
from tests.project.inline_code import inline_code


def fail(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the database is gone: camille@example.org")


def slow_down(request: HttpRequest) -> HttpResponse:
    raise Ratelimited


urlpatterns = [path("fail/", fail), path("slow/", slow_down), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def read(answer, status: int) -> str:
    assert answer.status_code == status
    page = answer.content.decode()
    assert inline_code(page) == []
    return page


@pytest.fixture
def patient() -> Client:
    return Client(raise_request_exception=False)


def test_missing_page_speaks_the_language_of_its_address(client, db):
    assert '<html lang="fr">' in read(client.get("/rien/"), 404)
    page = read(client.get("/en/nothing/"), 404)
    assert '<html lang="en">' in page
    assert "Nothing at this address" in page


@pytest.mark.parametrize(("prefix", "language"), [("/compte/", "fr"), ("/en/compte/", "en")])
def test_form_without_its_token_keeps_hope(db, prefix, language):
    answer = Client(enforce_csrf_checks=True).post(f"{prefix}connexion/")
    page = read(answer, 403)
    assert f'<html lang="{language}">' in page
    assert "403_csrf.html" in [template.name for template in answer.templates]


def test_unknown_host_is_refused_with_a_page(client, db):
    answer = client.get(reverse("account_login"), headers={"host": "evil.example"})
    assert "evil.example" not in read(answer, 400)


@pytest.mark.parametrize(
    ("prefix", "language", "words"),
    [
        ("", "fr", "Nous prenons 30\u00a0Mo au plus à la fois, dont 5\u00a0Mo de texte."),
        ("/en", "en", "We take 30 MB at most at a time, and 5 MB of text."),
    ],
)
def test_file_that_is_too_heavy_is_refused_with_what_to_do(client, db, prefix, language, words):
    request = {"CONTENT_LENGTH": str(30 * 1024 * 1024 + 1)}
    page = read(client.post(prefix + reverse("account_login"), **request), 413)
    assert f'<html lang="{language}">' in page
    assert words in page


def test_request_that_is_too_heavy_is_refused_before_it_is_read(client, db, settings):
    settings.UPLOAD_MAX_BYTES = 10
    answer = client.post(reverse("account_login"), {"login": "camille@example.org"})
    read(answer, 413)
    assert "413.html" in [template.name for template in answer.templates]


def test_form_without_files_has_a_lower_ceiling(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    data = "login=camille%40example.org"
    kind = "application/x-www-form-urlencoded"
    read(client.post(reverse("account_login"), data, content_type=kind), 413)


def test_too_many_files_are_refused(client, db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 0
    with open(__file__, "rb") as file:  # noqa: PTH123 - the client wants a file
        read(client.post(reverse("account_login"), {"file": file}), 400)


@pytest.mark.urls("tests.project.test_error_pages")
def test_page_asked_too_often_says_to_wait(client, db):
    answer = client.get("/slow/")
    read(answer, 429)
    assert "429.html" in [template.name for template in answer.templates]


def test_writes_that_come_too_fast_are_refused_with_a_page(client, db):
    client.force_login(Person.objects.create_user("camille@example.org"))
    codes = [client.post(reverse("places:add")).status_code for _attempt in range(21)]
    assert codes == [200] * 20 + [429]


def test_page_of_another_team_says_whom_to_ask(client, db):
    client.force_login(Person.objects.create_user("camille@example.org"))
    answer = client.get(reverse("places:edit", args=[PlaceFactory().slug]))
    read(answer, 403)
    assert "403.html" in [template.name for template in answer.templates]


@pytest.mark.urls("tests.project.test_error_pages")
def test_our_fault_is_told_without_reading_a_row(patient, db, django_assert_num_queries):
    person = Person.objects.create_user("camille@example.org")
    patient.force_login(person)
    with django_assert_num_queries(0):
        page = read(patient.get("/fail/"), 500)
    assert "camille@example.org" not in page


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("view", "faults"),
    [
        (views.server_error, ()),
        (views.bad_request, (Exception(),)),
        (views.bad_request, (RequestDataTooBig(),)),
    ],
)
def test_faults_read_in_both_languages_while_the_database_is_away(
    view, faults, language, monkeypatch
):
    monkeypatch.setattr(connection, "connect", fail)
    request = RequestFactory().get("/", headers={"host": "evil.example"})
    with override(language):
        page = view(request, *faults).content.decode()
    assert f'<html lang="{language}">' in page
    assert 'rel="alternate"' not in page
