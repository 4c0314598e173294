"""Turning what was read into a row, and keeping the trail of what is decided about it."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

from django.db import connection
from django.utils import timezone

from maille.core.effects.sensitive import signs_in
from maille.db.models import Change
from maille.observations.canonical import kept_content, received_content
from maille.observations.enums import Hold, VersionState
from maille.observations.models import Observation
from maille.observations.shape import FIELDS, Reading, read_observation
from maille.people.models import Person
from maille.places.models import Place
from maille.places.queries.names import names_around

WORDS = ("note", "outcome")
_PLAIN: Final = frozenset({str, int, bool, type(None)})
_JSON: Final = (dict, list)
_EMPTY: Final = {dict: "{}", list: "[]"}
_COLUMNS: Final = tuple(
    column for column in Observation._meta.concrete_fields if not column.primary_key
)
_values = attrgetter(*(column.attname for column in _COLUMNS))


@dataclass(slots=True)
class NewVersion:
    """A version on its way in: the columns of an :class:`Observation`, made ten times as fast."""

    place_id: int
    key: UUID
    sha256: str
    received_at: dt.datetime
    origin: str
    by_id: int | None
    device_id: int | None
    version: int = 0
    sequence: int = 0
    content: dict[str, Any] = field(default_factory=dict)
    state: str = VersionState.COUNTED.value
    reasons: list[Any] = field(default_factory=list)
    noted_at: dt.datetime | None = None
    kind: str = ""
    on: dt.date | None = None
    at: dt.time | None = None
    people: int | None = None
    people_high: int | None = None
    counted: bool = False
    audiences: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    direction: str = ""
    minutes: int | None = None
    note: str = ""
    space: str = ""
    source: str = ""
    author_role: str = ""
    author: str = ""
    teller: str = ""
    consent: bool = False
    causal: bool = False
    outcome: str = ""
    occasion: UUID | str | None = None
    hold: str = Hold.NONE.value
    hold_reasons: list[Any] = field(default_factory=list)
    withdrawn_at: dt.datetime | None = None


Version: TypeAlias = Observation | NewVersion
Row = TypeVar("Row", Observation, NewVersion)


def lock_place(place: Place) -> None:
    """Wait for whoever writes observations of the same place."""
    Place.objects.select_for_update().values_list("pk").get(pk=place.pk)


def last_sequence(place: Place) -> int:
    """Give the number of the latest version that a place received; call it under the lock."""
    latest = Observation.objects.filter(place=place).order_by("-sequence")
    return latest.values_list("sequence", flat=True).first() or 0


def fill(row: Row, reading: Reading) -> Row:
    """Write what was read into the columns of a new version."""
    reasons = (*reading.reasons, *reading.doubts)
    row.content = kept_content(reading.content) if reasons else dict(reading.content)
    row.reasons = [reason.as_json() for reason in reasons]
    row.noted_at = reading.noted_at
    for name, value in (*reading.defaults.items(), *reading.fields.items()):
        if name != "id":
            setattr(row, name, _column(value))
    return row


def insert_rows(rows: Sequence[Version]) -> None:
    """Write new versions with one prepared statement: three times as fast as ``bulk_create``."""
    if not rows:
        return
    names = ", ".join(connection.ops.quote_name(str(column.column)) for column in _COLUMNS)
    table = connection.ops.quote_name(Observation._meta.db_table)
    marks = ", ".join(["%s"] * len(_COLUMNS))
    # Days and moments come back from row to row.
    prepared = lru_cache(maxsize=1024)(_prepared)
    bound: list[tuple[Any, ...]] = [
        tuple(
            value if type(value) in _PLAIN else _json_or(prepared, rank, value)
            for rank, value in enumerate(_values(row))
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own columns
            bound,
        )


def _json_or(prepared: Callable[[int, object], object], rank: int, value: object) -> object:
    """Give a value as the database takes it: JSON as text, the others as their column says."""
    if isinstance(value, _JSON):
        return json.dumps(value) if value else _EMPTY[type(value)]
    return prepared(rank, value)


def _prepared(rank: int, value: object) -> object:
    return _COLUMNS[rank].get_db_prep_save(value, connection)


def _column(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def hold_what_names(rows: Iterable[Version], place: Place) -> None:
    """Hold the words that seem to name somebody, or to tell of health or justice."""
    spoken = [row for row in rows if row.note or row.outcome]
    known = names_around(place) if spoken else []
    for row in spoken:
        signs = signs_in(f"{row.note}\n{row.outcome}", known=known)
        row.hold_reasons = [{"concern": sign.concern.value, "words": sign.words} for sign in signs]
        row.hold = (Hold.HELD if signs else Hold.NONE).value


def silence(row: Row, *, at: dt.datetime) -> Row:
    """Delete the words of a version, wherever they stand; its hash stays that of the whole.

    Only fields that could be read are kept: a word may have been typed in any other.
    """
    received = received_content(row.content)
    fields = read_observation({**received, "id": str(row.key)}, today=timezone.localdate(at)).fields
    kept = {name: received[name] for name in fields if name not in {"id", *WORDS}}
    row.content = {**kept, "id": str(row.key)}
    row.note, row.outcome = "", ""
    row.hold, row.hold_reasons = Hold.NONE.value, []
    row.reasons = [
        {**reason, "said": ""} if "said" in reason else reason
        for reason in row.reasons
        if reason["field"] in {"", *FIELDS}
    ]
    row.withdrawn_at = row.withdrawn_at or at
    return row


def keep_trail(
    row: Observation, change: tuple[object, object], *, by: Person | None, at: dt.datetime
) -> None:
    """Record what was decided about a version, without its words."""
    before, after = change
    Change.objects.create(
        thing=row._meta.label,
        thing_id=row.key,
        field=f"version {row.version}",
        previous=before,
        new=after,
        by=by,
        at=at,
    )


def trail_of(key: UUID) -> list[Change]:
    """Give what was decided about an observation, newest first, with who decided."""
    return list(
        Change.objects.filter(thing=Observation._meta.label, thing_id=key).select_related("by")
    )
