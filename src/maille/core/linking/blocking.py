"""Which descriptions are worth comparing: those that share something rare."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from maille.core.linking.folding import Traits, street_name
from maille.core.linking.frequencies import Frequencies

# So many that share one thing are compared only where they share another one too.
MOST: Final = 40
_TOWN: Final = 12
_METRES_A_DEGREE: Final = 111_195.0
_CELL: Final = 150.0
_TELLING: Final = 5.0
_DEPARTMENT: Final = 2
_START: Final = 4


def candidates(rows: Sequence[Traits], known: Frequencies) -> list[tuple[int, int]]:
    """Give the pairs of positions worth comparing, each once, in order.

    Two descriptions are compared when they share a phone, an e-mail, a SIRET, a web page, or:
    with a town, a telling word or the street; with a department, a word that is not its town; or
    when they stand side by side. In a town of few, all are compared. A key that more than
    ``MOST`` share is left to the others, so that the work grows as the number of descriptions.

    Examples
    --------
    >>> from maille.core.linking.folding import read_traits
    >>> from maille.core.linking.frequencies import count
    >>> from maille.core.linking.values import Described
    >>> names = ["La Filature", "Filature", "Le Bocal"]
    >>> rows = [read_traits(Described(name, name, website="filature.fr")) for name in names[:2]]
    >>> candidates(rows, count(rows))
    [(0, 1)]
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, row in enumerate(rows):
        for key in dict.fromkeys(_keys(row, known)):
            blocks[key].append(position)
    pairs = {
        pair
        for key, members in blocks.items()
        if 1 < len(members) <= (_TOWN if key[0] == "town" else MOST)
        for pair in combinations(members, 2)
    }
    return sorted(pairs)


def _keys(row: Traits, known: Frequencies) -> Iterator[tuple[str, ...]]:
    for kind in ("phone", "email", "siret", "page", "host"):
        value = getattr(row, kind)
        if value:
            yield (kind, value)
    joined = "".join(row.words)
    words = [word for word in row.words if known.word_bits(word) >= _TELLING]
    for kind, value in (("c", row.commune), ("p", row.postcode), ("l", row.locality)):
        if value:
            yield from _keys_in(f"{kind}{value}", row, joined, words)
    area = (row.postcode or row.commune)[:_DEPARTMENT]
    if area:
        yield ("name", area, joined)
        yield from (("rare", area, word) for word in words if word not in row.place_words)
    if row.point:
        yield from _cells(row.point)


def _keys_in(
    town: str, row: Traits, joined: str, words: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Give the keys by which two descriptions of one town are compared."""
    yield ("town", town)
    yield ("whole", town, joined)
    yield from (("word", town, word) for word in words)
    yield from (("start", town, word[:_START]) for word in words)
    if row.street and row.number:
        yield ("number", town, str(row.number.low), street_name(row.street)[-1])
    elif row.street:
        yield ("street", town, " ".join(street_name(row.street)))


def _cells(point: tuple[float, float]) -> Iterator[tuple[str, ...]]:
    """Give the four cells a point touches, on two grids shifted by half a cell each way."""
    longitude, latitude = point
    y = latitude * _METRES_A_DEGREE / _CELL
    x = longitude * math.cos(math.radians(round(latitude, 1))) * _METRES_A_DEGREE / _CELL
    for shift in (0.0, 0.5):
        for other in (0.0, 0.5):
            yield (
                "cell",
                f"{shift}{other}",
                str(math.floor(x + shift)),
                str(math.floor(y + other)),
            )
