"""What a record says of the effects: answers to the grid, and the team's own accounts."""

import re
from collections.abc import Iterator

from maille.core.effects import checking
from maille.core.effects.values import Answer, AnswerState, Story, StoryKind, TellerKind
from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.cells import read_labels, read_quantity, read_text, shorten
from maille.reports.commune_mesure.quantity import parse_quantity
from maille.reports.commune_mesure.tables import (
    NONE_OBSERVED,
    ChoiceRule,
    KeyRule,
    StoryRule,
    load_labels,
)
from maille.reports.commune_mesure.tree import ABSENT, Node, Notes
from maille.reports.commune_mesure.values import Flag, GivenAnswer, GivenStory, Shape
from maille.reports.commune_mesure.words import clean, fold, fold_key

_BETWEEN_LABELS = re.compile(r"[;\n]")
_YES_OR_NO = {"oui", "non", "yes", "no"}
_LONGEST_SAID = 200


def shape_of(block: Node) -> Shape:
    """Tell by its keys how a record's block of effects was filled."""
    keys = load_labels().questionnaire_keys()
    asked = any(fold_key(key) in keys for key, _child in block.children())
    return Shape.QUESTIONNAIRE if asked else Shape.PILOT


def read_answers(block: Node, notes: Notes) -> tuple[GivenAnswer, ...]:
    """Give the answers under the questionnaire's keys, one for each question of the grid."""
    labels = load_labels()
    found = [given for rule in labels.choices for given in _choices(rule, block, notes)]
    found += [given for rule in labels.numbers for given in _number(rule, block, notes)]
    found += [given for rule in labels.texts for given in _text(rule, block, notes)]
    return _one_for_each_question(found, notes)


def read_stories(block: Node, shape: Shape, notes: Notes) -> tuple[GivenStory, ...]:
    """Give the accounts of each theme: the team's, and without consent until it gives one here."""
    return tuple(
        given for rule in load_labels().stories for given in _story(rule, block, shape, notes)
    )


def note_the_rest(block: Node, notes: Notes) -> None:
    """Keep the words of the keys nobody reads, and set the scores of whole scales aside."""
    labels = load_labels()
    known = labels.known_keys()
    for key, child in block.children():
        folded = fold_key(key)
        if folded in known or child.is_blank or child.value == 0:
            continue
        if folded in labels.scores:
            notes.doubt(child, Flag.QUARANTINED, reasons.SCORE)
        else:
            for words in _loose_words(child):
                notes.label(child, words)


def _choices(rule: ChoiceRule, block: Node, notes: Notes) -> Iterator[GivenAnswer]:
    node = block.child(rule.key)
    if node.value is ABSENT:
        return
    options: dict[str, None] = {}
    own_words: list[str] = []
    for label in _labels(rule, node, notes):
        option = rule.option(label)
        if option is not None:
            options[option] = None
            continue
        notes.label(node, label)
        if rule.open and sum(map(len, own_words)) + len(clean(label)) <= checking.LONGEST_TEXT:
            own_words.append(clean(label))
    if _contradicts_itself(rule, node, tuple(options), notes) or not (options or own_words):
        return
    yield _answer(rule, rule.question, node, tuple(options), tuple(own_words))
    if tuple(options) == (NONE_OBSERVED,):
        for question in rule.also:
            yield _answer(rule, question, node, tuple(options), ())


def _labels(rule: ChoiceRule, node: Node, notes: Notes) -> Iterator[str]:
    for label in read_labels(node, notes):
        parts = [part.strip() for part in _BETWEEN_LABELS.split(label) if part.strip()]
        known = rule.option(label) is None and any(rule.option(part) for part in parts)
        yield from parts if known else [label]


def _contradicts_itself(
    rule: ChoiceRule, node: Node, options: tuple[str, ...], notes: Notes
) -> bool:
    if len(options) < 2:  # noqa: PLR2004 - one answer cannot contradict another
        return False
    if {NONE_OBSERVED, *rule.exclusive} & set(options):
        notes.doubt(node, Flag.INCONSISTENT, reasons.EXCLUSIVE)
        return True
    if rule.single:
        notes.doubt(node, Flag.INCONSISTENT, reasons.SEVERAL)
    return rule.single


