"""The command: what it prints, where it writes, how it says what went wrong."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import translation

from maille.geography.actions import load_communes
from maille.people.models import Person
from maille.places.models import Membership, Place
from maille.project import command as entry
from maille.project.commands import maille
from maille.project.commands.server import write_backup
from maille.project.demo import STEWARD, load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


@pytest.fixture
def demo(data_dir):
    load_communes()
    return list(load_demo())


@pytest.fixture
def run(data_dir):
    def call(*arguments):
        return CliRunner().invoke(maille, [str(argument) for argument in arguments])

    return call


def test_place_add_prints_the_slug_last(run):
    load_communes()
    done = run("place", "add", "Le Wip", "--commune", "14167")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "le-wip")
    assert Place.objects.get().commune.name == "Colombelles"


def test_place_add_numbers_a_slug_that_is_taken(run):
    assert run("place", "add", "Le Wip").output == "le-wip\n"
    assert run("place", "add", "Le Wip").output == "le-wip-2\n"


def test_person_add_makes_a_steward(run):
    run("place", "add", "Le Wip")
    done = run("person", "add", "camille@example.org", "--steward-of", "le-wip")
    assert (done.exit_code, done.output) == (0, "camille@example.org\n")
    assert Membership.objects.get().role == "steward"
    assert not Person.objects.get().is_administrator
    run("person", "add", "camille@example.org", "--administrator")
    assert Person.objects.get().is_administrator


def test_an_unknown_place_is_one_line_with_names_close_to_it(run):
    run("place", "add", "Le Wip")
    done = run("report", "le-wipp", "--format", "json")
    assert done.exit_code == 1
    assert (
        done.output.strip().splitlines()
        == ["Erreur : aucun lieu ne s'appelle « le-wipp » ; noms proches : le-wip"]
        or "le-wip" in done.output
    )


def test_a_place_is_also_found_by_a_name_that_only_it_has(run):
    run("place", "add", "Le Wip")
    draft = ("--format", "json", "--edition", "draft")
    assert json.loads(run("report", "Le Wip", *draft).output)["place"]["slug"] == "le-wip"
    run("place", "add", "Le Wip")
    assert run("report", "Le Wip", *draft).exit_code == 1


def test_report_without_edition_says_so(run):
    run("place", "add", "Le Wip")
    done = run("report", "le-wip", "--format", "json")
    assert done.exit_code == 1
    assert "n'a encore publié aucune édition" in done.output


def test_a_draft_needs_no_answers(run):
    run("place", "add", "Le Wip")
    done = run("report", "le-wip", "--format", "json", "--edition", "draft")
    document = json.loads(done.output)
    assert done.exit_code == 0
    assert (document["findings"], len(document["unanswered"])) == ([], 15)
    assert document["edition"]["number"] is None


@pytest.mark.parametrize("wrong", ["0", "-1", "latest"])
def test_an_edition_is_a_number_or_draft(run, wrong):
    run("place", "add", "Le Wip")
    assert run("report", "le-wip", "--format", "json", f"--edition={wrong}").exit_code == 2


def test_an_edition_that_is_not_there_is_named(demo, run):
    done = run("report", "le-wip", "--format", "json", "--edition", "7")
    assert done.exit_code == 1
    assert "n'a pas d'édition 7" in done.output


@pytest.mark.parametrize(
    ("form", "start"), [("json", b"{"), ("jsonld", b"{"), ("html", b"<!doctype"), ("pdf", b"%PDF")]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_report_is_written_in_each_form(demo, run, data_dir, form, start, language):
    out = data_dir / "out"
    done = run("report", "le-wip", "--format", form, "--language", language, "--out", out)
    assert (done.exit_code, done.output) == (0, "")
    assert out.read_bytes().lstrip().startswith(start)


def test_html_report_stands_alone_in_its_language(demo, run, data_dir):
    out = data_dir / "report.html"
    run("report", "la-filature", "--format", "html", "--language", "en", "--out", out)
    page = out.read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<style>" in page
    assert 'rel="stylesheet"' not in page
    assert 'href="/' not in page


def test_demo_tells_le_wip_as_its_page_does(demo, run):
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


def test_demo_shows_every_theme_over_three_years(demo, run):
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


def test_demo_is_safe_to_repeat(demo, run):
    assert "Tout est déjà là" in run("demo").output
    assert run("demo", "--if-empty").output == ""
    assert Place.objects.count() == 2
    assert Person.objects.get().email == STEWARD


def test_demo_loads_on_an_empty_site(run):
    load_communes()
    assert "Le Wip, La Filature" in run("demo", "--if-empty").output


def test_a_place_goes_out_and_comes_back(demo, run, data_dir):
    out, again = data_dir / "place.zip", data_dir / "again.zip"
    assert run("export", "place", "la-filature", "--out", out).exit_code == 0
    assert zipfile.ZipFile(out).testzip() is None
    # The same archive on a site that holds its place already changes nothing.
    assert run("import", "place", out).output == "la-filature\n"
    assert run("export", "place", "la-filature", "--out", again).exit_code == 0
    assert again.read_bytes() == out.read_bytes()


def test_an_archive_that_is_none_is_refused(run, data_dir):
    wrong = data_dir / "wrong.zip"
    wrong.write_bytes(b"not a zip")
    assert run("import", "place", wrong).exit_code == 1


def test_commune_mesure_reports_what_it_refused(run, data_dir):
    wrong = data_dir / "wrong.json"
    wrong.write_text("{", encoding="utf-8")
    out = data_dir / "report.json"
    done = run("import", "commune-mesure", wrong, "--report", out)
    assert done.exit_code == 1
    assert [file["status"] for file in json.loads(out.read_text())["files"]] == ["refused"]


@pytest.mark.django_db(transaction=True)
def test_backup_holds_the_photos(data_dir, settings):
    photo = settings.MEDIA_ROOT / "photos/one.webp"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"one")
    write_backup_or_skip(data_dir / "backup.zip")
    archive = zipfile.ZipFile(data_dir / "backup.zip")
    assert sorted(archive.namelist()) == ["maille.sqlite3", "media/photos/one.webp"]


def write_backup_or_skip(target):
    if connection.vendor != "sqlite":
        pytest.skip("only the embedded database is copied by the product")
    write_backup(target)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "fr_BE.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LANGUAGE": "en", "LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_command_speaks_as_its_environment_does(monkeypatch, environment, language):
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert entry.spoken_language() == language


def test_help_is_in_french_where_the_environment_is():
    with translation.override("fr"):
        assert translation.gettext("Serve the site.") == "Servir le site."
