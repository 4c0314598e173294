"""A file between its preview and its import: a day at most, on the disk of the server."""

import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from maille.observations.errors import ImportFileError
from maille.places.models import Place

_SALT: Final = "maille.observations.importing"
_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that waits, and the token by which its page asks for it again."""

    name: str
    content: bytes
    token: str


def hold_file(place: Place, name: str, content: bytes) -> HeldFile:
    """Keep a file for the next page of its import, and forget those of yesterday."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _forget_old(folder)
    key = uuid.uuid4().hex
    path = folder / key
    path.touch(mode=0o600)
    path.write_bytes(content)
    token = signing.dumps({"place": place.pk, "key": key, "name": name[:120]}, salt=_SALT)
    return HeldFile(name, content, token)


def held_file(place: Place, token: str) -> HeldFile:
    """Give a file again.

    Raises
    ------
    ImportFileError
        When it is no longer here, or was given for another place.
    """
    try:
        told = signing.loads(token, salt=_SALT, max_age=_SECONDS)
        content = _path(place, told).read_bytes()
    except (signing.BadSignature, OSError) as error:
        raise ImportFileError(
            _("this file is no longer here: choose it again, nothing was taken yet")
        ) from error
    return HeldFile(told["name"], content, token)


def _path(place: Place, told: dict[str, Any]) -> Path:
    if told["place"] != place.pk:
        raise signing.BadSignature
    return _folder() / str(told["key"])


def forget_file(place: Place, token: str) -> str:
    """Delete a file that was brought in, and give its name."""
    held = held_file(place, token)
    told = signing.loads(token, salt=_SALT)
    _path(place, told).unlink(missing_ok=True)
    return held.name


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "incoming"


def _forget_old(folder: Path) -> None:
    limit = time.time() - _SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
