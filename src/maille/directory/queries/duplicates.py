"""Reading places that may be one, what was decided of them, and what was merged."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from maille.core.linking.values import Described
from maille.directory.enums import PairDecision
from maille.directory.models import Merge, Pair
from maille.directory.queries.kept import keeping
from maille.places.enums import LinkKind
from maille.places.models import Link, Network, Place
from maille.places.queries import public_places

_COLUMNS = (
    *("pk", "name", "street", "postcode", "locality", "insee", "country"),
    *("longitude", "latitude", "portrait__phone", "portrait__email", "portrait__siret"),
    "portrait__organisation_name",
)


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

    With ``networks``, both places concern one of them.
    """
    pairs = Pair.objects.filter(decision=decision, probability__gte=above).select_related(
        "first__commune", "second__commune", "first__portrait", "second__portrait"
    )
    if not decision:
        pairs = pairs.filter(first__merged_into=None, second__merged_into=None)
    if networks is not None:
        concerned = concerning(networks)
        pairs = pairs.filter(first__in=concerned, second__in=concerned)
    return pairs


def live_merges(networks: Iterable[Network] | None = None) -> QuerySet[Merge]:
    """Give the merges that were not undone, the latest first."""
    merges = Merge.objects.filter(undone_at=None).select_related("kept", "merged", "by")
    if networks is not None:
        concerned = concerning(networks)
        merges = merges.filter(kept__in=concerned, merged__in=concerned)
    return merges


def concerning(networks: Iterable[Network]) -> QuerySet[Place]:
    """Give the places that concern some networks.

    A place with a team concerns the networks that it agreed to belong to; one without a team,
    those that list it and those whose sources speak of it.
    """
    agreed = Q(belongings__network__in=networks, belongings__agreed_at__isnull=False)
    listed = Q(belongings__network__in=networks) | Q(records__source__network__in=networks)
    return Place.objects.filter(agreed | Q(memberships=None) & listed)
