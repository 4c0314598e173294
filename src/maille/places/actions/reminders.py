"""Reminding a team that its page was not confirmed for a year; leaving somebody in peace."""

import datetime as dt

from django.db import transaction

from maille.places.models import Membership, Place
from maille.places.queries.reminders import places_to_remind


@transaction.atomic
def take_reminder(*, place: Place, on: dt.date) -> bool:
    """Note that a place is reminded today; tell whether nobody else did in between."""
    due = Place.objects.filter(pk__in=places_to_remind(on).values("pk"), pk=place.pk)
    return bool(due.update(reminded_on=on))


@transaction.atomic
def give_reminder_back(*, place: Place, on: dt.date) -> None:
    """Take back the note of letters of which none could be sent: the next run tries again."""
    Place.objects.filter(pk=place.pk, reminded_on=on).update(reminded_on=place.reminded_on)


@transaction.atomic
def stop_reminders(*, member: Membership) -> Membership:
    """Write no reminder to this person about this place any more."""
    member.reminders = False
    member.save(update_fields=["reminders"])
    return member
