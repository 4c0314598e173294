"""The one JSON shape of an observation, read without ever raising.

What cannot be is told as reasons, and the observation is then kept without counting; what is
merely unknown here is told as doubts, and it counts. Published as
``docs/reference/observation.schema.json``.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

from maille.core.effects.observing import (
    Audience,
    AuthorRole,
    Observation,
    ObservationKind,
    SourceKind,
)
from maille.core.effects.values import Direction, TellerKind
from maille.grids import load_grid
from maille.observations.canonical import canonical_content, content_sha256
from maille.observations.reasons import Reason, printable

__all__ = [
    "FIELDS",
    "Reading",
    "as_identifier",
    "canonical_content",
    "content_sha256",
    "read_observation",
]

EARLIEST: Final = dt.date(1970, 1, 1)
# A phone past midnight, or east of the server, may be one day ahead.
AHEAD: Final = dt.timedelta(days=1)
MOST_PEOPLE: Final = 1_000_000
MOST_MINUTES: Final = 527_040
NOTE_LENGTH: Final = 5_000
SPACE_LENGTH: Final = 120
AUTHOR_LENGTH: Final = 80
WORD_LENGTH: Final = 60
MOST_WORDS: Final = 30
MOST_DOUBTS: Final = 20
UUID_PATTERN: Final = (
    r"^(?:urn:uuid:)?(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32})$"
)
DAY_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TIME_PATTERN: Final = r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$"

_UUID: Final = re.compile(UUID_PATTERN.removesuffix("$"))
_DAY: Final = re.compile(DAY_PATTERN.removesuffix("$"))
_TIME: Final = re.compile(TIME_PATTERN.removesuffix("$"))
# No database holds a null character, no encoding half of a pair.
_UNSPEAKABLE: Final = re.compile("[\x00\ud800-\udfff]")
_CLAIMED_YEARS: Final = range(1900, 2200)
_AUDIENCES: Final = frozenset(Audience)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one JSON object.

    ``fields`` are those that could be read; ``defaults`` say the rest when nothing is amiss.
    Without ``key`` nothing can be kept: there is no receipt.
    """

    key: UUID | None
    content: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    noted_at: dt.datetime | None = None
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()

    @property
    def observation(self) -> Observation | None:
        """What was noted; ``None`` when there are reasons why it does not count."""
        return None if self.reasons else Observation(**{**self.defaults, **self.fields})


class _Wrong(Exception):  # noqa: N818 - it never leaves this module
    """A value that cannot be, by the code of its reason."""


def read_observation(data: object, *, today: dt.date) -> Reading:
    """Read one observation, whatever was sent.

    Parameters
    ----------
    data
        A value of JSON.
    today
        The day of the server: what lies further ahead has not been seen.

    Examples
    --------
    >>> told = {"id": "0192f0c1-2b34-7c56-89ab-0123456789ab", "kind": "presence",
    ...         "on": "2025-03-04", "people": 12, "counted": True}
    >>> reading = read_observation(told, today=dt.date(2025, 3, 4))
    >>> reading.observation.people, reading.observation.source.value, reading.reasons
    (12, 'register', ())
    >>> [reason.code for reason in
    ...  read_observation({**told, "people": -3}, today=dt.date(2025, 3, 4)).reasons]
    ['negative']
    """
    if not isinstance(data, Mapping):
        return Reading(None, reasons=(Reason("", "not_an_object"),))
    key = _key(data.get("id"))
    if key is None:
        return Reading(None, reasons=(Reason("id", "no_identifier"),))
    content = {name: value for name, value in data.items() if name != "noted_at"}
    content["id"] = str(key)
    fields, reasons = _fields(content, today)
    noted_at, doubts = _noted_at(data.get("noted_at"))
    return Reading(
        key=key,
        content=content,
        fields=fields,
        defaults={} if reasons else _defaults(fields),
        noted_at=noted_at,
        reasons=tuple(reasons),
        doubts=(*doubts, *_doubts(content, fields))[:MOST_DOUBTS],
    )


def as_identifier(text: str) -> str | None:
    """Give an identifier as it is kept, or ``None`` when the text is none."""
    key = _key(text)
    return str(key) if key else None


def _key(value: object) -> UUID | None:
    return UUID(value) if isinstance(value, str) and _UUID.fullmatch(value) else None


def _fields(content: Mapping[str, Any], today: dt.date) -> tuple[dict[str, Any], list[Reason]]:
    fields: dict[str, Any] = {"id": content["id"]}
    reasons: list[Reason] = []
    for name, read in _READERS.items():
        value = content.get(name)
        if value is None:
            continue
        try:
            fields[name] = read(value)
        except _Wrong as wrong:
            reasons.append(Reason(name, str(wrong)))
    fields = {name: value for name, value in fields.items() if value is not None}
    told = {reason.field for reason in reasons}
    lacking = [name for name in ("kind", "on") if name not in fields and name not in told]
    reasons.extend(Reason(name, "missing") for name in lacking)
    return fields, [*reasons, *_contradictions(fields, told, today)]


