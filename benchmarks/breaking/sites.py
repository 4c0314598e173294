"""A site to break: a data folder, a database, a server that can be killed, and its rows."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol, Self

import psutil
import psycopg
from harness.servers import PATIENCE, Command, UnavailableError, answers, free_port, run, wait_until

from breaking.lossy_disk import CUT, FULL

BENCHMARKS = Path(__file__).parents[1]
BIN = BENCHMARKS.parent / ".venv/bin"
USUAL = "maille.project.wsgi:application"
LOSSY = "breaking.lossy_site:application"
ANY_PAGE = "/api/v1/openapi.json"
QUESTION = "SELECT key, sha256, sequence, state, version FROM observations_observation"
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
Row = tuple[str, str, int, str, int]


class Database(Protocol):
    """Where a site keeps its rows."""

    name: str

    def environment(self) -> dict[str, str]:
        """Give the variables by which Maille finds it."""

    def rows(self) -> list[Row]:
        """Read every version of every observation, without Maille."""

    def sound(self) -> str:
        """Give "ok", or what its own check complains of."""

    def copied(self, folder: Path) -> Self:
        """Give a database of its own to a site whose data folder is a copy."""


@dataclass
class Embedded:
    """The embedded database of a data folder."""

    folder: Path
    name: str = "sqlite"

    def environment(self) -> dict[str, str]:
        """Name no database: the embedded one is the default."""
        return {"MAILLE_DATABASE_URL": ""}

    def rows(self) -> list[Row]:
        """Read the file on a connection of our own."""
        return [(key.replace("-", ""), *rest) for key, *rest in self._ask(QUESTION)]

    def sound(self) -> str:
        """Ask SQLite for its integrity check."""
        return str(self._ask("PRAGMA integrity_check")[0][0])

    def copied(self, folder: Path) -> Self:
        """Give the file that came with the folder."""
        return replace(self, folder=folder)

    def _ask(self, question: str) -> list[Any]:
        with contextlib.closing(sqlite3.connect(self.folder / "maille.sqlite3")) as connection:
            return connection.execute(question).fetchall()


@dataclass
class PostgreSQL:
    """A database of a server of our own, which can be killed and started again."""

    server: Any
    database: str = "postgres"
    name: str = "postgresql"

    def environment(self) -> dict[str, str]:
        """Give the address."""
        return {"MAILLE_DATABASE_URL": self._address()}

    def rows(self) -> list[Row]:
        """Read on a connection of our own."""
        return [(str(key).replace("-", ""), *rest) for key, *rest in self._ask(QUESTION)]

    def sound(self) -> str:
        """Say which of the settings that make a commit durable is not as it should be."""
        found = {name: self._ask(f"SHOW {name}")[0][0] for name in DURABLE}
        return "ok" if found == DURABLE else str(found)

    def copied(self, folder: Path) -> Self:
        """Copy the rows as they are into a database named like the folder."""
        with psycopg.connect(self.server.get_uri("template1"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{folder.name}" TEMPLATE "{self.database}"')
        return replace(self, database=folder.name)

    def kill(self) -> None:
        """Kill the postmaster and its children as a crash would, then start again."""
        postmaster = psutil.Process(self.server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=1)
        # A process that nobody has buried yet would pass for a server that runs.
        for lock in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self.server.pgdata / lock).unlink(missing_ok=True)
        wait_until(self._runs_again, "PostgreSQL")

    def _runs_again(self) -> bool:
        """Start it, or see whether it is ready: reading its journal may outlast the starter."""
        try:
            self.server.ensure_postgres_running()
        except (subprocess.TimeoutExpired, AssertionError):
            return False
        return True

    def _ask(self, question: str) -> list[Any]:
        with psycopg.connect(self._address()) as connection:
            return connection.execute(question).fetchall()

    def _address(self) -> str:
        return str(self.server.get_uri(self.database))


@dataclass
class Site:
    """One place, a device that may speak for it, and the server they talk to."""

    folder: Path
    database: Database
    application: str = USUAL
    more: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    place: str = ""
    token: str = ""
    nursery: subprocess.Popen[str] | None = None
    server: psutil.Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Give the variables of this site, and nothing else of ours."""
        paths = {"MAILLE_DATA_DIR": str(self.folder), "PYTHONPATH": str(BENCHMARKS)}
        return {**paths, **self.database.environment(), **self.more, "LANGUAGE": "en"}

    def open_nursery(self) -> None:
        """Load the code once, for every server to come."""
        with (self.folder / "server.log").open("ab") as log:
            self.nursery = subprocess.Popen(
                [BIN / "python", BENCHMARKS / "breaking/nursery.py", self.application],
                cwd=self.folder,
                env={**os.environ, **self.environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._told_by_nursery()

    def start(self) -> None:
        """Serve as ``maille serve`` does, without gathering static files again."""
        self.server = psutil.Process(int(self._told_by_nursery(f"{self.port}\n")))
        wait_until(lambda: answers(self.port, ANY_PAGE), "Maille", every=0.01)

    def kill(self) -> None:
        """Kill the server and its workers at once, as a crash would."""
        if self.server:
            family = [self.server]
            with contextlib.suppress(psutil.NoSuchProcess):
                family += self.server.children(recursive=True)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            psutil.wait_procs(family, timeout=PATIENCE)
            self.server = None

    def close(self) -> None:
        """Kill what runs, and the nursery."""
        self.kill()
        if self.nursery:
            self.nursery.communicate()
            self.nursery = None

    def _told_by_nursery(self, words: str = "") -> str:
        if not (self.nursery and self.nursery.stdin and self.nursery.stdout):
            raise UnavailableError("the nursery is closed")
        self.nursery.stdin.write(words)
        self.nursery.stdin.flush()
        line = self.nursery.stdout.readline()
        if not line:
            raise UnavailableError(f"the code does not load: see {self.folder / 'server.log'}")
        return line

    def cut_the_power(self) -> None:
        """Take away what was not synced, and everything that runs."""
        (self.folder / CUT).touch()
        time.sleep(0.05)
        self.kill()
        (self.folder / CUT).unlink()

    def fill_the_disk(self, *, full: bool) -> None:
        """Let files grow no more, or grow again."""
        if full:
            (self.folder / FULL).touch()
        else:
            (self.folder / FULL).unlink()


def prepared(folder: Path, database: Database) -> Site:
    """Make the tables, one place and one device."""
    folder.mkdir()
    made = Site(folder, database)
    run([BIN / "maille", "prepare"], made.environment, folder)
    add: Command = [BIN / "python", BENCHMARKS / "fill/maille_device.py"]
    made.place, made.token = run(add, made.environment, folder).split()[-2:]
    return made


@contextlib.contextmanager
def site(
    original: Site,
    folder: Path,
    application: str = USUAL,
    more: dict[str, str] | None = None,
) -> Iterator[Site]:
    """Serve a copy of a site that was prepared, until the block ends."""
    shutil.copytree(original.folder, folder)
    made = replace(
        original,
        folder=folder,
        database=original.database.copied(folder),
        application=application,
        more=more or {},
        port=free_port(),
    )
    made.open_nursery()
    made.start()
    try:
        yield made
    finally:
        made.close()
