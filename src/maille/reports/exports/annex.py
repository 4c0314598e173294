"""What stands behind each sentence from evidence, in a few lines at the end of the report."""

from typing import Any

from maille.reports.exports.compositor import Compositor, Document
from maille.reports.reading.evidence import Tallied, read_evidence, read_grade
from maille.web.dates import MONTHS as NAMES

Part = dict[str, Any]


def make_annex(document: Document, hand: Compositor) -> Part | None:
    """Give, finding by finding, counts, months, sources and the sum of the grade."""
    evidence = {one["finding"]: one for one in document.get("evidence", ())}
    if not evidence:
        return None
    return {
        "heading": hand.say("annex"),
        "note": hand.say("annex_note"),
        "items": [
            _make_item(finding, evidence[finding["id"]], hand)
            for finding in document["findings"]
            if finding["id"] in evidence
        ],
    }


def _make_item(finding: Part, entry: Part, hand: Compositor) -> Part:
    read = read_evidence(entry, hand.language)
    grade = read_grade(finding["grade_terms"], hand.language)
    months = "; ".join if hand.language == "en" else " ; ".join
    lines = [
        f"{read.line}, {read.span}{', ' + read.people if read.people else ''}.",
        f"{hand.say('noted')}{_said(read.kinds)}. {hand.say('known')}{_said(read.sources)}.",
        f"{hand.say('by_month')}{months(_months(entry, hand))}.",
    ]
    if grade:
        lines.append(f"{hand.say('sum')}{grade.total}. {grade.note}".strip())
    return {
        "sentence": hand.pick(finding["sentence"]),
        "lines": [hand.set(line[:1].upper() + line[1:]) for line in lines],
    }


def _said(tallied: tuple[Tallied, ...]) -> str:
    return ", ".join(f"{one.name} {one.count}" for one in tallied)


def _months(entry: Part, hand: Compositor) -> list[str]:
    """Give months in short, the year only where it changes."""
    names = NAMES["en" if hand.language == "en" else "fr"]
    written, year = [], ""
    for month, count in sorted(entry["months"].items()):
        name = names[int(month[5:]) - 1]
        shown = f"{name} {month[:4]}" if month[:4] != year else name
        year = month[:4]
        written.append(f"{shown} {hand.say('few') if count is None else count}")
    return written
