"""Sentence rules: each finding in a sentence of its own, which names no other finding.

A statement is what is said, without its verb; the verb comes from the grade alone. Parts of
sentence come from the grid, words in quotes from the team.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maille.core.disclosure.released import Withheld
from maille.core.effects import phrases, phrases_of_evidence
from maille.core.effects.errors import GridError
from maille.core.effects.evidence import Seen
from maille.core.effects.findings import Assessment, Finding
from maille.core.effects.grammar import HEAD, elide, join, number, quote, stop
from maille.core.effects.grid import option_of, question_of, theme_of
from maille.core.effects.sentences_of_evidence import (
    clause_of_cause,
    clause_of_evidence,
    how_many,
)
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import (
    Answer,
    AnswerState,
    ClaimType,
    Direction,
    Grade,
    Option,
    Per,
    Question,
    QuestionType,
    Theme,
)
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text

_SAID_BY_THE_TEAM, _SEEN, _ESTABLISHED = 0, 1, 2
_RANKS = {
    Grade.E0: _SAID_BY_THE_TEAM,
    Grade.E1: _SAID_BY_THE_TEAM,
    Grade.E2: _SEEN,
    Grade.E3: _ESTABLISHED,
    Grade.E4: _ESTABLISHED,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said, without its verb: how the verb carries on, and the words.

    ``about`` is what a form needs besides: the subject of quoted words, or "there were".
    """

    forms: tuple[Text, Text, Text]
    body: str
    about: str = ""


def verb_of(grade: Grade, sources: int, voice: Voice) -> str:
    """Give the verb that a grade locks.

    Examples
    --------
    >>> verb_of(Grade.E1, 2, Voice("fr")), verb_of(Grade.E3, 4, Voice("en"))
    ("L'équipe rapporte", 'Established by 4 sources:')
    """
    return fill(phrases.VERBS[grade], voice, {"n": str(sources)}, count=sources)


def text_of(statement: Statement, grade: Grade, voice: Voice) -> str:
    """Write what follows the verb of ``grade``, down to the final stop.

    Examples
    --------
    >>> born = Statement(phrases.CLAUSE, "aucun projet n'est né")
    >>> text_of(born, Grade.E0, Voice("fr")), text_of(born, Grade.E4, Voice("fr"))
    ("qu'aucun projet n'est né.", "aucun projet n'est né.")
    """
    slots = {
        "body": statement.body,
        "that": elide("que", statement.body),
        "about": statement.about,
    }
    return stop(fill(statement.forms[_RANKS[grade]], voice, slots))


def sentence_of(finding: Finding, assessment: Assessment, voice: Voice) -> str:
    """Write one finding as a sentence that stands alone.

    Parameters
    ----------
    finding
        One of the findings of ``assessment``.
    assessment
        Where the grid and the period are.
    voice
        The language and the way of writing.
    """
    verb = verb_of(finding.grade, sources_of([finding]), voice)
    statement = statement_of(finding, assessment, voice)
    return f"{verb} {text_of(statement, finding.grade, voice)}"


def sources_of(findings: Sequence[Finding]) -> int:
    """Count the independent sources of findings that one sentence prints."""
    units = sum(finding.seen.units for finding in findings if finding.seen is not None)
    return units or len({source for finding in findings for source in finding.sources})


def statement_of(finding: Finding, assessment: Assessment, voice: Voice) -> Statement:
    """Say what one finding says, alone."""
    theme = theme_of(assessment.grid, finding.theme)
    if finding.seen is not None and (finding.value is None or finding.claim is ClaimType.C2):
        return _statement_of_seen(finding, finding.seen, assessment, voice)
    if finding.question is None:
        return story_statement(theme, finding.direction, 1, voice)
    question = question_of(assessment.grid, theme.id, finding.question)
    if finding.value is False:
        return Statement(phrases.NONE_OBSERVED, fill(question.words.absence, voice))
    if question.type is QuestionType.NUMBER:
        body = number_clause(finding, question, assessment.answers.period, voice)
        return Statement(phrases.CLAUSE, body)
    if question.type is QuestionType.TEXT:
        about = fill(required(question.words.about), voice)
        return Statement(phrases.QUOTED, quote(str(finding.value), voice.language), about)
    return _choice_statement(finding, question, voice)


def _statement_of_seen(
    finding: Finding, seen: Seen, assessment: Assessment, voice: Voice
) -> Statement:
    """Say what was counted or told, and of a cause, what it is the cause of."""
    if finding.value is not None:
        effect = statement_of(replace(finding, claim=ClaimType.C1), assessment, voice)
        return Statement(phrases.CLAUSE, clause_of_cause(seen, effect.body, voice))
    theme = theme_of(assessment.grid, finding.theme)
    body = clause_of_evidence(finding, seen, theme, voice)
    if finding.claim is not ClaimType.C0:
        return Statement(phrases.CLAUSE, body)
    there_were = fill(phrases_of_evidence.THERE_WERE, voice, count=how_many(seen.pieces))
    return Statement(phrases_of_evidence.COUNTED, body, there_were)


