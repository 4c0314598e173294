"""The two paragraphs that open an observed report: what was seen, and what is not known."""

from collections.abc import Iterable, Iterator

from maille.core.effects import phrases_of_summary as phrases
from maille.core.effects.dates import span_in_words
from maille.core.effects.evidence import General
from maille.core.effects.findings import ALWAYS_TOLD, Assessment, Finding
from maille.core.effects.grammar import capital, in_words, join, number
from maille.core.effects.grid import theme_of
from maille.core.effects.sentences_of_evidence import people_in_words
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Direction, Grade
from maille.core.effects.visits import visits_in_words
from maille.core.kernel.text import Text


def what_was_seen(assessment: Assessment, general: General, voice: Voice) -> Iterator[str]:
    """Count what was noted, then name the themes by how solid they are, and what went badly."""
    seen = [one for one in assessment.findings if one.seen is not None]
    themes = {one.theme for one in seen}
    slots = {
        "n": number(general.pieces, voice.language),
        "span": span_in_words(general.first, general.last, voice.language),
        "themes": capital(in_words(len(themes), voice.language)),
        "total": in_words(len(assessment.grid.themes), voice.language),
    }
    yield fill(phrases.NOTED, voice, slots, count=general.pieces)
    rule = phrases.ON_THEMES if themes else phrases.ON_NO_THEME
    yield fill(rule, voice, slots, count=len(themes))
    people = people_in_words(general, voice)
    if people:
        slots = {"n": number(general.occasions, voice.language), "people": people}
        yield fill(phrases.CAME, voice, slots, count=general.occasions)
    if assessment.answers.visits is not None:
        yield visits_in_words(assessment.answers.visits, voice)
    yield from _by_grade(seen, assessment, voice)
    yield from _badly(assessment, voice)


def _by_grade(seen: list[Finding], assessment: Assessment, voice: Voice) -> Iterator[str]:
    """Name each theme once, at the grade of its most solid welcome finding."""
    best: dict[str, Grade] = {}
    for one in seen:
        if one.direction is Direction.FAVOURABLE and one.published:
            best[one.theme] = max(best.get(one.theme, one.grade), one.grade)
    for grade in reversed(Grade):
        named = [theme for theme, found in best.items() if found is grade]
        if named:
            yield fill(phrases.BY_GRADE[grade], voice, _themes(named, assessment, voice))


def _badly(assessment: Assessment, voice: Voice) -> Iterator[str]:
    named = [one.theme for one in assessment.findings if one.direction in ALWAYS_TOLD]
    named = list(dict.fromkeys(named))
    if not named:
        yield fill(phrases.NOTHING_BADLY, voice)
        return
    yield fill(phrases.BADLY, voice, _themes(named, assessment, voice), count=len(named))


def _themes(ids: Iterable[str], assessment: Assessment, voice: Voice) -> dict[str, str]:
    names = [fill(theme_of(assessment.grid, one).name, voice) for one in ids]
    return {"themes": join(names, voice.language)}


def what_evidence_leaves(assessment: Assessment, voice: Voice) -> Iterator[str]:
    """Say what evidence does not show, what waits for the team, and where both differ."""
    yield fill(phrases.NO_SIZE, voice)
    waiting = [one for one in assessment.findings if not one.published and one.seen is None]
    weak = [one for one in assessment.findings if not one.published and one.seen is not None]
    counts = (
        (len(waiting), phrases.WAITING),
        (len(weak), phrases.TOO_WEAK),
        (len(assessment.disagreements), phrases.DISAGREEING),
    )
    for count, rule in counts:
        if count:
            yield _counted(rule, count, voice)


def _counted(rule: Text, count: int, voice: Voice) -> str:
    words = in_words(count, voice.language, feminine=True)
    return fill(rule, voice, {"n": words, "n_capital": capital(words)}, count=count)
