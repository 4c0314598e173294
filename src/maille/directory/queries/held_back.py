"""What a place shows and nobody may give away: the values of sources that state no licence."""

from typing import Final

from maille.directory.fields import is_empty
from maille.directory.models import Shown
from maille.places.models import Place
from maille.places.queries.columns import columns_of, with_columns

# What SPDX writes when there is no licence, or nobody knows.
NO_LICENCE: Final = frozenset({"", "NONE", "NOASSERTION"})


def fields_held_back(place: Place) -> frozenset[str]:
    """Give the fields that show what a source without a licence says; one query for most places."""
    written = Shown.objects.filter(place=place, claim__record__source__licence__in=NO_LICENCE)
    told = dict(written.values_list("field", "value"))
    if not told:
        return frozenset()
    columns = columns_of(with_columns(Place.objects.filter(pk=place.pk)).get())
    return frozenset(
        name for name, value in told.items() if not is_empty(value) and columns[name] == value
    )
