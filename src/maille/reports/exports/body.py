"""The scales and themes of the printed report, then what stayed without an answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from maille.core.effects.dates import moment_in_words
from maille.reports.exports import drawing
from maille.reports.exports.compositor import Compositor, Document, has_content, speech_language
from maille.reports.exports.words import say
from maille.reports.reading.evidence import read_left_out
from maille.web.weave import Thread

Part = dict[str, Any]

_LONGEST_WHOLE = 900
_QUOTED = ("«", "“", '"')
_TELLER_OF_KIND = {"reported_summary": "summary_kind", "team_account": "team_kind"}


def make_sections(document: Document, threads: Sequence[Thread], hand: Compositor) -> list[Part]:
    """Give the scales that hold a told theme, each theme with its pieces in reading order."""
    strips = drawing.picture_strips(threads, drawing.PRINT)
    sections = []
    for section in document["sections"]:
        themes = [
            _make_theme(document, theme, strips.get(theme["theme"]), hand)
            for theme in section["themes"]
            if has_content(theme)
        ]
        if themes:
            sections.append(
                {
                    "scale": section["scale"],
                    "label": hand.pick(section["label"]),
                    "subtitle": hand.pick(section["subtitle"]),
                    "themes": themes,
                }
            )
    return sections


def _make_theme(
    document: Document, theme: Part, strip: drawing.Drawing | None, hand: Compositor
) -> Part:
    speech = Compositor(speech_language(document, hand.language))
    pieces = [
        *(
            piece
            for paragraph in theme["paragraphs"]
            for piece in _make_pieces(document, paragraph, hand, speech)
        ),
        *(
            {"kind": "apart", "label": hand.say("apart"), "text": hand.pick(one["sentence"])}
            for one in document.get("disagreements", ())
            if one["theme"] == theme["theme"]
        ),
        *(_make_figure(thing, hand) for thing in _chosen(document, "intensities", theme)),
        *(_make_figure(thing, hand) for thing in _chosen(document, "indicators", theme)),
        *(_make_story(it, hand, speech) for it in _chosen(document, "stories", theme)),
        *(_make_dissent(it, hand, speech) for it in _chosen(document, "dissents", theme)),
        *([_make_missing(theme["missing"], hand)] if _lacks(document, theme) else []),
    ]
    return {
        "id": theme["theme"],
        "label": hand.pick(theme["label"]),
        "strip": strip,
        "tally": hand.pick(theme["tally"]),
        "pieces": [piece | {"long": _is_long(piece)} for piece in pieces],
    }


def _is_long(piece: Part) -> bool:
    """Tell whether a piece may run over to the next page instead of moving there whole."""
    return sum(map(len, [piece.get("text", ""), *piece.get("paragraphs", [])])) > _LONGEST_WHOLE


def _chosen(document: Document, what: str, theme: Part) -> list[Part]:
    """Give the stories, dissents… of a theme in the theme's order."""
    by_id = {thing["id"]: thing for thing in document[what]}
    return [by_id[identifier] for identifier in theme[what]]


def _make_pieces(
    document: Document, paragraph: Part, hand: Compositor, speech: Compositor
) -> Iterator[Part]:
    """Give a sentence, what would raise it by a grade, and what the team made of it."""
    known = {one["finding"] for one in document.get("evidence", ())}
    woven = any(finding in known for finding in paragraph["findings"])
    yield _make_paragraph(paragraph, hand, woven=woven)
    findings = {one["id"]: one for one in document["findings"]}
    for finding in paragraph["findings"]:
        if findings[finding].get("next_step"):
            yield _make_missing(findings[finding]["next_step"], hand)
    for decision in document.get("decisions", ()):
        if decision["about"] in paragraph["findings"]:
            yield _make_decision(decision, hand, speech)


def _make_decision(decision: Part, hand: Compositor, speech: Compositor) -> Part:
    role = decision["role"] or hand.say("the_team")
    label = hand.say(decision["decision"], role=role)
    if not decision["text"]:
        return {"kind": "figure", "text": label}
    return {
        "kind": "dissent",
        "label": label,
        "paragraphs": _quote(decision["text"], hand, speech),
    }


def _lacks(document: Document, theme: Part) -> bool:
    """Tell whether a theme has something to gain that no finding from evidence says."""
    known = {one["finding"] for one in document.get("evidence", ())}
    said = {finding for paragraph in theme["paragraphs"] for finding in paragraph["findings"]}
    return bool(theme["missing"]) and not said & known


