"""The image that stands for a report where its link is shared."""

from pathlib import Path

from maille.reports.exports import drawing
from maille.reports.exports.cloth import threads_of
from maille.reports.exports.compositor import Compositor, Document, is_observed
from maille.reports.exports.heading import edition_title, make_masthead
from maille.web.printing import compile_png

Card = dict[str, object]

_TEMPLATE = Path(__file__).with_name("card.typ")


def render_card(document: Document, *, language: str = "fr") -> bytes:
    """Draw the Open Graph image of a report, PNG, 1200 by 630.

    It names the place and counts; it holds none of anybody's words, so that withdrawing a story
    leaves nothing behind in a cache of images.

    Parameters
    ----------
    document
        The report document, an edition's or a draft's.
    language
        ``fr`` or ``en``.
    """
    return compile_png(_TEMPLATE, make_card(document, language))


def make_card(document: Document, language: str) -> Card:
    """Give the words and the drawing of ``card.typ``."""
    hand = Compositor(language)
    threads = threads_of(document, language)
    masthead = make_masthead(document, hand)
    return {
        "language": language,
        "colours": drawing.colours_of(drawing.SCREEN),
        "name": masthead["name"],
        "title": edition_title(document, hand),
        "where": masthead["where"],
        "draft": masthead["draft"],
        "line": _count(document, hand),
        "motif": drawing.picture_motif(threads, drawing.SCREEN),
    }


def _count(document: Document, hand: Compositor) -> str:
    """Say how much is told and how much of it is not favourable: the two things a funder asks."""
    themes = [theme for section in document["sections"] for theme in section["themes"]]
    told = sum(theme["told"] for theme in themes)
    unfavourable, mixed = (
        _count_of(document, direction) for direction in ("unfavourable", "mixed")
    )
    parts = [
        hand.say("card_told_one" if told == 1 else "card_told", n=told, all=len(themes)),
        hand.say(_form("card_unfavourable", unfavourable), n=unfavourable),
    ]
    if mixed:
        parts.append(hand.say(_form("card_mixed", mixed), n=mixed))
    return ", ".join(parts)


def _count_of(document: Document, direction: str) -> int:
    """Count findings of a direction; in a declared report, the loops of the weave."""
    if is_observed(document):
        return sum(
            finding["direction"] == direction and finding["published"]
            for finding in document["findings"]
        )
    return sum(row["loops"].count(direction) for row in document["weave"]["rows"])


def _form(key: str, n: int) -> str:
    return key + {0: "_none", 1: "_one"}.get(n, "")
