"""Knowing who keeps a list of places, and receiving what they send."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maille.directory.enums import DeliveryState
from maille.directory.errors import SourceError
from maille.directory.models import Delivery, Source
from maille.people.models import Person
from maille.places.models import Network

MOST_NAME = 120


@transaction.atomic
def add_source(
    *,
    name: str,
    licence: str = "",
    network: Network | None = None,
    url: str = "",
    attribution: str = "",
    by: Person | None,
) -> Source:
    """Give the source of this name, new or known; what is said of it is kept up to date.

    Parameters
    ----------
    name
        Who keeps the list, as readers will see it; its slug identifies it.
    licence
        An SPDX identifier or the address of a licence; nothing leaves a known one as it is.
    network
        The network that looks after it; nobody but administrators when there is none.
    url, attribution
        Where it is found, and how its authors want to be named.
    by
        Who adds it, or ``None`` from the command line.

    Raises
    ------
    SourceError
        When the name is empty or too long, or another network looks after this source.
    """
    clean = " ".join(name.split())
    slug = slugify(clean)[:80].strip("-")
    if not slug or len(clean) > MOST_NAME:
        raise SourceError(_("a source needs a name of 1 to %d characters") % MOST_NAME)
    source, added = Source.objects.get_or_create(
        slug=slug, defaults={"name": clean, "network": network}
    )
    if not added and by is not None and not by.is_administrator and source.network != network:
        raise SourceError(
            _("the list “%s” is looked after by others: choose another name") % source.name
        )
    for column, value in (("licence", licence), ("url", url), ("attribution", attribution)):
        if value:
            setattr(source, column, value)
    source.save()
    return source


@transaction.atomic
def receive_delivery(
    *,
    source: Source,
    file_name: str,
    sha256: str,
    mapping_sha256: str,
    dated_on: dt.date | None = None,
    by: Person | None,
) -> Delivery:
    """Begin to read a file, or go on with the one whose reading was cut short.

    Returns
    -------
    Delivery
        The unfinished delivery of the same file with the same mapping when it is the last one,
        else a new one; ``rows_read`` tells how many rows are done.
    """
    last = source.deliveries.first()
    if (
        last
        and last.state == DeliveryState.READING
        and (last.sha256, last.mapping_sha256) == (sha256, mapping_sha256)
    ):
        return last
    return Delivery.objects.create(
        source=source,
        file_name=file_name[-200:],
        sha256=sha256,
        mapping_sha256=mapping_sha256,
        dated_on=dated_on,
        by=by,
    )


def day_of(delivery: Delivery) -> dt.date:
    """Give the day that a delivery speaks of: its own, or the day it was received."""
    return delivery.dated_on or timezone.localdate(delivery.received_at)
