import gzip
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import request_started
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from maille.db.state import state_reader
from maille.places.actions import update_place
from maille.project import wsgi
from maille.project.page_cache import HEAVIEST, Application
from maille.reports.actions import withdraw_story
from maille.web.public_pages import public_page
from tests.factories.places import MembershipFactory, PlaceFactory
from tests.factories.reports import make_edition

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "/lieux/la-filature/"


class Answer:
    """What a visitor receives, and whether Django was asked."""

    def __init__(self, application, address, method="GET", **sent):
        sent = {"HTTP_HOST": "localhost", "HTTP_COOKIE": "", **sent}
        environ = RequestFactory().generic(method, address, **sent).environ
        if not environ["HTTP_COOKIE"]:
            del environ["HTTP_COOKIE"]
        self.made = False
        request_started.connect(self._listen)
        parts = application(environ, self._start)
        self.body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        request_started.disconnect(self._listen)

    def _listen(self, **_about):
        self.made = True

    def _start(self, status, headers, _error=None):
        self.status, self.headers = int(status.split()[0]), dict(headers)

    @property
    def text(self):
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@pytest.fixture(autouse=True)
def same_connection():
    """A test's connection outlives its requests."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.fixture
def place():
    return PlaceFactory(name="La Filature", slug="la-filature")


@pytest.fixture
def worker():
    """A process whose database nobody writes in."""
    mark = object()
    return Application(lambda: mark)


@pytest.fixture
def session(place):
    client = Client()
    client.force_login(MembershipFactory(place=place, role="steward").person)
    return client.cookies[settings.SESSION_COOKIE_NAME].OutputString(attrs=[])


def test_public_page_is_made_once(worker, place):
    first, again = Answer(worker, PLACE), Answer(worker, PLACE)
    assert (first.made, again.made) == (True, False)
    assert (again.status, again.headers, again.body) == (200, first.headers, first.body)
    assert "La Filature" in again.text
    assert set(again.headers["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert "Cookie" in again.headers["Vary"]
    assert "ETag" in again.headers
    assert "Set-Cookie" not in again.headers


def test_next_answer_of_every_process_says_what_was_written(place):
    workers = [Application(state_reader()) for _process in range(2)]
    for worker in workers:
        Answer(worker, PLACE)
    update_place(place=place, changes={"name": "La Corderie"}, by=None)
    for worker in workers:
        answer = Answer(worker, PLACE)
        assert "La Corderie" in answer.text
        assert "La Filature" not in answer.text


def test_withdrawn_words_are_in_no_answer_any_more(place):
    edition = make_edition(place)
    workers = [Application(state_reader()) for _process in range(2)]
    address = f"{PLACE}rapports/{edition.number}/"
    assert all("jardin" in Answer(worker, address).text for worker in workers)
    withdraw_story(story=edition.draft.stories.get(), by=None)
    assert not any("jardin" in Answer(worker, address).text for worker in workers)


def test_what_is_not_committed_is_in_no_answer(place):
    worker = Application(state_reader())
    with transaction.atomic():
        update_place(place=place, changes={"name": "La Corderie"}, by=None)
        transaction.set_rollback(True)
    assert "La Corderie" not in Answer(worker, PLACE).text
    assert "La Corderie" not in Answer(worker, PLACE).text


def test_each_language_address_and_host_has_its_page(worker, place):
    asked = [
        {"address": PLACE},
        {"address": f"/en{PLACE}"},
        {"address": PLACE, "QUERY_STRING": "one=1"},
        {"address": PLACE, "HTTP_ACCEPT_LANGUAGE": "en"},
        {"address": PLACE, "SERVER_PORT": "80", "HTTP_X_FORWARDED_PROTO": "https"},
        {"address": PLACE, "HTTP_ACCEPT_ENCODING": "gzip"},
    ]
    first = [Answer(worker, **one) for one in asked]
    again = [Answer(worker, **one) for one in asked]
    assert [one.made for one in first] == [True] * len(asked)
    assert [one.made for one in again] == [False] * len(asked)
    assert [one.body for one in again] == [one.body for one in first]
    assert ['lang="fr">' in again[0].text, 'lang="en">' in again[1].text] == [True, True]


def test_page_of_somebody_is_made_for_them_and_never_kept(worker, place, session):
    everybodys = Answer(worker, PLACE)
    theirs = Answer(worker, PLACE, HTTP_COOKIE=session)
    assert theirs.made
    assert "/compte/deconnexion/" in theirs.text
    assert "private" in theirs.headers["Cache-Control"]
    assert Answer(worker, PLACE, HTTP_COOKIE=session).made
    assert Answer(worker, PLACE).text == everybodys.text
    assert "/compte/deconnexion/" not in everybodys.text


def test_what_is_kept_of_a_page_says_nothing_of_who_reads(worker, place, session):
    """The fragments of a signed-in page are those of everybody, but for what the team may do."""
    theirs = Answer(worker, PLACE, HTTP_COOKIE=session)
    stranger = MembershipFactory().person
    client = Client()
    client.force_login(stranger)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].OutputString(attrs=[])
    Answer(worker, PLACE, HTTP_COOKIE=cookie)
    others = Answer(worker, PLACE, HTTP_COOKIE=cookie)
    assert stranger.display_name in others.text
    assert f"{PLACE}equipe/" in theirs.text
    assert f"{PLACE}equipe/" not in others.text
    assert f"{PLACE}equipe/" in Answer(worker, PLACE, HTTP_COOKIE=session).text


def test_page_is_sent_again_once_something_was_written(place):
    worker = Application(state_reader())
    held = {"HTTP_IF_NONE_MATCH": Answer(worker, PLACE).headers["ETag"]}
    update_place(place=place, changes={"name": "La Corderie"}, by=None)
    assert Answer(worker, PLACE, **held).status == 200


def test_closing_a_session_ends_what_it_shows(worker, place, session):
    Answer(worker, PLACE, HTTP_COOKIE=session)
    key = SimpleCookie(session)[settings.SESSION_COOKIE_NAME].value
    SessionStore(key).delete()
    assert "/compte/deconnexion/" not in Answer(worker, PLACE, HTTP_COOKIE=session).text


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_page_is_not_sent_again_to_whoever_holds_it(worker, place, encoding):
    etag = Answer(worker, PLACE, HTTP_ACCEPT_ENCODING=encoding).headers["ETag"]
    held = {"HTTP_IF_NONE_MATCH": f'"other", {etag}', "HTTP_ACCEPT_ENCODING": encoding}
    again = Answer(worker, PLACE, **held)
    assert (again.status, again.body, again.made) == (304, b"", False)
    assert again.headers["ETag"] == etag
    assert "Content-Length" not in again.headers


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        (PLACE, {"method": "HEAD"}, 200),
        (PLACE, {"method": "POST"}, 403),
        (PLACE, {"HTTP_COOKIE": "anything=1"}, 200),
        (PLACE, {"HTTP_AUTHORIZATION": "Bearer secret"}, 200),
        (PLACE, {"HTTP_RANGE": "bytes=0-10"}, 200),
        ("/lieux/nulle-part/", {}, 404),
        ("/compte/connexion/", {}, 200),
    ],
)
def test_every_other_answer_is_made_each_time(worker, place, address, sent, status):
    answers = [Answer(worker, address, **sent) for _time in range(2)]
    assert [(one.status, one.made) for one in answers] == [(status, True)] * 2


@public_page
def with_a_cookie(_request):
    response = HttpResponse("words")
    response.set_cookie("one", "1")
    return response


@public_page
def heavy(_request):
    return HttpResponse("x" * (HEAVIEST + 1))


@public_page
def for_each_browser(_request):
    return HttpResponse("words", headers={"Vary": "User-Agent"})


@public_page
def packed(_request):
    return HttpResponse(b"words", headers={"Content-Encoding": "br"})


urlpatterns = [
    path("biscuit/", with_a_cookie),
    path("lourd/", heavy),
    path("navigateur/", for_each_browser),
    path("comprime/", packed),
]


@pytest.mark.parametrize("address", ["/biscuit/", "/lourd/", "/navigateur/", "/comprime/"])
def test_answer_that_cannot_be_kept_is_made_each_time(worker, settings, address):
    settings.ROOT_URLCONF = __name__
    assert [Answer(worker, address).made for _time in range(2)] == [True, True]


def test_nothing_is_kept_when_the_database_does_not_answer(place):
    worker = Application(lambda: None)
    assert [Answer(worker, PLACE).made for _time in range(2)] == [True, True]


def test_server_keeps_public_pages():
    assert isinstance(wsgi.application, Application)
