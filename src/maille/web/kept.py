"""What is made from the database and kept until anything at all is written in it."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

# Where a request carries the mark of what the database held when it came in.
STATE = "maille.database_state"

Thing = TypeVar("Thing")
Layer = tuple[Hashable, float, dict[Hashable, Thing]]  # what from, until when, what


class Shelf(Generic[Thing]):
    """Things made from one state of the database; those of another state are not here.

    Parameters
    ----------
    most
        How many things fit; the oldest goes first.
    seconds
        After which everything is made anew, for what depends on the day.
    """

    def __init__(
        self, *, most: int, seconds: float = 60, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._layer: Layer[Thing] = (None, 0.0, {})

    def get(self, state: Hashable, key: Hashable) -> Thing | None:
        """Give what was made from this state under this key, if it is here."""
        made_from, until, things = self._layer
        return things.get(key) if made_from == state and self._clock() < until else None

    def put(self, state: Hashable, key: Hashable, thing: Thing) -> None:
        """Keep what was made from this state, and nothing that was made from another."""
        with self._lock:
            made_from, until, things = self._layer
            if made_from != state or self._clock() >= until:
                things = {}
                self._layer = (state, self._clock() + self._seconds, things)
            things[key] = thing
            if len(things) > self._most:
                del things[next(iter(things))]
