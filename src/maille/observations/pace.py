"""How fast one sender may speak, counted in the memory of each process.

A limit kept in the database would cost every batch another durable write.
"""

import threading
from collections import Counter
from typing import Final

_MOST_SENDERS: Final = 10_000


class Pace:
    """So many requests in so many seconds for each sender.

    Examples
    --------
    >>> pace = Pace(most=2, seconds=60)
    >>> [pace.allows("a tablet", now) for now in (0, 1, 2, 60)]
    [True, True, False, True]
    """

    def __init__(self, *, most: int, seconds: int) -> None:
        self.most = most
        self.seconds = seconds
        self._window = 0
        self._counts = Counter[str]()
        self._lock = threading.Lock()

    def allows(self, sender: str, now: float) -> bool:
        """Count one request, and tell whether it comes in time."""
        return self._count(sender, now, 1) <= self.most

    def has_room(self, sender: str, now: float) -> bool:
        """Tell whether one more request would come in time, without counting it."""
        return self._count(sender, now, 0) < self.most

    def _count(self, sender: str, now: float, more: int) -> int:
        window = int(now // self.seconds)
        with self._lock:
            if window != self._window or len(self._counts) > _MOST_SENDERS:
                self._window = window
                self._counts.clear()
            self._counts[sender] += more
            return self._counts[sender]
