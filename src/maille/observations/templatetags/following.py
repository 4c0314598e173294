"""What templates say of calendars kept elsewhere: ``{% load following %}``."""

from django import template

from maille.observations.enums import FeedStatus
from maille.observations.feeds import labels
from maille.observations.importing.rows import RowStatus
from maille.observations.models import CalendarFeed

register = template.Library()


@register.filter
def feed_status(feed: CalendarFeed) -> str:
    """Say how the last reading went."""
    return str(labels.STATUSES[FeedStatus(feed.status)])


@register.filter
def row_status(status: str) -> str:
    """Say what became of an event."""
    return str(labels.ROW_STATUSES[RowStatus(status)])
