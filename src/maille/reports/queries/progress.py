"""How far a draft has come, theme by theme, and what it still lacks."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language

from maille.core.effects.values import AnswerState, Grid, ScaleWords, Theme
from maille.grids import load_grid
from maille.reports.enums import Hold
from maille.reports.models import Draft, Story
from maille.reports.queries.answers import is_printable
from maille.reports.queries.documents import Document
from maille.reports.queries.wary import WaryWords, wary_words


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """A theme, and how its questions stand."""

    theme: Theme
    answered: int
    none_observed: int
    not_applicable: int
    unknown: int
    stories: int
    held: int

    @property
    def label(self) -> str:
        """Give the theme's name in the language of the page."""
        return self.theme.label.in_language(get_language() or "fr")

    @property
    def silent(self) -> int:
        """How many questions have no answer of any state."""
        said = self.answered + self.none_observed + self.not_applicable + self.unknown
        return len(self.theme.questions) - said

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was said."""
        return self.silent == len(self.theme.questions) and not self.stories


@dataclass(frozen=True, slots=True)
class ScaleProgress:
    """A scale and its themes."""

    scale: ScaleWords
    themes: tuple[ThemeProgress, ...]

    @property
    def label(self) -> str:
        """Give the scale's name in the language of the page."""
        return self.scale.label.in_language(get_language() or "fr")


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a draft lacks before it is published; none of it forbids publishing."""

    period_unstated: bool
    silent: tuple[str, ...]
    held: int
    unconsented: int
    wary: tuple[WaryWords, ...]

    @property
    def none(self) -> bool:
        """Whether nothing is missing."""
        return not (
            self.period_unstated or self.silent or self.held or self.unconsented or self.wary
        )


def progress_of(draft: Draft) -> tuple[ScaleProgress, ...]:
    """Give the themes of a draft by scale, in the order of the grid; three queries."""
    grid = load_grid(draft.grid_version)
    states = Counter(draft.answers.values_list("theme", "state"))
    stories = list(draft.stories.filter(withdrawn_at__isnull=True))
    told = Counter(story.theme for story in stories)
    held = Counter(story.theme for story in stories if story.hold == Hold.HELD)
    return tuple(
        ScaleProgress(
            scale,
            tuple(
                _progress(theme, states, told[theme.id], held[theme.id])
                for theme in grid.themes
                if theme.scale is scale.id
            ),
        )
        for scale in grid.scales
    )


def _progress(
    theme: Theme, states: Counter[tuple[str, str]], stories: int, held: int
) -> ThemeProgress:
    return ThemeProgress(
        theme=theme,
        answered=states[theme.id, AnswerState.ANSWERED.value],
        none_observed=states[theme.id, AnswerState.NONE_OBSERVED.value],
        not_applicable=states[theme.id, AnswerState.NOT_APPLICABLE.value],
        unknown=states[theme.id, AnswerState.UNKNOWN.value],
        stories=stories,
        held=held,
    )


def gaps_of(draft: Draft, document: Document) -> Gaps:
    """Say what a draft lacks, whose report would be ``document``: what was noted fills gaps too."""
    stories = list(draft.stories.filter(withdrawn_at__isnull=True))
    return Gaps(
        period_unstated=draft.start is None,
        silent=tuple(
            theme["label"]["en" if get_language() == "en" else "fr"]
            for section in document["sections"]
            for theme in section["themes"]
            if theme["theme"] in document["unanswered"]
        ),
        held=sum(story.hold == Hold.HELD for story in stories),
        unconsented=sum(_lacks_consent(story) for story in stories),
        wary=wary_words(draft),
    )


def _lacks_consent(story: Story) -> bool:
    return not is_printable(story) and not story.consent


def next_theme(grid: Grid, theme: Theme) -> Theme | None:
    """Give the theme after this one, in the order of the grid."""
    rank = grid.themes.index(theme)
    return grid.themes[rank + 1] if rank + 1 < len(grid.themes) else None
