"""Announcing occasions, changing them once or for good, ending and cancelling them."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.core.occasions.days import first_day_of, is_day_of
from maille.core.occasions.errors import InvalidRecurrenceError
from maille.core.occasions.rules import read_rule, write_rule
from maille.grids import load_grid
from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.enums import Audience, TimeZone
from maille.places.errors import InvalidPlaceError
from maille.places.models import Occasion, OccasionException, Place
from maille.places.occasions import (
    MINUTES_A_DAY,
    MOST_DAYS,
    OccasionLine,
    OccurrenceChange,
    time_zone_of,
)
from maille.places.queries.occasions import describe_occasion, series_of

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
# What a reader of the trail knows otherwise.
_UNTOLD = {"id", "time_zone", "declared_at", "changed_at", "sequence"}
_WHEN = ("starts_on", "starts_at", "rule")


@transaction.atomic
def declare_occasion(*, place: Place, line: OccasionLine, by: Author) -> Occasion:
    """Announce an occasion, held once or again and again.

    Its first day is moved to the first one that its rule gives.

    Raises
    ------
    InvalidPlaceError
        When a part cannot be: no title, an impossible day, a rule that is none.
    """
    occasion = Occasion(place=place)
    _fill(occasion, line)
    occasion.save(force_insert=True)
    _keep_trail(occasion, {}, by)
    return occasion


@transaction.atomic
def change_occasion(
    *, occasion: Occasion, line: OccasionLine, by: Author, on: dt.date | None = None
) -> Occasion:
    """Change an occasion for good.

    What comes back and has begun keeps its past: when its days or its hour change, it ends on the
    eve of ``on`` and another one goes on from there.

    Parameters
    ----------
    on
        The day from which days and hours change; today by default.

    Returns
    -------
    Occasion
        The one that goes on.

    Raises
    ------
    InvalidPlaceError
        As when declaring.
    """
    occasion = _locked(occasion)
    today = on or timezone.localdate()
    wanted = Occasion(place=occasion.place, time_zone=occasion.time_zone)
    _fill(wanted, line)
    moved = any(getattr(wanted, name) != getattr(occasion, name) for name in _WHEN)
    if occasion.rule and moved and occasion.starts_on < today:
        return _go_on(occasion, line, today, by)
    before = describe_occasion(occasion)
    _fill(occasion, line)
    _touch(occasion)
    _drop_strays(occasion)
    _keep_trail(occasion, before, by)
    return occasion


@transaction.atomic
def change_one_occurrence(
    *, occasion: Occasion, original: dt.date, change: OccurrenceChange, by: Author
) -> Occasion:
    """Change one occurrence, and no other; changed into nothing, it is as usual again.

    Raises
    ------
    InvalidPlaceError
        When the occasion is not held on this day, or a part cannot be.
    """
    occasion = _locked(occasion)
    _check_day(occasion, original)
    _check_one(occasion, change)
    before = describe_occasion(occasion)
    occasion.exceptions.filter(original=original).delete()
    if change != OccurrenceChange():
        row = OccasionException(occasion=occasion, original=original, **dataclasses.asdict(change))
        check_columns(row, ("title", "space", "minutes"))
        row.save(force_insert=True)
    _touch(occasion)
    _keep_trail(occasion, before, by)
    return occasion


@transaction.atomic
def cancel_one_occurrence(*, occasion: Occasion, original: dt.date, by: Author) -> Occasion:
    """Say that one occurrence is not held; saying it again changes nothing.

    Raises
    ------
    InvalidPlaceError
        When the occasion is not held on this day.
    """
    occasion = _locked(occasion)
    _check_day(occasion, original)
    if occasion.exceptions.filter(original=original, cancelled=True).exists():
        return occasion
    before = describe_occasion(occasion)
    occasion.exceptions.filter(original=original).delete()
    OccasionException.objects.create(occasion=occasion, original=original, cancelled=True)
    _touch(occasion)
    _keep_trail(occasion, before, by)
    return occasion


@transaction.atomic
def restore_one_occurrence(*, occasion: Occasion, original: dt.date, by: Author) -> Occasion:
    """Hold one occurrence as usual again, whatever was said of it."""
    occasion = _locked(occasion)
    before = describe_occasion(occasion)
    if occasion.exceptions.filter(original=original).delete()[0]:
        _touch(occasion)
        _keep_trail(occasion, before, by)
    return occasion


@transaction.atomic
def end_occasion(*, occasion: Occasion, on: dt.date, by: Author) -> Occasion:
    """Say until which day an occasion comes back, that day included.

    Raises
    ------
    InvalidPlaceError
        When it is held once, or would end before its first day.
    """
    occasion = _locked(occasion)
    if not occasion.rule:
        raise InvalidPlaceError(_("this is held once: cancel it instead"))
    if on < occasion.starts_on:
        raise InvalidPlaceError(_("it cannot end before its first day: cancel it instead"))
    before = describe_occasion(occasion)
    occasion.last_on = on
    _touch(occasion)
    _drop_strays(occasion)
    _keep_trail(occasion, before, by)
    return occasion


@transaction.atomic
def cancel_occasion(*, occasion: Occasion, by: Author, at: dt.datetime | None = None) -> Occasion:
    """Cancel an occasion whole; it stays in the programme, said to be cancelled."""
    return _set_cancelled(occasion, at or timezone.now(), by)


@transaction.atomic
def restore_occasion(*, occasion: Occasion, by: Author) -> Occasion:
    """Hold an occasion that was cancelled."""
    return _set_cancelled(occasion, None, by)


def _set_cancelled(occasion: Occasion, at: dt.datetime | None, by: Author) -> Occasion:
    occasion = _locked(occasion)
    if (occasion.cancelled_at is None) == (at is None):
        return occasion
    before = describe_occasion(occasion)
    occasion.cancelled_at = at
    _touch(occasion)
    _keep_trail(occasion, before, by)
    return occasion


def _go_on(occasion: Occasion, line: OccasionLine, today: dt.date, by: Author) -> Occasion:
    """End an occasion on the eve, and declare the one that goes on."""
    later = dataclasses.replace(line, starts_on=max(line.starts_on, today))
    following = declare_occasion(place=occasion.place, line=later, by=by)
    before = describe_occasion(occasion)
    days = series_of(following)
    for row in occasion.exceptions.filter(original__gte=today):
        if is_day_of(days, row.original):
            row.occasion = following
            row.save(update_fields=["occasion"])
    occasion.last_on = min(today - dt.timedelta(days=1), occasion.last_on or LATEST)
    _touch(occasion)
    _drop_strays(occasion)
    _keep_trail(occasion, before, by)
    return following


def _fill(occasion: Occasion, line: OccasionLine) -> None:
    """Write what was declared into the columns, checked."""
    _check_days(line)
    _check_codes(line)
    occasion.title = " ".join(line.title.split())
    if not occasion.title:
        raise InvalidPlaceError(_("say what it is: an occasion needs a title"))
    occasion.description, occasion.space = line.description.strip(), line.space.strip()
    occasion.starts_on, occasion.starts_at = line.starts_on, line.starts_at
    occasion.minutes = _checked_minutes(line.minutes, all_day=line.starts_at is None)
    occasion.time_zone = line.time_zone or occasion.time_zone or time_zone_of(occasion.place)
    occasion.rule, occasion.last_on = "", None
    if line.rule:
        _fill_rule(occasion, line)
    occasion.themes, occasion.audiences = list(line.themes), list(line.audiences)
    occasion.url, occasion.is_free = _checked_url(line.url), line.is_free
    occasion.price = "" if line.is_free else line.price.strip()
    check_columns(occasion, ("title", "space", "time_zone", "rule", "url", "price"))


def _fill_rule(occasion: Occasion, line: OccasionLine) -> None:
    try:
        rule, _last = read_rule(line.rule, line.starts_on)
        # The next such day begins it, in whichever week or month of the interval it falls.
        first = first_day_of(dataclasses.replace(rule, interval=1), line.starts_on)
        occasion.starts_on = first or line.starts_on
        rule, last = read_rule(
            line.rule, occasion.starts_on, at=line.starts_at, time_zone=occasion.time_zone
        )
    except InvalidRecurrenceError as error:
        raise InvalidPlaceError(_("this way of coming back cannot be: %s") % line.rule) from error
    occasion.rule = write_rule(rule)
    ends = [day for day in (last, line.last_on) if day is not None]
    occasion.last_on = min(ends) if ends else None
    if occasion.last_on is not None and occasion.last_on < occasion.starts_on:
        raise InvalidPlaceError(_("it cannot end before its first day"))


def _check_days(line: OccasionLine) -> None:
    for day in (line.starts_on, line.last_on):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise InvalidPlaceError(_("%s is too far away to be held") % day.isoformat())


def _check_codes(line: OccasionLine) -> None:
    known = {
        *(theme.id for theme in load_grid().themes),
        *Audience.values,
        *TimeZone.values,
    }
    said = [*line.themes, *line.audiences, *([line.time_zone] if line.time_zone else [])]
    unknown = [code for code in said if code not in known]
    if unknown:
        raise InvalidPlaceError(_("nobody knows what this is: %s") % ", ".join(unknown))


def _checked_minutes(minutes: int | None, *, all_day: bool) -> int | None:
    if minutes is None:
        return None
    if not 1 <= minutes <= MOST_DAYS * MINUTES_A_DAY or (all_day and minutes % MINUTES_A_DAY):
        raise InvalidPlaceError(_("an occasion lasts from one minute to %s days") % MOST_DAYS)
    return minutes


def _checked_url(url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc):
        raise InvalidPlaceError(_("%s is not the address of a page") % url)
    return url


def _check_day(occasion: Occasion, original: dt.date) -> None:
    if not is_day_of(series_of(occasion), original):
        raise InvalidPlaceError(
            _("“%(title)s” is not held on %(day)s")
            % {"title": occasion.title, "day": original.isoformat()}
        )


def _check_one(occasion: Occasion, change: OccurrenceChange) -> None:
    if change.on is not None and not EARLIEST <= change.on <= LATEST:
        raise InvalidPlaceError(_("%s is too far away to be held") % change.on.isoformat())
    _checked_minutes(change.minutes, all_day=occasion.starts_at is None)


def _drop_strays(occasion: Occasion) -> None:
    """Forget what was said of days on which the occasion is not held any more."""
    days = series_of(occasion)
    strays = [row.pk for row in occasion.exceptions.all() if not is_day_of(days, row.original)]
    occasion.exceptions.filter(pk__in=strays).delete()


def _locked(occasion: Occasion) -> Occasion:
    rows = Occasion.objects.select_related("place__department")
    return rows.select_for_update(of=("self",)).get(pk=occasion.pk)


def _touch(occasion: Occasion) -> None:
    """Save, as a later version for those who follow the calendar."""
    occasion.sequence += 1
    occasion.changed_at = timezone.now()
    occasion.save()


def _keep_trail(occasion: Occasion, before: Mapping[str, object], by: Author) -> None:
    field = f"occasion:{occasion.public_id}"
    keep_trail(
        place=occasion.place,
        before={field: _told(before) or None},
        after={field: _told(describe_occasion(occasion))},
        by=by,
    )


def _told(described: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in described.items() if name not in _UNTOLD}
