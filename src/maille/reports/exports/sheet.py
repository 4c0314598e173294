"""What the report's template receives: every word chosen, set and in its order.

The template lays out and calculates nothing; this module lays out nothing.
"""

from collections import Counter
from typing import Any

from maille.reports.exports import drawing
from maille.reports.exports.body import make_coda, make_sections
from maille.reports.exports.compositor import (
    Compositor,
    Document,
    has_content,
    has_undrawn,
    speech_language,
)
from maille.reports.exports.heading import edition_title, make_colophon, make_imprint, make_masthead
from maille.web.printing import UNDRAWN
from maille.web.weave import DIRECTIONS, Thread

Sheet = dict[str, Any]

_GRADES = ("E0", "E1", "E2", "E3", "E4")


def make_sheet(document: Document, language: str) -> Sheet:
    """Turn a report document into the sheet of ``report.typ``."""
    hand = Compositor(language)
    threads = threads_of(document, language)
    masthead = make_masthead(document, hand)
    sheet: Sheet = {
        "language": language,
        "speech": speech_language(document, language),
        "colours": drawing.colours_of(drawing.PRINT),
        "dated": document["edition"]["published_at"] is not None,
        "title": f"{masthead['name']}, {edition_title(document, hand)}",
        "author": masthead["name"],
        "masthead": masthead | {"motif": drawing.picture_motif(threads, drawing.PRINT)},
        "imprint": make_imprint(document, hand),
        "summary": [
            hand.set(text) for text in document["summary"]["en" if language == "en" else "fr"]
        ],
        "weave": _make_weave(document, threads, hand),
        "grades": _make_grades(hand),
        "sections": make_sections(document, threads, hand),
        "coda": make_coda(document, hand),
        "colophon": make_colophon(document, hand),
        "page": hand.say("page", page="{page}", pages="{pages}"),
    }
    if has_undrawn(sheet):
        sheet["colophon"]["notes"].append(hand.say("undrawn", sign=UNDRAWN))
    return sheet


def threads_of(document: Document, language: str) -> list[Thread]:
    """Give the rows of the weave to the web's geometry."""
    labels = _labels(document, "short_label", Compositor(language))
    return [
        Thread(row["theme"], labels[row["theme"]], row["scale"], tuple(row["loops"]))
        for row in document["weave"]["rows"]
    ]


def _labels(document: Document, which: str, hand: Compositor) -> dict[str, str]:
    return {
        theme["theme"]: hand.pick(theme[which])
        for section in document["sections"]
        for theme in section["themes"]
    }


def _make_weave(document: Document, threads: list[Thread], hand: Compositor) -> Sheet:
    weave = document["weave"]
    loops = Counter(direction for thread in threads for direction in thread.loops)
    months = "no_month_stated" if document["period"]["stated"] else "no_month_unstated"
    return {
        "heading": hand.say("weave"),
        "caption": hand.say("weave_caption", n=loops.total(), months=hand.say(months)),
        "alternative": f"{hand.pick(weave['title'])}. {hand.pick(weave['description'])}",
        "figure": drawing.picture_weave(threads, drawing.PRINT),
        "scales": {
            section["scale"]: hand.pick(section["label"]) for section in document["sections"]
        },
        "targets": _find_targets(document),
        "key": [
            {
                "text": hand.say(
                    f"key_{direction}" if direction in {"unfavourable", "mixed"} else direction
                ),
                "picture": drawing.picture_loop(direction, drawing.PRINT),
            }
            for direction in DIRECTIONS
            if loops[direction] or direction != "mixed"
        ],
        "bare": hand.say("key_bare"),
        "table": _make_table(document, threads, hand),
    }


def _find_targets(document: Document) -> dict[str, str]:
    """Say where each thread of the weave leads: to its theme, or to the silence that names it."""
    targets = {
        theme["theme"]: f"theme-{theme['theme']}"
        for section in document["sections"]
        for theme in section["themes"]
        if has_content(theme)
    }
    for silence in ("unknown", "not_applicable"):
        for line in document[silence]:
            targets.setdefault(line["theme"], silence)
    for theme in document["unanswered"]:
        targets.setdefault(theme, "unanswered")
    return targets


def _make_table(document: Document, threads: list[Thread], hand: Compositor) -> Sheet:
    """Say in figures what the drawing shows; a column nobody needs is left out."""
    labels = _labels(document, "label", hand)
    used = [
        direction
        for direction in DIRECTIONS
        if direction != "mixed" or any("mixed" in thread.loops for thread in threads)
    ]
    return {
        "heading": hand.say("table"),
        "columns": [
            hand.say("theme"),
            hand.say("answers"),
            *(hand.say(f"{direction}_head") for direction in used),
        ],
        "rows": [
            [
                labels[thread.id],
                hand.say("no_answer")
                if thread.id in document["unanswered"]
                else str(len(thread.loops)),
                *(str(thread.loops.count(direction) or "") for direction in used),
            ]
            for thread in threads
        ],
    }


def _make_grades(hand: Compositor) -> Sheet:
    return {
        "heading": hand.say("grades"),
        "note": hand.say("grades_declared"),
        "items": [
            {
                "picture": drawing.picture_grade(grade, drawing.PRINT),
                "verb": hand.say(grade),
                "gloss": hand.say(f"{grade}_gloss"),
            }
            for grade in _GRADES
        ],
    }
