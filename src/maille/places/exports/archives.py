"""What a place takes away, and how it comes back (``docs/reference/place-archive.md``)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Protocol, cast
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from maille.people.models import Person
from maille.places.actions.archives import restore_photos, restore_place
from maille.places.actions.occasion_archives import restore_occasions
from maille.places.errors import ArchiveError
from maille.places.exports.containers import as_json, pack, read_json, unpack
from maille.places.models import Place
from maille.places.queries.archives import describe_changes, describe_place
from maille.places.queries.occasions import describe_occasions

PLACE_ENTRY = "place.json"
CHANGES_ENTRY = "changes.json"
PROGRAMME_ENTRY = "programme.json"
PHOTOS = "photos/"


class ArchivePart(Protocol):
    """What a concept above adds to the archive of a place, under a folder of its own."""

    @property
    def folder(self) -> str:
        """The folder, with its final slash."""

    def collect(self, place: Place) -> dict[str, bytes]:
        """Give the files of this part, by full name."""

    def restore(self, place: Place, entries: Mapping[str, bytes]) -> None:
        """Write the rows of this part again, or raise ``ArchiveError``."""


def export_place(place: Place, *, parts: Sequence[ArchivePart] = ()) -> bytes:
    """Give the archive of a place: all it entered, and no person."""
    return pack(_collect(place, parts))


def import_place(file: BinaryIO, *, by: Person | None, parts: Sequence[ArchivePart] = ()) -> Place:
    """Bring a place back from its archive, whole or not at all.

    The same archive twice gives the same place, untouched.

    Raises
    ------
    ArchiveError
        When the archive cannot be trusted, holds what nobody here reads, or its place is
        already here and has changed since.
    """
    entries = unpack(file)
    _refuse_strangers(entries, parts)
    described = cast("dict[str, Any]", _dictionary(entries, PLACE_ENTRY))
    known = Place.objects.filter(public_id=_identifier(described)).first()
    if known:
        if _collect(known, parts) == entries:
            return known
        raise ArchiveError(_("%s is already here, and it is not as this archive says") % known.slug)
    with transaction.atomic():
        place = restore_place(
            described=described,
            changes=cast("list[dict[str, Any]]", read_json(entries[CHANGES_ENTRY])),
            by=by,
        )
        if PROGRAMME_ENTRY in entries:
            restore_occasions(place=place, described=read_json(entries[PROGRAMME_ENTRY]))
        for part in parts:
            part.restore(place, _inside(entries, part.folder))
        restore_photos(place=place, described=described, pictures=_pictures(entries))
    return place


def _collect(place: Place, parts: Sequence[ArchivePart]) -> dict[str, bytes]:
    entries = {
        PLACE_ENTRY: as_json(_plain(describe_place(place))),
        CHANGES_ENTRY: as_json(_plain(describe_changes(place))),
    }
    occasions = describe_occasions(place)
    if occasions:
        entries[PROGRAMME_ENTRY] = as_json(_plain(occasions))
    for photo in place.photos.all():
        with photo.image.open("rb") as image:
            entries[f"{PHOTOS}{photo.public_id}.webp"] = image.read()
    for part in parts:
        entries |= part.collect(place)
    return entries


def _plain(value: object) -> object:
    """Turn decimals into text, as JSON holds them without loss."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _refuse_strangers(entries: Mapping[str, bytes], parts: Sequence[ArchivePart]) -> None:
    folders = (PHOTOS, *(part.folder for part in parts))
    expected = {PLACE_ENTRY, CHANGES_ENTRY}
    known = {*expected, PROGRAMME_ENTRY}
    strangers = [name for name in entries if name not in known and not name.startswith(folders)]
    if strangers or not expected <= set(entries):
        raise ArchiveError(_("this archive does not hold what the archive of a place holds"))


def _dictionary(entries: Mapping[str, bytes], name: str) -> dict[str, object]:
    value = read_json(entries[name])
    if not isinstance(value, dict) or not isinstance(value.get("place"), dict):
        raise ArchiveError(_("this archive does not describe a place"))
    return value


def _identifier(described: Mapping[str, Any]) -> UUID:
    try:
        return UUID(str(described["place"]["id"]))
    except (KeyError, ValueError) as error:
        raise ArchiveError(_("this archive does not describe a place")) from error


def _pictures(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name.removeprefix(PHOTOS).removesuffix(".webp"): content
        for name, content in _inside(entries, PHOTOS).items()
    }


def _inside(entries: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {name: content for name, content in entries.items() if name.startswith(folder)}
