"""The quarantined block of territorial figures: copied, or of somewhere else."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.alone import commune_of_insee, department_of, is_same_town
from maille.reports.commune_mesure.cells import shorten
from maille.reports.commune_mesure.tree import Node, Notes
from maille.reports.commune_mesure.values import Flag, Gazetteer, Record
from maille.reports.commune_mesure.words import clean, fold_words

_BLOCK: Final = "blocs.data_territoire"
_OUTLINES: Final = "donnees.geo.geo_json"
_LEVELS: Final = ("commune", "iris", "departement", "region")
_GEOMETRY: Final = {"geometry", "coordinates"}
_OBJECTS: Final = (
    "geo", "geo.geo_json", "insee", "population", "logement", "activites", "resilience",
    "realisations",
)  # fmt: skip
_LEAST_FIGURES: Final = 3
_DEEPEST: Final = 4
_NAMED: Final = {"donnees.population", "donnees.logement", "donnees.activites"}


@dataclass(frozen=True, slots=True)
class _Where:
    """The names and codes that a record's territory should have."""

    city: str
    insee: str
    department: str
    department_name: str
    region: str
    region_name: str


def look_at_territory(record: Record, known: Gazetteer, notes: Notes) -> None:
    """Note what the territorial block of one file holds that is not of its place."""
    block = Node("", record.tree).at(_BLOCK)
    data = block.child("donnees")
    if isinstance(data.value, list):
        notes.doubt(data, Flag.INCONSISTENT, reasons.LIST_FOR_OBJECT)
    for path in _OBJECTS:
        node = data.at(path)
        if isinstance(node.value, list):
            notes.doubt(node, Flag.INCONSISTENT, reasons.LIST_FOR_OBJECT)
    where = _where(record, known)
    for level in _LEVELS:
        _outline(level, block.at(f"{_OUTLINES}.{level}"), where, notes)


