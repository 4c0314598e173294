"""The effects grids shipped with the product, one file per major version."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files

from maille.core.effects.errors import GridError
from maille.core.effects.grid import parse_grid
from maille.core.effects.values import Grid

_FILES = {"1.0.0": "maille-effects-1.toml"}
_LATEST = "1.0.0"


@cache
def load_grid(version: str | None = None) -> Grid:
    """Read a grid from its file, once.

    Parameters
    ----------
    version
        Such as ``"1.0.0"``; by default the latest.

    Raises
    ------
    GridError
        When the product holds no such version.

    Examples
    --------
    >>> load_grid().id, len(load_grid("1.0.0").themes)
    ('maille-effects', 15)
    """
    wanted = version or _LATEST
    if wanted not in _FILES:
        raise GridError(f"no grid {wanted}; there are {', '.join(sorted(_FILES))}")
    content = (files(__name__) / _FILES[wanted]).read_bytes()
    return parse_grid(
        tomllib.loads(content.decode("utf-8")), sha256=hashlib.sha256(content).hexdigest()
    )
