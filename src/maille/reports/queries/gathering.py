"""All that a report is made of: what the team declares, and the evidence of its period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from maille.core.effects.observing import Evidence
from maille.core.effects.values import Answers, Intensity, LeftOut, Story, Visits
from maille.core.kernel.period import Period
from maille.observations.queries import evidence_for, testimonies_for
from maille.observations.queries.counting import visits_estimate_for
from maille.observations.queries.surveys import felt_intensities_for
from maille.reports.enums import WhyLeftOut
from maille.reports.models import Draft
from maille.reports.queries.answers import answers_of


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is declared, and what was noted."""

    answers: Answers
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that may be printed: chosen for a draft, left out of it for a reason, or neither."""

    story: Story
    chosen: bool
    reason: WhyLeftOut | None


def gather(draft: Draft) -> Gathered:
    """Give what a draft declares and the evidence of its period; none when it states no period."""
    answers = answers_of(draft)
    if not answers.period.stated:
        return Gathered(answers, ())
    answers = replace(
        answers,
        intensities=(*answers.intensities, *_felt(draft, answers)),
        left_out=_left_out(offers_of(draft)),
        visits=_visits(draft, answers.period),
    )
    return Gathered(answers, noted_over(draft))


def _felt(draft: Draft, answers: Answers) -> tuple[Intensity, ...]:
    """Give the ratings of visitors, unless the team noted those of the same group by hand."""
    noted = {(one.theme, one.group) for one in answers.intensities}
    felt = felt_intensities_for(draft.place, answers.period)
    return tuple(one for one in felt if (one.theme, one.group) not in noted)


def _visits(draft: Draft, period: Period) -> Visits | None:
    found = visits_estimate_for(draft.place, period)
    if found is None or found.period.start is None or found.period.end is None:
        return None
    return Visits(found.plan, found.period.start, found.period.end, found.estimate)


def noted_over(draft: Draft) -> tuple[Evidence, ...]:
    """Give the evidence of a draft's period; none when it states no period."""
    period = Period(draft.start, draft.end)
    return evidence_for(draft.place, period) if period.stated else ()


def offers_of(draft: Draft) -> tuple[Offer, ...]:
    """Give the words noted over the period of a draft that may be printed, in order of days."""
    period = Period(draft.start, draft.end)
    if not period.stated:
        return ()
    chosen, reasons = _choices(draft)
    return tuple(
        Offer(story, story.id in chosen, reasons.get(story.id))
        for story in testimonies_for(draft.place, period)
    )


def _choices(draft: Draft) -> tuple[frozenset[str], dict[str, WhyLeftOut]]:
    if draft._state.adding:  # noqa: SLF001 - Django's own flag for a row not saved
        return frozenset(), {}
    chosen = frozenset(str(origin) for origin in draft.stories.values_list("origin", flat=True))
    rows = draft.left_out.values_list("origin", "reason")
    return chosen, {str(origin): WhyLeftOut(reason) for origin, reason in rows}


def _left_out(offers: Iterable[Offer]) -> tuple[LeftOut, ...]:
    """Count by reason, in the order in which reasons are asked; unread ones come last."""
    counts = Counter(offer.reason or WhyLeftOut.UNREAD for offer in offers if not offer.chosen)
    return tuple(LeftOut(reason.value, counts[reason]) for reason in WhyLeftOut if counts[reason])
