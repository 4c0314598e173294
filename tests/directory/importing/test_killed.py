"""A reading killed at any statement goes on when the same file comes again, as if nothing were."""

import json
import os
import signal
import sqlite3
import traceback
from pathlib import Path

import pytest
from django.db import connection

from maille.db.models import Change
from maille.directory.importing import engine
from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.tables import SourceFile
from maille.directory.models import Claim, Delivery, Doubt, Question, Record, Shown, Source
from maille.places.models import LifeEvent, Link, Place, Portrait
from tests.directory.importing.conftest import HEADINGS, MAPPING
from tests.factories.places import CommuneFactory

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = [f"{n},Lieu {n},{n} rue Haute,14460,Colombelles,https://{n}.example,,," for n in range(6)]
# Told again, new, doubted, refused, told twice, changed; the last of the first list has gone.
SECOND = [
    *(FIRST[0], FIRST[1].replace("rue", "quai"), "7,Lieu 7,,14460,Colombelles,hangar.example,0,0,"),
    *("8,,,14460,Colombelles,,,,", FIRST[2], FIRST[2], FIRST[3].replace("14460", "nulle part")),
    *("7,Lieu 7 bis,,14460,Colombelles,,,,", FIRST[4]),
]
SHARES = (0.1, 0.3, 0.5, 0.7, 0.95)
TABLES = (Source, Delivery, Record, Claim, Shown, Doubt, Question, Place, Portrait, Link, LifeEvent)
# What tells one reading from another: identifiers and moments.
OWN = {"public_id", "received_at", "raised_at", "settled_at", "asked_at", "answered_at", "added_at"}


@pytest.fixture
def two_lists(tmp_path, monkeypatch):
    """A database that read a list already, and the file of the next one."""
    CommuneFactory()
    monkeypatch.setattr(engine, "BATCH", 3)
    files = []
    for name, rows in (("first", FIRST), ("second", SECOND)):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text("\n".join((HEADINGS, *rows)) + "\n", encoding="utf-8")
    read_list(files[0])
    return files[1]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="each try has a copy of the file")
def test_reading_killed_at_any_statement_ends_as_if_it_never_was(two_lists, tmp_path):
    statements, told = in_child(tmp_path / "whole.sqlite3", lambda: read_and_tell(two_lists))
    assert statements > 50
    assert told["report"]["counts"] == {
        "rows": 9,
        "created": 0,
        "updated": 1,
        "unchanged": 3,
        "doubtful": 3,
        "refused": 2,
    }
    for share in SHARES:
        copy, last = tmp_path / f"{share}.sqlite3", int(statements * share)
        assert in_child(copy, lambda last=last: read_list(two_lists, last)) == -signal.SIGKILL
        _statements, again = in_child(copy, lambda: read_and_tell(two_lists))
        assert again == told, f"killed at statement {last} of {statements}"


def read_list(path, last=None):
    """Read a list; at the last statement, this process is killed before it is carried out."""
    count = 0

    def counted(execute, *arguments):
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        report = import_directory(
            file=SourceFile(path.name, path),
            mapping=read_mapping(MAPPING),
            asked=Asked(source="Une liste"),
        )
    return count, report


def read_and_tell(path):
    """Read a list to its end; give how many statements it took and all that is kept."""
    statements, report = read_list(path)
    tables = {
        model.__name__: sorted(map(row_of, model.objects.all()), key=json.dumps) for model in TABLES
    }
    trail = Change.objects.order_by("pk").values_list("field", "previous", "new")
    told = {**report.as_json(), "delivery": Delivery.objects.count()}
    return statements, {"report": told, "tables": tables, "trail": list(map(list, trail))}


def row_of(thing):
    """Give what a row says, whatever its keys."""
    named = {field.name: getattr(thing, field.attname) for field in thing._meta.concrete_fields}
    for field in thing._meta.concrete_fields:
        if field.is_relation and named[field.name] is not None:
            named[field.name] = str(getattr(thing, field.name))
    return {name: str(value) for name, value in named.items() if name not in {*OWN, "id"}}


def in_child(database: Path, work):
    """Do some work in a process of its own, on its own copy of the database; give its answer.

    A process that is killed answers its exit code.
    """
    if not database.exists():
        with sqlite3.connect(database) as copy:
            connection.connection.backup(copy)
        copy.close()
    answer = database.with_suffix(".json")
    child = os.fork()
    if not child:
        try:
            connection.connection = None
            connection.settings_dict["NAME"] = str(database)
            answer.write_text(json.dumps(work()), encoding="utf-8")
            connection.close()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - nothing of it may reach the other process
            traceback.print_exc()
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return json.loads(answer.read_text(encoding="utf-8")) if code == 0 else code
