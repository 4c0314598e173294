"""How one value of a file is read, whatever stands there; what is odd about it is noted."""

import re
from typing import Final

from maille.core.effects.values import Per
from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import first_day
from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.quantity import Quantity, parse_quantity
from maille.reports.commune_mesure.tables import load_doubtful
from maille.reports.commune_mesure.tree import Node, Notes, is_object
from maille.reports.commune_mesure.values import Flag
from maille.reports.commune_mesure.words import clean, fold, holds_invisible

_LONGEST_QUOTE: Final = 60

_ISO_DATE = re.compile(r"(?P<date>\d{4}(?:-\d{2}){0,2})(?:[T ]\d{2}:\d{2}.*)?")
_FRENCH_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>\d{4})(?: \d{2}:\d{2}.*)?"
)
_GARBLED = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd")
_MARKUP = re.compile(r"<[a-zA-Z!/?][^<>]*>|javascript:", re.IGNORECASE)
_TICKED = {"1", "oui", "yes", "true", "vrai", "x"}
_EMPTY = {"", "0", "non", "no", "false", "faux"}


def read_text(node: Node, notes: Notes, *, longest: int) -> str:
    """Give the words at ``node``, safe to keep, or nothing when nothing was said."""
    said = _said(node, notes)
    whole = clean(said)
    words = whole[:longest].rstrip()
    if not words or load_doubtful().blank.search(fold(words)):
        if said:
            notes.doubt(node, Flag.MISSING, reasons.BLANK)
        return ""
    if holds_invisible(said):
        notes.doubt(node, Flag.INCONSISTENT, reasons.INVISIBLE)
    if len(whole) > longest:
        notes.doubt(node, Flag.INCONSISTENT, reasons.CUT, limit=str(longest))
    _look_at(node, words, notes)
    return words


def read_labels(node: Node, notes: Notes) -> tuple[str, ...]:
    """Give the labels chosen at ``node``: a list of texts, one text, or boxes ticked by name."""
    if node.is_blank:
        notes.doubt(node, Flag.MISSING, reasons.BLANK)
        return ()
    if isinstance(node.value, dict):
        return read_boxes(node, notes)
    values = node.value if isinstance(node.value, list) else [node.value]
    labels = [clean(value) for value in values if isinstance(value, str)]
    if len(labels) < len(values):
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_TEXT_HERE)
    return tuple(dict.fromkeys(label for label in labels if label))


def read_boxes(node: Node, notes: Notes) -> tuple[str, ...]:
    """Give the names of the boxes ticked at ``node``; an empty box is unknown, not no."""
    if not is_object(node, notes):
        return ()
    ticked = []
    for name, box in node.children():
        if _is_ticked(box, notes):
            ticked.append(name)
    if not ticked:
        notes.doubt(node, Flag.MISSING, reasons.NO_BOX)
    return tuple(ticked)


def read_quantity(node: Node, notes: Notes) -> Quantity | None:
    """Give the number at ``node`` as it was said, or ``None``; 0 means unknown."""
    if node.is_blank:
        notes.doubt(node, Flag.MISSING, reasons.BLANK)
        return None
    quantity = _quantity(node, notes)
    if quantity is not None and quantity.number == 0:
        notes.doubt(node, Flag.MISSING, reasons.ZERO)
        return None
    return quantity


def read_code(node: Node, notes: Notes) -> str:
    """Give the code at ``node`` as text; a code is not a number, which loses its first zero."""
    value = node.value
    if isinstance(value, int | float) and not isinstance(value, bool) and value:
        notes.doubt(node, Flag.INCONSISTENT, reasons.CODE_AS_NUMBER)
        return f"{value:.12g}"
    return clean(_said(node, notes)).replace(" ", "").upper()


def read_date(node: Node, notes: Notes) -> str:
    """Give the date at ``node`` as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or nothing."""
    said = clean(_said(node, notes))
    if not said:
        return ""
    if not said.strip("0-/ :."):
        notes.doubt(node, Flag.MISSING, reasons.ZERO)
        return ""
    date = _iso(said)
    if date in load_doubtful().empty_dates:
        notes.doubt(node, Flag.PLACEHOLDER, reasons.EMPTY_DATE)
    elif not date:
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_A_DATE, said=shorten(said))
    return date


def shorten(said: str) -> str:
    """Keep what fits in a sentence."""
    line = " ".join(said.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"


def _quantity(node: Node, notes: Notes) -> Quantity | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_NUMBER_HERE)
        return None
    said = clean(value) if isinstance(value, str) else f"{value:.12g}"
    if re.match(r"[-\u2212] ?\d", said):
        notes.doubt(node, Flag.INCONSISTENT, reasons.NEGATIVE)
        return None
    if not isinstance(value, str):
        return Quantity(float(value), approximate=False, per=Per.UNSTATED, said=said)
    quantity = parse_quantity(said)
    if quantity is None:
        _not_a_number(node, said, notes)
    return quantity


def _said(node: Node, notes: Notes) -> str:
    value = node.value
    if node.is_blank:
        notes.doubt(node, Flag.MISSING, reasons.BLANK)
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        if len(value) > 1:
            notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_TEXT_HERE)
        return "\n".join(value)
    if value == 0:
        notes.doubt(node, Flag.MISSING, reasons.ZERO)
        return ""
    notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_TEXT_HERE)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _look_at(node: Node, words: str, notes: Notes) -> None:
    if load_doubtful().filler.search(fold(words)):
        notes.doubt(node, Flag.PLACEHOLDER, reasons.FILLER)
    if _GARBLED.search(words):
        notes.doubt(node, Flag.INCONSISTENT, reasons.GARBLED)
    if _MARKUP.search(words):
        notes.doubt(node, Flag.INCONSISTENT, reasons.MARKUP)


def _is_ticked(box: Node, notes: Notes) -> bool:
    value = box.value
    if isinstance(value, bool) or value in (0, 1):
        return bool(value)
    folded = fold(value) if isinstance(value, str) else "" if value is None else "?"
    if folded not in _TICKED | _EMPTY:
        notes.doubt(box, Flag.INCONSISTENT, reasons.NOT_BOX_HERE)
    return folded in _TICKED


def _not_a_number(node: Node, said: str, notes: Notes) -> None:
    if any(mark.isdigit() for mark in said):
        notes.doubt(node, Flag.UNIT_IN_DOUBT, reasons.UNKNOWN_UNIT, said=shorten(said))
    elif any(mark.isalpha() for mark in said):
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_A_NUMBER, said=shorten(said))
    else:
        notes.doubt(node, Flag.MISSING, reasons.NOT_A_NUMBER, said=shorten(said))


def _iso(said: str) -> str:
    french = _FRENCH_DATE.fullmatch(said)
    iso = _ISO_DATE.fullmatch(said)
    if french is not None:
        parts = (french["year"], french["month"].zfill(2), (french["day"] or "").zfill(2))
        date = "-".join(part for part in parts if part != "00")
    elif iso is not None:
        date = iso["date"]
    else:
        return ""
    try:
        first_day(date)
    except InvalidPeriodError:
        return ""
    return date
