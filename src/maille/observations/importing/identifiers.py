"""Identifiers that stay the same each time the same thing is brought in."""

import uuid
from collections import Counter
from collections.abc import Iterable

from maille.observations.shape import as_identifier


def identifier_of(place: uuid.UUID, *parts: object) -> str:
    """Give the identifier of something that a source tells apart by ``parts``.

    Examples
    --------
    >>> place = uuid.UUID(int=1)
    >>> identifier_of(place, "uid", "1") == identifier_of(place, "uid", "1")
    True
    """
    return str(uuid.uuid5(place, "\n".join(str(part) for part in parts)))


class Identifiers:
    """Identifiers of the lines of one table.

    A line that has one of its own keeps it. Another is told by what it is about, never by its
    figures: the day, the hour, the kind, the words; the second alike is the second, and so on.
    """

    def __init__(self, place: uuid.UUID) -> None:
        self.place = place
        self._alike = Counter[str]()

    def give(self, own: str, day: str, about: Iterable[object]) -> str:
        """Give the identifier of one line."""
        known = as_identifier(own)
        if known:
            return known
        told = ("line", own, day) if own else ("table", day, *about)
        alike = identifier_of(self.place, *told)
        self._alike[alike] += 1
        rank = self._alike[alike]
        return alike if rank == 1 else identifier_of(self.place, *told, rank)
