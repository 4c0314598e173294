"""PDF, image and data files made from editions, kept until the edition's words change."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from maille import __version__


def rendering(folder: str, name: str, *, state: str, make: Callable[[], bytes]) -> bytes:
    """Give the bytes of a file, made at the first call for this state of its edition."""
    path = _folder(folder) / f"{state}-{__version__}-{name}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = make()
        _write(path, content)
        return content


def forget_renderings(folder: str) -> None:
    """Delete every file made from an edition."""
    shutil.rmtree(_folder(folder), ignore_errors=True)


def _folder(name: str) -> Path:
    return Path(settings.DATA_DIR) / "renderings" / name


def _write(path: Path, content: bytes) -> None:
    """Put the file under its name only when complete: two requests may make it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(unfinished).replace(path)
