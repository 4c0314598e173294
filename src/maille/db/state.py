"""What the database holds now, in one mark that any committed change makes another."""

import sqlite3
import threading
from collections.abc import Callable, Hashable
from pathlib import Path

from django.db import Error, connection

State = Hashable
StateReader = Callable[[], State | None]


def state_reader() -> StateReader:
    """Give what reads the mark of this installation's database.

    Two equal marks mean that nothing was committed in between, by this process or another, by
    the product or by hand. No mark, ``None``, means that nobody knows.
    """
    if connection.vendor == "sqlite":
        return FileState(Path(str(connection.settings_dict["NAME"])))
    return read_snapshot


class FileState:
    """The mark of an SQLite file.

    SQLite tells a connection what the *others* commit: this one only ever asks. Its numbers mean
    nothing to another connection, so the mark names who asked.
    Source: https://sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, path: Path) -> None:
        self._address = f"{path.absolute().as_uri()}?mode=ro"
        self._lock = threading.Lock()
        self._cursor: sqlite3.Cursor | None = None

    def __call__(self) -> State | None:
        """Give the mark; the file is opened at the first call, in the process that asks."""
        try:
            with self._lock:
                version = self._opened().execute("PRAGMA data_version").fetchone()
                return (self, *version)
        except sqlite3.Error:
            return None

    def _opened(self) -> sqlite3.Cursor:
        if self._cursor is None:
            file = sqlite3.connect(self._address, uri=True, check_same_thread=False)
            self._cursor = file.cursor()
        return self._cursor


def read_snapshot() -> State | None:
    """Give PostgreSQL's own description of which transactions can be seen.

    Two equal snapshots see the same rows. Inside a transaction there is no mark: it may see rows
    that nobody else does.
    Source: https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
    """
    if connection.in_atomic_block:
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            snapshot: State = cursor.fetchone()
            return snapshot
    except Error:
        return None
