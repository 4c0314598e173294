"""What `maille check` sees, and what it advises."""

import datetime as dt
import os
import shutil

import pytest
from click.testing import CliRunner
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from maille.geography.actions import load_communes
from maille.geography.models import Commune
from maille.project import health, prepare
from maille.project.commands import maille
from maille.project.email_url import read_email_url
from maille.project.health import Health, check_health

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def _durable(db):
    """Have PostgreSQL wait for the disk, which the server of the tests does not."""
    if not prepare.is_embedded():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")


def found(now=NOW):
    return {finding.subject: finding for finding in check_health(now=now)}


def test_a_fresh_installation_only_lacks_a_backup():
    states = [finding.health for finding in check_health(now=NOW)]
    assert states == [Health.WELL] * 5 + [Health.DOUBTFUL]


def test_check_command_prints_a_line_per_subject_and_its_remedy():
    done = CliRunner().invoke(maille, ["check"])
    assert done.exit_code == 0
    assert [line.split(":")[0].split()[-1] for line in done.output.splitlines() if ":" in line][
        :3
    ] == ["base", "durabilité", "stockage"]
    assert "→" in done.output


def test_a_clock_from_another_time_is_wrong():
    finding = found(dt.datetime(1970, 1, 2, tzinfo=dt.UTC))["fuseau"]
    assert (finding.health, bool(finding.remedy)) == (Health.WRONG, True)


@pytest.mark.parametrize(
    ("url", "secure", "health", "message"),
    [
        ("", False, Health.WELL, "affichés là où tourne le serveur, envoyés à personne"),
        ("console:", True, Health.DOUBTFUL, "affichés là où tourne le serveur, envoyés à personne"),
        ("smtps://mail.example.org", True, Health.WELL, "envoyés par mail.example.org"),
    ],
)
def test_codes_printed_on_a_site_open_to_all_are_to_watch(settings, url, secure, health, message):
    server = read_email_url(url)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = server.backend, server.host
    settings.SECURE = secure
    finding = found()["courriels"]
    assert (finding.health, finding.message) == (health, message)
    assert bool(finding.remedy) is (health is Health.DOUBTFUL)


def test_an_old_backup_is_to_watch_and_a_new_one_is_well(data_dir):
    if connection.vendor != "sqlite":
        pytest.skip("backups of another server are its own")
    backup = data_dir / "backups/maille.zip"
    backup.parent.mkdir()
    backup.write_bytes(b"")
    os.utime(backup, (NOW.timestamp(), NOW.timestamp()))
    assert found()["sauvegardes"].health is Health.WELL
    old = (NOW - dt.timedelta(days=30)).timestamp()
    os.utime(backup, (old, old))
    assert found()["sauvegardes"].health is Health.DOUBTFUL


def test_backups_of_another_server_are_its_own(monkeypatch):
    monkeypatch.setattr(health, "is_embedded", lambda: False)
    assert "pg_dump" in found()["sauvegardes"].remedy


def test_a_missing_folder_is_wrong(settings, data_dir):
    settings.DATA_DIR = data_dir / "absent"
    assert found()["stockage"].health is Health.WRONG
    assert CliRunner().invoke(maille, ["check"]).exit_code == 1


def test_a_full_disk_is_wrong(monkeypatch):
    usage = shutil._ntuple_diskusage(10, 10, 0)  # noqa: SLF001 - the type that the call returns
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _folder: usage)
    assert found()["stockage"].health is Health.WRONG


def test_missing_tables_are_wrong(monkeypatch):
    monkeypatch.setattr(health, "is_prepared", lambda: False)
    assert found()["base"].remedy == "lancez « maille prepare »"


def test_a_damaged_file_is_wrong(monkeypatch):
    monkeypatch.setattr(health, "is_embedded", lambda: True)
    monkeypatch.setattr(health, "_damage", lambda: "page 3 is torn")
    assert found()["base"].message == "page 3 is torn"


def test_preparing_is_safe_to_repeat(data_dir):
    prepare.prepare_database()
    prepare.prepare_database()
    assert prepare.is_prepared()
    assert timezone.now() > NOW - dt.timedelta(days=36500)


def test_preparing_completes_the_communes_of_an_earlier_version(data_dir):
    load_communes()
    Commune.objects.update(intermunicipality=None)
    prepare.prepare_database()
    colombelles = Commune.objects.get(country="FR", code="14167")
    assert colombelles.intermunicipality.name == "CU Caen la Mer"


def test_a_database_that_forgets_at_a_power_cut_is_wrong():
    if connection.vendor != "sqlite":
        pytest.skip("its own test is below")
    level = "PRAGMA synchronous"
    with connection.cursor() as cursor:
        # Inside a transaction the level does not change: answer for the database.
        def careless(execute, sql, params, many, context):
            return execute("SELECT 1" if sql == level else sql, params, many, context)

        with connection.execute_wrapper(careless):
            finding = found()["durabilité"]
        cursor.execute(level)
    assert (finding.health, finding.message) == (Health.WRONG, "synchronous = 1")
    assert finding.remedy != ""


def test_a_server_that_acknowledges_before_writing_is_wrong():
    if connection.vendor != "postgresql":
        pytest.skip("its own test is above")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        finding = found()["durabilité"]
        cursor.execute("SET synchronous_commit = on")
    assert (finding.health, finding.message) == (Health.WRONG, "synchronous_commit = off")


def test_durability_that_cannot_be_asked_is_doubtful(monkeypatch):
    def silent():
        raise DatabaseError("no answer\nnone")

    monkeypatch.setattr(health, "_lax_settings", silent)
    finding = found()["durabilité"]
    assert (finding.health, finding.message) == (Health.DOUBTFUL, "no answer")
