"""Reading the questions of a grid and their options."""

from collections import Counter
from collections.abc import Mapping

from maille.core.effects.errors import GridError
from maille.core.effects.observing import ObservationKind, SourceKind
from maille.core.effects.template import check_notation, slots_of
from maille.core.effects.toml_table import Table
from maille.core.effects.values import (
    ClaimType,
    Direction,
    Option,
    OptionWords,
    Question,
    QuestionType,
    QuestionWords,
    SuggestedBy,
    Suggestion,
)
from maille.core.kernel.text import Text

POLARITIES = {
    "+": Direction.FAVOURABLE,
    "-": Direction.UNFAVOURABLE,
    "±": Direction.MIXED,
}
EVIDENCE_KINDS = frozenset(source.value for source in SourceKind)
_COUNTED = frozenset({SuggestedBy.PIECES, SuggestedBy.PEOPLE})
# How evidence may suggest an answer, by the type of the question.
_SUGGESTED = {
    QuestionType.NUMBER: _COUNTED,
    QuestionType.MULTI: frozenset({SuggestedBy.AUDIENCES, SuggestedBy.KINDS}),
    QuestionType.SINGLE: frozenset({SuggestedBy.RHYTHM}),
}
_CHOICES = (QuestionType.MULTI, QuestionType.SINGLE)
_NO_SLOTS: frozenset[str] = frozenset()
_FEWEST_OPTIONS = 2
# The slots of each rule of a question, by the type of the question; other rules hold none.
_SLOTS = {
    (QuestionType.NUMBER, "frame"): frozenset({"n", "rate", "span"}),
    (QuestionType.NUMBER, "zero"): frozenset({"rate", "span"}),
    **{
        (choice, rule): slots
        for choice in _CHOICES
        for rule, slots in (
            ("frame", frozenset({"items", "items.bare"})),
            ("worse", frozenset({"items", "items.bare"})),
            ("alone", frozenset({"item", "item.bare"})),
        )
    },
}
_NEEDED = {
    QuestionType.MULTI: ("frame",),
    QuestionType.SINGLE: ("frame",),
    QuestionType.NUMBER: ("frame", "zero"),
    QuestionType.TEXT: ("about",),
}


def parse_options(table: Table) -> tuple[Option, ...]:
    """Read the options that several questions share.

    Raises
    ------
    GridError
        When there are fewer than two, or one is incomplete or given twice.
    """
    table.string("id")
    options = _parse_options(table)
    table.close()
    return options


def parse_question(table: Table, sets: Mapping[str, tuple[Option, ...]]) -> Question:
    """Read one question with the options it offers.

    Parameters
    ----------
    table
        The question.
    sets
        Options shared by several questions, by name.

    Raises
    ------
    GridError
        When a rule that its type needs is missing, or would print notation.
    """
    kind = table.word("type", QuestionType)
    question = Question(
        id=table.string("id"),
        type=kind,
        claim=table.word("claim", ClaimType),
        label=table.text("label"),
        words=_parse_words(table, kind),
        options=_options_of(table, kind, sets),
        open=table.flag("open"),
        evidence_kinds=_parse_evidence_kinds(table),
        direction=_parse_polarity(table),
        follows=table.string_or_none("follows"),
        protected=table.flag("protected"),
        suggested=_parse_suggestion(table, kind),
    )
    table.close()
    _check_bare_items(question, table.where)
    return question


def _parse_suggestion(table: Table, kind: QuestionType) -> Suggestion | None:
    told = table.table_or_none("suggested")
    if told is None:
        return None
    suggestion = Suggestion(
        by=_parse_observation_kinds(told, "by"),
        count=told.word("count", SuggestedBy),
        whatever_theme=told.flag("whatever_theme"),
    )
    told.close()
    if suggestion.count not in _SUGGESTED.get(kind, frozenset()):
        raise GridError(f"{told.where}.count: {suggestion.count} gives no answer to a {kind}")
    return suggestion


