"""The command that imports records."""

import json

import click
import pytest
from django.utils import translation

from maille.places.models import Place
from maille.reports.commune_mesure.command import import_commune_mesure
from tests.reports.commune_mesure.records import pilot, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "fournil.json").write_text(json.dumps(pilot()), encoding="utf-8")
    (tmp_path / "ecluse.json").write_text(json.dumps(questionnaire()), encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    return tmp_path


def test_good_files_give_code_0_and_their_report(folder, capsys):
    report = folder / "report.json"
    files = [folder / "fournil.json", folder / "ecluse.json"]
    assert import_commune_mesure(files, report) == 0
    written = json.loads(report.read_text(encoding="utf-8"))
    assert [(file["file"], file["place"], file["status"]) for file in written["files"]] == [
        ("fournil.json", "Le Fournil", "imported"),
        ("ecluse.json", "L'Écluse", "imported"),
    ]
    assert capsys.readouterr().out.splitlines()[0] == "fournil.json: Le Fournil"
    assert Place.objects.count() == 2


def test_a_refused_file_gives_code_1_and_stops_no_other(folder, capsys):
    files = [folder / "absent.json", folder / "broken.json", folder / "fournil.json"]
    assert import_commune_mesure(files, None) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "absent.json: refused. The file cannot be opened.",
        "broken.json: refused. The file is not JSON: error at line 1, column 2.",
        "fournil.json: Le Fournil",
    ]
    assert [place.slug for place in Place.objects.all()] == ["le-fournil"]


def test_files_of_one_name_are_called_by_their_paths(folder, capsys):
    (folder / "other").mkdir()
    (folder / "other/fournil.json").write_text("[]", encoding="utf-8")
    files = [folder / "fournil.json", folder / "other/fournil.json"]
    import_commune_mesure(files, None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{files[0]}: Le Fournil"
    assert lines[-1].startswith(f"{files[1]}: refused.")


def test_report_that_cannot_be_written_is_one_clear_error(folder):
    with pytest.raises(click.ClickException, match="No such file or directory"):
        import_commune_mesure([folder / "fournil.json"], folder / "absent/report.json")