def _answer(
    rule: ChoiceRule, question: str, node: Node, options: tuple[str, ...], own: tuple[str, ...]
) -> GivenAnswer:
    nothing = options == (NONE_OBSERVED,)
    return GivenAnswer(
        node.path,
        Answer(
            id=f"{rule.theme}.{question}",
            theme=rule.theme,
            question=question,
            state=AnswerState.NONE_OBSERVED if nothing else AnswerState.ANSWERED,
            options=() if nothing else options,
            own_words=own,
        ),
    )


def _number(rule: KeyRule, block: Node, notes: Notes) -> Iterator[GivenAnswer]:
    node = block.child(rule.key)
    if node.value is ABSENT:
        return
    if isinstance(node.value, list) and len(node.value) == 1:
        node = Node(node.path, node.value[0])
    quantity = read_quantity(node, notes)
    if quantity is not None and quantity.number > checking.LARGEST_NUMBER:
        notes.doubt(node, Flag.UNIT_IN_DOUBT, reasons.TOO_LARGE, said=shorten(quantity.said))
        return
    if quantity is None:
        said = clean(node.value) if isinstance(node.value, str) else ""
        if said and parse_quantity(said) is None:
            notes.label(node, said)
        return
    yield GivenAnswer(
        node.path,
        Answer(
            id=f"{rule.theme}.{rule.question}",
            theme=rule.theme,
            question=rule.question,
            state=AnswerState.ANSWERED,
            number=quantity.number,
            approximate=quantity.approximate,
            per=quantity.per,
            said=quantity.said[:_LONGEST_SAID],
        ),
    )


def _text(rule: KeyRule, block: Node, notes: Notes) -> Iterator[GivenAnswer]:
    node = block.child(rule.key)
    if node.value is ABSENT:
        return
    words = read_text(node, notes, longest=checking.LONGEST_TEXT)
    if words:
        yield GivenAnswer(
            node.path,
            Answer(
                id=f"{rule.theme}.{rule.question}",
                theme=rule.theme,
                question=rule.question,
                state=AnswerState.ANSWERED,
                text=words,
            ),
        )


def _story(rule: StoryRule, block: Node, shape: Shape, notes: Notes) -> Iterator[GivenStory]:
    node = block.child(rule.key)
    if node.value is ABSENT:
        if shape is Shape.PILOT and not rule.questionnaire_only:
            notes.doubt(node, Flag.MISSING, reasons.ABSENT)
        return
    words = read_text(node, notes, longest=checking.LONGEST_STORY)
    if fold(words).strip(" .") in _YES_OR_NO:
        notes.label(node, words)
    elif words:
        yield GivenStory(
            node.path,
            Story(
                id=node.path,
                theme=rule.theme,
                text=words,
                kind=StoryKind.TEAM_ACCOUNT,
                teller=TellerKind.TEAM,
                truncated=isinstance(node.value, str)
                and len(clean(node.value)) > checking.LONGEST_STORY,
                direction=rule.direction,
            ),
        )


def _one_for_each_question(found: list[GivenAnswer], notes: Notes) -> tuple[GivenAnswer, ...]:
    kept: dict[str, GivenAnswer] = {}
    contradicted = set()
    for given in found:
        other = kept.setdefault(given.answer.id, given)
        if other.answer.state is not given.answer.state:
            contradicted.add(given.answer.id)
            for side in (other, given):
                notes.doubt(Node(side.path, None), Flag.INCONSISTENT, reasons.NO_EFFECT_BUT)
    return tuple(given for id_, given in kept.items() if id_ not in contradicted)


def _loose_words(node: Node) -> Iterator[str]:
    if isinstance(node.value, str) and clean(node.value):
        yield node.value
    elif isinstance(node.value, int | float):
        yield str(node.value)
    for _key, child in node.children():
        yield from _loose_words(child)
