"""Sentences for figures beside the findings: felt strength, and a place's own indicators."""

from maille.core.effects import phrases
from maille.core.effects.dates import moment_in_words
from maille.core.effects.grammar import capital, number
from maille.core.effects.grid import theme_of
from maille.core.effects.sentences import theme_slots
from maille.core.effects.template import Voice, fill
from maille.core.effects.tidy import plain_words
from maille.core.effects.values import Grid, Indicator, Intensity


def sentence_of_intensity(intensity: Intensity, grid: Grid, voice: Voice) -> str:
    """Say how strongly a group felt an effect, with the number of answers.

    Parameters
    ----------
    intensity
        A rating from 1 to 5 by at least one person.
    grid
        Where groups of respondents have their words.
    voice
        The language and the way of writing.
    """
    words = {group.id: group.words for group in grid.respondents}
    several = intensity.n > 1
    spread = intensity.spread if several else None
    slots = {
        **theme_slots(theme_of(grid, intensity.theme), voice),
        "n": number(intensity.n, voice.language),
        "group": fill(words[intensity.group], voice),
        "median_of": fill(phrases.MEDIAN_OF, voice) if several else "",
        "median": number(intensity.median, voice.language),
        "spread": number(spread, voice.language) if spread is not None else "",
    }
    return fill(phrases.RATED, voice, slots, count=intensity.n)


def sentence_of_indicator(indicator: Indicator, voice: Voice) -> str:
    """Say a figure that a place follows, who proposed it, who adopted it and when."""
    n = number(indicator.number, voice.language)
    by = _bare(plain_words(indicator.adopted_by))
    adopted = [
        fill(phrases.ADOPTED_BY, voice, {"who": by}) if by else "",
        moment_in_words(indicator.adopted_on, voice.language),
    ]
    slots = {
        "label": _bare(capital(plain_words(indicator.label.in_language(voice.language)))),
        "n": fill(phrases.APPROXIMATE, voice, {"n": n}) if indicator.approximate else n,
        "unit": _bare(plain_words(indicator.unit)),
        "proposed_by": _bare(plain_words(indicator.proposed_by)),
        "adopted": " ".join(part for part in adopted if part),
    }
    return fill(phrases.FOLLOWED, voice, slots)


def _bare(words: str) -> str:
    """Leave the final stop to the sentence."""
    return words.rstrip(" .:;,")
