"""What every action of this concept shares: checks of columns, and the trail of changes."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import first_day
from maille.db.trail import record_changes
from maille.people.models import Person
from maille.places.enums import Role
from maille.places.errors import InvalidPlaceError
from maille.places.models import Place
from maille.places.values import LifeEventLine, Line

Author = Person | None
# To name a member or a device says nothing of the place.
_ABOUT_THE_TEAM = ("member:", "device:")


def keep_trail(
    *, place: Place, before: Mapping[str, object], after: Mapping[str, object], by: Author
) -> None:
    """Record what changed in a place, now; from its own team, it confirms the page."""
    changes = record_changes(thing=place, before=before, after=after, by=by, at=timezone.now())
    told = [change for change in changes if not change.field.startswith(_ABOUT_THE_TEAM)]
    if told and by is not None and is_of_the_team(place, by):
        mark_confirmed(place)


def is_of_the_team(place: Place, person: Person) -> bool:
    """Tell whether a person describes this place."""
    return place.memberships.filter(
        person=person, role__in=(Role.STEWARD, Role.CONTRIBUTOR)
    ).exists()


def mark_confirmed(place: Place, on: dt.date | None = None) -> None:
    """Write the day when the team last said how the place is."""
    day = on or timezone.localdate()
    if place.confirmed_on != day:
        place.confirmed_on = day
        Place.objects.filter(pk=place.pk).update(confirmed_on=day)


def as_plain(lines: Iterable[Line | LifeEventLine]) -> list[dict[str, object]]:
    """Give values as the trail keeps them."""
    return [dataclasses.asdict(line) for line in lines]


def check_columns(row: models.Model, columns: Iterable[str]) -> None:
    """Refuse what the columns cannot hold; empty values are the caller's business.

    Raises
    ------
    InvalidPlaceError
        With the messages of the columns.
    """
    checked = {name for name in columns if getattr(row, name) not in (None, "", [])}
    others = {field.name for field in row._meta.get_fields()} - checked
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        raise InvalidPlaceError(
            "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
        ) from error


def check_date(date: str) -> None:
    """Refuse what is no year, no month and no day of the calendar; nothing is allowed.

    Raises
    ------
    InvalidPlaceError
        When ``date`` is none of ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, nor empty.
    """
    try:
        if date:
            first_day(date)
    except InvalidPeriodError as error:
        raise InvalidPlaceError(
            _("%s is not a date: write 2019, 2019-10 or 2019-10-21") % date
        ) from error
