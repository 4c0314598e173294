"""The keys of a report document that come from evidence; null or empty without any."""

from collections.abc import Mapping
from typing import TypeAlias

from maille.core.disclosure.released import Masked, Withheld
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.evidence import (
    Count,
    Counts,
    Disagreement,
    General,
    Proposal,
    Seen,
    Terms,
    ThemeMonths,
)
from maille.core.effects.findings import Assessment, Finding
from maille.core.effects.template import Voice
from maille.core.effects.tidy import plain_number
from maille.core.effects.values import Answers, Decision, Visits
from maille.core.effects.visits import visits_in_words
from maille.core.kernel.text import Text

Json: TypeAlias = dict[str, object]


def text_json(text: Text | None) -> Json | None:
    """Give a text in both languages, or nothing.

    Examples
    --------
    >>> text_json(Text(fr="lieu", en="place")), text_json(None)
    ({'fr': 'lieu', 'en': 'place'}, None)
    """
    return None if text is None else {"fr": text.fr, "en": text.en}


def estimate_json(estimate: Estimate | None) -> Json | None:
    """Give a figure with its interval.

    Examples
    --------
    >>> from maille.core.effects.estimate.values import EstimateMethod
    >>> estimate_json(Estimate(0.5, 0.25, 0.75, EstimateMethod.WILSON, 40))
    {'value': 0.5, 'low': 0.25, 'high': 0.75, 'method': 'wilson', 'n': 40}
    """
    if estimate is None:
        return None
    return {
        "value": plain_number(estimate.value),
        "low": plain_number(estimate.low),
        "high": plain_number(estimate.high),
        "method": estimate.method.value,
        "n": estimate.n,
    }


def terms_json(terms: Terms | None) -> Json | None:
    """Give the terms of a grade under the letters of its formula.

    Examples
    --------
    >>> terms_json(Terms(start=1, inconsistency=1))["i"]
    1
    """
    if terms is None:
        return None
    return {
        "S": terms.start,
        "t": terms.triangulation,
        "s": terms.substantiation,
        "b": terms.bias,
        "c": terms.coverage,
        "p": terms.precision,
        "i": terms.inconsistency,
        "o": terms.age,
        "r": terms.indirectness,
    }


def evidence_json(assessment: Assessment) -> list[Json]:
    """Give what each finding from evidence rests on, in figures."""
    return [_seen(one, one.seen) for one in assessment.findings if one.seen is not None]


def _seen(finding: Finding, seen: Seen) -> Json:
    return {
        "finding": finding.id,
        "pieces": _count(seen.pieces),
        "units": seen.units,
        "against": _count(seen.against),
        "kinds": _counts(seen.kinds),
        "sources": _counts(seen.sources),
        "months": _counts(seen.months),
        "people": _people(seen),
        "first": seen.first.isoformat(),
        "last": seen.last.isoformat(),
    }


def _count(count: Count) -> int | None:
    return None if isinstance(count, Withheld) else count


def _counts(counts: Counts) -> Json:
    return {name: _count(count) for name, count in counts}


def _people(figures: Seen | General) -> Json | None:
    if figures.people is None:
        return None
    if isinstance(figures.people, Withheld):
        masked = isinstance(figures.people, Masked)
        fewer = None if masked else figures.people.fewer_than
        return {"entries": None, "high": None, "counted": figures.counted, "fewer_than": fewer}
    return {
        "entries": figures.people,
        "high": figures.people_high,
        "counted": figures.counted,
        "fewer_than": None,
    }


def general_json(general: General | None) -> Json | None:
    """Give what was noted over the period, whatever the theme."""
    if general is None:
        return None
    return {
        "pieces": general.pieces,
        "units": general.units,
        "occasions": general.occasions,
        "people": _people(general),
        "first": general.first.isoformat(),
        "last": general.last.isoformat(),
    }


def visits_json(visits: Visits | None) -> Json | None:
    """Give the visits that counts of a few days amount to."""
    if visits is None:
        return None
    return {
        "plan": visits.plan,
        "first": visits.first.isoformat(),
        "last": visits.last.isoformat(),
        "estimate": estimate_json(visits.estimate),
        "sentence": {one: visits_in_words(visits, Voice(one)) for one in ("fr", "en")},
    }


def disagreement_json(one: Disagreement, sentence: Mapping[str, str]) -> Json:
    """Give where the team and the evidence do not say the same."""
    return {
        "kind": one.kind.value,
        "theme": one.theme,
        "question": one.question,
        "declared": one.declared,
        "observed": one.observed,
        "sentence": dict(sentence),
    }


def proposal_json(one: Proposal) -> Json:
    """Give an answer that evidence suggests."""
    return {
        "id": one.id,
        "theme": one.theme,
        "question": one.question,
        "option": one.option,
        "value": None if isinstance(one.value, Withheld) else one.value,
        "counts": _counts(one.counts),
        "sentence": text_json(one.sentence),
    }


def decision_json(one: Decision) -> Json:
    """Give what the team made of a finding or a proposal."""
    return {
        "id": one.id,
        "about": one.about,
        "decision": one.kind.value,
        "text": one.text.strip() or None,
        "role": one.role.strip() or None,
    }


def left_out_json(answers: Answers) -> Json | None:
    """Give how many stories were not chosen, and why."""
    reasons = {one.reason: one.count for one in answers.left_out if one.count}
    if not reasons:
        return None
    return {"count": sum(reasons.values()), "reasons": reasons}


def months_json(months: ThemeMonths | None) -> list[Json] | None:
    """Give the months of a thread; ``pieces`` is null where a small number is withheld."""
    if months is None:
        return None
    return [
        {
            "month": one.month,
            "pieces": _count(one.pieces),
            "direction": one.direction.value,
            "declared": one.declared,
        }
        for one in months.months
    ]
