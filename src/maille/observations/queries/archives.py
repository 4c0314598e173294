"""What an archive keeps of a place's observations, as values of JSON; it holds no person."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from maille.db.models import Change
from maille.observations.models import CalendarFeed, Observation
from maille.places.models import Place

ROW_COLUMNS: Final = (
    *("key", "version", "sha256", "sequence", "content", "state", "reasons", "received_at"),
    *("noted_at", "origin", "hold", "hold_reasons", "withdrawn_at"),
)
MAPPING_COLUMNS: Final = ("headings", "mapping", "updated_at")
FEED_COLUMNS: Final = (
    *("public_id", "url", "label", "added_at", "status", "problem", "fetched_at", "read_at"),
    *("etag", "modified", "outcome", "coming"),
)


def describe_observations(place: Place) -> list[dict[str, Any]]:
    """Give every version that a place received, in the order of their receipts."""
    rows = place.observations.order_by("sequence")
    return [_plain(row) for row in rows.values(*ROW_COLUMNS)]


def describe_mappings(place: Place) -> list[dict[str, Any]]:
    """Give how the place's own tables are read."""
    rows = place.observation_mappings.order_by("headings")
    return [_plain(row) for row in rows.values(*MAPPING_COLUMNS)]


def describe_decisions(place: Place) -> list[dict[str, Any]]:
    """Give what was decided about the observations of a place, without who decided."""
    keys = place.observations.values("key")
    changes = Change.objects.filter(thing=Observation._meta.label, thing_id__in=keys)
    return [
        {
            "key": str(change.thing_id),
            "field": change.field,
            "previous": change.previous,
            "new": change.new,
            "at": change.at.isoformat(),
        }
        for change in changes.order_by("at", "pk")
    ]


def describe_feeds(place: Place) -> list[dict[str, Any]]:
    """Give the calendars that a place follows, and what came of their last reading."""
    rows = CalendarFeed.objects.filter(place=place).order_by("added_at", "pk")
    return [_plain(row) for row in rows.values(*FEED_COLUMNS)]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Write moments to the microsecond, and identifiers, as text."""
    return {
        name: value.isoformat()
        if isinstance(value, dt.datetime)
        else str(value)
        if isinstance(value, UUID)
        else value
        for name, value in row.items()
    }
