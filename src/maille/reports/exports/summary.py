"""The report on one page, for who has two minutes: what holds, what went worse, what is unknown."""

import re
from pathlib import Path
from typing import Any

from maille.reports.exports import drawing
from maille.reports.exports.cloth import threads_of
from maille.reports.exports.compositor import Compositor, Document, speech_language
from maille.reports.exports.heading import edition_title, make_masthead, say_licence
from maille.web.printing import compile_pdf

Part = dict[str, Any]

TEMPLATE = Path(__file__).with_name("summary.typ")

# How much is tried at first; what does not hold on one page is tried again with less.
_MOST_SOLID = 6
_MOST_WORSE = 4
_LONGEST = 640
_LONGEST_SAID = 900
_ROOM_SUMMARY = 1200
_SHRINKS = (1.0, 0.75, 0.5, 0.3, 0.15)
_ONE_PAGE = b"/Type/Pages/Count 1/"
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_WORSE = ("unfavourable", "mixed")


def render_summary(document: Document, *, language: str = "fr") -> bytes:
    """Print the essentials of a report on one A4 page, PDF/UA-1.

    Parameters
    ----------
    document
        The report document, an edition's or a draft's.
    language
        ``fr`` or ``en``.
    """
    published = document["edition"]["published_at"]
    printed = b""
    for share in _SHRINKS:
        sheet = make_summary(document, language, share=share)
        printed = compile_pdf(TEMPLATE, sheet, published=published)
        if _ONE_PAGE in printed:
            break
    return printed


def make_summary(document: Document, language: str, *, share: float = 1.0) -> Part:
    """Give the words and the drawings of ``summary.typ``, or a share of them."""
    hand = Compositor(language)
    threads = threads_of(document, language)
    masthead = make_masthead(document, hand)
    paragraphs = [
        paragraph
        for section in document["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
    ]
    ranked = sorted(paragraphs, key=lambda one: one["grade"], reverse=True)
    solid = [one for one in ranked if one["direction"] not in _WORSE]
    worse = [one for one in ranked if one["direction"] in _WORSE]
    return {
        "language": language,
        "speech": speech_language(document, language),
        "colours": drawing.colours_of(drawing.PRINT),
        "dated": document["edition"]["published_at"] is not None,
        "title": f"{masthead['name']}, {edition_title(document, hand)}, "
        f"{hand.say('summary_title')}",
        "author": masthead["name"],
        "heading": hand.say("summary_title"),
        "masthead": masthead | {"motif": drawing.picture_motif(threads, drawing.PRINT)},
        "summary": _within(
            [_by_sentence(text, hand, share) for text in _said(document, language)],
            _ROOM_SUMMARY * share,
        ),
        "parts": [
            _make_part("solid", solid[: round(_MOST_SOLID * share)], len(solid), hand, share),
            _make_part("worse", worse[: round(_MOST_WORSE * share) or 1], len(worse), hand, share),
        ],
        "unknown": _make_unknown(document, hand, share),
        "end": _make_end(document, hand),
    }


def _said(document: Document, language: str) -> list[str]:
    return list(document["summary"]["en" if language == "en" else "fr"])


def _make_part(key: str, shown: list[Part], found: int, hand: Compositor, share: float) -> Part:
    lines = [
        {
            "mark": drawing.picture_grade(one["grade"], drawing.PRINT),
            "text": _short(f"{_pick(one['verb'], hand)} {_pick(one['text'], hand)}", hand, share),
            "grade": hand.set(_pick(one["provenance"], hand).partition(". ")[0] + "."),
        }
        for one in shown
    ]
    left = found - len(shown)
    return {
        "heading": hand.say(key),
        "lines": lines,
        "none": hand.say(f"nothing_{key}") if not found else None,
        "more": hand.say("more_one" if left == 1 else "more", n=left) if left else None,
    }


def _make_unknown(document: Document, hand: Compositor, share: float) -> Part | None:
    names = {
        theme["theme"]: _pick(theme["short_label"], hand)
        for section in document["sections"]
        for theme in section["themes"]
    }
    silent = [names[theme] for theme in document["unanswered"]]
    unknown = [_short(_pick(line["sentence"], hand), hand, share) for line in document["unknown"]]
    lines = _within(unknown, _LONGEST * share)
    if silent:
        lines.append(hand.say("silent_themes", themes=", ".join(silent)))
    return {"heading": hand.say("not_known"), "lines": lines} if lines else None


def _make_end(document: Document, hand: Compositor) -> Part:
    return {
        "text": f"{hand.say('full_report')} {hand.say('licence')} : "
        f"{hand.set(say_licence(document, hand.language))}.",
        "url": document["edition"]["url"],
    }


def _pick(pair: Part, hand: Compositor) -> str:
    return str(pair["en" if hand.language == "en" else "fr"])


def _short(text: str, hand: Compositor, share: float) -> str:
    """Cut a text that would take the room of others, at a word."""
    longest = round(_LONGEST * share)
    if len(text) > longest:
        text = f"{text[:longest].rsplit(' ', 1)[0]} […]"
    return hand.set(text)


def _by_sentence(text: str, hand: Compositor, share: float) -> str:
    """Cut a text between sentences; the last, which tells what went badly, stays."""
    longest = round(_LONGEST_SAID * share)
    if len(text) > longest:
        *others, last = _SENTENCE_END.split(text)
        text = " ".join([*_within(others, longest - len(last)), "[…]", last])
    return hand.set(text)


def _within(texts: list[str], room: float) -> list[str]:
    kept: list[str] = []
    for text in texts:
        if sum(map(len, kept)) + len(text) <= room:
            kept.append(text)
    return kept
