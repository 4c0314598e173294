"""Photographs of a place: added, described, ordered, removed."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.errors import InvalidPlaceError
from maille.places.models import Photo, Place
from maille.places.pictures import Picture, clean_picture

MAX_PHOTOS = 12
_DESCRIBED = ("alternative_text", "credit", "licence")


def add_photo(*, place: Place, file: BinaryIO, words: Mapping[str, str], by: Author) -> Photo:
    """Keep a photograph, redrawn, with the words that stand for it.

    Parameters
    ----------
    place, by
        Whose photograph, and who adds it.
    file
        A JPEG, PNG or WebP file of at most 15 MB.
    words
        ``alternative_text`` (required), ``credit``, ``licence``.

    Raises
    ------
    PictureError
        When the file is no picture, or too large.
    InvalidPlaceError
        When the alternative text is missing, or the place already has twelve photographs.
    """
    if place.photos.count() >= MAX_PHOTOS:
        raise InvalidPlaceError(_("a place shows at most %s photographs") % MAX_PHOTOS)
    photo = Photo(place=place, position=place.photos.count(), **_checked_words(words))
    picture = clean_picture(file)
    with transaction.atomic():
        restore_photo(photo=photo, picture=picture)
        keep_trail(place=place, before={}, after={_field(photo): _described(photo)}, by=by)
    return photo


def restore_photo(*, photo: Photo, picture: Picture) -> Photo:
    """Write the files of a photograph, then its row; no file stays when the row does not."""
    check_columns(photo, _DESCRIBED)
    photo.width, photo.height = picture.width, picture.height
    photo.image.save(f"{photo.public_id}.webp", ContentFile(picture.large), save=False)
    photo.small.save(f"{photo.public_id}-small.webp", ContentFile(picture.small), save=False)
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
    except Exception:
        delete_photo_files(photo)
        raise
    return photo


@transaction.atomic
def update_photo(*, photo: Photo, words: Mapping[str, str], by: Author) -> Photo:
    """Change the words of a photograph."""
    before = _described(photo)
    for field, value in _checked_words(words).items():
        setattr(photo, field, value)
    check_columns(photo, _DESCRIBED)
    photo.save(update_fields=list(_DESCRIBED))
    keep_trail(
        place=photo.place,
        before={_field(photo): before},
        after={_field(photo): _described(photo)},
        by=by,
    )
    return photo


@transaction.atomic
def order_photos(*, place: Place, photos: Sequence[Photo], by: Author) -> Place:
    """Put the photographs of a place in this order."""
    before = [str(photo.public_id) for photo in place.photos.all()]
    for position, photo in enumerate(photos):
        place.photos.filter(pk=photo.pk).update(position=position)
    after = [str(photo.public_id) for photo in place.photos.all()]
    keep_trail(place=place, before={"photos": before}, after={"photos": after}, by=by)
    return place


@transaction.atomic
def remove_photo(*, photo: Photo, by: Author) -> Place:
    """Take a photograph away; its files go once the row is surely gone."""
    before = {_field(photo): _described(photo)}
    photo.delete()
    transaction.on_commit(lambda: delete_photo_files(photo))
    keep_trail(place=photo.place, before=before, after={}, by=by)
    return photo.place


def delete_photo_files(photo: Photo) -> None:
    """Remove both sizes from the storage."""
    photo.image.delete(save=False)
    photo.small.delete(save=False)


def _field(photo: Photo) -> str:
    return f"photo:{photo.public_id}"


def _described(photo: Photo) -> dict[str, str]:
    return {field: str(getattr(photo, field)) for field in _DESCRIBED}


def _checked_words(words: Mapping[str, str]) -> dict[str, str]:
    checked = {field: words[field].strip() for field in _DESCRIBED if field in words}
    if not checked.get("alternative_text"):
        raise InvalidPlaceError(_("say what the photograph shows, for those who do not see it"))
    return checked
