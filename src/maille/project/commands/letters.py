"""Letters sent from time to time: reminders to teams, digests to whoever asked."""

import smtplib
import sys

import click
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from maille.directory.actions import forget_unanswered, give_letter_back, take_letter
from maille.directory.letters import write_digest
from maille.directory.queries.digests import news_of, subscriptions_due
from maille.places.actions import give_reminder_back, take_reminder
from maille.places.queries.reminders import places_to_remind, stewards_to_remind
from maille.places.reminders import write_reminder
from maille.project.commands.reports import base_url


@click.group(help=_("Reminders to teams whose page was not confirmed for a year."))
def reminders() -> None:
    """Gather the commands about reminders."""


@click.group(help=_("Letters to whoever asked to know what changes in an area."))
def digest() -> None:
    """Gather the commands about digests."""


_DRY_RUN = click.option(
    "--dry-run", is_flag=True, help=_("Print what would be sent, without any address.")
)


@reminders.command(
    "send",
    help=_("Write to the stewards of places that were not confirmed for a year."),
    epilog=_("Example: maille reminders send --dry-run"),
)
@_DRY_RUN
def send_reminders(*, dry_run: bool) -> None:
    """Write once per place and half-year; exit 1 when a letter could not be sent."""
    _warn_of_address()
    today = timezone.localdate()
    sent = failed = 0
    for place in places_to_remind(today):
        letters = [write_reminder(member, site) for member in stewards_to_remind(place)]
        if dry_run:
            _show(letters)
        elif take_reminder(place=place, on=today):
            gone = sum(_send(letter) for letter in letters)
            failed += len(letters) - gone
            sent += gone
            if not gone:
                give_reminder_back(place=place, on=today)
    _conclude(sent, failed)


@digest.command(
    "send",
    help=_("Write what changed in their area to those whose week, or month, is over."),
    epilog=_("Example: maille digest send --dry-run"),
)
@_DRY_RUN
def send_digests(*, dry_run: bool) -> None:
    """Write where something changed; exit 1 when a letter could not be sent."""
    _warn_of_address()
    now = timezone.now()
    if not dry_run:
        forget_unanswered(at=now)
    sent = failed = 0
    for subscription in subscriptions_due(now):
        with override(subscription.language):
            news = news_of(subscription, now)
        letter = write_digest(subscription, news, site)
        if dry_run:
            _show([letter] if news else [])
        elif take_letter(subscription=subscription, until=now) and news:
            gone = _send(letter)
            sent, failed = sent + gone, failed + (not gone)
            if not gone:
                give_letter_back(subscription=subscription, until=now)
    _conclude(sent, failed)


def site(path: str) -> str:
    """Give the whole address of a page."""
    return base_url() + path


def _send(letter: EmailMessage) -> bool:
    """Send a letter; say what went wrong, never whom it was for."""
    try:
        letter.send()
    except (OSError, smtplib.SMTPException) as error:
        click.echo(_("a letter was not sent: %s") % type(error).__name__, err=True)
        return False
    return True


def _show(letters: list[EmailMessage]) -> None:
    for letter in letters:
        click.echo(f"{letter.subject}\n\n{letter.body}\n---")


def _conclude(sent: int, failed: int) -> None:
    click.echo(ngettext("%d letter sent", "%d letters sent", sent) % sent, err=True)
    sys.exit(int(bool(failed)))


def _warn_of_address() -> None:
    if not settings.BASE_URL:
        click.echo(
            _("MAILLE_BASE_URL is not set: the addresses in letters open on this machine alone"),
            err=True,
        )
