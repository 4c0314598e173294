"""A real browser, a real server, and what both must always satisfy."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page, expect

from maille.geography.actions import load_communes
from maille.places.models import Place
from maille.project.demo import load_demo

BROWSER = os.environ.get("MAILLE_TEST_BROWSER") or shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A page that answers late on a busy machine is no failure: what it says is.
expect.set_options(timeout=60_000)

# The browser's own event loop runs beside the ORM in one thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not BROWSER:
        pytest.skip("no Chromium here: on Debian, apt install chromium")
    return {**browser_type_launch_args, "executable_path": BROWSER, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "fr-FR",
        "viewport": {"width": 390, "height": 844},
    }


@pytest.fixture
def page(page: Page) -> Page:
    """Fail the journey on any error of a script, or any breach of the content policy."""
    page.set_default_timeout(60_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and "404" not in message.text
            else None
        ),
    )
    yield page
    assert errors == []


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Give the file where a site with the demonstration is kept, once there is one."""
    return tmp_path_factory.mktemp("demo") / "filled.sqlite3"


@pytest.fixture
def demo(transactional_db, filled):
    """Fill the site with the communes and the demonstration."""
    connection.ensure_connection()
    if filled.exists():
        with closing(sqlite3.connect(filled)) as kept:
            kept.backup(connection.connection)
    else:
        load_communes()
        list(load_demo())
        with closing(sqlite3.connect(filled)) as kept:
            connection.connection.backup(kept)
    return {place.slug: place for place in Place.objects.all()}


@pytest.fixture
def accessible():
    """Give a check: the page as it stands has no violation of the accessibility rules."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []

    return check
