"""A ZIP file with a manifest, written the same every time, read with suspicion."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from django.utils.translation import gettext as _

from maille.places.errors import ArchiveError

FORMAT = "maille-place/1"
MANIFEST = "manifest.json"
MAX_ENTRIES = 5_000
MAX_BYTES = 300 * 1024 * 1024
MAX_RATIO = 200
_SLACK = 64 * 1024
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(entries: Mapping[str, bytes]) -> bytes:
    """Write entries and their manifest; the same entries give the same bytes."""
    manifest = {
        "format": FORMAT,
        "sha256": {name: hashlib.sha256(entries[name]).hexdigest() for name in sorted(entries)},
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((MANIFEST, as_json(manifest)), *sorted(entries.items())):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return output.getvalue()


def unpack(file: BinaryIO) -> dict[str, bytes]:
    """Read an archive, checked against its manifest; nothing is written to the disk.

    Raises
    ------
    ArchiveError
        When the file is no archive, is of another format, swells beyond reason, or when a name
        or a hash is not what it should be.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _read(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ArchiveError(_("this file is no archive of a place, or it is broken")) from error
    manifest = read_json(entries.pop(MANIFEST, b"null"))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ArchiveError(_("this archive is not of the format %s") % FORMAT)
    found = {name: hashlib.sha256(content).hexdigest() for name, content in entries.items()}
    if manifest.get("sha256") != found:
        raise ArchiveError(_("this archive was changed: its contents do not match its manifest"))
    return entries


def as_json(value: object) -> bytes:
    """Write JSON as archives hold it: readable, sorted, the same every time."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_json(content: bytes) -> object:
    """Read JSON from an archive.

    Raises
    ------
    ArchiveError
        When the content is no JSON, or hides characters that no text holds.
    """
    try:
        value: object = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(_("a part of this archive is no JSON")) from error
    if b"\\u0000" in content:
        raise ArchiveError(_("a text of this archive holds a null character"))
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES or len({info.filename for info in infos}) < len(infos):
        raise ArchiveError(_("this archive holds too many files, or the same one twice"))
    for info in infos:
        if not _NAME.fullmatch(info.filename):
            raise ArchiveError(_("this archive holds a file with a name out of place"))
        if info.file_size > MAX_RATIO * info.compress_size + _SLACK:
            raise ArchiveError(_("this archive swells beyond reason"))
    if sum(info.file_size for info in infos) > MAX_BYTES:
        raise ArchiveError(_("this archive swells beyond reason"))
    return {info.filename: archive.read(info) for info in infos}
