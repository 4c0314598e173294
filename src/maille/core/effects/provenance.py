"""The small lines of a report: how solid, from whom, from when, and what is missing."""

from collections.abc import Sequence

from maille.core.disclosure.released import Masked, Withheld
from maille.core.effects import phrases
from maille.core.effects.dates import period_in_words
from maille.core.effects.evidence import Count
from maille.core.effects.findings import ALWAYS_TOLD, DECLARED_SOURCES, Assessment, Finding
from maille.core.effects.grammar import number, stop
from maille.core.effects.sentences import required
from maille.core.effects.sentences_of_evidence import against_in_words, how_many, support_in_words
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import AnswerState, Direction, Grade, StoryKind, Theme


def provenance_of(
    findings: Sequence[Finding], direction: Direction | None, assessment: Assessment, voice: Voice
) -> str:
    """Say how solid a paragraph is, in which direction, on what it rests and from when.

    Parameters
    ----------
    findings
        What the paragraph prints; at least one, all of the same grade.
    direction
        The direction of the paragraph, when it is not that of its first finding.
    """
    seen = findings[0].seen
    sources = set() if seen else {source for finding in findings for source in finding.sources}
    stories = {source.id for source in sources if source.kind == "story"}
    if seen is not None:
        support = support_in_words(seen, voice)
    elif all(source.kind in DECLARED_SOURCES for source in sources):
        support = fill(phrases.DECLARED, voice)
    else:
        n = number(len(sources), voice.language)
        support = fill(phrases.RESTS_ON, voice, {"n": n}, count=len(sources))
    parts = [support, *_story_kinds(stories, assessment, voice), period_of(assessment, voice)]
    return " ".join(
        [
            fill(phrases.STRENGTHS[findings[0].grade], voice),
            fill(phrases.DIRECTIONS[direction or findings[0].direction], voice),
            stop(" ; ".join(parts) if voice.language == "fr" else "; ".join(parts)),
            *_notes(findings, voice),
        ]
    )


def period_of(assessment: Assessment, voice: Voice) -> str:
    """Name the period of the answers, or say that nobody stated it."""
    period = period_in_words(assessment.answers.period, voice.language)
    if not period:
        return fill(phrases.NO_PERIOD, voice)
    return fill(phrases.PERIOD, voice, {"period": period})


def _story_kinds(ids: set[str], assessment: Assessment, voice: Voice) -> list[str]:
    kinds = [story.kind for story in assessment.answers.stories if story.id in ids]
    return [
        fill(
            phrases.STORY_KINDS[kind],
            voice,
            {"n": number(kinds.count(kind), voice.language)},
            count=kinds.count(kind),
        )
        for kind in StoryKind
        if kind in kinds
    ]


def _notes(findings: Sequence[Finding], voice: Voice) -> list[str]:
    notes = []
    for finding in findings:
        if isinstance(finding.value, Withheld):
            n = number(finding.value.fewer_than, voice.language)
            notes.append(fill(phrases.WITHHELD, voice, {"n": n}))
        elif finding.per is not None and finding.seen is None:
            given = phrases.ABOUT_AS_GIVEN if finding.approximate else phrases.FIGURE_AS_GIVEN
            notes.append(fill(given, voice))
        if finding.seen is not None and (contrary := against_in_words(finding.seen, voice)):
            notes.append(contrary)
    return notes


def tally_of(theme: Theme, assessment: Assessment, voice: Voice) -> str:
    """Count what a theme holds, and say from when."""
    found = [one for one in assessment.findings if one.theme == theme.id and one.published]
    declared = [one for one in found if one.seen is None]
    answers = sum(1 for one in declared if one.question is not None)
    stories = len(declared) - answers
    if not declared:
        stories = sum(1 for one in assessment.answers.stories if one.theme == theme.id)
    pieces = pieces_of(theme, assessment)
    counts = [
        (
            how_many(pieces),
            phrases.TALLY_PIECES if pieces == how_many(pieces) else phrases.TALLY_SOME,
        ),
        (answers, phrases.TALLY_ANSWERS),
        (stories, phrases.TALLY_STORIES),
    ]
    parts = [
        fill(text, voice, {"n": number(n, voice.language)}, count=n) for n, text in counts if n
    ]
    if not parts:
        return _tally_of_silence(theme, assessment, voice)
    if assessment.answers.period.stated:
        return ", ".join([*parts, period_of(assessment, voice)])
    undated = phrases.TALLY_UNDATED if stories else phrases.TALLY_UNDATED_ANSWERS
    return ", ".join([*parts, fill(undated, voice, count=answers)])


def pieces_of(theme: Theme, assessment: Assessment) -> Count:
    """Count the pieces of evidence on a theme; withheld as soon as that of a month is."""
    months = [
        month.pieces for row in assessment.months if row.theme == theme.id for month in row.months
    ]
    counted = [one for one in months if isinstance(one, int)]
    return sum(counted) if len(counted) == len(months) else Masked()


def _tally_of_silence(theme: Theme, assessment: Assessment, voice: Voice) -> str:
    states = [one.state for one in assessment.answers.answers if one.theme == theme.id]
    counts = [
        (states.count(AnswerState.UNKNOWN), phrases.TALLY_UNKNOWN),
        (states.count(AnswerState.NOT_APPLICABLE), phrases.TALLY_NOT_APPLICABLE),
    ]
    parts = [
        fill(text, voice, {"n": number(n, voice.language)}, count=n) for n, text in counts if n
    ]
    return ", ".join(parts) or fill(phrases.TALLY_NOTHING, voice)


def missing_of(theme: Theme, assessment: Assessment, voice: Voice) -> str | None:
    """Name the one thing that would make a theme gain a grade; nothing when nothing is told."""
    found = [one for one in assessment.findings if one.theme == theme.id]
    if any(one.seen is not None for one in found):
        return _next_step(found, voice)
    grades = [one.grade for one in found if one.published or assessment.observed]
    told = any(story.theme == theme.id for story in assessment.answers.stories)
    if not grades and not told:
        return None
    declared = Grade.E0 in grades
    return fill(theme.story_to_tell if declared else theme.question_to_team, voice)


def _next_step(found: Sequence[Finding], voice: Voice) -> str | None:
    """Give what the most solid of the findings from evidence lacks, welcome ones first."""
    lacking = [one for one in found if one.next_step is not None]
    best = max(
        lacking,
        key=lambda one: (one.direction not in ALWAYS_TOLD, one.grade, one.id),
        default=None,
    )
    return None if best is None else fill(required(best.next_step), voice)
