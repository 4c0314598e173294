"""The bytes that the hash of an observation is computed on, and the form in which it is kept."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

AS_RECEIVED: Final = "as_received"
# JSON that a database would alter or refuse is kept as the text that it came as.
_MOST_DIGITS: Final = 2**53
_DEEPEST: Final = 32
_NESTS: Final = (dict, list, tuple)
_WRITERS: Final = {
    ascii_only: json.JSONEncoder(
        sort_keys=True, separators=(",", ":"), ensure_ascii=ascii_only
    ).encode
    for ascii_only in (True, False)
}


def canonical_content(content: Mapping[str, Any]) -> bytes:
    r"""Give the bytes that tell one content from another.

    Keys sorted, no space, UTF-8; half a surrogate pair stays escaped. It never raises on what
    JSON can hold, however deep.

    Examples
    --------
    >>> canonical_content({"on": "2025-03-04", "note": "un thé"})
    b'{"note":"un th\xc3\xa9","on":"2025-03-04"}'
    """
    return _written(content, ensure_ascii=False).encode("utf-8", "backslashreplace")


def content_sha256(content: Mapping[str, Any]) -> str:
    """Give the hash of the canonical bytes, in hexadecimal.

    Examples
    --------
    >>> content_sha256({})[:8]
    '44136fa3'
    """
    return hashlib.sha256(canonical_content(content)).hexdigest()


def kept_content(content: Mapping[str, Any]) -> dict[str, Any]:
    r"""Give what any database holds without altering it.

    A null character, half a surrogate pair, a number that is none or that would be rounded, or a
    nest too deep: the whole is then kept as ASCII text of JSON under ``as_received``.

    Examples
    --------
    >>> kept_content({"note": "thé"})
    {'note': 'thé'}
    >>> kept_content({"note": "\x00"})
    {'as_received': '{"note":"\\u0000"}'}
    """
    if not _is_deep(content) and all(_is_plain(value) for value in _leaves(content)):
        return dict(content)
    return {AS_RECEIVED: _written(content, ensure_ascii=True)}


def received_content(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Give back what :func:`kept_content` keeps.

    Examples
    --------
    >>> received_content(kept_content({"people": float("inf")}))
    {'people': inf}
    """
    if {*kept} != {AS_RECEIVED}:
        return dict(kept)
    received: dict[str, Any] = json.loads(kept[AS_RECEIVED])
    return received


def _written(content: Mapping[str, Any], *, ensure_ascii: bool) -> str:
    if _is_deep(content):
        return "".join(_tokens(content, ensure_ascii=ensure_ascii))
    return _dumps(content, ensure_ascii=ensure_ascii)


def _dumps(value: object, *, ensure_ascii: bool) -> str:
    return _WRITERS[ensure_ascii](value)


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= one <= "\udfff" for one in value)
    if isinstance(value, int | float):
        return abs(value) < _MOST_DIGITS
    return value is None


def _leaves(content: object) -> Iterator[object]:
    waiting = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            yield from value
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)
        else:
            yield value


def _is_deep(content: Mapping[str, Any]) -> bool:
    """Tell whether a value nests further than a writer that calls itself may follow."""
    level: list[Any] = [content]
    for _depth in range(_DEEPEST):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, _NESTS)
        ]
        if not level:
            return False
    return True


def _tokens(content: object, *, ensure_ascii: bool) -> Iterator[str]:
    """Write JSON as :func:`_dumps` does, without calling itself."""
    waiting: list[tuple[str, object]] = [("value", content)]
    while waiting:
        what, value = waiting.pop()
        if what == "text":
            yield str(value)
        elif isinstance(value, Mapping):
            waiting.append(("text", "}"))
            for place, name in reversed(list(enumerate(sorted(value)))):
                waiting.append(("value", value[name]))
                waiting.append(
                    ("text", f"{',' if place else ''}{_dumps(name, ensure_ascii=ensure_ascii)}:")
                )
            yield "{"
        elif isinstance(value, list | tuple):
            waiting.append(("text", "]"))
            for place, one in reversed(list(enumerate(value))):
                waiting.append(("value", one))
                waiting.append(("text", "," if place else ""))
            yield "["
        else:
            yield _dumps(value, ensure_ascii=ensure_ascii)
