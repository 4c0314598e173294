"""Asking a network about places that a source no longer lists; nothing is ever deleted."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.directory.enums import QuestionAnswer
from maille.directory.models import Delivery, Question, Record


@transaction.atomic
def ask_about_missing(*, delivery: Delivery, at: dt.datetime | None = None) -> list[Question]:
    """Ask about each place that a delivery, read to its end, no longer lists.

    A question is asked once: not again before the source lists the place anew.
    """
    asked_since = Question.objects.filter(
        record=OuterRef("pk"), asked_at__gte=OuterRef("last_delivery__received_at")
    )
    missing = Record.objects.filter(
        ~Exists(asked_since), source=delivery.source, place__isnull=False
    ).exclude(last_delivery=delivery)
    asked = [
        Question(
            place=record.place,
            record=record,
            delivery=delivery,
            asked_at=at or timezone.now(),
        )
        for record in missing.select_related("place")
        if record.place
    ]
    return Question.objects.bulk_create(asked)


def keep_listed(*, delivery: Delivery, keys: Iterable[str]) -> None:
    """Note that a file lists records although what it says of them was refused."""
    Record.objects.filter(source=delivery.source, key__in=keys).update(last_delivery=delivery)


@transaction.atomic
def close_questions(*, records: Sequence[int], at: dt.datetime) -> int:
    """Answer the open questions about records that are listed again; give how many there were."""
    return Question.objects.filter(record__in=records, answer="").update(
        answer=QuestionAnswer.STILL_THERE,
        answered_at=at,
        note=_("Its source lists it again."),
    )