def _make_paragraph(paragraph: Part, hand: Compositor, *, woven: bool) -> Part:
    picture = drawing.picture_swatch if woven else drawing.picture_loop
    return {
        "kind": "paragraph",
        "mark": drawing.picture_grade(paragraph["grade"], drawing.PRINT),
        "label": hand.pick(paragraph["label"]) if paragraph["label"] else None,
        "verb": hand.pick(paragraph["verb"]),
        "text": hand.pick(paragraph["text"]),
        "sign": picture(paragraph["direction"], drawing.PRINT),
        "provenance": hand.pick(paragraph["provenance"]),
    }


def _make_figure(thing: Part, hand: Compositor) -> Part:
    return {"kind": "figure", "text": hand.pick(thing["sentence"])}


def _make_story(story: Part, hand: Compositor, speech: Compositor) -> Part:
    if story["withdrawn"]:
        return {"kind": "withdrawn", "text": hand.say("withdrawn")}
    text = story["text"].strip() + (say("cut", hand.language) if story["truncated"] else "")
    quoted = story["kind"] == "testimony" and not text.startswith(_QUOTED)
    return {
        "kind": "story",
        "paragraphs": _quote(text, hand, speech) if quoted else speech.paragraphs(text),
        "teller": hand.set(_say_teller(story, hand.language)),
    }


def _quote(text: str, hand: Compositor, speech: Compositor) -> list[str]:
    """Set somebody's words in their language, between the quotation marks of the report's."""
    paragraphs = speech.paragraphs(text) or [""]
    opening, closing = say("quote", hand.language, text="\n").split("\n")
    paragraphs[0] = opening + paragraphs[0]
    paragraphs[-1] += closing
    return paragraphs


def _say_teller(story: Part, language: str) -> str:
    """Say whose words a story holds, as a kind of person, and whether they are whole."""
    parts = [_name_teller(story, language)]
    if story["told_on"]:
        parts.append(moment_in_words(story["told_on"], language))
    if story["truncated"]:
        parts.append(say("is_cut", language))
    agreed = f" {say('as_agreed', language)}." if story["kind"] == "testimony" else ""
    return ", ".join(parts) + "." + agreed


def _name_teller(story: Part, language: str) -> str:
    if story["kind"] in _TELLER_OF_KIND:
        return say(_TELLER_OF_KIND[story["kind"]], language)
    teller = say(f"teller_{story['teller']}", language)
    if not story["pseudonym"]:
        return teller
    lowered = teller[:1].lower() + teller[1:]
    return say("called", language, name=story["pseudonym"], teller=lowered)


def _make_dissent(dissent: Part, hand: Compositor, speech: Compositor) -> Part:
    return {
        "kind": "dissent",
        "label": hand.say("dissent", role=dissent["role"]),
        "paragraphs": _quote(dissent["text"], hand, speech),
    }


def _make_missing(missing: Mapping[str, str], hand: Compositor) -> Part:
    return {"kind": "missing", "label": hand.say("missing"), "text": hand.pick(missing)}


def make_coda(document: Document, hand: Compositor) -> list[Part]:
    """Give the figures of no theme, then what stayed unknown, not applicable or unanswered."""
    own = [thing for thing in document["indicators"] if thing["theme"] is None]
    groups = {
        "indicators": own,
        "unknown": document["unknown"],
        "not_applicable": document["not_applicable"],
    }
    parts = [
        {
            "id": key,
            "heading": hand.say(key),
            "lines": [hand.pick(thing["sentence"]) for thing in things],
        }
        for key, things in groups.items()
        if things
    ]
    left_out = read_left_out(document.get("stories_left_out"), hand.language)
    if left_out:
        lines = [hand.set(f"{one.count} : {one.name}.") for one in left_out]
        parts.append({"id": "left_out", "heading": hand.say("left_out"), "lines": lines})
    if document["unanswered"]:
        lines = [_name_silent(document, hand), hand.say("silence")]
        parts.append({"id": "unanswered", "heading": hand.say("unanswered"), "lines": lines})
    return parts


def _name_silent(document: Document, hand: Compositor) -> str:
    """Name the unanswered themes in one line; their labels hold commas of their own."""
    labels = {
        theme["theme"]: theme["label"]["en" if hand.language == "en" else "fr"]
        for section in document["sections"]
        for theme in section["themes"]
    }
    first, *others = [labels[theme] for theme in document["unanswered"]]
    lowered = [label[:1].lower() + label[1:] for label in others]
    separator = "; " if hand.language == "en" else " ; "
    return hand.set(f"{separator.join([first, *lowered])}.")