def _parse_observation_kinds(table: Table, key: str) -> tuple[str, ...]:
    kinds = table.strings(key)
    if unknown := sorted(set(kinds) - {kind.value for kind in ObservationKind}):
        raise GridError(f"{table.where}.{key}: {', '.join(unknown)} is unknown")
    return kinds


def _parse_words(table: Table, kind: QuestionType) -> QuestionWords:
    optional: dict[str, Text | None] = {
        name: table.text_or_none(name)
        for name in ("frame", "worse", "alone", "zero", "about", "place")
    }
    words = QuestionWords(
        absence=table.text("absence"), indirect=table.text("indirect"), **optional
    )
    for name, text in (*optional.items(), ("absence", words.absence), ("indirect", words.indirect)):
        if text is not None:
            slots = _SLOTS.get((kind, name), _NO_SLOTS)
            check_notation(text, f"{table.where}.{name}", slots=slots)
    for name in _NEEDED[kind]:
        if optional[name] is None:
            raise GridError(f"{table.where}.{name}: a sentence rule is missing")
    return words


def _options_of(
    table: Table, kind: QuestionType, sets: Mapping[str, tuple[Option, ...]]
) -> tuple[Option, ...]:
    name = table.string_or_none("option_set")
    if kind not in _CHOICES:
        if name is not None or table.tables("options"):
            raise GridError(f"{table.where}: a {kind} offers no options")
        return ()
    if name is None:
        return _parse_options(table)
    if name not in sets:
        raise GridError(f"{table.where}.option_set: {name!r} is unknown")
    return sets[name]


def _parse_options(table: Table) -> tuple[Option, ...]:
    options = tuple(_parse_option(one) for one in table.tables("options"))
    doubles = sorted(name for name, n in Counter(one.id for one in options).items() if n > 1)
    if doubles:
        raise GridError(f"{table.where}: {', '.join(doubles)} given twice")
    if len(options) < _FEWEST_OPTIONS:
        raise GridError(f"{table.where}: fewer than two options")
    return options


def _parse_option(table: Table) -> Option:
    words = OptionWords(
        item=table.text_or_none("item"),
        bare=table.text_or_none("bare"),
        alone=table.text_or_none("alone"),
        absence=table.text_or_none("absence"),
        name=table.text_or_none("name"),
    )
    option = Option(
        id=table.string("id"),
        label=table.text("label"),
        direction=_parse_polarity(table),
        exclusive=table.flag("exclusive"),
        seen_in=_parse_observation_kinds(table, "seen_in"),
        every=table.whole_number("every"),
        words=words,
    )
    table.close()
    _check_option(option, table.where)
    return option


def _check_option(option: Option, where: str) -> None:
    words = option.words
    if (words.item is None) == (words.absence is None):
        raise GridError(f"{where}: either an item or an absence")
    if option.direction in (Direction.UNFAVOURABLE, Direction.MIXED) and words.name is None:
        raise GridError(f"{where}.name: what went badly must be named")
    for text in (words.item, words.bare):
        if text is not None:
            check_notation(text, where, slots=_NO_SLOTS, heads=True)
    for text in (words.alone, words.absence, words.name):
        if text is not None:
            check_notation(text, where, slots=_NO_SLOTS)


def _check_bare_items(question: Question, where: str) -> None:
    rules = (question.words.frame, question.words.worse, question.words.alone)
    asked = any(".bare" in slot for rule in rules if rule for slot in slots_of(rule))
    if asked and any(option.words.bare is None for option in question.options):
        raise GridError(f"{where}: an option has no bare item")


def _parse_polarity(table: Table) -> Direction:
    sign = table.string_or_none("polarity")
    if sign is None:
        return Direction.NEUTRAL
    if sign not in POLARITIES:
        raise GridError(f"{table.where}.polarity: {sign!r} is neither +, - nor ±")
    return POLARITIES[sign]


def _parse_evidence_kinds(table: Table) -> tuple[str, ...]:
    kinds = table.strings("evidence_kinds")
    if unknown := sorted(set(kinds) - EVIDENCE_KINDS):
        raise GridError(f"{table.where}.evidence_kinds: {', '.join(unknown)} is unknown")
    return kinds
