"""Texts kept beside the tests, to be read by a person when they change.

Set ``MAILLE_UPDATE_SNAPSHOTS=1`` to write them again; nothing else does.
"""

import os
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def check_snapshot(name: str, lines: Iterable[str]) -> None:
    """Compare lines with those of the kept text of this name."""
    path = FOLDER / f"{name}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("MAILLE_UPDATE_SNAPSHOTS") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
