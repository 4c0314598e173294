"""What a record says of the place itself, field by field, as its table tells."""

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.cells import (
    read_boxes,
    read_code,
    read_date,
    read_labels,
    read_quantity,
    read_text,
    shorten,
)
from maille.reports.commune_mesure.tables import FieldRule, load_doubtful, load_fields
from maille.reports.commune_mesure.tree import ABSENT, Node, Notes, descend, is_object
from maille.reports.commune_mesure.values import Field, Flag
from maille.reports.commune_mesure.words import clean, fold, fold_key

_IRIS = re.compile(r"(?:\d{2}|2[AB])\d{7}")
_IRIS_WITHOUT_ZERO = re.compile(r"\d{8}")
_POSTCODE = re.compile(r"(?:[0-9]{4}|[0-9]{5})")
_SMALL_CHANGE: Final = 1000
_LONGEST_LINK: Final = 400
_NOBODY: Final = {"example", "exemple", "localhost"}

_IS_LINK: Final = URLValidator(schemes=["http", "https"])

Reader = Callable[[FieldRule, Node, Notes], Iterator[Field]]


def read_fields(root: Node, hidden: frozenset[str], notes: Notes) -> tuple[Field, ...]:
    """Give the facts of the place, leaving out the blocks that the place had hidden."""
    found: list[Field] = []
    for rule in load_fields().rules:
        if any(rule.path.startswith(f"{block}.") for block in hidden):
            continue
        if rule.optional and root.at(rule.path).is_blank:
            continue
        node = descend(root, rule.path, notes)
        if node.value is not ABSENT:
            found.extend(_READERS[rule.kind](rule, node, notes))
    return tuple(found)


