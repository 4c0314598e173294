"""A list between the page that reads its columns and the one that takes it: a day at most."""

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from maille.directory.errors import DirectoryFileError
from maille.directory.importing.tables import SourceFile
from maille.people.models import Person

_SALT: Final = "maille.directory.importing"
_A_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class HeldList:
    """A file that waits on the disk of the server, and the token that gives it back."""

    file: SourceFile
    token: str


def hold_list(person: Person, name: str, parts: Iterable[bytes]) -> HeldList:
    """Write a file down for the next page, and forget what waited for more than a day."""
    folder = Path(settings.DATA_DIR) / "incoming" / "lists"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - _A_DAY:
            old.unlink(missing_ok=True)
    path = folder / uuid.uuid4().hex
    with path.open("xb") as kept:
        kept.writelines(parts)
    token = signing.dumps([person.pk, path.name, name[:120]], salt=_SALT)
    return HeldList(SourceFile(name[:120], path), token)


def held_list(person: Person, token: str) -> HeldList:
    """Give back a file to who brought it.

    Raises
    ------
    DirectoryFileError
        When it is no longer here, or somebody else brought it.
    """
    try:
        owner, key, name = signing.loads(token, salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        owner, key, name = 0, "", ""
    path = Path(settings.DATA_DIR) / "incoming" / "lists" / key
    if owner != person.pk or not path.is_file():
        raise DirectoryFileError(
            _("this file is no longer here: choose it again, nothing was taken yet")
        )
    return HeldList(SourceFile(name, path), token)
