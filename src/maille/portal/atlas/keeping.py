"""The atlas, kept for as long as no place changed."""

import threading
import time
from collections.abc import Hashable

from django.db.models import Count, Max

from maille.db.models import Change
from maille.places.models import Belonging, Network, Place, PublicSite, Stop
from maille.portal.atlas.rows import Atlas, read_atlas

# Every action on a place leaves a line in its trail; what was done by hand shows after a minute.
_SECONDS = 60.0


class Keeper:
    """One atlas, and what the database held when it was read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: Hashable = None
        self._mark: Hashable = None
        self._read_at = 0.0
        self._atlas: Atlas | None = None

    def at(self, state: Hashable) -> Atlas:
        """Give the atlas of a state of the database; without a state, read it anew."""
        if state is None:
            return read_atlas()
        with self._lock:
            if self._atlas is None or self._state != state:
                self._refresh(state)
            return self._atlas or read_atlas()

    def _refresh(self, state: Hashable) -> None:
        mark, now = places_mark(), time.monotonic()
        if self._atlas is None or mark != self._mark or now - self._read_at > _SECONDS:
            self._atlas, self._mark, self._read_at = read_atlas(), mark, now
        self._state = state


def places_mark() -> Hashable:
    """Give what changes when places do: the end of their trail, and how many rows there are."""
    trail = Change.objects.aggregate(last=Max("pk"))["last"]
    places = Place.objects.aggregate(count=Count("pk"), last=Max("pk"), merged=Count("merged_into"))
    others = tuple(
        tuple(model.objects.aggregate(count=Count("pk"), last=Max("pk")).values())
        for model in (Belonging, Network, PublicSite, Stop)
    )
    return trail, tuple(places.values()), others


_KEEPER = Keeper()


def atlas_at(state: Hashable) -> Atlas:
    """Give the public places of a state of the database."""
    return _KEEPER.at(state)
