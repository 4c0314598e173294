"""The weave: one loop per declared finding, and what evidence wove, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass

from maille.core.effects import phrases_of_summary as phrases
from maille.core.effects.findings import ALWAYS_TOLD, Assessment
from maille.core.effects.grammar import capital, in_words, join, of_place
from maille.core.effects.grid import theme_of
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Direction, Scale
from maille.core.kernel.text import Text


@dataclass(frozen=True, slots=True)
class WeaveRow:
    """A thread: the loops of a theme, in the order of the questionnaire, and its woven months."""

    theme: str
    scale: Scale
    loops: tuple[Direction, ...]
    months: int = 0


def rows_of(assessment: Assessment) -> tuple[WeaveRow, ...]:
    """Give the threads: every theme of practice, and emerging ones once answered.

    Examples
    --------
    >>> from maille.core.effects.values import Answers, Grid
    >>> from maille.core.kernel.period import Period
    >>> empty = Grid("mine", "1", "", scales=(), themes=())
    >>> rows_of(Assessment(empty, Answers(Period()), (), (), (), ()))
    ()
    """
    woven = {row.theme: sum(bool(one.pieces) for one in row.months) for row in assessment.months}
    rows = (
        WeaveRow(
            theme.id,
            theme.scale,
            tuple(
                one.direction
                for one in assessment.findings
                if one.theme == theme.id and one.published and one.seen is None
            ),
            woven.get(theme.id, 0),
        )
        for theme in assessment.grid.themes
    )
    emerging = {theme.id for theme in assessment.grid.themes if theme.emerging}
    return tuple(row for row in rows if row.loops or row.months or row.theme not in emerging)


def title_of(place: str, voice: Voice, *, observed: bool = False) -> str:
    """Name the figure.

    Examples
    --------
    >>> title_of("Le Wip", Voice("fr")), title_of("Le Wip", Voice("en"))
    ('Le tissage du Wip, déclaré', 'The weave of Le Wip, as declared')
    """
    rule = phrases.WEAVE_TITLE_OBSERVED if observed else phrases.WEAVE_TITLE
    return fill(rule, voice, {"place": place, "of_place": of_place(place)})


def description_of(assessment: Assessment, voice: Voice) -> str:
    """Say in words what the figure shows: where it is dense, what hangs, which threads are bare."""
    rows = rows_of(assessment)
    filled = [row for row in rows if row.loops]
    n = capital(in_words(len(rows), voice.language))
    sentences = [fill(phrases.WEAVE_THREADS, voice, {"n": n}, count=len(rows))]
    if assessment.observed:
        return " ".join([*sentences, *_woven(rows, assessment, voice)])
    if filled:
        sentences += _filled(filled, assessment, voice)
    else:
        sentences.append(fill(phrases.WEAVE_EMPTY, voice))
    bare = [row for row in rows if not row.loops]
    if filled and bare:
        sentences.append(_naming(phrases.WEAVE_BARE, bare, len(bare), assessment, voice))
    return " ".join(sentences)


def _woven(rows: tuple[WeaveRow, ...], assessment: Assessment, voice: Voice) -> Iterator[str]:
    """Say what evidence wove, what is only declared, and what is bare."""
    woven = [row for row in rows if row.months]
    if woven:
        most = max(row.months for row in woven)
        slots = {"threads_capital": capital(in_words(len(woven), voice.language))}
        yield fill(phrases.WEAVE_WOVEN, voice, slots, count=len(woven))
        densest = [row for row in woven if row.months == most]
        yield _naming(phrases.WEAVE_MOST_MONTHS, densest, most, assessment, voice)
        contrary = [row for row in woven if _is_contrary(row, assessment)]
        if contrary:
            yield _naming(phrases.WEAVE_CONTRARY, contrary, len(contrary), assessment, voice)
    declared = [row for row in rows if row.loops and not row.months]
    if declared:
        yield _naming(phrases.WEAVE_ONLY_SAID, declared, len(declared), assessment, voice)
    bare = [row for row in rows if not row.loops and not row.months]
    if bare:
        yield _naming(phrases.WEAVE_BARE, bare, len(bare), assessment, voice)


def _is_contrary(row: WeaveRow, assessment: Assessment) -> bool:
    return any(
        month.direction in ALWAYS_TOLD
        for one in assessment.months
        if one.theme == row.theme
        for month in one.months
    )


def _filled(rows: list[WeaveRow], assessment: Assessment, voice: Voice) -> Iterator[str]:
    total = sum(len(row.loops) for row in rows)
    slots = {
        "n": in_words(total, voice.language, feminine=True),
        "threads": in_words(len(rows), voice.language),
    }
    yield fill(phrases.WEAVE_LOOPS, voice, slots, count=len(rows))
    most = max(len(row.loops) for row in rows)
    fullest = [row for row in rows if len(row.loops) == most]
    if len(fullest) < len(rows):
        yield _naming(phrases.WEAVE_DENSEST, fullest, most, assessment, voice)
    for side, text in phrases.WEAVE_SIDES.items():
        hanging = [row for row in rows if side in row.loops]
        if hanging:
            n = sum(row.loops.count(side) for row in hanging)
            yield _naming(text, hanging, n, assessment, voice)


def _naming(
    text: Text, rows: list[WeaveRow], count: int, assessment: Assessment, voice: Voice
) -> str:
    names = [fill(theme_of(assessment.grid, row.theme).name, voice) for row in rows]
    slots = {
        "themes": join(names, voice.language),
        "n": in_words(count, voice.language, feminine=True),
        "n_capital": capital(in_words(count, voice.language, feminine=True)),
        "n_months": in_words(count, voice.language),
        "n_threads": capital(in_words(count, voice.language)),
    }
    return fill(text, voice, slots, count=count)
