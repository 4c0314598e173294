"""Reading places that may be one, what was decided of them, and what was merged."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from maille.core.linking.values import Described
from maille.directory.duplicates.sentences import FIELDS, LEVELS, sentence_of
from maille.directory.enums import PairDecision
from maille.directory.models import Merge, Pair
from maille.directory.queries.kept import keeping, kept_place
from maille.places.enums import LinkKind
from maille.places.models import Link, Network, Place
from maille.places.queries import public_places

_COLUMNS = (
    *("pk", "name", "street", "postcode", "locality", "insee", "country"),
    *("longitude", "latitude", "portrait__phone", "portrait__email", "portrait__siret"),
    "portrait__organisation_name",
)


@dataclass(frozen=True, slots=True)
class ToldReason:
    """What one field says of a pair, in words; ``weight`` is in bits."""

    label: str | Promise
    sentence: str
    level: str
    level_label: str | Promise
    weight: float


def described_places() -> list[Described]:
    """Give the public places as what tells them apart; of merged ones, the kept one."""
    websites = Link.objects.filter(kind=LinkKind.WEBSITE).order_by("-position", "-pk")
    site_of = dict(websites.values_list("place_id", "url"))
    rows = public_places().order_by("pk").values_list(*_COLUMNS)
    return [
        Described(
            key=f"{row[0]:012d}",
            name=row[1],
            street=row[2],
            postcode=row[3],
            locality=row[4],
            commune=f"{row[6]}{row[5]}" if row[5] else "",
            point=None if row[7] is None else (row[7], row[8]),
            website=site_of.get(row[0], ""),
            phone=row[9],
            email=row[10],
            siret=row[11],
            organisation=row[12],
        )
        for row in rows.iterator(chunk_size=5000)
    ]


def told_apart() -> set[frozenset[int]]:
    """Give the pairs of places that somebody said are not the same, as they stand merged now."""
    said = list(
        Pair.objects.filter(decision=PairDecision.DIFFERENT).values_list("first_id", "second_id")
    )
    stands = keeping({pk for pair in said for pk in pair})
    return {frozenset({stands[first], stands[second]}) for first, second in said}


def pairs_to_review(
    networks: Iterable[Network] | None = None, *, decision: str = "", above: float = 0.0
) -> QuerySet[Pair]:
    """Give the pairs that wait for somebody, or that were decided so, the most probable first.

    With ``networks``, both places concern one of them: they stand in its list, or one of its
    sources speaks of them.
    """
    pairs = Pair.objects.filter(decision=decision, probability__gte=above).select_related(
        "first__commune", "second__commune", "first__portrait", "second__portrait"
    )
    if not decision:
        pairs = pairs.filter(first__merged_into=None, second__merged_into=None)
    if networks is not None:
        concerned = _concerned(networks)
        pairs = pairs.filter(first__in=concerned, second__in=concerned)
    return pairs


def live_merges(networks: Iterable[Network] | None = None) -> QuerySet[Merge]:
    """Give the merges that were not undone, the latest first."""
    merges = Merge.objects.filter(undone_at=None).select_related("kept", "merged", "by")
    if networks is not None:
        concerned = _concerned(networks)
        merges = merges.filter(kept__in=concerned, merged__in=concerned)
    return merges


def networks_concerned(place: Place) -> QuerySet[Network]:
    """Give the networks that list a place, and those whose sources speak of it."""
    pks = kept_place(keeping([place.pk]).values())
    return Network.objects.filter(
        Q(belongings__place__in=pks) | Q(sources__records__place__in=pks)
    ).distinct()


def _concerned(networks: Iterable[Network]) -> QuerySet[Place]:
    listed = Q(belongings__network__in=networks)
    return Place.objects.filter(listed | Q(records__source__network__in=networks))


def reasons_of(pair: Pair) -> tuple[ToldReason, ...]:
    """Give what each field says of a pair, in words, what counts most first."""
    told = [
        ToldReason(FIELDS[field], sentence_of(field, case), level, LEVELS[level], weight)
        for field, level, case, weight in pair.reasons
    ]
    return tuple(sorted(told, key=lambda reason: -abs(reason.weight)))
