"""The reports of a place in its archive (``docs/reference/place-archive.md``)."""

import io
from collections.abc import Mapping
from typing import Any, Final, cast

from django.utils.translation import gettext as _

from maille.observations.archive import ObservationsPart
from maille.people.models import Person
from maille.places.errors import ArchiveError
from maille.places.exports import export_place, import_place
from maille.places.exports.containers import as_json, read_json
from maille.places.models import Place
from maille.reports.actions.archives import (
    link_draft,
    restore_draft,
    restore_edition,
    restore_evidence,
    restore_file,
)
from maille.reports.queries.archives import (
    describe_draft,
    describe_edition,
    describe_file,
    frozen_evidence,
)

DRAFTS: Final = "reports/drafts/"
EDITIONS: Final = "reports/editions/"
IMPORTS: Final = "reports/imports/"
DOCUMENT: Final = ".report.json"
EVIDENCE: Final = ".evidence"
RAW: Final = ".raw"
BESIDE: Final = ".json"


class ReportsPart:
    """Drafts, editions to the byte, and imported files as they came."""

    folder = "reports/"

    def collect(self, place: Place) -> dict[str, bytes]:
        """Give the files of this part, by full name."""
        entries: dict[str, bytes] = {}
        for draft in place.drafts.select_related("copied_from", "corrects"):
            entries[f"{DRAFTS}{draft.public_id}{BESIDE}"] = as_json(describe_draft(draft))
        for edition in place.editions.select_related("draft"):
            name = f"{EDITIONS}{edition.number}"
            entries[f"{name}{DOCUMENT}"] = edition.document.encode("utf-8")
            entries[f"{name}{BESIDE}"] = as_json(describe_edition(edition))
            frozen = frozen_evidence(edition)
            if frozen is not None:
                entries[f"{name}{EVIDENCE}"] = frozen
        for file in place.imported_files.select_related("draft"):
            name = f"{IMPORTS}{file.public_id}"
            entries[f"{name}{RAW}"] = bytes(file.content)
            entries[f"{name}{BESIDE}"] = as_json(describe_file(file))
        return entries

    def restore(self, place: Place, entries: Mapping[str, bytes]) -> None:
        """Write the rows of this part again, or raise ``ArchiveError``."""
        drafts, files = _beside(entries, DRAFTS), _beside(entries, IMPORTS)
        editions = _numbered(_beside(entries, EDITIONS))
        _refuse_strangers(entries, drafts=drafts, editions=editions, files=files)
        restored = [
            (restore_draft(place=place, described=described), described)
            for described in drafts.values()
        ]
        for number, described in sorted(editions.items()):
            content = entries[f"{EDITIONS}{number}{DOCUMENT}"]
            edition = restore_edition(place=place, described=described, content=content)
            if described.get("evidence"):
                frozen = entries[f"{EDITIONS}{number}{EVIDENCE}"]
                restore_evidence(edition=edition, described=described, content=frozen)
            if edition.number != number:
                raise ArchiveError(_("an edition of this archive bears another's number"))
        for draft, described in restored:
            link_draft(draft=draft, described=described)
        for name, described in files.items():
            content = entries[f"{IMPORTS}{name}{RAW}"]
            restore_file(place=place, described=described, content=content)


def write_place_archive(place: Place) -> bytes:
    """Give the archive of a place, its observations and reports included."""
    return export_place(place, parts=[ObservationsPart(), ReportsPart()])


def read_place_archive(content: bytes, *, by: Person | None) -> Place:
    """Bring a place back with its observations and reports, whole or not at all.

    Raises
    ------
    ArchiveError
        When the archive cannot be trusted, or its place is here and differs.
    """
    return import_place(io.BytesIO(content), by=by, parts=[ObservationsPart(), ReportsPart()])


def _beside(entries: Mapping[str, bytes], folder: str) -> dict[str, dict[str, Any]]:
    """Give what describes each thing of a folder, by its name."""
    found: dict[str, dict[str, Any]] = {}
    for name, content in entries.items():
        if name.startswith(folder) and name.endswith(BESIDE) and not name.endswith(DOCUMENT):
            described = read_json(content)
            if not isinstance(described, dict):
                raise ArchiveError(_("a report of this archive describes nothing"))
            found[name.removeprefix(folder).removesuffix(BESIDE)] = cast(
                "dict[str, Any]", described
            )
    return found


def _numbered(editions: Mapping[str, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    if not all(name.isdecimal() for name in editions):
        raise ArchiveError(_("an edition of this archive has no number"))
    return {int(name): described for name, described in editions.items()}


def _refuse_strangers(
    entries: Mapping[str, bytes],
    *,
    drafts: Mapping[str, object],
    editions: Mapping[int, Mapping[str, object]],
    files: Mapping[str, object],
) -> None:
    expected = {f"{DRAFTS}{name}{BESIDE}" for name in drafts}
    for folder, names, content in ((EDITIONS, editions, DOCUMENT), (IMPORTS, files, RAW)):
        for name in names:
            expected |= {f"{folder}{name}{BESIDE}", f"{folder}{name}{content}"}
    expected |= {
        f"{EDITIONS}{number}{EVIDENCE}"
        for number, described in editions.items()
        if described.get("evidence")
    }
    if expected != set(entries):
        raise ArchiveError(_("the reports of this archive lack a file, or have one too many"))
