"""Lists of places from the command line: how they are read and brought in."""

import json

import pytest

from maille.places.models import Place
from tests.factories.places import CommuneFactory

pytestmark = pytest.mark.django_db
LIST = "id;nom;cp;ville;site\n1;Le Wip;14460;Colombelles;en travaux\n2;;14460;Colombelles;\n"


@pytest.fixture
def written(tmp_path):
    def call(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return call


def test_mapping_is_suggested_and_nothing_else_is_printed(run, written):
    done = run("mapping", "suggest", written("liste.csv", LIST))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("[file]\n")
    assert 'name = "nom"' in done.stdout


def test_list_is_brought_in_with_its_report(run, written, tmp_path):
    CommuneFactory()
    file, report = written("liste.csv", LIST), tmp_path / "report.json"
    mapping = written("liste.toml", run("mapping", "suggest", file).stdout)
    arguments = ["import", "directory", file, "--mapping", mapping, "--source", "Réseau"]
    tried = run(*arguments, "--dry-run")
    assert "essayées sans rien écrire" in tried.stdout
    assert Place.objects.count() == 0
    done = run(*arguments, "--licence", "etalab-2.0", "--report", report)
    assert done.exit_code == 0
    assert "liste.csv : 2 lignes" in done.stdout
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["counts"] == {
        "rows": 2,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "doubtful": 1,
        "refused": 1,
    }
    assert [(one["row"], one["field"], one["reason"]) for one in told["doubts"]] == [
        (2, "website", "bad_url")
    ]
    assert run(*arguments).stdout.splitlines()[1:3] == ["  1 inchangées", "  1 refusées"]


def test_what_cannot_be_read_exits_1_and_a_wrong_use_2(run, written):
    mapping = written("liste.toml", '[fields]\nname = "nom"\n')
    arguments = ["--mapping", mapping, "--source", "Réseau"]
    assert run("import", "directory", written("a.csv", ""), *arguments).exit_code == 1
    wrong = written("wrong.toml", "name = 1")
    file = written("liste.csv", LIST)
    refused = run("import", "directory", file, "--mapping", wrong, "--source", "x")
    assert refused.exit_code == 1
    assert run("import", "directory", file).exit_code == 2
    assert run("mapping", "suggest", written("b.csv", "")).exit_code == 1
