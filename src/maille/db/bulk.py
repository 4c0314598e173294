"""Writing many rows at once, without making an instance of each."""

import json
import secrets
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring_ascii as write_text
from math import isfinite
from operator import attrgetter
from typing import Any

from django.db import connection, models

Row = Sequence[object]
_KIBIBYTES_KEPT = 131_072
_PAGES_LOGGED = 20_000
_AS_IT_IS = (models.CharField, models.TextField, models.FloatField, models.IntegerField)


def expect_many_rows() -> None:
    """Let this process keep more of the embedded database in memory, for hundreds of thousand rows.

    Pages that many rows share are then written once for many, and as durably. Nothing changes on
    PostgreSQL, which has a memory of its own.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{_KIBIBYTES_KEPT}")
            cursor.execute(f"PRAGMA wal_autocheckpoint={_PAGES_LOGGED}")


def new_identifier() -> uuid.UUID:
    """Give a UUIDv7: those of rows added together stand together in an index, random ones do not.

    Source: RFC 9562, section 5.7.
    """
    bits = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return uuid.UUID(int=bits & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def take_keys(model: type[models.Model], count: int) -> Sequence[int]:
    """Give primary keys that no other row will ever bear, for rows about to be added.

    Call it inside the transaction that adds the rows: the embedded database forgets keys that
    were taken by what is undone.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        known = cursor.fetchone()
        last = known[0] if known else 0
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
            if known
            else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)",
            [last + count, table],
        )
        return range(last + 1, last + count + 1)


def insert_rows(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    rest: Mapping[str, object] | None = None,
) -> None:
    """Add rows; every column that has no default in the database is named.

    Parameters
    ----------
    model
        Whose table receives them.
    columns
        Names of fields; of a relation, its column (``place_id``).
    rows
        For each row, a value for each column.
    rest
        Other columns, with the value that all rows have there.
    """
    named, prepared = _prepared(model, columns, rows)
    if not prepared:
        return
    if rest:
        others, [same] = _prepared(model, list(rest), [tuple(rest.values())])
        named, prepared = [*named, *others], [(*row, *same) for row in prepared]
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
) -> tuple[list[str], list[tuple[Any, ...]]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[column] for column in columns]
    named = [connection.ops.quote_name(str(field.column)) for field in chosen]
    turns = [_turn(field) for field in chosen]
    if not any(turns):
        return named, [tuple(row) for row in rows]
    by_column: list[Iterable[object]] = list(zip(*rows, strict=True))
    for at, turn in enumerate(turns[: len(by_column)]):
        if turn:
            by_column[at] = map(turn, by_column[at])
    return named, list(zip(*by_column, strict=True))


def _turn(field: "models.Field[object, object]") -> Callable[[object], Any] | None:
    """Give what turns a value into what the database keeps, when something must."""
    if isinstance(field, _AS_IT_IS) or field.is_relation:
        return None
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else attrgetter("hex")
    if isinstance(field, models.JSONField):
        return _json_turn((field.encoder or json.JSONEncoder)().encode)
    kept: dict[object, Any] = {}

    def turned(value: object) -> object:
        """Days and moments come again and again."""
        if value not in kept:
            kept[value] = field.get_db_prep_save(value, connection)
        return kept[value]

    return turned


def _json_turn(encode: Callable[[object], str]) -> Callable[[object], str]:
    """Give what writes JSON: words, lists of words and points, which most are, at once."""

    def turned(value: object) -> str:
        if type(value) is str:
            return write_text(value)
        if value == []:
            return "[]"
        if type(value) is list:
            kinds = set(map(type, value))
            if kinds == {str}:
                return f"[{', '.join(map(write_text, value))}]"
            if kinds == {float} and all(map(isfinite, value)):
                return f"[{', '.join(map(repr, value))}]"
        return encode(value)

    return turned
