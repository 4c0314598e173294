"""Reading what is told of places, side by side, and where what they show comes from."""

from collections import defaultdict
from collections.abc import Iterable

from maille.directory.fields import FIELDS, is_empty, words_of
from maille.directory.models import Claim, Shown
from maille.directory.queries.kept import keeping, kept_place
from maille.directory.values import Provenance, Said, ToldField
from maille.places.models import Place
from maille.places.queries.columns import columns_of, with_columns


def claims_of(place: Place) -> tuple[ToldField, ...]:
    """Give every field that somebody speaks of, with what each says; what is shown comes first.

    Of merged places, the kept one carries what was told of all of them.
    """
    pks = kept_place([place.pk])
    shown = dict(Shown.objects.filter(place=place).values_list("field", "claim_id"))
    claims = Claim.objects.filter(place__in=pks).select_related("record__source")
    told: dict[str, list[Said]] = defaultdict(list)
    for claim in claims.order_by("-said_on", "-pk"):
        told[claim.field].append(_said(claim, shown=shown.get(claim.field) == claim.pk))
    return tuple(
        ToldField(name, field.label, tuple(sorted(told[name], key=lambda one: not one.shown)))
        for name, field in FIELDS.items()
        if name in told
    )


def provenance_of(places: Iterable[Place | int]) -> dict[int, dict[str, Provenance]]:
    """Give for each place, by primary key, where the value of each field shown comes from.

    A field that is missing was never told by a source: its team wrote it, or nobody did. So it is
    with a column that differs from what the directory wrote last: its team changed it since.
    """
    pks = [place if isinstance(place, int) else place.pk for place in places]
    found: dict[int, dict[str, Provenance]] = {pk: {} for pk in pks}
    columns = {
        place.pk: columns_of(place) for place in with_columns(Place.objects.filter(pk__in=pks))
    }
    shown = Shown.objects.filter(place__in=pks, claim__isnull=False)
    for row in shown.select_related("claim__record__source"):
        claim = row.claim
        if claim is None or is_empty(row.value) or columns[row.place_id][row.field] != row.value:
            continue
        source = claim.record.source if claim.record else None
        found[row.place_id][row.field] = Provenance(
            source=source.slug if source else None,
            licence=source.licence if source else "",
            said_on=claim.said_on,
        )
    return found


def sources_of(place: Place) -> tuple[str, ...]:
    """Give the names of the sources that speak of a place."""
    kept = keeping([place.pk])[place.pk]
    names = Claim.objects.filter(place__in=kept_place([kept]), record__isnull=False)
    return tuple(
        names.order_by("record__source__name")
        .values_list("record__source__name", flat=True)
        .distinct()
    )


def _said(claim: Claim, *, shown: bool) -> Said:
    source = claim.record.source if claim.record else None
    return Said(
        value=claim.value,
        words=words_of(claim.field, claim.value),
        source=source.slug if source else "",
        source_name=source.name if source else "",
        licence=source.licence if source else "",
        said_on=claim.said_on,
        shown=shown,
    )
