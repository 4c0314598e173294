"""The weave of a declared edition: one loop per finding, no month, nothing woven."""

from collections.abc import Iterator
from dataclasses import dataclass

from maille.core.effects import phrases_of_summary as phrases
from maille.core.effects.findings import Assessment
from maille.core.effects.grammar import capital, in_words, join, of_place
from maille.core.effects.grid import theme_of
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Direction, Scale
from maille.core.kernel.text import Text


@dataclass(frozen=True, slots=True)
class WeaveRow:
    """A thread: the loops of a theme, in the order of the questionnaire."""

    theme: str
    scale: Scale
    loops: tuple[Direction, ...]


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
    rows = (
        WeaveRow(
            theme.id,
            theme.scale,
            tuple(
                one.direction
                for one in assessment.findings
                if one.theme == theme.id and one.published
            ),
        )
        for theme in assessment.grid.themes
    )
    emerging = {theme.id for theme in assessment.grid.themes if theme.emerging}
    return tuple(row for row in rows if row.loops or row.theme not in emerging)


def title_of(place: str, voice: Voice) -> str:
    """Name the figure.

    Examples
    --------
    >>> title_of("Le Wip", Voice("fr")), title_of("Le Wip", Voice("en"))
    ('Le tissage du Wip, déclaré', 'The weave of Le Wip, as declared')
    """
    return fill(phrases.WEAVE_TITLE, voice, {"place": place, "of_place": of_place(place)})


def description_of(assessment: Assessment, voice: Voice) -> str:
    """Say in words what the figure shows: where it is dense, what hangs, which threads are bare."""
    rows = rows_of(assessment)
    filled = [row for row in rows if row.loops]
    n = capital(in_words(len(rows), voice.language))
    sentences = [fill(phrases.WEAVE_THREADS, voice, {"n": n}, count=len(rows))]
    if filled:
        sentences += _filled(filled, assessment, voice)
    else:
        sentences.append(fill(phrases.WEAVE_EMPTY, voice))
    bare = [row for row in rows if not row.loops]
    if filled and bare:
        sentences.append(_naming(phrases.WEAVE_BARE, bare, len(bare), assessment, voice))
    return " ".join(sentences)


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
    }
    return fill(text, voice, slots, count=count)
