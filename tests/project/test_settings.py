"""Settings mean what their page says."""

import re

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from maille.people.adapters import client_address
from maille.project import settings as product
from maille.project.basemap import basemap_hosts
from maille.project.email_url import MailServer, read_email_url

VARIABLE = re.compile(r"\bMAILLE_[A-Z][A-Z_]*[A-Z]\b")
PLACES = ("src/**/*.py", "tools/*", "tests/**/*.py", "benchmarks/*.py", "Makefile", ".ci/*")


def test_every_variable_has_its_heading_and_every_heading_its_variable(repository):
    files = [path for pattern in PLACES for path in repository.glob(pattern) if path.is_file()]
    read = {
        name
        for path in files
        if path.name != "test_settings.py"
        for name in VARIABLE.findall(path.read_text(encoding="utf-8", errors="ignore"))
    }
    page = (repository / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### `(MAILLE_\w+)`$", page, re.MULTILINE)) == read


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", False, True)),
        ("smtps://u:p@mail.example.org", ("mail.example.org", 465, "u", "p", True, False)),
        ("smtps://u%40x:p%3A@m.example:2525", ("m.example", 2525, "u@x", "p:", True, False)),
        ("smtp+plain://127.0.0.1", ("127.0.0.1", 25, "", "", False, False)),
    ],
)
def test_email_address_names_a_server(url, server):
    assert read_email_url(url) == MailServer("django.core.mail.backends.smtp.EmailBackend", *server)


@pytest.mark.parametrize("url", ["", "console:"])
def test_email_is_printed_until_a_server_is_named(url):
    assert read_email_url(url).backend == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize("url", ["mail.example.org", "smtp://", "http://x", "smtp://u:s3cret@h:no"])
def test_wrong_email_address_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match="MAILLE_EMAIL_URL is not") as caught:
        read_email_url(url)
    assert "s3cret" not in str(caught.value)


def test_attempts_are_counted_for_all_processes_and_longer_than_any_window(settings, db):
    options = product.CACHES["default"]
    settings.CACHES = {"default": options}
    call_command("createcachetable", verbosity=0)
    one, other = (DatabaseCache(str(options["LOCATION"]), options) for _process in range(2))
    one.add("attempts", 1)
    other.incr("attempts")
    assert one.get("attempts") == 2
    assert one.default_timeout >= 24 * 3600
    for number in range(400):
        one.set(f"flood-{number}", 1)
    assert other.get("attempts") == 2


def test_nobody_is_trusted_to_name_an_address_by_default(rf):
    request = rf.get("/", headers={"x-forwarded-for": "203.0.113.9"})
    assert client_address(request) == "127.0.0.1"


def test_front_server_names_the_address_when_it_is_trusted(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    assert client_address(request) == "203.0.113.9"


def test_a_basemap_opens_the_policy_for_its_hosts_alone():
    style = "https://tiles.example.org/styles/plain.json?key=1"
    assert basemap_hosts(style, "https://fonts.example.org,https://tiles.example.org") == [
        "https://tiles.example.org",
        "https://fonts.example.org",
    ]


@pytest.mark.parametrize("address", ["tiles.example.org", "ftp://tiles.example.org", "https://"])
def test_a_basemap_without_a_whole_address_is_refused(address):
    with pytest.raises(ImproperlyConfigured):
        basemap_hosts(address, "")
