"""From the bytes of a file to a frozen record, whatever the bytes are."""

import hashlib
from typing import Final

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.decoding import JsonObject, decode
from maille.reports.commune_mesure.effects import (
    note_the_rest,
    read_answers,
    read_stories,
    shape_of,
)
from maille.reports.commune_mesure.portrait import read_fields
from maille.reports.commune_mesure.tables import load_doubtful
from maille.reports.commune_mesure.tree import ABSENT, Node, Notes, descend
from maille.reports.commune_mesure.values import Flag, Reason, Record, Refusal
from maille.reports.commune_mesure.words import clean, fold, fold_key

_EFFECTS: Final = "blocs.impact_social"
_TERRITORY: Final = "data territoire"
_ADDRESS: Final = ("address", "city", "postalcode")


def read_record(data: bytes, *, name: str) -> Record | Refusal:
    """Read one file of Commune Mesure, in its pilot shape or its questionnaire shape.

    Nothing in a file can raise: what cannot be read at all is refused with its reason, what is
    odd is noted, and what nobody knows is kept in its own words.

    Parameters
    ----------
    data
        The bytes of the file, at most 20 MB.
    name
        The name of the file, as the report will call it.

    Returns
    -------
    Record | Refusal
        What the file says with the doubts found in it alone, or why it is refused.

    Examples
    --------
    >>> read_record(b"[]", name="list.json").reason.in_words()
    'The file holds JSON, but not one record (an object).'
    """
    file, sha256 = clean(name), hashlib.sha256(data).hexdigest()
    decoded = decode(data)
    if isinstance(decoded, Reason):
        return Refusal(file, sha256, decoded)
    root, notes = Node("", decoded.tree), Notes()
    if not _is_record(root):
        return Refusal(file, sha256, Reason(reasons.NOT_A_RECORD))
    if decoded.guessed:
        notes.doubt(root, Flag.INCONSISTENT, reasons.GUESSED_ENCODING)
    fields = read_fields(root, _hidden(root, notes), notes)
    place = next((fact.value for fact in fields if fact.target == "name"), None)
    if not isinstance(place, str):
        return Refusal(file, sha256, Reason(reasons.NO_NAME))
    block = _effects(root, notes)
    shape = shape_of(block)
    answers, stories = read_answers(block, notes), read_stories(block, shape, notes)
    note_the_rest(block, notes)
    _set_aside(root, notes)
    _note_repeated_keys(root, notes)
    return Record(
        file=file,
        sha256=sha256,
        shape=shape,
        name=place,
        tree=decoded.tree,
        fields=fields,
        answers=answers,
        stories=stories,
        unknown_labels=tuple(notes.unknown_labels),
        doubts=tuple(notes.doubts),
    )


def _is_record(root: Node) -> bool:
    if root.child("blocs").value is not ABSENT:
        return True
    address = root.child("address")
    return all(address.child(key).value is not ABSENT for key in _ADDRESS)


def _hidden(root: Node, notes: Notes) -> frozenset[str]:
    hidden = set()
    for key, block in root.child("blocs").children():
        visible = block.child("visible").value
        shown = fold(visible) not in {"0", "false"} if isinstance(visible, str) else visible != 0
        if not shown and fold_key(key) != _TERRITORY and not block.child("donnees").is_blank:
            notes.doubt(block, Flag.QUARANTINED, reasons.HIDDEN)
            hidden.add(f"blocs.{key}")
    return frozenset(hidden)


def _effects(root: Node, notes: Notes) -> Node:
    block = root.at(_EFFECTS)
    if any(doubt.path == block.path and doubt.flag is Flag.QUARANTINED for doubt in notes.doubts):
        return Node(block.path, ABSENT)
    return descend(root, f"{_EFFECTS}.donnees", notes)


def _set_aside(root: Node, notes: Notes) -> None:
    if root.child("publish").value in (False, 0, "0", "false"):
        notes.doubt(root.child("publish"), Flag.QUARANTINED, reasons.UNPUBLISHED)
    for key, child in root.children():
        if fold_key(key) in load_doubtful().persons and not child.is_blank:
            notes.doubt(child, Flag.QUARANTINED, reasons.PERSON)
    for parent in (root, root.child("blocs")):
        for key, child in parent.children():
            if fold_key(key) == _TERRITORY:
                notes.doubt(child, Flag.QUARANTINED, reasons.TERRITORY)


def _note_repeated_keys(root: Node, notes: Notes) -> None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, JsonObject):
            for key in node.value.repeated:
                notes.doubt(node.child(key), Flag.INCONSISTENT, reasons.KEY_TWICE)
        waiting.extend(
            child for _key, child in node.children() if isinstance(child.value, dict | list)
        )
