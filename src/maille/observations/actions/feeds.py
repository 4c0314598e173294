"""Following calendars kept elsewhere: what took place is noted, what comes is shown."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.observations.enums import FeedStatus, Origin
from maille.observations.errors import ImportFileError
from maille.observations.feeds.addresses import read_address
from maille.observations.feeds.errors import FeedError
from maille.observations.feeds.fetching import Fetched, fetch_calendar
from maille.observations.importing.calendars import read_calendar
from maille.observations.importing.rows import Row
from maille.observations.importing.taking import Reading, take_reading
from maille.observations.models import CalendarFeed
from maille.people.models import Person
from maille.places.actions.trail import keep_trail
from maille.places.models import Place

MOST_FEEDS = 12
AHEAD = dt.timedelta(days=60)
MOST_COMING = 100
_LONGEST_PROBLEM = 300
_KEPT = ("on", "at", "minutes", "note", "space")

Fetch = Callable[..., Fetched]


@transaction.atomic
def follow_calendar(
    *, place: Place, address: str, label: str = "", by: Person | None
) -> CalendarFeed:
    """Follow the calendar of an address; the same address twice is followed once.

    Raises
    ------
    FeedError
        When it is no address, that of this very site, or one too many.
    """
    url = read_address(address).address
    if settings.BASE_URL and urlsplit(settings.BASE_URL).hostname == urlsplit(url).hostname:
        raise FeedError(_("this calendar is kept here already"))
    followed = CalendarFeed.objects.filter(place=place)
    known = followed.filter(url=url).first()
    if known:
        return known
    if followed.count() >= MOST_FEEDS:
        raise FeedError(_("a place follows at most %s calendars") % MOST_FEEDS)
    feed = CalendarFeed.objects.create(
        place=place, url=url, label=" ".join(label.split())[:120], added_by=by
    )
    _keep_trail(feed, "", url, by)
    return feed


@transaction.atomic
def forget_calendar(*, feed: CalendarFeed, by: Person | None) -> Place:
    """Follow a calendar no more; what it brought stays."""
    _keep_trail(feed, feed.url, "", by)
    feed.delete()
    return feed.place


def refresh_feed(
    *,
    feed: CalendarFeed,
    by: Person | None,
    at: dt.datetime | None = None,
    fetch: Fetch = fetch_calendar,
) -> CalendarFeed:
    """Read a calendar again; what went wrong is kept in its row, not raised.

    The days before this one become observations, each once however often it is read; a calendar
    that says something newer replaces what it said. The days to come are kept aside, to be shown.

    Parameters
    ----------
    fetch
        How an address is asked.
    """
    moment = at or timezone.now()
    feed.fetched_at, feed.problem = moment, ""
    today = timezone.localdate(moment)
    # What was to come yesterday has taken place: once a day, the whole calendar is read.
    read_today = feed.read_at is not None and timezone.localdate(feed.read_at) == today
    known = {"etag": feed.etag, "modified": feed.modified} if read_today else {}
    try:
        answer = fetch(feed.url, **known)
        feed.status = FeedStatus.UNCHANGED.value
        if answer.content is not None:
            _take(feed, answer.content, moment, by)
            feed.etag, feed.modified = answer.etag, answer.modified
    except (FeedError, ImportFileError) as error:
        feed.status, feed.problem = FeedStatus.FAILED.value, str(error)[:_LONGEST_PROBLEM]
    feed.save()
    return feed


def _take(feed: CalendarFeed, content: bytes, at: dt.datetime, by: Person | None) -> None:
    today = timezone.localdate(at)
    rows = read_calendar(content, place_id=feed.place.public_id, until=today + AHEAD)
    coming = [row for row in rows if _day(row) >= today.isoformat()]
    past = [row for row in rows if _day(row) < today.isoformat()]
    report = take_reading(
        place=feed.place, name=str(feed), reading=Reading(past), by=by, at=at, origin=Origin.FEED
    )
    feed.outcome = report.as_json()
    announced = sorted(
        (_announced(row) for row in coming), key=lambda one: (one["on"], one.get("at", ""))
    )
    feed.coming = announced[:MOST_COMING]
    feed.status, feed.read_at = FeedStatus.READ.value, at


def _day(row: Row) -> str:
    return str(row.item["on"]) if isinstance(row.item, dict) else ""


def _announced(row: Row) -> dict[str, Any]:
    item = row.item if isinstance(row.item, dict) else {}
    return {name: item[name] for name in _KEPT if name in item}


def _keep_trail(feed: CalendarFeed, before: str, after: str, by: Person | None) -> None:
    field = f"feed:{feed.public_id}"
    keep_trail(place=feed.place, before={field: before}, after={field: after}, by=by)
