"""What the report's template receives: every word chosen, set and in its order.

The template lays out and calculates nothing; this module lays out nothing.
"""

from typing import Any

from maille.reports.exports import drawing
from maille.reports.exports.annex import make_annex
from maille.reports.exports.body import make_coda, make_sections
from maille.reports.exports.cloth import make_weave, threads_of
from maille.reports.exports.compositor import (
    Compositor,
    Document,
    has_undrawn,
    is_observed,
    speech_language,
)
from maille.reports.exports.heading import edition_title, make_colophon, make_imprint, make_masthead
from maille.web.printing import UNDRAWN

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
        "weave": make_weave(document, threads, hand),
        "grades": _make_grades(hand, observed=is_observed(document)),
        "sections": make_sections(document, threads, hand),
        "annex": make_annex(document, hand),
        "coda": make_coda(document, hand),
        "colophon": make_colophon(document, hand),
        "page": hand.say("page", page="{page}", pages="{pages}"),
    }
    if has_undrawn(sheet):
        sheet["colophon"]["notes"].append(hand.say("undrawn", sign=UNDRAWN))
    return sheet


def _make_grades(hand: Compositor, *, observed: bool) -> Sheet:
    return {
        "heading": hand.say("grades"),
        "note": hand.say("grades_observed" if observed else "grades_declared"),
        "items": [
            {
                "picture": drawing.picture_grade(grade, drawing.PRINT),
                "verb": hand.say(grade),
                "gloss": hand.say(f"{grade}_gloss"),
            }
            for grade in _GRADES
        ],
    }
