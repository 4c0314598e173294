"""The report document itself, as a file."""

import json

from maille.reports.exports.compositor import Document


def render_json(document: Document) -> bytes:
    r"""Write the document as it is: UTF-8, indented, one line feed at the end.

    The fingerprint of an edition is not that of this file: see ``core.effects.integrity``.

    Examples
    --------
    >>> render_json({"schema": "maille-report/1"}).decode()
    '{\n  "schema": "maille-report/1"\n}\n'
    """
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
