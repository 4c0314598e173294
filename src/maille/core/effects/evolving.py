"""What evolved from one edition to the next, as far as chance lets anyone tell."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from maille.core.effects import phrases_of_evolution as words
from maille.core.effects.estimate.changes import (
    AskedGroup,
    Change,
    change_in_counts,
    change_in_shares,
    detectable,
)
from maille.core.effects.estimate.events import EventCount
from maille.core.effects.estimate.shares import FEWEST_FOR_SHARE
from maille.core.effects.estimate.values import EstimateMethod
from maille.core.effects.grammar import number
from maille.core.effects.template import Voice, fill
from maille.core.kernel.text import Text

Document = Mapping[str, Any]

# What comes one by one, independently: attendance never does.
_EVENTS: Final = frozenset({"incident", "initiative"})
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Evolution:
    """How one finding moved from one edition to the next.

    Parameters
    ----------
    finding, theme
        Ids.
    change
        A difference of shares, or a ratio of rates less one, with its 95 % interval.
    told
        Whether the change may be told, over all comparisons of the report; else its interval
        crosses zero, or so many comparisons make it likely that chance did it.
    sentence
        What to print.
    """

    finding: str
    theme: str
    change: Change
    told: bool
    sentence: Text


@dataclass(frozen=True, slots=True)
class _Pair:
    """One finding in both editions, with its figures as they are printed."""

    finding: Document
    rule: Text
    change: Change
    before: float
    after: float


def evolutions_of(before: Document, after: Document) -> tuple[Evolution, ...]:
    """Tell what evolved between two observed editions.

    Parameters
    ----------
    before, after
        Two report documents; only findings that evidence gave in both are compared.

    Returns
    -------
    tuple of Evolution
        Shares of survey answers, and numbers of independent events (incidents, initiatives) over
        stated periods. Holm's correction holds over all of them.

    Examples
    --------
    >>> evolutions_of({"findings": []}, {"findings": []})
    ()
    """
    old = {one["id"]: one for one in before["findings"]}
    shared = [(old[one["id"]], one) for one in after["findings"] if one["id"] in old]
    pairs = [
        pair
        for early, late in shared
        for pair in (*_shares(early, late), *_events(early, late, before, after))
    ]
    told = detectable([pair.change for pair in pairs])
    labels = _labels(after)
    return tuple(
        Evolution(
            finding=pair.finding["id"],
            theme=pair.finding["theme"],
            change=pair.change,
            told=may,
            sentence=_sentence(pair, labels[pair.finding["theme"]], told=may),
        )
        for pair, may in zip(pairs, told, strict=True)
    )


def _shares(early: Document, late: Document) -> Iterator[_Pair]:
    groups = [_asked(one.get("estimate")) for one in (early, late)]
    if groups[0] is not None and groups[1] is not None:
        change = change_in_shares(groups[0], groups[1])
        shares = [round(_WHOLE * group.yes / group.n) for group in groups if group]
        yield _Pair(late, words.SHARES, change, *shares)


def _asked(estimate: Document | None) -> AskedGroup | None:
    if estimate is None or estimate["method"] != EstimateMethod.WILSON.value:
        return None
    if estimate["n"] < FEWEST_FOR_SHARE:
        return None
    return AskedGroup(round(estimate["value"] * estimate["n"]), estimate["n"])


def _events(early: Document, late: Document, before: Document, after: Document) -> Iterator[_Pair]:
    counts = [_counted(one["id"], document) for one, document in ((early, before), (late, after))]
    if counts[0] is not None and counts[1] is not None:
        change = change_in_counts(counts[0], counts[1])
        yield _Pair(late, words.EVENTS, change, counts[0].events, counts[1].events)


def _counted(finding: str, document: Document) -> EventCount | None:
    """Count the events of a finding over the days of its period, when nothing else is in it."""
    seen = next((one for one in document.get("evidence", ()) if one["finding"] == finding), None)
    if seen is None or seen["pieces"] is None or not seen["kinds"].keys() <= _EVENTS:
        return None
    days = _days(document["period"])
    return EventCount(seen["pieces"], exposure=days) if days else None


def _days(period: Document) -> int | None:
    if period["start"] is None:
        return None
    first, last = (dt.date.fromisoformat(period[end]) for end in ("start", "end"))
    return (last - first).days + 1


def _labels(document: Document) -> dict[str, Text]:
    return {
        theme["theme"]: Text(fr=theme["label"]["fr"], en=theme["label"]["en"])
        for section in document.get("sections", ())
        for theme in section["themes"]
    }


def _sentence(pair: _Pair, label: Text, *, told: bool) -> Text:
    verdict = words.NOT_TOLD
    if told:
        verdict = words.MORE if pair.change.value > 0 else words.FEWER

    def write(language: str) -> str:
        voice = Voice(language)
        slots = {
            "theme": label.in_language(language),
            "direction": fill(words.DIRECTIONS[pair.finding["direction"]], voice),
            "before": number(pair.before, language),
            "after": number(pair.after, language),
            "verdict": fill(verdict, voice),
        }
        return fill(pair.rule, voice, slots)

    return Text(fr=write("fr"), en=write("en"))
