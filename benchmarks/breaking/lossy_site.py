"""The site as granian serves it, on a disk that loses what was not synced.

``LOSSY_SYNCHRONOUS`` weakens SQLite on purpose: the control that must lose something.
"""

import os
from pathlib import Path

from django.db.backends.signals import connection_created

from breaking.lossy_disk import LossyDisk

LossyDisk(Path(os.environ["MAILLE_DATA_DIR"])).install()

from maille.project.wsgi import application  # noqa: E402 - the disk comes first

WEAKER = os.environ.get("LOSSY_SYNCHRONOUS")


def weaken(connection: object, **_signal: object) -> None:
    """Let commits go without a sync."""
    connection.cursor().execute(f"PRAGMA synchronous={WEAKER}")  # type: ignore[attr-defined]


if WEAKER:
    connection_created.connect(weaken)

__all__ = ["application"]
