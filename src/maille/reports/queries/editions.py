"""Editions of a place: which one is in force, which one is the latest."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Prefetch, QuerySet

from maille.places.models import Place
from maille.reports.models import Draft, Edition, Story


def editions_of(place: Place) -> QuerySet[Edition]:
    """Give every edition, newest first, with the one it replaces and the one that replaces it.

    Their documents, which are long, are read when they are asked for.
    """
    newer = Prefetch("replaced_by", Edition.objects.defer("document"))
    editions = place.editions.select_related("place", "replaces").prefetch_related(newer)
    return editions.defer("document", "replaces__document")


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in a list, and the number of the one published before it."""

    edition: Edition
    before: int | None


def edition_lines(place: Place) -> list[EditionLine]:
    """Give the editions as a list shows them, newest first; two queries."""
    found = list(editions_of(place))
    before = [*(edition.number for edition in found[1:]), None]
    return [EditionLine(*pair) for pair in zip(found, before, strict=False)]


def latest_edition(place: Place) -> Edition | None:
    """Give the edition to show first: in force, and of the latest period.

    An edition without period counts as of the day it was published. So correcting the report of
    an old year does not hide that of a newer one.
    """
    return latest_of(editions_of(place))


def latest_of(editions: Iterable[Edition]) -> Edition | None:
    """Pick, among the editions of one place, the one to show first."""
    in_force = [edition for edition in editions if not edition.replaced_by.all()]
    return max(in_force, key=lambda one: (_last_day(one), one.number), default=None)


def _last_day(edition: Edition) -> dt.date:
    return edition.end or edition.published_at.date()


def edition_in_force(edition: Edition) -> Edition:
    """Follow the replacements up to the edition that nothing replaces."""
    newer = edition.replaced_by.first()
    return edition_in_force(newer) if newer else edition


def edition_to_replace(draft: Draft) -> Edition | None:
    """Give the edition that publishing this draft would replace: corrected, or same period."""
    if draft.corrects is not None:
        return edition_in_force(draft.corrects)
    same_period = editions_of(draft.place).filter(start=draft.start, end=draft.end)
    return next((edition for edition in same_period if not edition.replaced_by.all()), None)


def edition_state(edition: Edition) -> str:
    """Give a mark that changes with the words of the edition, and with nothing else."""
    withdrawn = sorted(
        str(story_id)
        for story_id in edition.words.filter(withdrawn_at__isnull=False).values_list(
            "story_id", flat=True
        )
    )
    return hashlib.sha256("\n".join([edition.sha256, *withdrawn]).encode()).hexdigest()[:16]


def last_change(edition: Edition) -> dt.datetime:
    """Give when the page of an edition last changed: it names the others of its place."""
    withdrawn = edition.words.aggregate(last=Max("withdrawn_at"))["last"]
    published: dt.datetime = edition.place.editions.aggregate(last=Max("published_at"))["last"]
    return max(withdrawn or published, published)


def told_stories(place: Place) -> QuerySet[Story]:
    """Give every story told in a place, once each however often it was copied, newest first."""
    first_rows = Story.objects.filter(draft__place=place).values("origin").annotate(row=Max("pk"))
    return (
        Story.objects.filter(pk__in=first_rows.values("row"))
        .select_related("draft")
        .order_by("-created_at", "-pk")
    )


def last_draft(place: Place) -> Draft | None:
    """Give the draft whose answers a new one may start from: the latest opened."""
    return place.drafts.first()


def current_draft(place: Place) -> Draft:
    """Give the latest open draft, or an empty one that is not saved."""
    return place.drafts.filter(state="open").first() or Draft(place=place)


def drafts_of(place: Place) -> QuerySet[Draft]:
    """Give every draft, newest first, with what it corrects and what it became."""
    return (
        place.drafts.select_related("place", "corrects", "created_by")
        .prefetch_related("editions")
        .order_by("-created_at", "-pk")
    )


def stories_to_decide(place: Place) -> QuerySet[Story]:
    """Give the stories of open drafts that wait for a steward, oldest first."""
    return Story.objects.filter(
        draft__place=place, draft__state="open", hold="held", withdrawn_at__isnull=True
    ).select_related("draft", "created_by")