def story_statement(theme: Theme, direction: Direction, count: int, voice: Voice) -> Statement:
    """Say that stories of a theme complain, without a word of theirs."""
    slots = {**theme_slots(theme, voice), "n": number(count, voice.language)}
    return Statement(phrases.CLAUSE, fill(phrases.STORY_SAYS[direction], voice, slots, count=count))


def theme_slots(theme: Theme, voice: Voice) -> dict[str, str]:
    """Give the name of a theme as it stands inside a sentence."""
    name = fill(theme.name, voice)
    return {"name": name, "of_name": elide("de", name)}


def absence_of(finding: Finding, question: Question, voice: Voice) -> str:
    """Name what an option such as "none" denies; empty when the finding affirms something."""
    if finding.option is None:
        return ""
    absence = option_of(question, finding.option).words.absence
    return fill(absence, voice) if absence else ""


def _choice_statement(finding: Finding, question: Question, voice: Voice) -> Statement:
    if absence := absence_of(finding, question, voice):
        return Statement(phrases.NONE_TICKED, absence)
    if finding.option is not None:
        alone = option_of(question, finding.option).words.alone
        if alone is not None:
            return Statement(phrases.CLAUSE, fill(alone, voice))
    if question.words.alone is not None:
        slots = {
            "item": join_items([finding], question, voice),
            "item.bare": join_items([finding], question, voice, bare=True),
        }
        return Statement(phrases.CLAUSE, fill(question.words.alone, voice, slots))
    return list_statement([finding], question, voice)


def list_statement(findings: Sequence[Finding], question: Question, voice: Voice) -> Statement:
    """Say in one clause all that was ticked for one question in one direction."""
    worse = findings[0].direction is Direction.UNFAVOURABLE
    rule = (question.words.worse if worse else None) or required(question.words.frame)
    slots = {
        "items": join_items(findings, question, voice),
        "items.bare": join_items(findings, question, voice, bare=True),
    }
    return Statement(phrases.CLAUSE, fill(rule, voice, slots, count=len(findings)))


def join_items(
    findings: Sequence[Finding], question: Question, voice: Voice, *, bare: bool = False
) -> str:
    """Write the list of what was ticked, the team's own words in quotes at the end."""
    items = [
        _item(option_of(question, finding.option), voice, bare=bare)
        if finding.option
        else quote(str(finding.value), voice.language)
        for finding in findings
    ]
    return join(items, voice.language)


def _item(option: Option, voice: Voice, *, bare: bool) -> str:
    text = (option.words.bare if bare else None) or required(option.words.item)
    return fill(text, voice).replace("^", HEAD)


def required(text: Text | None) -> Text:
    """Give a part of sentence that a parsed grid is sure to hold.

    Raises
    ------
    GridError
        When a grid made otherwise lacks it.

    Examples
    --------
    >>> required(Text(fr="lieu", en="place")).fr
    'lieu'
    """
    if text is None:
        raise GridError("a part of sentence is missing")
    return text


def number_clause(finding: Finding, question: Question, period: Period, voice: Voice) -> str:
    """Say a number, or that there was none, with the span it was said for."""
    none = finding.value == 0 and not finding.approximate
    rule = question.words.zero if none else question.words.frame
    slots = number_slots(finding, period, voice)
    return fill(required(rule), voice, slots, count=count_of(finding))


def count_of(finding: Finding) -> float:
    """Give the number that chooses between singular and plural."""
    if isinstance(finding.value, Withheld):
        return finding.value.fewer_than
    return float(finding.value) if isinstance(finding.value, (int, float)) else 1


def number_slots(finding: Finding, period: Period, voice: Voice) -> dict[str, str]:
    """Give the figure and the span of a number: how often, or over what."""
    rate = phrases.RATES.get(finding.per or Per.UNSTATED)
    over = phrases.OVER_UNSTATED
    if period.stated and finding.per is Per.PERIOD:
        over = phrases.OVER_PERIOD
    return {
        "n": figure(finding, voice),
        "rate": fill(rate, voice) if rate else "",
        "span": "" if rate else fill(over, voice),
    }


def figure(finding: Finding, voice: Voice) -> str:
    """Write a number as it was said, "about" included."""
    n = {"n": number(count_of(finding), voice.language)}
    if isinstance(finding.value, Withheld):
        return fill(phrases.FEWER, voice, n)
    return fill(phrases.APPROXIMATE, voice, n) if finding.approximate else n["n"]


def sentence_of_silence(answer: Answer, assessment: Assessment, voice: Voice) -> str:
    """Say that the team does not know, or that the question has no object here."""
    question = question_of(assessment.grid, answer.theme, answer.question)
    unknown = answer.state is AnswerState.UNKNOWN
    rule = phrases.NOT_KNOWN if unknown else phrases.NOT_APPLICABLE
    return fill(rule, voice, {"indirect": fill(question.words.indirect, voice)})
