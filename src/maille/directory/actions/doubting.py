"""Raising doubts about what records say, and closing those that were mended at their source."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.directory.models import Doubt
from maille.directory.values import Unsure
from maille.people.models import Person


@transaction.atomic
def raise_doubts(*, unsure: Mapping[int, Sequence[Unsure]], at: dt.datetime) -> list[Doubt]:
    """Open the doubts of records, and close those that their row no longer gives reason for.

    A doubt that somebody settled is not raised again as long as the row says the same.

    Parameters
    ----------
    unsure
        For the primary key of each record, all that is unsure in it now.
    at
        When the row was read.

    Returns
    -------
    list
        The doubts that were opened.
    """
    known: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in Doubt.objects.filter(record__in=unsure):
        known[doubt.record_id].append(doubt)
    mended: list[int] = []
    raised: list[Doubt] = []
    for record, reasons in unsure.items():
        now = {(one.field, one.code): one for one in reasons}
        held = {(doubt.field, doubt.code): doubt for doubt in known[record]}
        mended.extend(
            doubt.pk for key, doubt in held.items() if key not in now and doubt.settled_at is None
        )
        raised.extend(
            Doubt(record_id=record, field=field, code=code, value=one.value, raised_at=at)
            for (field, code), one in now.items()
            if (field, code) not in held or _is_other(held[field, code], one)
        )
    Doubt.objects.filter(pk__in=mended).update(
        settled_at=at, outcome=_("Mended by the source in its next file.")
    )
    return Doubt.objects.bulk_create(raised)


def _is_other(doubt: Doubt, unsure: Unsure) -> bool:
    """Tell whether a settled doubt was about something else that stood there."""
    return doubt.settled_at is not None and doubt.value != unsure.value


@transaction.atomic
def settle_doubt(*, doubt: Doubt, outcome: str, by: Person | None) -> Doubt:
    """Close a doubt, and say what came of it."""
    doubt.settled_at, doubt.settled_by = timezone.now(), by
    doubt.outcome = outcome.strip()[:300]
    doubt.save(update_fields=["settled_at", "settled_by", "outcome"])
    return doubt
