"""Reading observations in their own shape: one a line, or a list."""

import json
from collections.abc import Iterator

from maille.observations.importing.rows import Row, RowStatus
from maille.observations.reasons import Reason


def read_json_lines(text: str) -> list[Row]:
    r"""Give one row per line that is not empty, or per observation of a list.

    A file exported by a phone, ``{"observations": [...]}``, is a list too.

    Examples
    --------
    >>> [row.item for row in read_json_lines('{"id": "x"}\n\n{"id": "y"}')]
    [{'id': 'x'}, {'id': 'y'}]
    """
    whole = _whole(text)
    if whole is not None:
        return [Row(number, item) for number, item in enumerate(whole, start=1)]
    return list(_rows(text))


def _whole(text: str) -> list[object] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and "observations" in value and "id" not in value:
        value = value["observations"]
    return value if isinstance(value, list) else None


def _rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield Row(number, json.loads(line))
        except (ValueError, RecursionError):
            yield Row(number, status=RowStatus.REFUSED, reasons=(Reason("", "not_json"),))
