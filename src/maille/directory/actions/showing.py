"""What a new place shows of what its only source says, and writing that down."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import connection

from maille.db.bulk import insert_rows
from maille.directory.fields import coherent, empty_of, is_empty, shown_of
from maille.directory.models import Shown
from maille.places.actions.bulk import NewPlace

# What a place does not simply hold as it was said.
_UNDERSTOOD: Final = ("insee", "state")
_SHOWN: Final = ("place_id", "field", "value", "claim_id")
# Where a place shows a claim's very value, which is nearly everywhere, the database copies it.
_COPY: Final = """
    INSERT INTO directory_shown (place_id, field, value, claim_id)
    SELECT place_id, field, value, id FROM directory_claim
    WHERE id BETWEEN %s AND %s AND place_id BETWEEN %s AND %s
    ON CONFLICT (place_id, field) DO NOTHING
"""


def first_columns(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a new place shows of what its only source says.

    What is shown as it was said is the very same object: it then travels once.
    """
    columns = coherent({name: shown_of(name, value) for name, value in claims.items()})
    return {
        name: claims[name] if value == claims.get(name) else value
        for name, value in columns.items()
        if not is_empty(value)
    }


def remember_first(
    *,
    said: Iterable[Mapping[str, Any]],
    shown: Sequence[tuple[NewPlace, Mapping[str, Any]]],
    claims: Sequence[int],
) -> None:
    """Write down what new places show, in the transaction that added them.

    Parameters
    ----------
    said
        What the only source of each place says.
    shown
        Each place, and what it shows of it.
    claims
        The primary keys of the claims, place after place, in order.
    """
    if not claims:
        return
    other, done = [], 0
    for told, (place, columns) in zip(said, shown, strict=True):
        for rank, (name, value) in enumerate(told.items(), done):
            if columns.get(name) is value and name not in _UNDERSTOOD:
                continue
            column = _column_of(place, name, columns)
            if column != value:
                other.append((place.pk, name, column, claims[rank]))
        done += len(told)
    insert_rows(Shown, _SHOWN, other)
    with connection.cursor() as cursor:
        cursor.execute(_COPY, [claims[0], claims[-1], shown[0][0].pk, shown[-1][0].pk])


def _column_of(place: NewPlace, name: str, columns: Mapping[str, Any]) -> object:
    """Give what a column of a new place holds, once its commune was understood."""
    if name == "insee":
        return f"BE-{place.insee}" if place.country == "BE" and place.insee else place.insee
    if name == "state":
        return place.state
    return columns[name] if name in columns else empty_of(name)
