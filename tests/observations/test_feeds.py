import contextlib
import datetime as dt
import socket
import threading

import pytest
from click.testing import CliRunner
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from maille.observations.actions.feeds import follow_calendar, forget_calendar, refresh_feed
from maille.observations.enums import FeedStatus
from maille.observations.feeds import fetching
from maille.observations.feeds.addresses import allowed_ips, is_public, read_address
from maille.observations.feeds.errors import FeedError
from maille.observations.feeds.fetching import Fetched, fetch_calendar
from maille.observations.models import CalendarFeed, Observation
from maille.observations.queries.feeds import announced_by, outcome_of
from maille.project.commands import maille
from tests.places.reading import text_of

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 22)
EVENTS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//essai//FR
BEGIN:VEVENT
UID:veillee@example.org
DTSTART;TZID=Europe/Paris:20261105T200000
DTEND;TZID=Europe/Paris:20261105T220000
RRULE:FREQ=WEEKLY
SUMMARY:{title}
LOCATION:la grange
END:VEVENT
BEGIN:VEVENT
UID:marche@example.org
DTSTART;VALUE=DATE:20261122
SUMMARY:Marché
END:VEVENT
BEGIN:VEVENT
UID:brume@example.org
SUMMARY:Sans date
END:VEVENT
END:VCALENDAR
"""


def calendar(title="Veillée"):
    return EVENTS.format(title=title).replace("\n", "\r\n").encode()


def answering(*answers):
    """Give a way to fetch that answers these contents in turn, and what it was asked."""
    told, asked = list(answers), []

    def fetch(url, **known):
        asked.append({"url": url, **known})
        answer = told.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Fetched(answer, '"1"', "Sun, 22 Nov 2026 08:00:00 GMT")

    return fetch, asked


@pytest.fixture
def feed(place):
    return follow_calendar(place=place, address="webcal://agenda.example/a.ics", by=None)


@pytest.mark.django_db
def test_past_is_noted_and_what_comes_is_shown(place, feed):
    fetch, _asked = answering(calendar())
    read = refresh_feed(feed=feed, by=None, at=NOW, fetch=fetch)
    assert (read.status, read.problem) == (FeedStatus.READ, "")
    rows = Observation.objects.order_by("on")
    assert [(row.on.day, row.note, row.origin, row.source) for row in rows] == [
        (5, "Veillée", "feed", "trace"),
        (12, "Veillée", "feed", "trace"),
        (19, "Veillée", "feed", "trace"),
    ]
    announced = announced_by(place, TODAY)
    assert [(one.on.day, one.title, one.at) for one in announced[:3]] == [
        (22, "Marché", None),
        (26, "Veillée", dt.time(20)),
        (3, "Veillée", dt.time(20)),
    ]
    assert announced[0].source == "https://agenda.example/a.ics"
    outcome = outcome_of(read)
    assert [(str(label), count) for label, count in outcome.counts] == [
        ("notés", 3),
        ("n'a pas pu être lu", 1),
    ]
    assert [row["status"] for row in outcome.rows] == ["refused"]


@pytest.mark.django_db
def test_reading_again_changes_nothing_until_the_calendar_does(feed):
    fetch, asked = answering(calendar(), calendar(), calendar("Veillée d'automne"))
    for _again in range(3):
        feed = refresh_feed(feed=feed, by=None, at=NOW, fetch=fetch)
    assert [one.get("etag") for one in asked] == [None, '"1"', '"1"']
    states = list(Observation.objects.order_by("sequence").values_list("note", "state"))
    assert states == [("Veillée", "replaced")] * 3 + [("Veillée d'automne", "counted")] * 3


@pytest.mark.django_db
def test_unchanged_calendar_is_read_whole_the_day_after(feed):
    fetch, asked = answering(calendar(), None, calendar())
    assert refresh_feed(feed=feed, by=None, at=NOW, fetch=fetch).status == FeedStatus.READ
    same = refresh_feed(feed=feed, by=None, at=NOW + dt.timedelta(hours=1), fetch=fetch)
    assert same.status == FeedStatus.UNCHANGED
    refresh_feed(feed=feed, by=None, at=NOW + dt.timedelta(days=5), fetch=fetch)
    assert [len(one) for one in asked] == [1, 3, 1]
    notes = Observation.objects.order_by("on").values_list("on__day", "note")
    assert list(notes)[3:] == [(22, "Marché"), (26, "Veillée")]


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [FeedError("personne ne répond"), b"<html>", b""])
def test_failure_is_kept_and_loses_nothing(feed, answer):
    fetch, _asked = answering(calendar(), answer)
    refresh_feed(feed=feed, by=None, at=NOW, fetch=fetch)
    read = refresh_feed(feed=feed, by=None, at=NOW + dt.timedelta(days=1), fetch=fetch)
    assert (read.status, bool(read.problem)) == (FeedStatus.FAILED, True)
    assert Observation.objects.count() == 3
    assert len(read.coming) > 5


@pytest.mark.django_db
def test_address_is_followed_once_and_twelve_at_most(place, feed, settings):
    same = follow_calendar(place=place, address=" https://agenda.example/a.ics ", by=None)
    assert same.pk == feed.pk
    for number in range(11):
        follow_calendar(place=place, address=f"https://agenda.example/{number}", by=None)
    with pytest.raises(FeedError):
        follow_calendar(place=place, address="https://agenda.example/13", by=None)
    forget_calendar(feed=feed, by=None)
    assert CalendarFeed.objects.count() == 11
    settings.BASE_URL = "https://maille.example"
    with pytest.raises(FeedError):
        follow_calendar(place=place, address="https://maille.example/a.ics", by=None)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://agenda.example/a.ics?x=1&y=é", "https://agenda.example/a.ics?x=1&y=%C3%A9"),
        ("WEBCAL://Agenda.example", "https://agenda.example/"),
        ("webcals://agenda.example:8443/a", "https://agenda.example:8443/a"),
        ("http://agenda.example:80/a", "http://agenda.example/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://médiathèque.example/a", "https://xn--mdiathque-53af.example/a"),
    ],
)
def test_address_is_read_as_people_paste_it(written, address):
    assert read_address(written).address == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "agenda.example/a.ics",
        "file:///etc/passwd",
        "ftp://agenda.example/a",
        "gopher://agenda.example/a",
        "https://",
        "https://camille:secret@agenda.example/a",
        "https://agenda.example:99999/a",
        "https://[::1/a",
        "https://" + "é" * 80 + ".example/",
        "https://agenda.example/" + "a" * 1000,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(written):
    with pytest.raises(FeedError):
        read_address(written)


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",  # noqa: S104 - it must be refused
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "224.0.0.1",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
    ],
)
def test_private_addresses_are_not_asked(ip):
    assert not is_public(ip)
    target = read_address(f"http://[{ip}]/" if ":" in ip and "%" not in ip else "http://10.0.0.1/")
    with pytest.raises(FeedError):
        allowed_ips(target, private=False)
    assert len(allowed_ips(target, private=True)) == 1


def test_every_address_of_a_name_must_be_public(monkeypatch):
    def resolved(*ips):
        def getaddrinfo(_host, port, **_options):
            if not ips:
                raise socket.gaierror
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return allowed_ips(read_address("https://agenda.example/"), private=False)

    assert resolved("93.184.215.14", "93.184.215.14") == ["93.184.215.14"]
    for ips in (("93.184.215.14", "127.0.0.1"), ()):
        with pytest.raises(FeedError):
            resolved(*ips)


def served(*answers):
    """Give a connection to a server that sends these bytes in turn, and what it was asked."""
    told, asked = list(answers), []

    def connect(ip, port, patience):
        here, there = socket.socketpair()
        here.settimeout(patience)
        answer = told.pop(0)

        def serve():
            with there, contextlib.suppress(OSError):
                asked.append((ip, port, there.recv(65_536).decode(errors="replace")))
                there.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        return here

    return connect, asked


def http(status, body=b"", **headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def public(target):
    return [f"ip of {target.host}"]


def test_calendar_is_asked_at_the_address_that_was_checked():
    connect, asked = served(http("200 OK", b"BEGIN", ETag='"2"', Last_Modified="hier"))
    answer = fetch_calendar(
        "http://agenda.example:8080/a.ics?b", etag='"1"', resolving=public, connect=connect
    )
    assert answer == Fetched(b"BEGIN", '"2"', "hier")
    ((ip, port, request),) = asked
    assert (ip, port) == ("ip of agenda.example", 8080)
    lines = request.split("\r\n")
    assert lines[0] == "GET /a.ics?b HTTP/1.1"
    assert {"Host: agenda.example:8080", 'If-None-Match: "1"', "Accept-Encoding: identity"} <= {
        *lines
    }
    assert "If-Modified-Since" not in request


def test_nothing_new_is_said_so():
    connect, _asked = served(http("304 Not Modified", ETag='"2"'))
    answer = fetch_calendar("http://agenda.example/", resolving=public, connect=connect)
    assert answer.content is None


def test_redirections_are_followed_a_few_times_each_checked_again():
    connect, asked = served(
        http("301 Moved", Location="/b"),
        http("302 Found", Location="http://autre.example/c"),
        http("200 OK", b"BEGIN"),
    )
    fetch_calendar("http://agenda.example/a", resolving=public, connect=connect)
    assert [(ip, request.split()[1]) for ip, _port, request in asked] == [
        ("ip of agenda.example", "/a"),
        ("ip of agenda.example", "/b"),
        ("ip of autre.example", "/c"),
    ]


@pytest.mark.parametrize("where", ["http://127.0.0.1/", "http://169.254.169.254/latest/"])
def test_redirection_inside_the_walls_is_not_followed(where):
    connect, asked = served(http("302 Found", Location=where))

    def checking(target):
        return public(target) if target.host == "agenda.example" else fetching.resolve(target)

    with pytest.raises(FeedError):
        fetch_calendar("http://agenda.example/", resolving=checking, connect=connect)
    assert len(asked) == 1


@pytest.mark.parametrize(
    "answers",
    [
        [http("302 Found", Location="/encore")] * 6,
        [http("302 Found", Location="file:///etc/passwd")],
        [http("302 Found")],
        [http("404 Not Found")],
        [http("500 Error", b"oops")],
        [b"ceci n'est pas HTTP"],
        [b""],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nBEGIN"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: beaucoup\r\n\r\n" + b"x" * 6_000_000],
        [http("200 OK", b"x" * 6_000_000)],
    ],
)
def test_what_does_not_answer_as_it_should_is_given_up(answers):
    connect, _asked = served(*answers)
    with pytest.raises(FeedError):
        fetch_calendar("http://agenda.example/", resolving=public, connect=connect)


def test_slow_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "MOST_SECONDS", -1.0)
    connect, _asked = served(http("200 OK", b"BEGIN"))
    with pytest.raises(FeedError):
        fetch_calendar("http://agenda.example/", resolving=public, connect=connect)


def test_certificate_is_asked_for_and_checked():
    connect, asked = served(http("200 OK", b"BEGIN"))
    with pytest.raises(FeedError):
        fetch_calendar("https://agenda.example/", resolving=public, connect=connect)
    assert "GET" not in asked[0][2]


def test_host_that_refuses_is_given_up():
    def connect(_ip, _port, _patience):
        raise ConnectionRefusedError

    with pytest.raises(FeedError):
        fetch_calendar("http://agenda.example/", resolving=public, connect=connect)


@pytest.mark.django_db
def test_steward_follows_reads_again_and_lets_go(client, place, steward):
    address = reverse("observations:feeds", args=[place.slug])
    refused = client.post(address, {"address": "ftp://agenda.example"})
    assert list(refused.context["form"].errors) == ["address"]
    client.post(address, {"address": "http://127.0.0.1/a.ics", "label": "La commune"})
    feed = CalendarFeed.objects.get()
    shown = text_of(client.get(reverse("observations:feed", args=[place.slug, feed.public_id])))
    assert "127.0.0.1 n’est pas sur l’internet public" in shown
    assert "La commune" in text_of(client.get(address))
    again = client.post(reverse("observations:feed_refresh", args=[place.slug, feed.public_id]))
    assert list(get_messages(again.wsgi_request)) == []
    client.post(reverse("observations:feed_remove", args=[place.slug, feed.public_id]))
    assert not CalendarFeed.objects.exists()


@pytest.mark.django_db
def test_outcome_is_read_event_by_event(client, place, steward, feed):
    fetch, _asked = answering(calendar())
    refresh_feed(feed=feed, by=steward, fetch=fetch)
    page = client.get(reverse("observations:feed", args=[place.slug, feed.public_id]))
    assert "N’a pas pu être lu" in text_of(page) or "n’a pas pu être lu" in text_of(page)


@pytest.mark.django_db
def test_what_comes_from_elsewhere_stands_beside_the_programme(client, place, feed):
    fetch, _asked = answering(calendar())
    refresh_feed(feed=feed, by=None, at=timezone.now(), fetch=fetch)
    address = reverse("observations:feeds_to_come", args=[place.slug])
    assert "Veillée" in text_of(client.get(address))
    fragment = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment
    forget_calendar(feed=feed, by=None)
    assert "Rien n’est annoncé ailleurs" in text_of(client.get(address))


@pytest.mark.django_db
def test_command_reads_every_calendar_again(place):
    run = CliRunner().invoke
    nothing = run(maille, ["feeds", "refresh"])
    assert (nothing.exit_code, nothing.output) == (0, "")
    follow_calendar(place=place, address="http://127.0.0.1/a.ics", by=None)
    failed = run(maille, ["feeds", "refresh", place.slug])
    assert failed.exit_code == 1
    assert failed.output.startswith("la-filature\tfailed\thttp://127.0.0.1/a.ics: ")
    assert run(maille, ["feeds", "refresh", "nulle-part"]).exit_code == 1
