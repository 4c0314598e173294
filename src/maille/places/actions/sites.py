"""Keeping public sites, which come from files and go back to files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from maille.geography.gazetteer import Gazetteer
from maille.places.models import PublicSite

_CHANGING: Final = (
    *("kind", "name", "street", "postcode", "locality", "insee", "commune", "longitude"),
    *("latitude", "opening_hours", "itinerant", "licence"),
)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A public site as a file tells it; ``commune`` is a code, ``point`` longitude, latitude."""

    key: str
    name: str
    street: str = ""
    postcode: str = ""
    locality: str = ""
    commune: str = ""
    point: tuple[float, float] | None = None
    opening_hours: str = ""
    itinerant: bool = False


@transaction.atomic
def keep_public_sites(
    *,
    kind: str,
    source: str,
    licence: str,
    sites: Iterable[SiteLine],
    gazetteer: Gazetteer | None = None,
) -> int:
    """Write the public sites of a source, those already here anew; give how many there are.

    A site that its source no longer lists is taken away: nobody edits it here.
    """
    communes = gazetteer or Gazetteer()
    rows = [_row(kind, source, licence, site, communes) for site in sites]
    kept = PublicSite.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "source_key"],
        update_fields=_CHANGING,
    )
    keys = {row.source_key for row in kept}
    gone = [
        pk
        for pk, key in PublicSite.objects.filter(source=source).values_list("pk", "source_key")
        if key not in keys
    ]
    PublicSite.objects.filter(pk__in=gone).delete()
    return len(kept)


def _row(kind: str, source: str, licence: str, site: SiteLine, communes: Gazetteer) -> PublicSite:
    commune = communes.by_code(site.commune) if site.commune else None
    longitude, latitude = site.point or (None, None)
    return PublicSite(
        kind=kind,
        name=site.name[:200],
        street=site.street[:200],
        postcode=site.postcode,
        locality=site.locality[:100],
        insee=commune.code if commune else "",
        commune_id=commune.pk if commune else None,
        longitude=longitude,
        latitude=latitude,
        opening_hours=site.opening_hours,
        itinerant=site.itinerant,
        source=source,
        source_key=site.key,
        licence=licence,
    )
