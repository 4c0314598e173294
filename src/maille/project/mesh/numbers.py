"""Tables that hold numbers alone, read by numpy's own loop: millions of rows in seconds."""

from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from maille.core.mesh.values import Floats

_ROWS: Final = 200_000


def numbers_of(path: Path) -> tuple[list[str], Floats] | None:
    """Give the names of the columns and a column a row of numbers; nothing when in doubt.

    In doubt (another separator, quotes, text, an empty line, rows of unequal length, what is not
    finite), whoever asks reads row by row, and says what is wrong and where.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            names = source.readline().strip().split(",")
            parts: list[Floats] = []
            while lines := list(islice(source, _ROWS)):
                part = _part(lines, len(names))
                if part is None:
                    return None
                parts.append(part)
    except ValueError:
        return None
    if not parts:
        return None
    return names, np.concatenate(parts, axis=1)


def _part(lines: list[str], many: int) -> Floats | None:
    if not lines[0].strip():
        return None
    found: Floats = np.loadtxt(lines, delimiter=",", comments=None, ndmin=2)
    if found.shape != (len(lines), many) or not np.isfinite(found).all():
        return None
    return np.ascontiguousarray(found.T)