def _contradictions(fields: Mapping[str, Any], told: set[str], today: dt.date) -> list[Reason]:
    found = []
    if fields.get("on", EARLIEST) > today + AHEAD:
        found.append(Reason("on", "to_come"))
    if "people_high" in fields and "people" not in told:
        if "people" not in fields:
            found.append(Reason("people_high", "without_people"))
        elif fields["people_high"] < fields["people"]:
            found.append(Reason("people_high", "below_people"))
    return found


def _defaults(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Say how it came to be known and by whom, when nobody said."""
    by_kind = {
        ObservationKind.TESTIMONY: SourceKind.TESTIMONY,
        ObservationKind.DOCUMENT: SourceKind.DOCUMENT,
    }
    source = SourceKind.REGISTER if fields.get("counted") else by_kind.get(fields["kind"])
    return {"source": source or SourceKind.TRACE, "author_role": AuthorRole.STEWARD}


def _doubts(content: Mapping[str, Any], fields: Mapping[str, Any]) -> list[Reason]:
    strangers = [
        Reason(printable(name), "unknown_key", doubt=True) for name in content if name not in FIELDS
    ]
    if not _themes().issuperset(fields.get("themes", ())):
        strangers.append(Reason("themes", "unknown_theme", doubt=True))
    if not _AUDIENCES.issuperset(fields.get("audiences", ())):
        strangers.append(Reason("audiences", "unknown_audience", doubt=True))
    return strangers


@cache
def _themes() -> frozenset[str]:
    return frozenset(theme.id for theme in load_grid().themes)


def _noted_at(value: object) -> tuple[dt.datetime | None, list[Reason]]:
    """Read when the device says that it was noted: a claim, never a reason to refuse."""
    if value is None:
        return None, []
    try:
        claimed = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        claimed = None
    if claimed is None or claimed.tzinfo is None or claimed.year not in _CLAIMED_YEARS:
        return None, [Reason("noted_at", "not_a_moment", doubt=True)]
    return claimed.astimezone(dt.UTC), []


def _one_of(words: type[StrEnum]) -> Callable[[object], StrEnum | None]:
    known = {word.value: word for word in words}

    def read(value: object) -> StrEnum | None:
        if value == "":
            return None
        if not isinstance(value, str) or value not in known:
            raise _Wrong("unknown_word")
        return known[value]

    return read


def _whole(most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise _Wrong("not_a_number")
        if value < 0:
            raise _Wrong("negative")
        if value > most:
            raise _Wrong("too_many")
        return value

    return read


def _text(length: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str):
            raise _Wrong("not_text")
        if len(value) > length:
            raise _Wrong("too_long")
        if _UNSPEAKABLE.search(value):
            raise _Wrong("characters")
        return value

    return read


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise _Wrong("not_a_list")
    if len(value) > MOST_WORDS:
        raise _Wrong("too_many_words")
    read = _text(WORD_LENGTH)
    return tuple(dict.fromkeys(word for one in value if (word := read(one))))


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("not_yes_or_no")
    return value


def _day(value: object) -> dt.date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _Wrong("not_a_day")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError as error:
        raise _Wrong("not_a_day") from error
    if day < EARLIEST:
        raise _Wrong("too_old")
    return day


def _time(value: object) -> dt.time:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise _Wrong("not_a_time")
    return dt.time.fromisoformat(value)


def _identifier(value: object) -> str:
    known = as_identifier(value) if isinstance(value, str) else None
    if known is None:
        raise _Wrong("not_an_identifier")
    return known


FIELDS: Final[Mapping[str, Callable[[object], Any]]] = {
    "id": _identifier,
    "kind": _one_of(ObservationKind),
    "on": _day,
    "at": _time,
    "people": _whole(MOST_PEOPLE),
    "people_high": _whole(MOST_PEOPLE),
    "counted": _yes_or_no,
    "audiences": _words,
    "themes": _words,
    "direction": _one_of(Direction),
    "minutes": _whole(MOST_MINUTES),
    "note": _text(NOTE_LENGTH),
    "space": _text(SPACE_LENGTH),
    "source": _one_of(SourceKind),
    "author_role": _one_of(AuthorRole),
    "author": _text(AUTHOR_LENGTH),
    "teller": _one_of(TellerKind),
    "consent": _yes_or_no,
    "causal": _yes_or_no,
    "outcome": _text(NOTE_LENGTH),
    "occasion": _identifier,
}
# An identifier is read before anything else.
_READERS: Final = {name: read for name, read in FIELDS.items() if name != "id"}
