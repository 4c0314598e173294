"""From bytes that may be anything to one JSON object of a bearable size."""

import json
import math
from dataclasses import dataclass
from typing import Final

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.values import Reason
from maille.reports.commune_mesure.words import fold_key

MAX_BYTES: Final = 20_000_000
MAX_MARKS: Final = 500_000
MAX_DEPTH: Final = 64
_EXACT_DIGITS = 15


class JsonObject(dict[str, object]):
    """A JSON object that remembers which of its keys were given twice, and how they fold."""

    repeated: tuple[str, ...] = ()
    _folded: dict[str, str] | None = None

    def key_like(self, key: str) -> str | None:
        """Give the first key that is ``key`` but for case, accents and spaces."""
        if self._folded is None:
            self._folded = {fold_key(actual): actual for actual in reversed(self)}
        return self._folded.get(fold_key(key))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The object of a file, and whether its encoding had to be guessed."""

    tree: JsonObject
    guessed: bool


def decode(data: bytes) -> Decoded | Reason:
    """Read one JSON object, or say why it cannot be read.

    Numbers that no computer holds exactly (``NaN``, ``1e999``, fifty digits) stay texts; of a key
    given twice the last value counts, as everywhere.

    Parameters
    ----------
    data
        The bytes of a file: UTF-8, UTF-16 or UTF-32 with or without mark, else Windows-1252.
    """
    if len(data) > MAX_BYTES:
        return Reason(reasons.TOO_BIG, (("limit", str(MAX_BYTES // 1_000_000)),))
    text, guessed = _text(data)
    if not text.strip():
        return Reason(reasons.EMPTY)
    if sum(text.count(mark) for mark in ",[{") > MAX_MARKS:
        return Reason(reasons.TOO_MANY, (("limit", f"{MAX_MARKS:_}".replace("_", " ")),))
    tree = _parse(text)
    if isinstance(tree, Reason):
        return tree
    return Decoded(tree, guessed)


def _text(data: bytes) -> tuple[str, bool]:
    try:
        return data.decode(json.detect_encoding(data)).lstrip("\ufeff"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), True


def _parse(text: str) -> JsonObject | Reason:
    try:
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=str,
            object_pairs_hook=_object,
        )
    except RecursionError:
        return _too_deep()
    except json.JSONDecodeError as error:
        return Reason(reasons.NOT_JSON, (("line", str(error.lineno)), ("column", str(error.colno))))
    if not isinstance(value, JsonObject):
        return Reason(reasons.NOT_AN_OBJECT)
    return _too_deep() if _is_deeper(value, MAX_DEPTH) else value


def _too_deep() -> Reason:
    return Reason(reasons.TOO_DEEP, (("limit", str(MAX_DEPTH)),))


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _EXACT_DIGITS else digits


def _decimal(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        seen: dict[str, int] = {}
        for key, _value in pairs:
            seen[key] = seen.get(key, 0) + 1
        found.repeated = tuple(key for key, times in seen.items() if times > 1)
    return found


def _is_deeper(value: object, limit: int) -> bool:
    level: list[object] = [value]
    for _depth in range(limit):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return False
    return True


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
