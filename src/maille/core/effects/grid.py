"""The grid: common questions, read from data and refused when anything is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from maille.core.effects.errors import GridError
from maille.core.effects.grid_questions import parse_options, parse_question
from maille.core.effects.template import check_notation
from maille.core.effects.toml_table import Table
from maille.core.effects.values import (
    Grid,
    Merge,
    Option,
    Question,
    QuestionType,
    Respondents,
    Scale,
    ScaleWords,
    Theme,
)

NUMBER_SLOTS = frozenset({"n", "rate", "span"})
NO_SLOTS: frozenset[str] = frozenset()


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Identified)


def parse_grid(data: Mapping[str, object], *, sha256: str) -> Grid:
    """Read a grid from its parsed TOML.

    Parameters
    ----------
    data
        The document as ``tomllib`` gives it; ``docs/reference/grid.md`` describes its keys.
    sha256
        Hexadecimal digest of the file, by which reports name this very grid.

    Raises
    ------
    GridError
        When a text, a language, a sentence rule or an option is missing, unknown or given twice.

    Examples
    --------
    >>> parse_grid({"id": "mine", "version": "1"}, sha256="")
    Traceback (most recent call last):
    maille.core.effects.errors.GridError: grid: individual has no label
    """
    table = Table(data, "grid")
    identity, version = table.string("id"), table.string("version")
    scales = _parse_scales(table)
    respondents = tuple(_parse_respondents(one) for one in table.tables("respondents"))
    sets = {one.string("id"): parse_options(one) for one in table.tables("option_sets")}
    themes = tuple(_parse_theme(one, sets) for one in table.tables("themes"))
    table.close()
    _refuse_doubles(themes, "grid")
    _refuse_doubles(respondents, "grid.respondents")
    if not themes:
        raise GridError("grid: no theme")
    return Grid(
        id=identity,
        version=version,
        sha256=sha256,
        scales=scales,
        themes=themes,
        respondents=respondents,
    )


def theme_of(grid: Grid, theme_id: str) -> Theme:
    """Give a theme by its id.

    Raises
    ------
    GridError
        When the grid holds no such theme.
    """
    return _named(grid.themes, theme_id, "theme")


def question_of(grid: Grid, theme_id: str, question_id: str) -> Question:
    """Give a question of a theme by its id.

    Raises
    ------
    GridError
        When the grid holds no such theme, or the theme no such question.
    """
    return _named(theme_of(grid, theme_id).questions, question_id, f"question of {theme_id}")


def option_of(question: Question, option_id: str) -> Option:
    """Give an option of a question by its id.

    Raises
    ------
    GridError
        When the question offers no such option.
    """
    return _named(question.options, option_id, f"option of {question.id}")


def _named(things: Iterable[_Thing], wanted: str, what: str) -> _Thing:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise GridError(f"{wanted!r} is no {what}")


def _refuse_doubles(things: Iterable[_Identified], where: str) -> None:
    doubles = sorted(name for name, n in Counter(thing.id for thing in things).items() if n > 1)
    if doubles:
        raise GridError(f"{where}: {', '.join(doubles)} given twice")


def _parse_scales(table: Table) -> tuple[ScaleWords, ...]:
    found: dict[Scale, ScaleWords] = {}
    for one in table.tables("scales"):
        scale = one.word("id", Scale)
        found[scale] = ScaleWords(scale, one.text("label"), one.text("subtitle"))
        one.close()
    for scale in Scale:
        if scale not in found:
            raise GridError(f"{table.where}: {scale} has no label")
    return tuple(found[scale] for scale in Scale)


def _parse_respondents(table: Table) -> Respondents:
    words = table.text("words")
    check_notation(words, table.where, slots=NO_SLOTS)
    group = Respondents(table.string("id"), table.text("label"), words)
    table.close()
    return group


def _parse_theme(table: Table, sets: Mapping[str, tuple[Option, ...]]) -> Theme:
    questions = tuple(parse_question(one, sets) for one in table.tables("questions"))
    theme = Theme(
        id=table.string("id"),
        scale=table.word("scale", Scale),
        label=table.text("label"),
        short_label=table.text("short_label"),
        name=table.text("name"),
        whole=table.text("whole"),
        unfavourable_label=table.text("unfavourable_label"),
        mixed_label=table.text("mixed_label"),
        story_to_tell=table.text("story_to_tell"),
        question_to_team=table.text("question_to_team"),
        questions=questions,
        merges=tuple(_parse_merge(one, questions) for one in table.tables("merges")),
        shared=table.text_or_none("shared"),
        emerging=table.flag("emerging"),
        protected=table.flag("protected"),
    )
    table.close()
    _refuse_doubles(questions, table.where)
    _check_theme(theme, table.where)
    return theme


def _check_theme(theme: Theme, where: str) -> None:
    if not theme.questions:
        raise GridError(f"{where}: no question")
    for rank, question in enumerate(theme.questions):
        earlier = {other.id for other in theme.questions[:rank]}
        if question.follows is not None and question.follows not in earlier:
            raise GridError(f"{where}.{question.id}: {question.follows!r} is not asked before")
    if theme.shared is not None:
        check_notation(theme.shared, f"{where}.shared", slots=frozenset({"groups"}))
        if any(question.words.place is None for question in theme.questions):
            raise GridError(f"{where}.shared: a question has no place")


def _parse_merge(table: Table, questions: tuple[Question, ...]) -> Merge:
    names = table.strings("questions")
    text = table.text("text")
    table.close()
    known = {question.id: question for question in questions}
    if unknown := sorted(set(names) - set(known)):
        raise GridError(f"{table.where}: {', '.join(unknown)} is not a question of the theme")
    slots = frozenset[str]().union(*(_slots_in_merge(known[name]) for name in names))
    check_notation(text, table.where, slots=slots)
    return Merge(names, text)


def _slots_in_merge(question: Question) -> frozenset[str]:
    if question.type is QuestionType.NUMBER:
        return NUMBER_SLOTS
    if all(option.words.bare for option in question.options):
        return frozenset({question.id, f"{question.id}.bare"})
    return frozenset({question.id})
