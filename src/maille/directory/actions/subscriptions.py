"""Asking to be written to, answering that one did ask, stopping: which erases."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.db.turns import take_turn
from maille.directory.enums import Rhythm
from maille.directory.errors import SubscriptionError
from maille.directory.models import Subscription
from maille.geography.models import Commune, Department
from maille.people.models import Person
from maille.places.models import Network

# Nobody is written to more often than this by somebody who types addresses.
MOST_ASKED_A_DAY = 3
UNANSWERED = dt.timedelta(days=7)
FARTHEST_KM = 200


@dataclass(frozen=True, slots=True)
class Area:
    """A commune and a distance around it, a department, or a network: one of the three."""

    commune: Commune | None = None
    radius_km: int | None = None
    department: Department | None = None
    network: Network | None = None


@transaction.atomic
def subscribe(
    *,
    email: str,
    area: Area,
    rhythm: str = Rhythm.MONTHLY,
    language: str = "fr",
    by: Person | None = None,
) -> Subscription | None:
    """Ask for letters about an area; give the row to confirm, or nothing when it would be abuse.

    The same address and area make one row. Signed in, one's own address is confirmed already.

    Parameters
    ----------
    email, area
        Whom to write to, about where.
    rhythm
        One of ``Rhythm``.
    language
        ``fr`` or ``en``.
    by
        Who asks, when somebody is signed in.

    Raises
    ------
    SubscriptionError
        When the address is none, or the area is not one of the three.
    """
    address = email.strip().lower()
    take_turn(f"subscription of {address}")
    mine = by is not None and by.email.lower() == address
    row = Subscription.objects.filter(email=address, **_columns(area)).first()
    if row is None:
        since = timezone.now() - dt.timedelta(days=1)
        asked = Subscription.objects.filter(email=address, confirmed_at=None, asked_at__gt=since)
        if not mine and asked.count() >= MOST_ASKED_A_DAY:
            return None
        row = Subscription(email=address, **_columns(area))
    row.rhythm, row.language = Rhythm(rhythm), language
    if mine:
        row.person = by
        row.confirmed_at = row.confirmed_at or timezone.now()
    _check(row)
    row.save()
    return row


@transaction.atomic
def confirm_subscription(*, subscription: Subscription) -> Subscription:
    """Write to this address from now on: whoever reads its mail said so."""
    if subscription.confirmed_at is None:
        subscription.confirmed_at = subscription.told_until = timezone.now()
        subscription.save(update_fields=["confirmed_at", "told_until"])
    return subscription


@transaction.atomic
def stop_subscription(*, subscription: Subscription) -> None:
    """Erase a subscription: nothing is kept of who asked."""
    subscription.delete()


@transaction.atomic
def forget_unanswered(*, at: dt.datetime) -> int:
    """Erase the addresses that did not answer within a week; give how many there were."""
    old = Subscription.objects.filter(confirmed_at=None, asked_at__lt=at - UNANSWERED)
    return old.delete()[0]


@transaction.atomic
def take_letter(*, subscription: Subscription, until: dt.datetime) -> bool:
    """Note that a subscription is told until now; tell whether nobody else did in between."""
    taken = Subscription.objects.filter(
        pk=subscription.pk, told_until=subscription.told_until
    ).update(told_until=until)
    return bool(taken)


@transaction.atomic
def give_letter_back(*, subscription: Subscription, until: dt.datetime) -> None:
    """Take back the note of a letter that could not be sent: the next run tries again."""
    Subscription.objects.filter(pk=subscription.pk, told_until=until).update(
        told_until=subscription.told_until
    )


def _columns(area: Area) -> dict[str, object]:
    return {
        "commune": area.commune,
        "radius_km": area.radius_km,
        "department": area.department,
        "network": area.network,
    }


def _check(row: Subscription) -> None:
    if sum(one is not None for one in (row.commune, row.department, row.network)) != 1:
        raise SubscriptionError(_("choose a commune, a department or a network: one of them"))
    if (row.commune is None) != (row.radius_km is None):
        raise SubscriptionError(_("say how far around the commune"))
    if row.radius_km is not None and not 0 < row.radius_km <= FARTHEST_KM:
        raise SubscriptionError(_("a distance is from 1 to %d km") % FARTHEST_KM)
    try:
        validate_email(row.email)
    except ValidationError as error:
        raise SubscriptionError(_("this is no e-mail address")) from error
