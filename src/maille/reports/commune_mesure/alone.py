"""What a file says against itself, or against what everybody knows."""

from collections import defaultdict
from collections.abc import Iterator

from maille.core.kernel.period import first_day
from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.cells import read_boxes, shorten
from maille.reports.commune_mesure.tables import load_doubtful
from maille.reports.commune_mesure.tree import Node, Notes
from maille.reports.commune_mesure.values import Field, Flag, Gazetteer, Record, Shape
from maille.reports.commune_mesure.words import clean, fold, fold_sentences, fold_words

_SAME_CHARACTERS = 10
_SAME_AMOUNT = 10_000
_CORSICA = "20"
_ARRONDISSEMENTS = {"751": "75056", "132": "13055", "6938": "69123"}


def look_at(record: Record, known: Gazetteer, notes: Notes) -> None:
    """Note what one file puts in doubt once all its fields are known."""
    _placeholders(record, notes)
    _dates(record, notes)
    _postcode(record, known, notes)
    _composition(record, notes)
    _amounts(record, notes)
    _events(record, notes)
    _themes(record, notes)
    _tags(record, known, notes)


def department_of(record: Record) -> str:
    """Give the department's code by the IRIS code, else by the postcode, else nothing."""
    insee = record.words_of("insee")
    if insee:
        return department_of_insee(insee)
    postcode = record.words_of("postcode")
    return _department_of_postcode(postcode) if len(postcode) == 5 else ""  # noqa: PLR2004 - French


def department_of_insee(code: str) -> str:
    """Give the department of an INSEE code, three characters long overseas.

    Examples
    --------
    >>> department_of_insee("97411"), department_of_insee("2A004")
    ('974', '2A')
    """
    return code[:3] if code[:2] in {"97", "98"} else code[:2]


def commune_of_insee(code: str) -> str:
    """Give the commune of an INSEE code: the whole city for an arrondissement.

    Examples
    --------
    >>> commune_of_insee("13201"), commune_of_insee("14167")
    ('13055', '14167')
    """
    return next(
        (whole for start, whole in _ARRONDISSEMENTS.items() if code.startswith(start)), code
    )


def _department_of_postcode(code: str) -> str:
    if code[:2] == _CORSICA:
        return "2A" if code[2:3] in {"0", "1"} else "2B"
    return department_of_insee(code)


def _placeholders(record: Record, notes: Notes) -> None:
    if record.shape is not Shape.PILOT:
        return
    root = Node("", record.tree)
    for path in load_doubtful().pilot_placeholders:
        node = root.at(path)
        if not node.is_blank:
            notes.doubt(node, Flag.PLACEHOLDER, reasons.PILOT_CONSTANT)


def _dates(record: Record, notes: Notes) -> None:
    opened, founded = record.first("opened"), record.first("founded")
    if opened is None or founded is None:
        return
    said = {"opened": str(opened.value), "founded": str(founded.value)}
    shared = min(len(said["opened"]), len(said["founded"]))
    if first_day(said["opened"][:shared]) < first_day(said["founded"][:shared]):
        _doubt_both(opened, founded, reasons.OPENED_BEFORE_FOUNDED, said, notes)


def _postcode(record: Record, known: Gazetteer, notes: Notes) -> None:
    postcode, code = record.first("postcode"), record.first("insee")
    if postcode is None or code is None:
        return
    said, insee = str(postcode.value), str(code.value)
    commune = known.communes.get(commune_of_insee(insee))
    if commune is not None and said in commune.postcodes:
        _city(record, code, commune.name, notes)
    elif said == insee:
        notes.doubt(_node(postcode), Flag.INCONSISTENT, reasons.INSEE_AS_POSTCODE, said=said)
    elif commune is not None:
        values = {"postcode": said, "commune": commune.name}
        _doubt_both(postcode, code, reasons.POSTCODE_OF_OTHER, values, notes)
    elif _department_of_postcode(said) != department_of_insee(insee):
        values = {"postcode": said, "iris": insee}
        _doubt_both(postcode, code, reasons.POSTCODE_ELSEWHERE, values, notes)


def _city(record: Record, code: Field, commune: str, notes: Notes) -> None:
    city = record.first("locality")
    if city is not None and not is_same_town(str(city.value), commune):
        values = {"commune": commune, "city": str(city.value)}
        _doubt_both(city, code, reasons.CITY_OF_OTHER, values, notes)


def _doubt_both(
    one: Field, other: Field, message: str, values: dict[str, str], notes: Notes
) -> None:
    for fact in (one, other):
        notes.doubt(_node(fact), Flag.INCONSISTENT, message, **values)


