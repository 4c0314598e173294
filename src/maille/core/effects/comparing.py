"""What changed from one report to another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from maille.core.kernel.text import Text

Document = Mapping[str, Any]

# What makes two findings of the same question differ; their sources may have new rows.
_SAID: Final = ("value", "approximate", "per", "direction", "grade")


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding before and after, each ``None`` where it is absent."""

    id: str
    theme: str
    before: Text | None
    after: Text | None
    grade_before: str | None
    grade_after: str | None


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A story that came, or whose words went."""

    id: str
    theme: str
    withdrawn: bool


class LineKind(StrEnum):
    """What stands in a theme beside its findings and its stories."""

    DISSENT = "dissent"
    RATING = "rating"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class LineChange:
    """A dissent, a rating or an indicator before and after, each ``None`` where it is absent.

    ``role`` signs a dissent, whose words are in the language they were written in.
    """

    kind: LineKind
    before: Text | None
    after: Text | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class ThemeChanges:
    """What changed in one theme, in the order of the findings; no theme for what has none."""

    theme: str
    label: Text
    scale: str
    added: tuple[FindingChange, ...] = ()
    removed: tuple[FindingChange, ...] = ()
    changed: tuple[FindingChange, ...] = ()
    stories_added: tuple[StoryChange, ...] = ()
    stories_removed: tuple[StoryChange, ...] = ()
    lines: tuple[LineChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two reports of one place, theme by theme."""

    themes: tuple[ThemeChanges, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not self.themes


@dataclass(frozen=True, slots=True)
class _Line:
    """Which line of a theme it is, whatever it says."""

    kind: LineKind
    of: str
    rank: int = 0


_NO_THEME: Final = ThemeChanges("", Text(fr="", en=""), "")


def compare_documents(before: Document, after: Document) -> Comparison:
    """Tell what changed from one report document to another.

    Parameters
    ----------
    before, after
        Two documents of schema ``maille-report/1``, with or without the words of their stories.

    Returns
    -------
    Comparison
        Findings are the same when their ``id`` is; a theme where nothing changed is left out.
        The dissents of one role, the ratings of one group and the indicators of one name are
        put side by side. What goes with no theme comes last, under a theme without a name.
        ``unchanged`` counts the findings that say the same in both. What a report does not print
        is not compared: it is a question to the team.

    Examples
    --------
    >>> empty = {"findings": [], "stories": [], "sections": []}
    >>> empty |= {"dissents": [], "intensities": [], "indicators": []}
    >>> compare_documents(empty, empty)
    Comparison(themes=(), unchanged=0)
    """
    old, new = _by_id(_printed(before)), _by_id(_printed(after))
    themes = tuple(
        changes
        for theme in _themes(before, after)
        if _has_changes(changes := _changes_of(theme, before, after))
    )
    same = sum(_says_the_same(old[one], new[one]) for one in old.keys() & new.keys())
    return Comparison(themes=themes, unchanged=same)


def _printed(document: Document) -> list[Document]:
    """Give the findings whose sentences the report prints; the others are questions to the team."""
    return [finding for finding in document["findings"] if finding["published"]]


def _by_id(things: Sequence[Document]) -> dict[str, Document]:
    return {thing["id"]: thing for thing in things}


def _themes(before: Document, after: Document) -> list[ThemeChanges]:
    """Give every theme of either report once, in the order of the newer one."""
    themes: dict[str, ThemeChanges] = {}
    for document in (after, before):
        for section in document["sections"]:
            for theme in section["themes"]:
                themes.setdefault(
                    theme["theme"],
                    ThemeChanges(theme["theme"], _text(theme["label"]), section["scale"]),
                )
    return [*themes.values(), _NO_THEME]


def _text(words: Document) -> Text:
    return Text(fr=words["fr"], en=words["en"])


def _changes_of(theme: ThemeChanges, before: Document, after: Document) -> ThemeChanges:
    old = {one["id"]: one for one in _printed(before) if one["theme"] == theme.theme}
    new = {one["id"]: one for one in _printed(after) if one["theme"] == theme.theme}
    told, tells = _told(theme.theme, before), _told(theme.theme, after)
    return ThemeChanges(
        theme=theme.theme,
        label=theme.label,
        scale=theme.scale,
        added=tuple(_change(one, None, new[one]) for one in new if one not in old),
        removed=tuple(_change(one, old[one], None) for one in old if one not in new),
        changed=tuple(
            _change(one, old[one], new[one])
            for one in new
            if one in old and not _says_the_same(old[one], new[one])
        ),
        stories_added=tuple(
            StoryChange(one, theme.theme, tells[one]) for one in tells if one not in told
        ),
        stories_removed=tuple(
            StoryChange(one, theme.theme, told[one]) for one in told if one not in tells
        ),
        lines=tuple(_line_changes(_lines(theme.theme, before), _lines(theme.theme, after))),
    )


def _told(theme: str, document: Document) -> dict[str, bool]:
    return {
        story["id"]: bool(story["withdrawn"])
        for story in document["stories"]
        if story["theme"] == theme
    }


def _lines(theme: str, document: Document) -> dict[_Line, Text]:
    """Give what stands beside the findings of a theme, under what makes two of them the same."""
    lines: dict[_Line, Text] = {}
    for one in _of_theme(theme, document["dissents"]):
        rank = sum(line.kind == LineKind.DISSENT and line.of == one["role"] for line in lines)
        words = Text(fr=one["text"], en=one["text"])
        lines[_Line(LineKind.DISSENT, one["role"], rank)] = words
    for one in _of_theme(theme, document["intensities"]):
        lines[_Line(LineKind.RATING, one["group"])] = _text(one["sentence"])
    for one in _of_theme(theme, document["indicators"]):
        lines[_Line(LineKind.INDICATOR, one["label"]["fr"])] = _text(one["sentence"])
    return lines


def _of_theme(theme: str, things: Sequence[Document]) -> list[Document]:
    return [thing for thing in things if (thing["theme"] or "") == theme]


def _line_changes(old: Mapping[_Line, Text], new: Mapping[_Line, Text]) -> Iterator[LineChange]:
    for line in dict.fromkeys([*new, *old]):
        if old.get(line) != new.get(line):
            role = line.of if line.kind == LineKind.DISSENT else ""
            yield LineChange(line.kind, old.get(line), new.get(line), role)


def _has_changes(theme: ThemeChanges) -> bool:
    return bool(
        theme.added
        or theme.removed
        or theme.changed
        or theme.stories_added
        or theme.stories_removed
        or theme.lines
    )


def _says_the_same(old: Document, new: Document) -> bool:
    return all(old[key] == new[key] for key in _SAID)


def _change(finding_id: str, old: Document | None, new: Document | None) -> FindingChange:
    found = new or old or {}
    return FindingChange(
        id=finding_id,
        theme=found["theme"],
        before=_text(old["sentence"]) if old else None,
        after=_text(new["sentence"]) if new else None,
        grade_before=old["grade"] if old else None,
        grade_after=new["grade"] if new else None,
    )
