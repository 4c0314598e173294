"""Writing many rows at once, without making an instance of each."""

import json
from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring_ascii as write_text
from typing import Any

from django.db import connection, models

from maille.db.models import PublicIdModel

Row = Sequence[object]
# SQLite takes so many values in one question.
_AT_ONCE = 500
_AS_IT_IS = (models.CharField, models.TextField, models.FloatField, models.IntegerField)


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows; every column that has no default in the database is named.

    Parameters
    ----------
    model
        Whose table receives them.
    columns
        Names of fields; of a relation, its column (``place_id``).
    rows
        For each row, a value for each column.
    """
    named, prepared = _prepared(model, columns, rows)
    if not prepared:
        return
    holes = ", ".join(["%s"] * len(named))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(named)}) VALUES ({holes})",  # noqa: S608 - our names
            prepared,
        )


def insert_known(
    model: type[PublicIdModel], columns: Sequence[str], rows: Sequence[PublicIdModel]
) -> None:
    """Add rows that are instances, and give each its primary key."""
    insert_rows(
        model,
        ("public_id", *columns),
        ([getattr(row, name) for name in ("public_id", *columns)] for row in rows),
    )
    known: dict[object, int] = {}
    wanted = [row.public_id for row in rows]
    for first in range(0, len(wanted), _AT_ONCE):
        part = model._default_manager.filter(  # noqa: SLF001 - any model has one
            public_id__in=wanted[first : first + _AT_ONCE]
        )
        known.update(part.values_list("public_id", "pk"))
    for row in rows:
        row.pk = known[row.public_id]
        row._state.adding = False  # noqa: SLF001 - as Django's own bulk_create does


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write columns of rows again; the last value of each row is its primary key."""
    named, prepared = _prepared(model, [*columns, "id"], rows)
    if not prepared:
        return
    changes = ", ".join(f"{name} = %s" for name in named[:-1])
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {changes} WHERE id = %s",  # noqa: S608 - our names
            prepared,
        )


def _prepared(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[column] for column in columns]
    turns = [_turn(field) for field in chosen]
    named = [connection.ops.quote_name(str(field.column)) for field in chosen]
    by_column = list(zip(*rows, strict=True))
    turned = [
        [turn(value) for value in values] if turn else values
        for turn, values in zip(turns, by_column, strict=False)
    ]
    return named, list(zip(*turned, strict=True))


def _turn(field: "models.Field[object, object]") -> Callable[[object], Any] | None:
    """Give what turns a value into what the database keeps, when something must."""
    if isinstance(field, _AS_IT_IS) or field.is_relation:
        return None
    if isinstance(field, models.JSONField):
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda value: write_text(value) if type(value) is str else encode(value)
    kept: dict[object, Any] = {}

    def turned(value: object) -> object:
        """Days and moments come again and again."""
        if value not in kept:
            kept[value] = field.get_db_prep_save(value, connection)
        return kept[value]

    return turned
