"""What only shows when the files of one import are read side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.tables import load_fields
from maille.reports.commune_mesure.territory import name_a_few, note_copied_territory
from maille.reports.commune_mesure.tree import Node, Notes
from maille.reports.commune_mesure.values import Field, Flag, Gazetteer, Record
from maille.reports.commune_mesure.words import fold, fold_key, fold_sentences, fold_words

_TEXTS: Final = {"founding_idea", "partners.public", "partners.private", "street"}
_LEAST_FILES: Final = 3
_LEAST_LABELS: Final = 3
_MOST_FILES: Final = {"number": 0.8, "boxes": 0.5, "labels": 0.5}
_LEAST_FILES_FOR_A_BOX: Final = 5

Where = tuple[int, Node]


def look_side_by_side(records: Sequence[Record], known: Gazetteer, notes: Sequence[Notes]) -> None:
    """Note what the files of one run have in common and should not."""
    _names(records, notes)
    _copies(_texts(records), reasons.SAME_TEXT, records, notes)
    _copies(_links(records), reasons.SAME_LINK, records, notes)
    _copies(_badges(records), reasons.SAME_LABELS, records, notes)
    _constants(records, notes)
    _boxes_ticked_everywhere(records, notes)
    note_copied_territory(records, known, notes)


def _names(records: Sequence[Record], notes: Sequence[Notes]) -> None:
    by_name = defaultdict(list)
    for index, record in enumerate(records):
        by_name[fold_words(record.name)].append(index)
    for indexes in by_name.values():
        for index in indexes:
            others = [records[other].file for other in indexes if other != index]
            if others:
                fact = records[index].first("name")
                path = fact.path if fact is not None else "name"
                notes[index].doubt(
                    Node(path, None), Flag.DUPLICATED, reasons.SAME_NAME, files=name_a_few(others)
                )


def _texts(records: Sequence[Record]) -> Iterator[tuple[str, Where]]:
    for index, record in enumerate(records):
        told = [(given.path, given.story.text) for given in record.stories]
        told += [(given.path, given.answer.text) for given in record.answers]
        told += [
            (fact.path, fact.value)
            for fact in record.fields
            if fact.target in _TEXTS and isinstance(fact.value, str)
        ]
        for path, text in told:
            for words in sorted(fold_sentences(text)):
                yield words, (index, Node(path, None))


def _links(records: Sequence[Record]) -> Iterator[tuple[str, Where]]:
    for index, record in enumerate(records):
        for fact in record.fields:
            generic = any(
                doubt.path == fact.path and doubt.flag is Flag.PLACEHOLDER
                for doubt in record.doubts
            )
            if fact.target.startswith("links.") and isinstance(fact.value, str) and not generic:
                address = fold(fact.value).split("//", 1)[-1].removeprefix("www.").rstrip("/")
                yield address, (index, Node(fact.path, None))


def _badges(records: Sequence[Record]) -> Iterator[tuple[str, Where]]:
    paths = {rule.path for rule in load_fields().rules if rule.kind == "labels" and rule.constant}
    for index, record in enumerate(records):
        for fact in record.fields:
            labels = fact.value
            if fact.path in paths and isinstance(labels, tuple) and len(labels) >= _LEAST_LABELS:
                yield "\n".join(sorted(map(fold, labels))), (index, Node(fact.path, None))


def _copies(
    found: Iterable[tuple[str, Where]],
    message: str,
    records: Sequence[Record],
    notes: Sequence[Notes],
) -> None:
    holders: dict[str, list[Where]] = defaultdict(list)
    for words, where in found:
        holders[words].append(where)
    for places in holders.values():
        for index, node in places:
            others = [records[other].name for other, _node in places if other != index]
            if others:
                notes[index].doubt(node, Flag.DUPLICATED, message, places=name_a_few(others))


def _constants(records: Sequence[Record], notes: Sequence[Notes]) -> None:
    for rule in load_fields().rules:
        if not rule.constant:
            continue
        values = _values_at(rule.path, records)
        if len(values) < _LEAST_FILES:
            continue
        value, count = Counter(values.values()).most_common(1)[0]
        if count < max(_LEAST_FILES, _MOST_FILES[rule.kind] * len(values)):
            continue
        for index in (index for index, said in values.items() if said == value):
            _note_constant(rule.path, records[index], notes[index], (count, len(values)))


def _values_at(path: str, records: Sequence[Record]) -> dict[int, object]:
    values: dict[int, object] = {}
    seen = set()
    for index, record in enumerate(records):
        actual = Node("", record.tree).at(path).path
        said = tuple(
            (
                fact.target,
                tuple(sorted(fact.value)) if isinstance(fact.value, tuple) else fact.value,
            )
            for fact in record.fields
            if fact.path == actual
        )
        if said and record.sha256 not in seen:
            values[index] = said
        seen.add(record.sha256)
    return values


def _boxes_ticked_everywhere(records: Sequence[Record], notes: Sequence[Notes]) -> None:
    for rule in load_fields().rules:
        if rule.kind != "boxes":
            continue
        values = {
            index: {name for fact in facts if isinstance(fact.value, tuple) for name in fact.value}
            for index, facts in _facts_at(rule.path, records)
        }
        if len(values) < _LEAST_FILES_FOR_A_BOX:
            continue
        names = load_fields().boxes[rule.boxes]
        everywhere = set.intersection(*values.values())
        for index in values:
            block = Node("", records[index].tree).at(rule.path)
            for name, box in block.children():
                if names.get(fold_key(name), name) in everywhere:
                    _note_constant(box.path, records[index], notes[index], (len(values),) * 2)


def _facts_at(path: str, records: Sequence[Record]) -> Iterator[tuple[int, list[Field]]]:
    for index, record in enumerate(records):
        actual = Node("", record.tree).at(path).path
        facts = [fact for fact in record.fields if fact.path == actual]
        if facts:
            yield index, facts


def _note_constant(path: str, record: Record, notes: Notes, counted: tuple[int, int]) -> None:
    count, total = counted
    if any(
        doubt.flag is Flag.PLACEHOLDER and (path == doubt.path or path.startswith(f"{doubt.path}."))
        for doubt in notes.doubts
    ):
        return
    notes.doubt(
        Node("", record.tree).at(path),
        Flag.PLACEHOLDER,
        reasons.SAME_EVERYWHERE,
        count=str(count),
        total=str(total),
    )
