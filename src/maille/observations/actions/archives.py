"""Writing again the observations that were taken away in an archive."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.db.models import Change
from maille.observations.actions.rows import fill, insert_rows
from maille.observations.canonical import received_content
from maille.observations.enums import FeedStatus
from maille.observations.feeds.addresses import read_address
from maille.observations.models import CalendarFeed, Observation, ObservationMapping
from maille.observations.queries.archives import FEED_COLUMNS, MAPPING_COLUMNS, ROW_COLUMNS
from maille.observations.shape import content_sha256, read_observation
from maille.places.errors import ArchiveError
from maille.places.models import Place

Described = Mapping[str, Any]


@transaction.atomic
def restore_observations(*, place: Place, described: Iterable[Described]) -> list[Observation]:
    """Write every version again, its receipt and its state included.

    Raises
    ------
    ArchiveError
        When a version is not what its hash says, or not as it should be.
    """
    with archive_in_doubt():
        rows = [_row(place, one) for one in described]
        insert_rows(rows)
    return rows


@transaction.atomic
def restore_mappings(*, place: Place, described: Iterable[Described]) -> list[ObservationMapping]:
    """Write again how the place's own tables are read.

    Raises
    ------
    ArchiveError
        When a mapping is not as it should be.
    """
    with archive_in_doubt():
        rows = [
            ObservationMapping(place=place, **values_of(ObservationMapping, one, MAPPING_COLUMNS))
            for one in described
        ]
        return ObservationMapping.objects.bulk_create(rows)


@transaction.atomic
def restore_decisions(*, described: Iterable[Described], keys: set[UUID]) -> list[Change]:
    """Write again what was decided about these observations.

    Raises
    ------
    ArchiveError
        When a decision is about something else.
    """
    with archive_in_doubt():
        changes = [
            Change(
                thing=Observation._meta.label,
                thing_id=UUID(one["key"]),
                field=str(one["field"]),
                previous=one["previous"],
                new=one["new"],
                at=dt.datetime.fromisoformat(one["at"]),
            )
            for one in described
        ]
        if any(change.thing_id not in keys for change in changes):
            raise ArchiveError(_("a decision of this archive is about something else"))
        return Change.objects.bulk_create(changes)


@transaction.atomic
def restore_feeds(*, place: Place, described: Iterable[Described]) -> list[CalendarFeed]:
    """Write again which calendars the place follows.

    Raises
    ------
    ArchiveError
        When a calendar is not as it should be.
    """
    with archive_in_doubt():
        return CalendarFeed.objects.bulk_create(_feed(place, one) for one in described)


def _feed(place: Place, described: Described) -> CalendarFeed:
    columns = values_of(CalendarFeed, described, FEED_COLUMNS)
    feed = CalendarFeed(place=place, **columns)
    FeedStatus(feed.status)
    if read_address(feed.url).address != feed.url:
        raise ArchiveError(_("a calendar of this archive has no address of the web"))
    feed.clean_fields(
        exclude=["place", "added_by", *(name for name in columns if not columns[name])]
    )
    return feed


def _row(place: Place, described: Described) -> Observation:
    """Fill the columns from the content itself: they cannot say otherwise."""
    columns = values_of(Observation, described, ROW_COLUMNS)
    content = received_content(columns["content"])
    if not columns["withdrawn_at"] and content_sha256(content) != columns["sha256"]:
        raise ArchiveError(_("an observation of this archive was changed"))
    reading = read_observation(content, today=timezone.localdate(columns["received_at"]))
    row = fill(Observation(place=place), reading)
    for name, value in columns.items():
        setattr(row, name, value)
    if str(row.key) != content.get("id"):
        raise ArchiveError(_("an observation of this archive bears another's identifier"))
    return row


def values_of(
    model: type[models.Model], described: Described, columns: Iterable[str]
) -> dict[str, Any]:
    """Read columns from JSON as their fields do."""
    return {
        name: model._meta.get_field(name).to_python(described[name])  # type: ignore[union-attr]  # columns, no relation
        for name in columns
    }


@contextmanager
def archive_in_doubt() -> Iterator[None]:
    """Turn what rows refuse into one error that names the archive."""
    try:
        yield
    except ArchiveError:
        raise
    except (
        *(ValidationError, DatabaseError, KeyError, TypeError, ValueError, AttributeError),
        RecursionError,
    ) as error:
        raise ArchiveError(
            _("an observation of this archive is not as it should be: %s") % error
        ) from error
