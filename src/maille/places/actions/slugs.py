"""Addresses for many new places at once."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from maille.places.actions.places import RESERVED_SLUGS, slugs_of
from maille.places.models import Place

# How many more addresses of one name are asked about when those that were are taken.
_A_FEW: Final = 8
_MORE: Final = 50
# SQLite takes so many values in one question.
_AT_ONCE: Final = 500


def free_slugs(names: Sequence[str]) -> list[str]:
    """Give the first free address of each name; what one takes, those after it do not get."""
    bases: list[str] = []
    others: dict[str, Iterator[str]] = {}
    for name in names:
        slugs = slugs_of(name)
        bases.append(next(slugs))
        others.setdefault(bases[-1], slugs)
    asked = {
        base: [base, *islice(others[base], count - 1)] for base, count in Counter(bases).items()
    }
    taken = {*RESERVED_SLUGS, *_known([slug for slugs in asked.values() for slug in slugs])}
    # Names that places bear already are asked about again together.
    again = {
        base: list(islice(others[base], _A_FEW))
        for base, slugs in asked.items()
        if not taken.isdisjoint(slugs)
    }
    taken.update(_known([slug for slugs in again.values() for slug in slugs]))
    for base, more in again.items():
        asked[base] += more
    free = {base: _free(asked[base], slugs, taken) for base, slugs in others.items()}
    found = []
    for base in bases:
        slug = next(free[base])
        taken.add(slug)
        found.append(slug)
    return found


def _free(asked: Sequence[str], others: Iterator[str], taken: set[str]) -> Iterator[str]:
    """Give the addresses of a name that are free when their turn comes, without end."""
    while True:
        yield from (slug for slug in asked if slug not in taken)
        asked = list(islice(others, _MORE))
        taken.update(_known(asked))


def _known(slugs: Sequence[str]) -> Collection[str]:
    """Give those that places bear."""
    known: set[str] = set()
    for start in range(0, len(slugs), _AT_ONCE):
        part = Place.objects.filter(slug__in=slugs[start : start + _AT_ONCE])
        known.update(part.values_list("slug", flat=True))
    return known
