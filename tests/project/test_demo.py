"""The demonstration: what it holds, and each form in which its reports are written."""

import json
import zipfile

import pytest

from maille.directory.models import Record
from maille.directory.queries import claims_of
from maille.geography.actions import load_communes
from maille.people.models import Person
from maille.places.models import Place, PublicSite
from maille.project.demo import STEWARD, load_demo
from maille.project.demo.lists import CGET, load_lists
from tests.rows import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def load_all():
    load_communes()
    list(load_demo())
    load_lists()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load the demonstration once for all the tests of this file, and take it back."""
    with made_once(django_db_blocker, load_all):
        yield


def test_an_edition_that_is_not_there_is_named(run):
    done = run("report", "le-wip", "--format", "json", "--edition", "7")
    assert done.exit_code == 1
    assert "n'a pas d'édition 7" in done.output


@pytest.mark.parametrize(
    ("form", "start"), [("json", b"{"), ("jsonld", b"{"), ("html", b"<!doctype"), ("pdf", b"%PDF")]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_report_is_written_in_each_form(run, data_dir, form, start, language):
    out = data_dir / "out"
    done = run("report", "le-wip", "--format", form, "--language", language, "--out", out)
    assert (done.exit_code, done.output) == (0, "")
    assert out.read_bytes().lstrip().startswith(start)


def test_html_report_stands_alone_in_its_language(run, data_dir):
    out = data_dir / "report.html"
    run("report", "la-filature", "--format", "html", "--language", "en", "--out", out)
    page = out.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<style>" in page
    assert 'rel="stylesheet"' not in page
    assert 'href="/' not in page


def test_demo_tells_le_wip_as_its_page_does(run):
    document = json.loads(run("report", "le-wip", "--format", "json").output)
    findings = {finding["id"]: finding for finding in document["findings"]}
    told = [theme for part in document["sections"] for theme in part["themes"] if theme["told"]]
    assert len(told) == 10
    assert len(document["unanswered"]) == 5
    assert findings["wellbeing.changes.stress_or_conflict"]["direction"] == "unfavourable"
    assert findings["agency.initiatives"]["value"] == 5
    assert findings["agency.initiatives"]["approximate"] is True
    assert document["period"] == {"start": None, "end": None, "stated": False}
    assert {finding["grade"] for finding in document["findings"]} <= {"E0", "E1"}
    assert {story["kind"] for story in document["stories"]} == {"reported_summary"}


def test_demo_counts_visits_and_asks_visitors(run, data_dir):
    document = json.loads(run("report", "la-filature", "--format", "json").output)
    shares = [one["estimate"] for one in document["findings"] if one["estimate"]]
    assert {one["n"] for one in shares} == {41}
    visits = document["visits"]["estimate"]
    assert visits["low"] < visits["value"] < visits["high"]
    assert visits["n"] == 21
    out = data_dir / "report.html"
    run("report", "la-filature", "--format", "html", "--out", out)
    assert "Les visites, d’après des jours comptés" in out.read_text(encoding="utf-8")


def test_demo_shows_every_theme_over_three_years(run):
    numbers = [
        json.loads(run("report", "la-filature", "--format", "json", "--edition", n).output)
        for n in (1, 2, 3)
    ]
    assert [document["period"]["start"] for document in numbers] == [
        "2023-01-01",
        "2024-01-01",
        "2025-01-01",
    ]
    assert numbers[-1]["unanswered"] == []


def test_demo_is_safe_to_repeat(run):
    run("demo")
    assert "Tout est déjà là" in run("demo").output
    assert run("demo", "--if-empty").output == ""
    assert Place.objects.count() == 1513
    assert Person.objects.get().email == STEWARD


def test_demo_holds_the_third_places_of_2019_and_le_wip_is_closed():
    wip = Place.objects.get(slug="le-wip")
    assert wip.state == "closed"
    [told] = [one for one in claims_of(wip) if one.field == "state"]
    assert [(one.value, one.source_name, one.shown) for one in told.said] == [
        ("closed", "", True),
        ("open", CGET, False),
    ]
    assert Record.objects.filter(source__name=CGET).count() == 1512
    assert Place.objects.filter(name="Le WIP").count() == 0


def test_demo_holds_france_services_as_public_sites():
    sites = PublicSite.objects.filter(kind="france_services")
    assert sites.count() == 2845
    assert sites.filter(itinerant=True).count() == 163
    assert sites.exclude(opening_hours="").count() == 2797
    assert sites.filter(commune=None).count() == 3


def test_a_place_goes_out_and_comes_back(run, data_dir):
    out, again = data_dir / "place.zip", data_dir / "again.zip"
    assert run("export", "place", "la-filature", "--out", out).exit_code == 0
    assert zipfile.ZipFile(out).testzip() is None
    # The same archive on a site that holds its place already changes nothing.
    assert run("import", "place", out).output == "la-filature\n"
    assert run("export", "place", "la-filature", "--out", again).exit_code == 0
    assert again.read_bytes() == out.read_bytes()
