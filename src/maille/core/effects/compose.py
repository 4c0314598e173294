"""The report as a tree of prose in one language, without any HTML."""

from dataclasses import dataclass

from maille.core.disclosure.released import Released
from maille.core.effects.disagreements import sentence_of_disagreement
from maille.core.effects.figures import sentence_of_indicator, sentence_of_intensity
from maille.core.effects.findings import Assessment
from maille.core.effects.prose import Paragraph, paragraphs_of
from maille.core.effects.provenance import missing_of, tally_of
from maille.core.effects.sentences import sentence_of, sentence_of_silence
from maille.core.effects.summary import summary_of, told_themes
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Scale, ScaleWords, Theme, Writing


@dataclass(frozen=True, slots=True)
class ThemeProse:
    """What a report says about one theme."""

    theme: str
    label: str
    short_label: str
    told: bool
    tally: str
    paragraphs: tuple[Paragraph, ...]
    missing: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """What a report says on one scale."""

    scale: Scale
    label: str
    subtitle: str
    themes: tuple[ThemeProse, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """A report in one language; ``sentences`` holds one sentence per id.

    The ids are those of findings, intensities, indicators and disagreements, and of the answers
    by which the team says that it does not know or that a question does not apply.
    """

    language: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    sentences: dict[str, str]


def compose(released: Released[Assessment], language: str, *, writing: Writing) -> Composition:
    """Write a report in one language.

    Parameters
    ----------
    released
        What may be published, from ``core.disclosure.release``.
    language
        ``"fr"`` or ``"en"``.
    writing
        How French names women and men; English does not change.

    Returns
    -------
    Composition
        Plain typography: ordinary spaces and apostrophes, refined when a page is set.

    Examples
    --------
    >>> from maille.core.disclosure.released import release
    >>> from maille.core.effects.assess import assess
    >>> from maille.core.effects.values import Answers, Grid
    >>> from maille.core.kernel.period import Period
    >>> nothing = assess(Answers(Period()), Grid("mine", "1", "", scales=(), themes=()))
    >>> compose(release(nothing), "fr", writing=Writing.OFF).sections
    ()
    """
    assessment = released.value
    voice = Voice(language, writing)
    told = {theme.id for theme in told_themes(assessment)}
    return Composition(
        language=language,
        summary=summary_of(assessment, voice),
        sections=tuple(
            _section(scale, told, assessment, voice) for scale in assessment.grid.scales
        ),
        sentences=_sentences(assessment, voice),
    )


def _section(scale: ScaleWords, told: set[str], assessment: Assessment, voice: Voice) -> Section:
    return Section(
        scale=scale.id,
        label=fill(scale.label, voice),
        subtitle=fill(scale.subtitle, voice),
        themes=tuple(
            _theme(theme, told, assessment, voice)
            for theme in assessment.grid.themes
            if theme.scale is scale.id
        ),
    )


def _theme(theme: Theme, told: set[str], assessment: Assessment, voice: Voice) -> ThemeProse:
    return ThemeProse(
        theme=theme.id,
        label=fill(theme.label, voice),
        short_label=fill(theme.short_label, voice),
        told=theme.id in told,
        tally=tally_of(theme, assessment, voice),
        paragraphs=paragraphs_of(theme, assessment, voice),
        missing=missing_of(theme, assessment, voice),
    )


def _sentences(assessment: Assessment, voice: Voice) -> dict[str, str]:
    answers, grid = assessment.answers, assessment.grid
    return {
        **{one.id: sentence_of(one, assessment, voice) for one in assessment.findings},
        **{
            one.id: sentence_of_silence(one, assessment, voice)
            for one in (*assessment.unknown, *assessment.not_applicable)
        },
        **{one.id: sentence_of_intensity(one, grid, voice) for one in answers.intensities},
        **{one.id: sentence_of_indicator(one, voice) for one in answers.indicators},
        **{
            one.id: sentence_of_disagreement(one, assessment, voice)
            for one in assessment.disagreements
        },
    }
