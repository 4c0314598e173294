"""Taking withdrawn words out of the files that were imported."""

import datetime as dt
import json
from typing import Any

from maille.places.models import Place
from maille.reports.models import ImportedFile

# Shorter words could stand anywhere: only a value that is exactly them is redacted.
SHORTEST_PASSAGE = 12


def redact_imported_files(*, place: Place, words: str, on: dt.datetime) -> list[ImportedFile]:
    """Delete the words from the place's raw files, inside the transaction of a withdrawal.

    A JSON file keeps everything but the values that hold the words; a file of another form, or
    one where the words cannot be told apart, is emptied. ``sha256`` stays that of the original.
    """
    sought = _letters(words)
    redacted = []
    for file in place.imported_files.all():
        content = _without(bytes(file.content), sought)
        if content is not None:
            file.content = content
            file.redacted_at = on
            file.save(update_fields=["content", "redacted_at"])
            redacted.append(file)
    return redacted


def _without(content: bytes, sought: str) -> bytes | None:
    """Give the content without the words, or ``None`` when it does not hold them."""
    try:
        data = json.loads(content)
    except ValueError:
        text = content.decode("utf-8", errors="replace")
        return b"" if _holds(text, sought) else None
    cleaned = _cleaned(data, sought)
    if cleaned == data:
        return None
    return json.dumps(cleaned, ensure_ascii=False, indent=1).encode("utf-8")


def _cleaned(data: Any, sought: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(data, str):
        return None if _holds(data, sought) else data
    if isinstance(data, list):
        return [_cleaned(one, sought) for one in data]
    if isinstance(data, dict):
        return {name: _cleaned(one, sought) for name, one in data.items()}
    return data


def _holds(text: str, sought: str) -> bool:
    """Tell whether the text is the words, holds them, or is a passage of them."""
    letters = _letters(text)
    return letters == sought or (
        min(len(letters), len(sought)) >= SHORTEST_PASSAGE
        and (sought in letters or letters in sought)
    )


def _letters(text: str) -> str:
    """Give the letters and digits alone: spacing, quotes and markup do not hide words."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
