"""Grouped prose: the findings of a theme in as few sentences as they need.

Findings are grouped when they share a grade (hence a verb) and a side: what is favourable or
has no direction, what is unfavourable, what is mixed. The stronger group comes first, so that
solid bad news is not read last.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from maille.core.effects import phrases
from maille.core.effects.findings import Assessment, Finding
from maille.core.effects.grammar import join, quote
from maille.core.effects.grid import question_of
from maille.core.effects.provenance import provenance_of
from maille.core.effects.sentences import (
    Statement,
    absence_of,
    count_of,
    join_items,
    list_statement,
    number_slots,
    required,
    sources_of,
    statement_of,
    story_statement,
    text_of,
    verb_of,
)
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Direction, Grade, Merge, Question, QuestionType, Theme

_SIDES = (
    (Direction.FAVOURABLE, Direction.NEUTRAL),
    (Direction.UNFAVOURABLE,),
    (Direction.MIXED,),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence of grouped prose: ``verb``, a space, ``text``; and what it rests on."""

    verb: str
    text: str
    label: str | None
    direction: Direction
    grade: Grade
    findings: tuple[str, ...]
    provenance: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Findings that one statement prints."""

    findings: tuple[Finding, ...]
    statement: Statement


def paragraphs_of(theme: Theme, assessment: Assessment, voice: Voice) -> tuple[Paragraph, ...]:
    """Write the published findings of one theme.

    Parameters
    ----------
    theme
        A theme of the grid of ``assessment``.
    assessment
        What was found.
    voice
        The language and the way of writing.

    Returns
    -------
    tuple of Paragraph
        Every published finding of the theme, in exactly one paragraph.
    """
    findings = [one for one in assessment.findings if one.theme == theme.id and one.published]
    paragraphs: list[Paragraph] = []
    for grade in reversed(Grade):
        for side in _SIDES:
            group = [one for one in findings if one.grade is grade and one.direction in side]
            label = _label(theme, side, voice)
            for piece in _pieces(theme, group, assessment, voice):
                paragraphs.append(_paragraph(piece, label, assessment, voice))
                label = None
    return tuple(paragraphs)


def _label(theme: Theme, side: tuple[Direction, ...], voice: Voice) -> str | None:
    labels = {
        (Direction.UNFAVOURABLE,): theme.unfavourable_label,
        (Direction.MIXED,): theme.mixed_label,
    }
    return fill(labels[side], voice) if side in labels else None


def _paragraph(piece: _Piece, label: str | None, assessment: Assessment, voice: Voice) -> Paragraph:
    grade = piece.findings[0].grade
    directions = {finding.direction for finding in piece.findings}
    main = Direction.FAVOURABLE if Direction.FAVOURABLE in directions else None
    return Paragraph(
        verb=verb_of(grade, sources_of(piece.findings), voice),
        text=text_of(piece.statement, grade, voice),
        label=label,
        direction=main or piece.findings[0].direction,
        grade=grade,
        findings=tuple(finding.id for finding in piece.findings),
        provenance=provenance_of(piece.findings, main, assessment, voice),
    )


def _pieces(
    theme: Theme, group: Sequence[Finding], assessment: Assessment, voice: Voice
) -> list[_Piece]:
    """Share the findings of one side out among statements, in the order of the questions."""
    writer = _Writer(theme, assessment, voice)
    remaining = [one for one in group if one.seen is None]
    pieces = [
        _Piece((one,), statement_of(one, assessment, voice))
        for one in group
        if one.seen is not None
    ]
    for take in (writer.take_absences, writer.take_shared, *writer.merges(), writer.take_stories):
        taken = take(remaining)
        if taken is not None:
            pieces.append(taken)
            remaining = [one for one in remaining if one not in taken.findings]
    pieces.extend(writer.by_question(remaining))
    ranks = {finding.id: rank for rank, finding in enumerate(group)}
    return sorted(pieces, key=lambda piece: ranks[piece.findings[0].id])


_Take = Callable[[Sequence[Finding]], _Piece | None]


@dataclass(frozen=True, slots=True)
class _Writer:
    """The rules of one theme in one voice; each takes what it can say of what remains."""

    theme: Theme
    assessment: Assessment
    voice: Voice

    def take_absences(self, remaining: Sequence[Finding]) -> _Piece | None:
        """Say in one breath all that was not observed."""
        taken = [one for one in remaining if one.value is False]
        if not taken:
            return None
        bodies = [statement_of(one, self.assessment, self.voice).body for one in taken]
        last = "ni" if self.voice.language == "fr" else "and"
        body = join(bodies, self.voice.language, last=last)
        return _Piece(tuple(taken), Statement(phrases.NONE_OBSERVED, body))

    def take_stories(self, remaining: Sequence[Finding]) -> _Piece | None:
        """Say once that stories complain."""
        taken = [one for one in remaining if one.question is None]
        if not taken:
            return None
        statement = story_statement(self.theme, taken[0].direction, len(taken), self.voice)
        return _Piece(tuple(taken), statement)

    def take_shared(self, remaining: Sequence[Finding]) -> _Piece | None:
        """Give one place in the sentence to questions that got the same answer."""
        taken = [one for one in remaining if one.option is not None]
        if self.theme.shared is None or not taken:
            return None
        places: dict[str, list[str]] = {}
        for one in sorted(taken, key=self._rank_of_option):
            question = self._question(one)
            place = fill(required(question.words.place), self.voice)
            places.setdefault(join_items([one], question, self.voice), []).append(place)
        language = self.voice.language
        groups = [f"{item} {join(where, language)}" for item, where in places.items()]
        body = fill(self.theme.shared, self.voice, {"groups": join(groups, language)})
        return _Piece(tuple(taken), Statement(phrases.CLAUSE, body))

    def _rank_of_option(self, finding: Finding) -> int:
        options = [option.id for option in self._question(finding).options]
        return options.index(finding.option or "")

    def merges(self) -> Iterator[_Take]:
        """Give one rule per sentence that answers several questions."""
        for merge in self.theme.merges:
            yield partial(self._take_merge, merge=merge)

    def _take_merge(self, remaining: Sequence[Finding], merge: Merge) -> _Piece | None:
        taken = {
            name: [one for one in remaining if one.question == name and self._affirms(one)]
            for name in merge.questions
        }
        if not all(taken.values()):
            return None
        slots: dict[str, str] = {}
        count = 1.0
        for name, findings in taken.items():
            slots |= self._slots(name, findings)
            if self._question(findings[0]).type is QuestionType.NUMBER:
                count = count_of(findings[0])
        body = fill(merge.text, self.voice, slots, count=count)
        found = {one.id for findings in taken.values() for one in findings}
        return _Piece(
            tuple(one for one in remaining if one.id in found), Statement(phrases.CLAUSE, body)
        )

    def _affirms(self, finding: Finding) -> bool:
        """Tell whether a finding says that there was something."""
        if finding.value == 0:
            return False
        return not absence_of(finding, self._question(finding), self.voice)

    def _slots(self, name: str, findings: Sequence[Finding]) -> dict[str, str]:
        question = self._question(findings[0])
        if question.type is QuestionType.NUMBER:
            return number_slots(findings[0], self.assessment.answers.period, self.voice)
        if question.type is QuestionType.TEXT:
            return {name: quote(str(findings[0].value), self.voice.language)}
        return {
            name: join_items(findings, question, self.voice),
            f"{name}.bare": join_items(findings, question, self.voice, bare=True),
        }

    def by_question(self, remaining: Sequence[Finding]) -> Iterator[_Piece]:
        """Say the rest question by question."""
        for question in self.theme.questions:
            taken = tuple(one for one in remaining if one.question == question.id)
            if taken:
                yield _Piece(taken, self._statement(taken, question))

    def _statement(self, taken: tuple[Finding, ...], question: Question) -> Statement:
        if len(taken) == 1:
            return statement_of(taken[0], self.assessment, self.voice)
        return list_statement(taken, question, self.voice)

    def _question(self, finding: Finding) -> Question:
        return question_of(self.assessment.grid, self.theme.id, finding.question or "")
