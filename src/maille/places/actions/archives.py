"""Writing again the rows of a place that was taken away in an archive."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db import models as fields
from django.utils.translation import gettext as _

from maille.core.kernel.errors import CoreError
from maille.db.trail import restore_changes
from maille.geography.models import Commune, Department
from maille.places import life
from maille.places.actions.networks import add_network
from maille.places.actions.photos import delete_photo_files, restore_photo
from maille.places.actions.places import RESERVED_SLUGS, fold_place
from maille.places.actions.portraits import TICKS, checked_value
from maille.places.actions.trail import Author
from maille.places.enums import Role
from maille.places.errors import ArchiveError
from maille.places.models import LifeEvent, Membership, Photo, Place, Portrait
from maille.places.pictures import kept_picture
from maille.places.queries.archives import (
    LIFE_COLUMNS,
    PHOTO_COLUMNS,
    PLACE_COLUMNS,
    PORTRAIT_COLUMNS,
)
from maille.places.queries.life import life_of
from maille.places.queries.rows import LINES

Described = Mapping[str, Any]
# What the first archives do not hold.
_LATER = frozenset({"opening_hours", "stops", "summary", "phone", "email", "siret", "services"})


@transaction.atomic
def restore_place(
    *,
    described: Described,
    changes: Sequence[Described],
    by: Author,
) -> Place:
    """Write a place again, its identifier, slug, dates and trail included, photographs aside.

    Parameters
    ----------
    described
        What ``describe_place`` gave.
    changes
        What ``describe_changes`` gave; their authors stayed behind.
    by
        Who brings the place back, and becomes its steward.

    Raises
    ------
    ArchiveError
        When a part is missing, has not its form, or the slug is another place's.
    """
    with archive_in_doubt():
        place = _restore_place(described)
        _restore_portrait(place, described["portrait"])
        for part in LINES:
            if part in described or part not in _LATER:
                _restore_lines(place, part, described[part])
        _restore_life(place, described["life_events"])
        place.networks.set([add_network(**network) for network in described["networks"]])
        restore_changes(place, changes)
    fold_place(place)
    if by:
        Membership.objects.create(place=place, person=by, role=Role.STEWARD)
    return place


def restore_photos(
    *, place: Place, described: Described, pictures: Mapping[str, bytes]
) -> list[Photo]:
    """Write the photographs of a place again, to the byte; call it last, files follow no rollback.

    Raises
    ------
    ArchiveError
        When a photograph is missing, or is none.
    """
    kept: list[Photo] = []
    try:
        with archive_in_doubt(), transaction.atomic():
            kept.extend(_restore_photo(place, photo, pictures) for photo in described["photos"])
    except Exception:
        for photo in kept:
            delete_photo_files(photo)
        raise
    return kept


@contextmanager
def archive_in_doubt() -> Iterator[None]:
    """Turn what the columns refuse into one error that names the archive."""
    try:
        yield
    except ArchiveError:
        raise
    except (CoreError, ValidationError, DatabaseError) as error:
        raise ArchiveError(
            _("a part of this archive is not as it should be: %s") % error
        ) from error
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise ArchiveError(
            _("a part of this archive is not as it should be: %r") % error
        ) from error


def _restore_place(described: Described) -> Place:
    columns = {name: described["place"][name] for name in PLACE_COLUMNS}
    slug = columns["slug"]
    if slug in RESERVED_SLUGS or Place.objects.filter(slug=slug).exists():
        raise ArchiveError(_("the address %s already belongs to another place") % slug)
    place = Place(**columns, public_id=UUID(described["place"]["id"]))
    place.added_at = dt.datetime.fromisoformat(described["place"]["added_at"])
    place.commune = Commune.objects.filter(country=place.country, code=place.insee).first()
    place.department = (
        place.commune.department
        if place.commune
        else Department.objects.filter(
            country=place.country, code=described["place"]["department"]
        ).first()
    )
    # The first archives do not hold it.
    confirmed = described["place"].get("confirmed_on")
    place.confirmed_on = dt.date.fromisoformat(confirmed) if confirmed else None
    check_restored(place, [*PLACE_COLUMNS, "added_at"])
    place.save(force_insert=True)
    return place


def _restore_portrait(place: Place, described: Described) -> None:
    columns = {
        name: checked_value(name, described[name])
        if name in TICKS or name.removesuffix("_own") in TICKS
        else described[name]
        for name in PORTRAIT_COLUMNS
        if name in described or name not in _LATER
    }
    portrait = Portrait(place=place, **columns)
    check_restored(portrait, tuple(columns))
    portrait.save()


def _restore_lines(place: Place, part: str, lines: list[Described]) -> None:
    table = LINES[part]
    for position, line in enumerate(lines):
        columns = {name: line[name] for name in table.columns}
        row = table.model(**{**columns, "place": place, "position": position})
        check_restored(row, table.columns)
        row.save()


def _restore_life(place: Place, events: list[Described]) -> None:
    for event in events:
        columns = {name: event[name] for name in LIFE_COLUMNS}
        row = LifeEvent(place=place, public_id=UUID(event["id"]), **columns)
        if event["successor"]:
            row.successor = Place.objects.filter(public_id=UUID(event["successor"])).first()
        check_restored(row, LIFE_COLUMNS)
        row.save()
    life.check_order(life_of(place))


def _restore_photo(place: Place, described: Described, pictures: Mapping[str, bytes]) -> Photo:
    columns = {name: described[name] for name in PHOTO_COLUMNS}
    photo = Photo(place=place, public_id=UUID(described["id"]), **columns)
    photo.added_at = dt.datetime.fromisoformat(described["added_at"])
    return restore_photo(photo=photo, picture=kept_picture(pictures[described["id"]]))


def check_restored(row: fields.Model, columns: list[str] | tuple[str, ...]) -> None:
    """Let the columns read what came as text, and refuse what they cannot hold."""
    empty = {name for name in columns if getattr(row, name) in (None, "", [])}
    others = {field.name for field in row._meta.get_fields()} - set(columns)
    row.clean_fields(exclude=others | empty)
