"""Which place stands for which, once places were merged."""

from collections.abc import Iterable

from maille.places.models import Place


def keeping(pks: Iterable[int]) -> dict[int, int]:
    """Give for each place the one that was kept of it: itself, or the end of its mergers."""
    ends = {pk: pk for pk in pks}
    while True:
        merged = Place.objects.filter(pk__in=set(ends.values()), merged_into__isnull=False)
        onwards = {place.pk: place.merged_into_id or place.pk for place in merged}
        if not onwards:
            return ends
        ends = {pk: onwards.get(end, end) for pk, end in ends.items()}


def kept_place(pks: Iterable[int]) -> dict[int, int]:
    """Give these places and all that were merged into them, each with the one that stands."""
    stands = {pk: pk for pk in pks}
    found = dict(stands)
    while found:
        found = {
            place.pk: stands[place.merged_into_id or place.pk]
            for place in Place.objects.filter(merged_into__in=found)
            if place.pk not in stands
        }
        stands |= found
    return stands
