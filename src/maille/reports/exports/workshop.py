"""The sheet for the team's yearly meeting: what the report asks of it, and room to write."""

from pathlib import Path
from typing import Any

from maille.reports.exports import drawing
from maille.reports.exports.compositor import Compositor, Document, speech_language
from maille.reports.exports.heading import edition_title, make_masthead
from maille.web.printing import compile_pdf

Part = dict[str, Any]

TEMPLATE = Path(__file__).with_name("workshop.typ")

_MOST = 6
_WORSE = ("unfavourable", "mixed")


def render_workshop(document: Document, *, language: str = "fr") -> bytes:
    """Print the worksheet of a report on A4 pages, PDF/UA-1.

    Parameters
    ----------
    document
        The report document, an edition's or a draft's.
    language
        ``fr`` or ``en``.
    """
    sheet = make_workshop(document, language)
    return compile_pdf(TEMPLATE, sheet, published=document["edition"]["published_at"])


def make_workshop(document: Document, language: str) -> Part:
    """Give the words of ``workshop.typ``: questions by kind, those that divide first."""
    hand = Compositor(language)
    masthead = make_masthead(document, hand)
    questions = {
        "ask_apart": [_ask(one["sentence"], hand) for one in document.get("disagreements", ())],
        "ask_worse": [_ask(one["sentence"], hand) for one in _worse(document)],
        "ask_said": [_ask(one["sentence"], hand) for one in _only_said(document)],
        "ask_next": [_ask(step, hand, theme) for theme, step in _next_steps(document, hand)],
        "ask_silent": [_ask(theme["label"], hand) for theme in _silent(document)],
    }
    return {
        "language": language,
        "speech": speech_language(document, language),
        "colours": drawing.colours_of(drawing.PRINT),
        "dated": document["edition"]["published_at"] is not None,
        "title": f"{masthead['name']}, {edition_title(document, hand)}, "
        f"{hand.say('workshop_title')}",
        "author": masthead["name"],
        "masthead": masthead,
        "heading": hand.say("workshop_title"),
        "intro": hand.say("workshop_intro"),
        "parts": [
            {"heading": hand.say(key), "hint": hand.say(f"{key}_hint"), "lines": asked[:_MOST]}
            for key, asked in questions.items()
            if asked
        ],
        "page": hand.say("page", page="{page}", pages="{pages}"),
    }


def _ask(pair: Part, hand: Compositor, theme: str = "") -> Part:
    return {"theme": theme, "text": hand.pick(pair)}


def _worse(document: Document) -> list[Part]:
    return [one for one in document["findings"] if one["direction"] in _WORSE]


def _only_said(document: Document) -> list[Part]:
    """Give what the team says without a trace: E0, printed or not."""
    known = {one["finding"] for one in document.get("evidence", ())}
    return [
        one
        for one in document["findings"]
        if one["grade"] == "E0" and one["id"] not in known and one["direction"] not in _WORSE
    ]


def _next_steps(document: Document, hand: Compositor) -> list[tuple[str, Part]]:
    """Give one step a theme, that of its strongest finding; else what the theme lacks."""
    steps: dict[str, tuple[str, Part]] = {}
    strongest = sorted(document["findings"], key=lambda one: one["grade"], reverse=True)
    first = {one["theme"]: one["next_step"] for one in reversed(strongest) if one.get("next_step")}
    for section in document["sections"]:
        for theme in section["themes"]:
            step = first.get(theme["theme"]) or theme["missing"]
            if step:
                steps[theme["theme"]] = (hand.pick(theme["short_label"]), step)
    return list(steps.values())


def _silent(document: Document) -> list[Part]:
    return [
        theme
        for section in document["sections"]
        for theme in section["themes"]
        if theme["theme"] in document["unanswered"]
    ]
