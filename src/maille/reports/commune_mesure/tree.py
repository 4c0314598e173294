"""A way through a record that may lack anything, and a notebook for what is found on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.decoding import JsonObject
from maille.reports.commune_mesure.values import Doubt, Flag, Reason, UnknownLabel
from maille.reports.commune_mesure.words import clean


class Nothing(Enum):
    """What stands where the file has no such key."""

    HERE = "here"


ABSENT: Final = Nothing.HERE


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and its dotted path."""

    path: str
    value: object

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said: no key, ``null``, a blank text, an empty list or object."""
        return (
            self.value is ABSENT
            or self.value is None
            or (isinstance(self.value, str) and not clean(self.value))
            or (isinstance(self.value, list | dict) and not self.value)
        )

    def child(self, key: str) -> "Node":
        """Give what stands under ``key``; case, accents and spaces of keys do not count."""
        path = _join(self.path, key)
        if not isinstance(self.value, JsonObject):
            return Node(path, ABSENT)
        if key in self.value:
            return Node(path, self.value[key])
        actual = self.value.key_like(key)
        if actual is None:
            return Node(path, ABSENT)
        return Node(_join(self.path, clean(actual)), self.value[actual])

    def at(self, dotted: str) -> "Node":
        """Give what stands at a dotted path below."""
        node = self
        for key in dotted.split("."):
            node = node.child(key)
        return node

    def children(self) -> Iterator[tuple[str, "Node"]]:
        """Give what an object holds under its keys, or a list under its positions."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield clean(key), Node(_join(self.path, clean(key)), value)
        elif isinstance(self.value, list):
            for position, value in enumerate(self.value):
                yield str(position), Node(_join(self.path, str(position)), value)


@dataclass(slots=True)
class Notes:
    """What reading one file puts in doubt, each thing said once."""

    doubts: dict[Doubt, None] = field(default_factory=dict)
    unknown_labels: dict[UnknownLabel, None] = field(default_factory=dict)

    def doubt(self, node: Node, flag: Flag, message: str, **values: str) -> None:
        """Note why the value of ``node`` is doubted."""
        self.doubts[Doubt(node.path, flag, Reason(message, tuple(values.items())))] = None

    def label(self, node: Node, words: str) -> None:
        """Keep words that no table knows, as they were."""
        self.unknown_labels[UnknownLabel(node.path, clean(words))] = None


def descend(root: Node, dotted: str, notes: Notes) -> Node:
    """Go down to ``dotted``, noting once the first thing on the way that is not as it should be.

    A block that is absent is noted at its own path, not at each of the fields it would hold.
    """
    node = root
    keys = dotted.split(".")
    for depth, key in enumerate(keys):
        node = node.child(key)
        if node.value is ABSENT:
            notes.doubt(node, Flag.MISSING, reasons.ABSENT)
            return Node(node.path, ABSENT)
        if depth < len(keys) - 1 and not is_object(node, notes):
            return Node(node.path, ABSENT)
    return node


def is_object(node: Node, notes: Notes) -> bool:
    """Tell whether ``node`` holds an object, noting what stands there instead."""
    if isinstance(node.value, dict) and node.value:
        return True
    if isinstance(node.value, list):
        notes.doubt(node, Flag.INCONSISTENT, reasons.LIST_FOR_OBJECT)
    elif node.is_blank:
        notes.doubt(node, Flag.MISSING, reasons.BLANK)
    else:
        notes.doubt(node, Flag.INCONSISTENT, reasons.NOT_OBJECT_HERE)
    return False


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
