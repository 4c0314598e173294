"""The command: what it prints, where it writes, how it says what went wrong."""

import json
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import translation

from maille.geography.actions import load_communes
from maille.people.models import Person
from maille.places.models import Membership, Place
from maille.project import command as entry
from maille.project.commands.server import write_backup

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def careful() -> Person:
    """Give somebody whose account asks for a second factor."""
    person = Person.objects.create_user("camille@example.org")
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=person, type=kind, data={})
    return person


def test_a_lost_second_factor_is_forgotten(run, careful):
    done = run("person", "forget-second-factor", " Camille@example.org")
    assert (done.exit_code, done.output) == (0, "camille@example.org\n")
    assert list(Authenticator.objects.all()) == []


def test_a_second_factor_is_only_forgotten_where_there_is_one(run, careful):
    done = run("person", "forget-second-factor", "camile@example.org")
    assert done.exit_code == 1
    assert done.output.endswith("personne ne se connecte avec « camile@example.org »\n")
    assert Authenticator.objects.count() == 2
    run("person", "forget-second-factor", "camille@example.org")
    done = run("person", "forget-second-factor", "camille@example.org")
    assert (done.exit_code, "n'a pas de second facteur" in done.output) == (1, True)


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


def test_demo_loads_on_an_empty_site(run):
    load_communes()
    assert "Le Wip, La Filature" in run("demo", "--if-empty").output


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
