"""Where a visitor asks about: a town by its name, spelt well or not, or by its postcode."""

import functools
from dataclasses import dataclass

from django.db.models import Avg, Q
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from maille.core.kernel.names import fold_name
from maille.geography.models import Commune
from maille.geography.queries import search_communes
from maille.places.queries import public_places

_MOST_OTHERS = 4
_MISTAKES = ((8, 2), (4, 1))


@dataclass(frozen=True, slots=True)
class Where:
    """A town: its name and department, a point in it, and the other towns of that name."""

    name: str
    department: str
    longitude: float
    latitude: float
    others: tuple[tuple[str, str], ...] = ()


def locate(words: str) -> Where | None:
    """Give the town that some words name, the best answer first; nothing when none does.

    A town whose point nobody published stands where its places do.
    """
    found = search_communes(words, limit=_MOST_OTHERS + 1) or _misspelt(words)
    for commune in found:
        point = _point_of(commune)
        if point:
            others = _others(commune, found, fold_name(words))
            return Where(commune.name, commune.department.name, *point, others)
    return None


def _others(chosen: Commune, found: list[Commune], asked: str) -> tuple[tuple[str, str], ...]:
    """Give the other answers: when the name was whole, those of the very same name."""
    whole = asked in chosen.folded_names.split("|")
    return tuple(
        _named(other)
        for other in found
        if other.pk != chosen.pk and (not whole or asked in other.folded_names.split("|"))
    )


def _named(commune: Commune) -> tuple[str, str]:
    """Give a town's name and what finds it and no other: a postcode beside it."""
    postcode = commune.postcodes.split(" ")[0]
    return f"{commune.name} ({commune.department.name})", f"{commune.name} {postcode}".strip()


def _point_of(commune: Commune) -> tuple[float, float] | None:
    if commune.longitude is not None and commune.latitude is not None:
        return commune.longitude, commune.latitude
    middle = (
        public_places().filter(commune=commune).aggregate(x=Avg("longitude"), y=Avg("latitude"))
    )
    return (middle["x"], middle["y"]) if middle["x"] is not None else None


def _misspelt(words: str) -> list[Commune]:
    """Give the towns whose name has the fewest mistakes, when they are few enough."""
    name = fold_name(words)
    allowed = next((most for length, most in _MISTAKES if len(name) >= length), 0)
    names = _town_names()
    near = extract(name, names, scorer=OSA.distance, score_cutoff=allowed, limit=3)
    best = [known for known, mistakes, _place in near if mistakes == near[0][1]]
    wanted = Q()
    for known in best:
        wanted |= Q(folded_names__contains=known)
    if not allowed or not best:
        return []
    communes = Commune.objects.filter(wanted).select_related("department__region").order_by("pk")
    same = [one for one in communes if not set(best).isdisjoint(one.folded_names.split("|"))]
    return same[: _MOST_OTHERS + 1]


@functools.lru_cache(1)
def _kept_names(count: int) -> list[str]:
    """Give every name of a town; communes are loaded once, and all together."""
    names = Commune.objects.order_by("pk").values_list("folded_names", flat=True)
    return sorted({name for joined in names for name in joined.split("|")}) if count else []


def _town_names() -> list[str]:
    return _kept_names(Commune.objects.count())
