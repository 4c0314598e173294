"""Rows that two persons must not change at once, locked until the transaction ends."""

from maille.places.models import Place
from maille.reports.errors import DraftPublishedError
from maille.reports.models import Draft


def lock_place(place: Place) -> Place:
    """Wait for whoever publishes, opens or withdraws in the same place."""
    return Place.objects.select_for_update().get(pk=place.pk)


def lock_open_draft(draft: Draft) -> Draft:
    """Wait for whoever writes in the same draft, then check that it is still open."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if not locked.is_open:
        raise DraftPublishedError(str(locked))
    return locked
