"""What changed in what was noted from one period to another, and whether it can be told."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from maille.core.disclosure.released import THRESHOLD
from maille.core.effects.estimate.attendance import Attendance, change_in_attendance
from maille.core.effects.estimate.changes import (
    AskedGroup,
    Change,
    change_in_counts,
    change_in_shares,
    detectable,
)
from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.events import EventCount
from maille.core.effects.observing import Evidence, ObservationKind
from maille.core.kernel.period import Period

ATTENDANCE: Final = "attendance"
_COUNTED: Final = frozenset({ObservationKind.PRESENCE, ObservationKind.OCCASION})
# Events that come one by one; attendance and exchanges come in clusters.
_ONE_BY_ONE: Final = (ObservationKind.INITIATIVE, ObservationKind.INCIDENT)


@dataclass(frozen=True, slots=True)
class Noted:
    """The evidence of a period."""

    period: Period
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A figure before and after, and its change; ``told`` when chance alone would not do it.

    ``subject`` is ``attendance`` (persons per headcount or occasion), a kind of observation (how
    many in the period), or ``theme.question.option`` (the share of those asked who ticked it).
    """

    subject: str
    before: float
    after: float
    change: Change
    told: bool


def same_season(before: Period, after: Period) -> bool:
    """Tell whether two periods cover the same days of different years.

    Examples
    --------
    >>> from maille.core.kernel.period import read_period
    >>> same_season(read_period("2024"), read_period("2025"))
    True
    >>> same_season(read_period("2024-Q4"), read_period("2025-Q1"))
    False
    """
    if not (before.start and before.end and after.start and after.end):
        return False
    ends = ((before.start, after.start), (before.end, after.end))
    months = all(early.month == late.month for early, late in ends)
    years = {late.year - early.year for early, late in ends}
    return months and len(years) == 1 and years != {0}


def changes_between(before: Noted, after: Noted) -> tuple[ToldChange, ...]:
    """Compare what was counted and what happened in two periods of the same season.

    Parameters
    ----------
    before, after
        The evidence of each period.

    Returns
    -------
    tuple of ToldChange
        Each figure that both periods allow to compare; none when the seasons differ. A share is
        compared when at least 11 ticked the option and 11 did not, in both. Changes are told
        together (Holm): one that chance could do is not.

    References
    ----------
    :func:`~maille.core.effects.estimate.attendance.change_in_attendance`,
    :func:`~maille.core.effects.estimate.changes.change_in_counts`,
    :func:`~maille.core.effects.estimate.changes.change_in_shares` and
    :func:`~maille.core.effects.estimate.changes.detectable`.

    Examples
    --------
    >>> from maille.core.kernel.period import read_period
    >>> changes_between(Noted(read_period("2024"), ()), Noted(read_period("2025"), ()))
    ()
    """
    if not same_season(before.period, after.period):
        return ()
    found = [_attendance(before, after), *(_events(kind, before, after) for kind in _ONE_BY_ONE)]
    compared = [one for one in found if one is not None] + list(_shares(before, after))
    told = detectable([change for _subject, _before, _after, change in compared])
    return tuple(ToldChange(*one, told=tells) for one, tells in zip(compared, told, strict=True))


def _attendance(before: Noted, after: Noted) -> tuple[str, float, float, Change] | None:
    early, late = _headcounts(before.evidence), _headcounts(after.evidence)
    try:
        change = change_in_attendance(early, late)
    except EstimateError:
        return None
    means = [sum(one.people for one in counts) / len(counts) for counts in (early, late)]
    return (ATTENDANCE, means[0], means[1], change)


def _shares(before: Noted, after: Noted) -> Iterator[tuple[str, float, float, Change]]:
    """Compare the share of each option among those asked, in the order of their names."""
    early, late = _ticks(before.evidence), _ticks(after.evidence)
    for option in sorted(early.keys() & late.keys()):
        ticks = (early[option], late[option])
        if all(min(yes, n - yes) >= THRESHOLD for yes, n in ticks):
            shares = [yes / n for yes, n in ticks]
            change = change_in_shares(*(AskedGroup(yes, n) for yes, n in ticks))
            yield (option, shares[0], shares[1], change)


def _ticks(evidence: Sequence[Evidence]) -> dict[str, tuple[int, int]]:
    """Count for each option who ticked it, and who was asked."""
    ticks: dict[str, tuple[int, int]] = {}
    for one in evidence:
        if one.asked and one.option:
            name = f"{one.themes[0]}.{one.question}.{one.option}"
            ticks[name] = (ticks.get(name, (0, 0))[0] + 1, one.asked)
    return ticks


def _headcounts(evidence: Sequence[Evidence]) -> list[Attendance]:
    return [
        Attendance(one.on, one.people)
        for one in evidence
        if one.kind in _COUNTED and one.counted and one.people is not None
    ]


def _events(
    kind: ObservationKind, before: Noted, after: Noted
) -> tuple[str, float, float, Change] | None:
    early, late = _events_of(kind, before), _events_of(kind, after)
    try:
        return (kind.value, early.events, late.events, change_in_counts(early, late))
    except EstimateError:
        return None


def _events_of(kind: ObservationKind, noted: Noted) -> EventCount:
    """Count events over the days of a period, month by month so that clusters show."""
    days = [one.on for one in noted.evidence if one.kind is kind]
    months = Counter((day.year, day.month) for day in days)
    # Both ends are stated: the seasons were compared before.
    start, end = noted.period.start or dt.date.min, noted.period.end or dt.date.max
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    spans = tuple(months[month // 12, month % 12 + 1] for month in range(first, last + 1))
    return EventCount(len(days), exposure=(end - start).days + 1, spans=spans)