def is_same_town(one: str, other: str) -> bool:
    """Tell whether two names are of one town; "Marseille 1er" is of Marseille.

    Examples
    --------
    >>> is_same_town("Saint Denis", "SAINT-DENIS"), is_same_town("Rennes", "Paris")
    (True, False)
    """
    words, others = fold_words(one).split(), fold_words(other).split()
    shared = min(len(words), len(others))
    return bool(shared) and words[:shared] == others[:shared]


def _composition(record: Record, notes: Notes) -> None:
    root = Node("", record.tree)
    path = root.at("blocs.presentation.donnees.nombre_occupants").path
    occupants = next((fact.value for fact in record.fields if fact.path == path), None)
    counts = [
        fact
        for fact in record.fields
        if fact.target.startswith("composition.") and fact.target != "composition.created"
    ]
    total = sum(fact.value for fact in counts if isinstance(fact.value, float))
    if isinstance(occupants, float) and total > occupants:
        notes.doubt(
            root.at("blocs.composition.donnees.type"),
            Flag.INCONSISTENT,
            reasons.MORE_THAN_OCCUPANTS,
            sum=f"{total:g}",
            occupants=f"{occupants:g}",
        )


def _amounts(record: Record, notes: Notes) -> None:
    by_amount = defaultdict(list)
    for fact in record.fields:
        euros = fact.value
        if fact.target.startswith("means.") and isinstance(euros, float) and euros >= _SAME_AMOUNT:
            by_amount[euros].append(fact.path)
    for paths in by_amount.values():
        _note_each_other(paths, reasons.SAME_AMOUNT, notes)


def _note_each_other(paths: list[str], message: str, notes: Notes) -> None:
    for path in paths:
        others = [other for other in paths if other != path]
        if others:
            notes.doubt(Node(path, None), Flag.DUPLICATED, message, paths=", ".join(others))


def _events(record: Record, notes: Notes) -> None:
    root = Node("", record.tree)
    values = {fact.path: fact.value for fact in record.fields}
    for side in ("publics", "prives"):
        persons_node = root.at(f"evenements.{side}.personnes accueillies")
        persons = values.get(persons_node.path)
        events = values.get(root.at(f"evenements.{side}.nombre").path)
        if isinstance(persons, float) and isinstance(events, float) and persons < events:
            notes.doubt(
                persons_node,
                Flag.UNIT_IN_DOUBT,
                reasons.PER_EVENT,
                persons=f"{persons:g}",
                events=f"{events:g}",
            )


def _themes(record: Record, notes: Notes) -> None:
    by_words = defaultdict(list)
    for given in record.stories:
        whole = fold_words(given.story.text)
        for words in sorted(fold_sentences(given.story.text) | {whole}):
            if len(words) >= _SAME_CHARACTERS:
                by_words[words].append(given.path)
    for paths in by_words.values():
        _note_each_other(paths, reasons.SAME_THEME_TEXT, notes)


def _tags(record: Record, known: Gazetteer, notes: Notes) -> None:
    root = Node("", record.tree)
    tags, department = root.child("tags"), department_of(record)
    empty = dict(_empty_boxes(root))
    for said, folded in _tag_words(tags):
        if folded in empty:
            values = {"tag": said, "box": empty[folded]}
            notes.doubt(tags, Flag.INCONSISTENT, reasons.TAG_WITHOUT_BOX, **values)
        if _is_elsewhere(folded, department, known):
            notes.doubt(tags, Flag.INCONSISTENT, reasons.TAG_ELSEWHERE, tag=said)


def _empty_boxes(root: Node) -> Iterator[tuple[str, str]]:
    """Give the tags that would contradict a box left empty, and that box."""
    for rule in load_doubtful().tags:
        block = root.at(rule.path)
        boxes = {fold(name) for name in read_boxes(block, Notes())}
        if not block.is_blank and fold(rule.box) not in boxes:
            yield from ((word, rule.box) for word in rule.words)


def _tag_words(tags: Node) -> Iterator[tuple[str, str]]:
    for _position, tag in tags.children():
        if isinstance(tag.value, str) and clean(tag.value):
            yield shorten(clean(tag.value)), fold(tag.value)


def _is_elsewhere(tag: str, department: str, known: Gazetteer) -> bool:
    here = known.department(department)
    if here is None:
        return False
    words = fold_words(tag)
    code = load_doubtful().regions.get(words)
    if code is not None:
        return code != here.region_code
    named = [
        other
        for other in known.departments
        if words in {fold_words(other.name), fold_words(other.region_name)}
    ]
    names = {fold_words(here.name), fold_words(here.region_name)}
    return bool(named) and words not in names


def _node(fact: Field) -> Node:
    return Node(fact.path, fact.value)