def _words(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    words = read_text(node, notes, longest=rule.longest)
    if rule.kind == "line":
        words = " ".join(words.split())
    if words:
        yield Field(node.path, rule.target, words)


def _form(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    words = read_text(node, notes, longest=rule.longest)
    form = load_fields().organisation_forms.get(fold_key(words))
    if form is not None:
        yield Field(node.path, rule.target, form)
    elif words:
        notes.label(node, words)


def _date(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    date = read_date(node, notes)
    if date:
        yield Field(node.path, rule.target, date)


def _code(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    code = read_code(node, notes)
    if _IRIS_WITHOUT_ZERO.fullmatch(code):
        notes.doubt(node, Flag.INCONSISTENT, reasons.ZERO_LOST)
        code = f"0{code}"
    if _IRIS.fullmatch(code):
        yield Field(node.path, rule.target, code[:5])
    elif code:
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_A_CODE, said=shorten(code))


def _postcode(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    code = read_code(node, notes)
    if code and not _POSTCODE.fullmatch(code):
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_A_POSTCODE, said=shorten(code))
    elif code:
        yield Field(node.path, rule.target, code)


def _number(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    quantity = read_quantity(node, notes)
    if quantity is None:
        return
    if quantity.number > rule.most:
        message = reasons.HOURS if rule.target == "volunteers" else reasons.TOO_LARGE
        notes.doubt(node, Flag.UNIT_IN_DOUBT, message, said=shorten(quantity.said))
    elif quantity.number < rule.least:
        notes.doubt(node, Flag.UNIT_IN_DOUBT, reasons.TOO_SMALL, said=shorten(quantity.said))
    yield Field(node.path, rule.target, quantity.number)


def _money(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    for target, child in _parts(rule, node, notes):
        quantity = read_quantity(child, notes)
        if quantity is None:
            continue
        euros, said = quantity.number, shorten(quantity.said)
        if euros > rule.most:
            notes.doubt(child, Flag.UNIT_IN_DOUBT, reasons.TOO_LARGE, said=said)
        elif euros < rule.least or (euros < _SMALL_CHANGE and euros % 1):
            notes.doubt(child, Flag.UNIT_IN_DOUBT, reasons.MILLIONS, said=said)
        yield Field(child.path, target, euros)


def _counts(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    for target, child in _parts(rule, node, notes):
        counted = FieldRule(child.path, "number", target, least=rule.least, most=rule.most)
        yield from _number(counted, child, notes)


def _parts(rule: FieldRule, node: Node, notes: Notes) -> Iterator[tuple[str, Node]]:
    if not is_object(node, notes):
        return
    names = load_fields().boxes[rule.boxes]
    for name, child in node.children():
        known = names.get(fold_key(name))
        if known is not None:
            yield f"{rule.target}.{known}", child
        elif not child.is_blank and child.value != 0:
            notes.label(child, name)


def _boxes(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    ticked = read_boxes(node, notes)
    names = load_fields().boxes[rule.boxes]
    known = tuple(names[fold_key(name)] for name in ticked if fold_key(name) in names)
    own = tuple(name for name in ticked if fold_key(name) not in names)
    if known:
        yield Field(node.path, rule.target, known)
    if own:
        yield Field(node.path, f"{rule.target}_own" if names else rule.target, own)
    if names:
        for name in own:
            notes.label(node, name)


def _labels(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    labels = read_labels(node, notes)
    if labels:
        yield Field(node.path, rule.target, labels)


def _links(rule: FieldRule, node: Node, notes: Notes) -> Iterator[Field]:
    for name, link in _named_links(node, notes):
        said = "" if link.is_blank else read_text(link, notes, longest=_LONGEST_LINK)
        if not said:
            continue
        kind = load_fields().links.get(fold_key(name), "other")
        host = _host(said)
        if host is None:
            notes.doubt(link, Flag.INCONSISTENT, reasons.NOT_A_LINK, said=shorten(said))
        elif _is_generic(said, host):
            notes.doubt(link, Flag.PLACEHOLDER, reasons.GENERIC_LINK)
        elif not said.lower().startswith("https:"):
            notes.doubt(link, Flag.INCONSISTENT, reasons.NOT_SECURE)
        elif _leads_elsewhere(kind, host):
            notes.doubt(link, Flag.INCONSISTENT, reasons.LINK_OF_OTHER_KIND, kind=clean(name))
        yield Field(link.path, f"{rule.target}.{kind}", said)


def _named_links(node: Node, notes: Notes) -> Iterator[tuple[str, Node]]:
    if isinstance(node.value, dict):
        yield from node.children()
        return
    if not isinstance(node.value, list):
        is_object(node, notes)
        return
    for _position, item in node.children():
        if isinstance(item.value, dict):
            name = item.child("name").value
            yield (name if isinstance(name, str) else ""), item.child("link")
        elif isinstance(item.value, str):
            yield "", item
        else:
            notes.doubt(item, Flag.INCONSISTENT, reasons.NOT_OBJECT_HERE)


def _host(link: str) -> str | None:
    try:
        host = urlsplit(link).hostname
        _IS_LINK(link)
    except (ValueError, ValidationError):
        return None
    return (host or "").removeprefix("www.")


def _is_generic(link: str, host: str) -> bool:
    parts = urlsplit(link)
    bare = host.partition(".")[2] if host.count(".") > 1 else host
    if {host.partition(".")[0], bare.partition(".")[0]} & _NOBODY:
        return True
    known = load_doubtful().generic_hosts
    return not (parts.path.strip("/") or parts.query) and bool({host, bare} & known)


def _leads_elsewhere(kind: str, host: str) -> bool:
    if kind not in {"facebook", "instagram", "linkedin"}:
        return False
    return fold(kind) not in host.split(".")


_READERS: Final[dict[str, Reader]] = {
    "line": _words,
    "text": _words,
    "form": _form,
    "date": _date,
    "code": _code,
    "postcode": _postcode,
    "number": _number,
    "money": _money,
    "counts": _counts,
    "boxes": _boxes,
    "labels": _labels,
    "links": _links,
}
