"""What proves that an edition has not changed, and lets words be withdrawn all the same."""

import hashlib
import json
from collections.abc import Mapping

# Of each story, what a withdrawal erases or records: the words stand beside the edition, and
# their salted digest inside it.
_APART_FROM_STORIES = frozenset({"text", "pseudonym", "withdrawn"})


def canonical_bytes(document: Mapping[str, object]) -> bytes:
    r"""Give the bytes that the hash of a report is computed on.

    Parameters
    ----------
    document
        A report document.

    Returns
    -------
    bytes
        Compact JSON in UTF-8, keys sorted, without ``integrity`` and, for each story, without
        its text, its pseudonym and whether it was withdrawn.

    Raises
    ------
    ValueError
        When a number is not finite.

    Examples
    --------
    >>> canonical_bytes({"b": "é", "a": 1, "stories": [{"id": "s1", "text": "Un jardin."}]})
    b'{"a":1,"b":"\xc3\xa9","stories":[{"id":"s1"}]}'
    """
    held = {key: value for key, value in document.items() if key != "integrity"}
    stories = held.get("stories")
    if isinstance(stories, list):
        held["stories"] = [_without_words(story) for story in stories]
    return json.dumps(
        held, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _without_words(story: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in story.items() if key not in _APART_FROM_STORIES}


def seal(document: Mapping[str, object]) -> dict[str, object]:
    """Give the document with its own hash written in ``integrity``.

    Examples
    --------
    >>> verify(seal({"schema": "maille-report/1"}))
    True
    """
    return {
        **document,
        "integrity": {"algorithm": "sha256", "sha256": _digest(canonical_bytes(document))},
    }


def verify(document: Mapping[str, object]) -> bool:
    """Tell whether a document is the one that was sealed, words of stories aside.

    Examples
    --------
    >>> verify({**seal({"schema": "maille-report/1"}), "schema": "other"})
    False
    """
    integrity = document.get("integrity")
    if not isinstance(integrity, Mapping):
        return False
    expected = {"algorithm": "sha256", "sha256": _digest(canonical_bytes(document))}
    return dict(integrity) == expected


def digest_story(text: str, salt: str) -> str:
    """Give the hash by which an edition holds a story without holding its words.

    Parameters
    ----------
    text
        The words.
    salt
        A random text, kept beside the words and erased with them: without it, short words could
        be guessed from their hash.

    Examples
    --------
    >>> digest_story("Un jardin.", "a") == digest_story("Un jardin.", "b")
    False
    """
    return _digest(f"{len(salt)}:{salt}{text}".encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
