"""Files made from the database and kept on the disk until it says something else."""

import gzip
import shutil
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_LOCKS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file and the same, packed."""

    plain: Path
    packed: Path


def kept_file(name: str, mark: str, write: Callable[[], Iterator[str]]) -> KeptFile:
    """Give the file of this name and mark, made the first time; those of other marks go."""
    folder = Path(settings.DATA_DIR) / "caches" / "open-data"
    path = folder / f"{mark}-{name}"
    file = KeptFile(path, path.with_name(f"{path.name}.gz"))
    with _LOCKS[name]:
        if not file.packed.exists() or not file.plain.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _make(file, write)
            for old in folder.glob(f"*-{name}*"):
                if old not in {file.plain, file.packed}:
                    old.unlink(missing_ok=True)
    return file


def _make(file: KeptFile, write: Callable[[], Iterator[str]]) -> None:
    """Put both under their names only when complete: two processes may make them at once."""
    with tempfile.TemporaryDirectory(dir=file.plain.parent) as aside:
        plain, packed = Path(aside) / "plain", Path(aside) / "packed"
        with plain.open("w", encoding="utf-8", newline="") as target:
            target.writelines(write())
        with (
            plain.open("rb") as source,
            packed.open("wb") as target_packed,
            gzip.GzipFile("", "wb", 6, target_packed, mtime=0) as pack,
        ):
            shutil.copyfileobj(source, pack)
        plain.replace(file.plain)
        packed.replace(file.packed)
