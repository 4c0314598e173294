"""Report documents written by hand: a fictional place, with and without a period.

``la_corderie.json`` holds one of everything that a printed report must show: unfavourable and mixed
paragraphs, a cut summary, a withdrawn story, a dissent, an intensity, an indicator of the place,
themes that are not told.
"""

import json
from pathlib import Path
from typing import Any

Document = dict[str, Any]

_WRITTEN = Path(__file__).with_name("la_corderie.json").read_text(encoding="utf-8")
_UNSTATED = {
    "1 réponse, période 2025": "1 réponse, non datée",
    "réponses, période 2025": "réponses, aucune datée",
    "période 2025": "période non précisée",
    "1 answer, period 2025": "1 answer, not dated",
    "answers, period 2025": "answers, none dated",
    "period 2025": "period not stated",
}


def make_document(*, stated: bool = True, **changes: Any) -> Document:
    """Give a published document; ``changes`` update its top-level objects or replace its lists."""
    written = _WRITTEN
    if not stated:
        for dated, undated in _UNSTATED.items():
            written = written.replace(dated, undated)
    document = json.loads(written)
    if not stated:
        document["period"] = {"start": None, "end": None, "stated": False}
    for key, value in changes.items():
        document[key] = document[key] | value if isinstance(value, dict) else value
    return document


def make_draft(**changes: Any) -> Document:
    """Give the same document before it is published."""
    draft = make_document(
        edition={
            "number": None,
            "draft": True,
            "published_at": None,
            "published_by": None,
            "reviewed_by": None,
            "licence": {"text": None, "data": None},
            "replaces": None,
            "reason": None,
            "url": None,
        },
        integrity={"sha256": None},
    )
    return draft | changes


def make_empty_draft(**changes: Any) -> Document:
    """Give a draft that nobody has answered yet."""
    draft = make_draft()
    for kind in ("findings", "stories", "dissents", "intensities", "indicators"):
        draft[kind] = []
    for section in draft["sections"]:
        for theme in section["themes"]:
            theme["told"], theme["missing"] = False, None
            for kind in ("paragraphs", "stories", "dissents", "intensities", "indicators"):
                theme[kind] = []
    for row in draft["weave"]["rows"]:
        row["loops"] = []
    unanswered = [theme["theme"] for section in draft["sections"] for theme in section["themes"]]
    return draft | {"unknown": [], "not_applicable": [], "unanswered": unanswered} | changes
