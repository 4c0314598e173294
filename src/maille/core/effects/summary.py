"""The two paragraphs that open a report: what is told, and what is not known."""

from collections.abc import Iterable
from itertools import chain

from maille.core.effects import phrases_of_summary as phrases
from maille.core.effects.dates import period_in_words
from maille.core.effects.findings import Assessment, Finding
from maille.core.effects.grammar import capital, elide, in_words, join
from maille.core.effects.grid import option_of, question_of, theme_of
from maille.core.effects.phrases import STORY_NAMES, VERBS
from maille.core.effects.sentences import required, theme_slots
from maille.core.effects.summary_of_evidence import what_evidence_leaves, what_was_seen
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Direction, Grade, Theme
from maille.core.effects.visits import visits_in_words

_TOLD_PLAINLY = (Direction.UNFAVOURABLE, Direction.MIXED)
_HIGHEST_DECLARED = Grade.E1


def told_themes(assessment: Assessment) -> tuple[Theme, ...]:
    """Give the themes that have a published finding or a story, in the order of the grid."""
    told = {one.theme for one in assessment.findings if one.published}
    told |= {one.theme for one in assessment.answers.stories}
    return tuple(theme for theme in assessment.grid.themes if theme.id in told)


def summary_of(assessment: Assessment, voice: Voice) -> tuple[str, str]:
    """Write what the report tells, unfavourable findings by name, then what it does not know.

    Returns
    -------
    tuple of str
        Two paragraphs made from findings alone: no word of a story, nothing that is not counted.
    """
    if assessment.general is not None:
        seen = what_was_seen(assessment, assessment.general, voice)
        silences = (*what_evidence_leaves(assessment, voice), *_silences(assessment, voice))
        return " ".join(seen), " ".join(silences)
    findings = [one for one in assessment.findings if one.published]
    return (
        " ".join(_what_is_told(assessment, findings, voice)),
        " ".join(_what_is_not_known(assessment, findings, voice)),
    )


def _what_is_told(assessment: Assessment, findings: list[Finding], voice: Voice) -> Iterable[str]:
    if assessment.answers.visits is not None:
        yield visits_in_words(assessment.answers.visits, voice)
    themes = told_themes(assessment)
    n, total = len(themes), len(assessment.grid.themes)
    slots = {"n": in_words(n, voice.language), "total": in_words(total, voice.language)}
    if not themes:
        yield fill(phrases.NOTHING_TOLD, voice, slots)
        return
    yield fill(phrases.THEMES_TOLD, voice, slots, count=n)
    if all(one.grade <= _HIGHEST_DECLARED for one in findings):
        yield fill(phrases.ALL_DECLARED, voice)
    yield from _favourable(assessment, findings, voice)
    yield from _unfavourable(assessment, findings, voice)


def _favourable(assessment: Assessment, findings: list[Finding], voice: Voice) -> Iterable[str]:
    welcome = [one for one in findings if one.direction is Direction.FAVOURABLE]
    if not welcome:
        return
    names = [_name(theme, voice) for theme in _themes_of(welcome, assessment)]
    if voice.language == "fr":
        names = [elide("de", name) for name in names]
    slots = {"verb": capital(_verb(welcome, voice)), "themes": _list(names, voice)}
    yield fill(phrases.FAVOURABLE, voice, slots)


def _unfavourable(assessment: Assessment, findings: list[Finding], voice: Voice) -> Iterable[str]:
    unwelcome = [one for one in findings if one.direction in _TOLD_PLAINLY]
    if not unwelcome:
        yield fill(phrases.NOTHING_UNFAVOURABLE, voice)
        return
    named = dict.fromkeys(chain.from_iterable(_names(one, assessment, voice) for one in unwelcome))
    slots = {
        "verb": _verb(unwelcome, voice),
        "n": in_words(len(named), voice.language, feminine=True),
        "names": _list(list(named), voice),
    }
    yield fill(phrases.UNFAVOURABLE, voice, slots, count=len(named))


def _names(finding: Finding, assessment: Assessment, voice: Voice) -> Iterable[str]:
    """Name what went badly; a text that explains a ticked option has no name of its own."""
    theme = theme_of(assessment.grid, finding.theme)
    if finding.question is None:
        yield fill(STORY_NAMES[finding.direction], voice, theme_slots(theme, voice))
    elif finding.option is not None:
        question = question_of(assessment.grid, theme.id, finding.question)
        yield fill(required(option_of(question, finding.option).words.name), voice)
    elif not _is_explained(finding, assessment):
        yield fill(phrases.IN_OWN_WORDS, voice, theme_slots(theme, voice))


def _is_explained(finding: Finding, assessment: Assessment) -> bool:
    return any(
        one.theme == finding.theme and one.option is not None and one.direction is finding.direction
        for one in assessment.findings
    )


def _what_is_not_known(
    assessment: Assessment, findings: list[Finding], voice: Voice
) -> Iterable[str]:
    if told_themes(assessment):
        period = period_in_words(assessment.answers.period, voice.language)
        rule = phrases.WHO_ELSE_SHARES if period else phrases.WHEN_AND_WHO_ELSE
        yield fill(rule, voice, {"period": period})
        highest = max((one.grade for one in findings), default=Grade.E0)
        if highest <= _HIGHEST_DECLARED:
            verb = fill(VERBS[highest], voice)
            yield fill(phrases.NO_TRACE, voice, {"verb": verb[:1].lower() + verb[1:]})
    else:
        yield fill(phrases.NOTHING_KNOWN, voice)
    yield from _silences(assessment, voice)


def _silences(assessment: Assessment, voice: Voice) -> Iterable[str]:
    unknown = len(assessment.unknown)
    if unknown:
        slots = {"n": in_words(unknown, voice.language)}
        yield fill(phrases.NOT_KNOWN_BY_TEAM, voice, slots, count=unknown)
    yield from _unanswered(assessment, voice)


def _unanswered(assessment: Assessment, voice: Voice) -> Iterable[str]:
    silent = [theme_of(assessment.grid, one) for one in assessment.unanswered]
    if not silent:
        return
    slots = {
        "n_capital": capital(in_words(len(silent), voice.language)),
        "themes": _list([_name(theme, voice) for theme in silent], voice),
    }
    if len(silent) < len(assessment.grid.themes):
        yield fill(phrases.UNANSWERED, voice, slots, count=len(silent))
    yield fill(phrases.SILENCE, voice)


def _verb(findings: list[Finding], voice: Voice) -> str:
    """Give the verb of the weakest: a sentence may not claim more than all it names."""
    weakest = min(one.grade for one in findings)
    return fill(phrases.SUMMARY_VERBS[weakest], voice)


def _themes_of(findings: list[Finding], assessment: Assessment) -> tuple[Theme, ...]:
    named = {one.theme for one in findings}
    return tuple(theme for theme in assessment.grid.themes if theme.id in named)


def _name(theme: Theme, voice: Voice) -> str:
    return fill(theme.name, voice)


def _list(names: list[str], voice: Voice) -> str:
    return join(names, voice.language)
