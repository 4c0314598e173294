"""The programme of a fictional place: what comes back, and the days that are not as the others."""

from collections.abc import Iterable, Mapping
from typing import Any

from maille.places.actions.occasions import (
    cancel_one_occurrence,
    change_one_occurrence,
    declare_occasion,
)
from maille.places.models import Place
from maille.places.occasions import OccasionLine, OccurrenceChange

Table = Mapping[str, Any]


def announce(place: Place, programme: Iterable[Table]) -> None:
    """Declare each occasion, then what was changed or cancelled for one day alone."""
    for told in programme:
        said = dict(told)
        cancelled, changed = said.pop("cancelled", ()), said.pop("changed", ())
        for name in ("themes", "audiences"):
            said[name] = tuple(said.get(name, ()))
        occasion = declare_occasion(place=place, line=OccasionLine(**said), by=None)
        for day in cancelled:
            cancel_one_occurrence(occasion=occasion, original=day, by=None)
        for one in changed:
            otherwise = {name: value for name, value in one.items() if name != "original"}
            change_one_occurrence(
                occasion=occasion,
                original=one["original"],
                change=OccurrenceChange(**otherwise),
                by=None,
            )