def note_copied_territory(
    records: Sequence[Record], known: Gazetteer, notes: Sequence[Notes]
) -> None:
    """Note the territorial figures that stand, byte for byte, in the files of other territories."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    nodes: dict[tuple[str, str, int], Node] = {}
    for index, record in enumerate(records):
        block = Node("", record.tree).at(_BLOCK)
        for relative, node, digest in _figures(block):
            holders[relative, digest].append(index)
            nodes[relative, digest, index] = node
    copied = {
        (relative, digest): indexes
        for (relative, digest), indexes in holders.items()
        if len({_territory(records[index], relative, known) for index in indexes}) > 1
    }
    for (relative, digest), indexes in copied.items():
        if not _has_a_name(relative) and _is_inside_copied(relative, indexes, copied):
            continue
        for index in indexes:
            others = [records[other].name for other in indexes if other != index]
            notes[index].doubt(
                nodes[relative, digest, index],
                Flag.DUPLICATED,
                reasons.SAME_BLOCK,
                places=name_a_few(others),
            )


def name_a_few(names: Sequence[str]) -> str:
    """Name three places at most, and how many more there are.

    Examples
    --------
    >>> name_a_few(["Le Fournil", "La Rotonde", "L'Écluse", "Le Silo", "La Halle"])
    "Le Fournil, La Rotonde, L'Écluse (+ 2)"
    """
    few = list(dict.fromkeys(shorten(name) for name in names))
    more = f" (+ {len(few) - 3})" if len(few) > 3 else ""  # noqa: PLR2004 - three are enough
    return ", ".join(few[:3]) + more


def _outline(level: str, outline: Node, where: _Where, notes: Notes) -> None:
    if outline.is_blank:
        return
    if isinstance(outline.value, list):
        notes.doubt(outline, Flag.INCONSISTENT, reasons.LIST_FOR_OBJECT)
        return
    properties = outline.child("properties")
    if not isinstance(properties.value, dict):
        notes.doubt(outline, Flag.INCONSISTENT, reasons.NO_PROPERTIES)
        return
    wrong = next(_wrong_names(level, properties, where), None)
    if wrong is not None:
        place = where.city if level in {"commune", "iris"} else where.department_name
        notes.doubt(
            properties,
            Flag.INCONSISTENT,
            reasons.TERRITORY_ELSEWHERE,
            said=shorten(wrong),
            place=place or where.department or where.city,
        )


def _wrong_names(level: str, properties: Node, where: _Where) -> Iterator[str]:
    if level in {"commune", "iris"}:
        yield from _wrong_town(properties, where)
    elif level == "departement":
        yield from _wrong_code(properties, where.department, where.department_name)
    else:
        yield from _wrong_code(properties, where.region, where.region_name)


def _wrong_town(properties: Node, where: _Where) -> Iterator[str]:
    for key in ("insee_com", "citycode", "code"):
        code = _text(properties, key)
        if code and where.insee and commune_of_insee(code[:5]) != where.insee:
            yield code
    for key in ("nom_com", "ville"):
        name = _text(properties, key)
        if name and where.city and not is_same_town(name, where.city):
            yield name


def _wrong_code(properties: Node, code: str, name: str) -> Iterator[str]:
    for key in ("code", "insee_dep", "new_code"):
        said = _text(properties, key)
        if said and code and said != code:
            yield said
    for key in ("nom", "region"):
        said = _text(properties, key)
        if said and name and fold_words(said) != fold_words(name):
            yield said


def _where(record: Record, known: Gazetteer) -> _Where:
    code = department_of(record)
    department = known.department(code)
    return _Where(
        city=record.words_of("locality"),
        insee=commune_of_insee(record.words_of("insee")),
        department=code,
        department_name="" if department is None else department.name,
        region="" if department is None else department.region_code,
        region_name="" if department is None else department.region_name,
    )


def _territory(record: Record, relative: str, known: Gazetteer) -> str:
    """Name the territory that figures at this path are of: equal figures are then no copy."""
    keys = relative.split(".")
    department = department_of(record)
    if "departement" in keys:
        return department
    if "region" in keys:
        region = known.department(department)
        return region.region_code if region else ""
    if "iris" in keys:
        return clean(str(Node("", record.tree).child("iris_code").value))
    return record.words_of("insee") or fold_words(record.words_of("locality"))


def _figures(block: Node) -> Iterator[tuple[str, Node, str]]:
    waiting = [(block.child("donnees"), 0)]
    while waiting:
        node, depth = waiting.pop()
        for key, child in node.children():
            if key in _GEOMETRY or not isinstance(child.value, dict):
                continue
            if depth < _DEEPEST:
                waiting.append((child, depth + 1))
            if _says_enough(child):
                said = _without_lists(child.value) if key == "properties" else child.value
                canonical = json.dumps(said, sort_keys=True, ensure_ascii=True)
                digest = hashlib.sha256(canonical.encode()).hexdigest()
                yield child.path.removeprefix(f"{block.path}."), child, digest


def _without_lists(properties: dict[str, object]) -> dict[str, object]:
    """Leave out the points that some outlines of one commune carry and others do not."""
    return {key: value for key, value in properties.items() if not isinstance(value, list)}


def _says_enough(node: Node) -> bool:
    figures = 0
    waiting = [node]
    while waiting and figures < _LEAST_FIGURES:
        for key, child in waiting.pop().children():
            if isinstance(child.value, dict | list):
                if key not in _GEOMETRY:
                    waiting.append(child)
            elif key != "title" and child.value not in (0, "", None):
                figures += 1
    return figures >= _LEAST_FIGURES


def _has_a_name(relative: str) -> bool:
    return relative in _NAMED or relative.endswith(".properties")


def _is_inside_copied(
    relative: str, indexes: list[int], copied: dict[tuple[str, str], list[int]]
) -> bool:
    return any(
        relative.startswith(f"{outer}.") and set(indexes) <= set(holders)
        for (outer, _digest), holders in copied.items()
    )


def _text(node: Node, key: str) -> str:
    value = node.child(key).value
    return clean(value) if isinstance(value, str) else ""
