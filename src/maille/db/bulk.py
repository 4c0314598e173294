"""Writing many rows at once, without making an instance of each."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[object]
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
) -> tuple[list[str], list[list[Any]]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[column] for column in columns]
    turns = [_turn(field) for field in chosen]
    named = [connection.ops.quote_name(str(field.column)) for field in chosen]
    return named, [
        [turn(value) if turn else value for turn, value in zip(turns, row, strict=True)]
        for row in rows
    ]


def _turn(field: "models.Field[object, object]") -> Callable[[object], Any] | None:
    """Give what turns a value into what the database keeps, when something must."""
    plain = isinstance(field, _AS_IT_IS) or field.is_relation
    return None if plain else lambda value: field.get_db_prep_save(value, connection)
