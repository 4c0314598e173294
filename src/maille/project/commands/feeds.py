"""Calendars kept elsewhere, from the command line."""

import sys

import click
from django.utils.translation import gettext as _

from maille.observations.actions.feeds import refresh_feed
from maille.observations.enums import FeedStatus
from maille.observations.models import CalendarFeed
from maille.project.commands.places import find_place


@click.group(help=_("Calendars that places follow."))
def feeds() -> None:
    """Gather the commands about calendars."""


@feeds.command(
    help=_("Read again the calendars that places follow, all of them or those of one place."),
    epilog=_("Example: maille feeds refresh la-filature"),
)
@click.argument("place", required=False)
def refresh(place: str | None) -> None:
    """Print a line per calendar; exit 1 when one could not be read."""
    found = CalendarFeed.objects.select_related("place").order_by("place__slug", "pk")
    if place:
        found = found.filter(place=find_place(place))
    failed = False
    for feed in found:
        read = refresh_feed(feed=feed, by=None)
        counts = read.outcome.get("counts", {})
        told = read.problem or _("%(new)s noted, %(known)s known already") % {
            "new": counts.get("recorded", 0),
            "known": counts.get("known", 0),
        }
        click.echo(f"{feed.place.slug}\t{read.status}\t{feed}: {told}")
        failed = failed or read.status == FeedStatus.FAILED
    sys.exit(int(failed))
