"""Words that the team may not want to print as they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from maille.core.effects.sensitive import signs_in
from maille.places.queries.names import names_around
from maille.reports.models import Draft


@dataclass(frozen=True, slots=True)
class WaryWords:
    """Words of an answer, a dissent, a decision or an indicator that a story would wait for."""

    theme: str
    words: str


def wary_words(draft: Draft) -> tuple[WaryWords, ...]:
    """Find what seems to name somebody, or to tell of health or justice, outside the stories.

    Stories wait for a steward; these are the team's own words, printed as they are.
    """
    known = names_around(draft.place)
    found = (
        WaryWords(theme, sign.words)
        for theme, text in _free_words(draft)
        for sign in signs_in(text, known=known)
    )
    return tuple(dict.fromkeys(found))


def _free_words(draft: Draft) -> Iterator[tuple[str, str]]:
    for answer in draft.answers.all():
        yield answer.theme, "\n".join([answer.text, answer.said, *answer.own_words])
    for dissent in draft.dissents.all():
        yield dissent.theme, f"{dissent.text}\n{dissent.role}"
    for decision in draft.decisions.all():
        yield decision.theme, f"{decision.text}\n{decision.role}"
    for indicator in draft.indicators.all():
        yield indicator.theme, f"{indicator.label_fr}\n{indicator.label_en}"
