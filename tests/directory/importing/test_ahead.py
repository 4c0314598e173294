"""What is made in a process of its own arrives whole, and so does what went wrong in it."""

import multiprocessing
import os
import signal
from itertools import count

import pytest

from maille.directory.errors import DirectoryFileError
from maille.directory.importing import engine
from maille.directory.importing.ahead import made_ahead
from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.reports import counts_of
from maille.directory.importing.tables import SourceFile
from maille.places.models import Place
from tests.directory.importing.conftest import HEADINGS, MAPPING


def nobody_is_left():
    return not multiprocessing.active_children()


def test_things_arrive_in_order_from_another_process():
    told = list(made_ahead(lambda: ((number, os.getpid()) for number in range(200))))
    assert [number for number, _pid in told] == list(range(200))
    assert {pid for _number, pid in told} != {os.getpid()}
    assert nobody_is_left()


def test_what_goes_wrong_is_told_where_it_is_read():
    def make():
        yield 1
        raise DirectoryFileError("line 2 cannot be read")

    things = made_ahead(make)
    assert next(things) == 1
    with pytest.raises(DirectoryFileError, match="line 2"):
        next(things)
    assert nobody_is_left()


def test_other_process_ends_when_nobody_reads_any_more():
    things = made_ahead(lambda: ("x" * 100_000 for _unused in count()))
    next(things)
    things.close()
    assert nobody_is_left()


def test_other_process_that_is_killed_is_told():
    def make():
        yield os.getpid()
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(DirectoryFileError, match="relancez-la"):
        list(made_ahead(make))


def test_long_file_is_understood_ahead(france, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "LONG_BYTES", 100)
    monkeypatch.setattr(engine, "BATCH", 3)
    monkeypatch.setattr(engine, "can_go_ahead", lambda: True)
    path = tmp_path / "liste.csv"
    rows = [f"{n},Lieu {n},{n} rue Haute,14460,Colombelles,,,," for n in range(10)]
    path.write_text("\n".join((HEADINGS, *rows, rows[-1])) + "\n", encoding="utf-8")

    def bring(**options):
        report = import_directory(
            file=SourceFile(path.name, path),
            mapping=read_mapping(MAPPING),
            asked=Asked(source="Une liste"),
            **options,
        )
        return {name: number for name, number in counts_of(report.counts).items() if number}

    assert bring(ahead=True) == {"rows": 11, "created": 10, "refused": 1}
    assert set(Place.objects.values_list("commune__code", flat=True)) == {"14167"}
    assert bring() == {"rows": 11, "unchanged": 10, "refused": 1}
