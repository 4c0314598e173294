"""What a place noted, as the engine weighs it: no word that could name a person."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from maille.core.effects.counting_evidence import CROWDS
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import Direction, Story, StoryKind, TellerKind
from maille.core.kernel.period import Period
from maille.grids import load_grid
from maille.observations.enums import Hold, VersionState
from maille.observations.models import Observation
from maille.observations.queries.coverage import (
    Noted,
    coverage_of_counts,
    coverage_of_occasions,
)
from maille.observations.queries.surveys import survey_evidence_for, survey_words_for
from maille.places.models import Place

_BATCH = 500
_RESPONSE = "response"
_TESTIMONY = ObservationKind.TESTIMONY.value
_COLUMNS = (
    *("key_text", "kind", "on_text", "source", "author_role", "author", "direction"),
    *("people", "people_high", "counted", "minutes", "themes_text", "audiences_text", "causal"),
    "occasion_text",
)
_TEXTS = ("key", "on", "themes", "audiences", "occasion")
# Whoever speaks of a cause for somebody else does not count.
_OUTSPOKEN = frozenset({SourceKind.TESTIMONY, SourceKind.THIRD_PARTY})
_KINDS = {kind.value: kind for kind in ObservationKind}
_SOURCES = {source.value: source for source in SourceKind}
_ROLES = {role.value: role for role in AuthorRole}
_DIRECTIONS: dict[str, Direction | None] = {
    "": None,
    **{direction.value: direction for direction in Direction},
}


@dataclass(frozen=True, slots=True)
class EvidenceDetail:
    """How many pieces of evidence there are, by kind, source, role and month."""

    pieces: int
    kinds: Mapping[str, int]
    sources: Mapping[str, int]
    roles: Mapping[str, int]
    months: Mapping[str, int]


def evidence_for(place: Place, period: Period) -> tuple[Evidence, ...]:
    """Give what a place noted in a period, in the order of the days, then what visitors answered.

    Each observation is there once, and each option that a visitor ticked. Coverage is the share
    of the drawn days that were counted, of the times of a recurring occasion that were noted, or
    of the people invited who answered.

    Parameters
    ----------
    period
        Both days included; an unstated period takes everything.
    """
    # Read as text: a place uses few days and few combinations of words, each is decoded once.
    texts = {f"{name}_text": Cast(name, TextField()) for name in _TEXTS}
    rows = list(_counted(place, period).annotate(**texts).values_list(*_COLUMNS))
    today = timezone.localdate()
    by_day = coverage_of_counts(place, period, today) if rows else {}
    crowds = {
        _identifier(row[0]): _noted(row) for row in rows if row[-1] and _KINDS[row[1]] in CROWDS
    }
    by_occasion = coverage_of_occasions(place, period, today, crowds.values())
    covered = by_day | {
        one: share
        for one, (occasion, way, _on) in crowds.items()
        if (share := by_occasion.get((occasion, way))) is not None
    }
    noted = (_evidence(row, covered) for row in rows)
    return (*noted, *survey_evidence_for(place, period))


def testimonies_for(place: Place, period: Period) -> tuple[Story, ...]:
    """Give the words that may be printed: consented to, not held, not withdrawn.

    A testimony stands under the first theme of the grid that it names, or under none; a sentence
    left by a visitor under the theme of its survey.
    """
    rows = (
        _counted(place, period)
        .filter(
            ~Q(note=""),
            kind=ObservationKind.TESTIMONY.value,
            consent=True,
            hold__in=[Hold.NONE.value, Hold.RELEASED.value],
            withdrawn_at__isnull=True,
        )
        .only("key", "themes", "note", "teller", "on", "direction")
    )
    themes = [theme.id for theme in load_grid().themes]
    noted = (
        Story(
            id=str(row.key),
            theme=next((theme for theme in row.themes if theme in themes), ""),
            text=row.note,
            kind=StoryKind.TEAM_ACCOUNT
            if row.teller == TellerKind.TEAM.value
            else StoryKind.TESTIMONY,
            teller=TellerKind(row.teller or TellerKind.UNSTATED),
            told_on=str(row.on),
            consent=True,
            direction=_DIRECTIONS[row.direction],
        )
        for row in rows
    )
    return (*noted, *survey_words_for(place, period))


def evidence_detail(place: Place, ids: Iterable[str]) -> EvidenceDetail:
    """Count the observations and the answers behind a sentence: never a person, never a word."""
    keys = [UUID(one) for one in ids]
    kinds, sources, roles, months = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for start in range(0, len(keys), _BATCH):
        found = _counted(place, Period()).filter(key__in=keys[start : start + _BATCH])
        for kind, source, role, on in found.values_list("kind", "source", "author_role", "on"):
            kinds[kind] += 1
            sources[source] += 1
            roles[role] += 1
            months[f"{on:%Y-%m}"] += 1
    if kinds.total() < len(keys):
        for piece in _answers(place, keys):
            kinds[_RESPONSE] += 1
            sources[piece.source.value] += 1
            roles[piece.author_role.value] += 1
            months[f"{piece.on:%Y-%m}"] += 1
    return EvidenceDetail(
        pieces=kinds.total(),
        kinds=_sorted(kinds),
        sources=_sorted(sources),
        roles=_sorted(roles),
        months=_sorted(months),
    )


def _answers(place: Place, keys: Iterable[UUID]) -> list[Evidence]:
    wanted = {str(key) for key in keys}
    return [piece for piece in survey_evidence_for(place, Period()) if piece.id in wanted]


def _noted(row: tuple[Any, ...]) -> Noted:
    """Give which occasion people came to, which way it speaks, and when."""
    return _identifier(row[-1]), _DIRECTIONS[row[6]], _day(row[2])


def _evidence(row: tuple[Any, ...], covered: Mapping[str, float]) -> Evidence:
    key, kind, on, source, role, author, direction, *rest = row
    people, people_high, counted, minutes, themes, audiences, causal, _occasion = rest
    identifier = _identifier(key)
    return Evidence(
        identifier,
        _KINDS[kind],
        _day(on),
        _SOURCES[source],
        _ROLES[role],
        themes=_words(themes),
        direction=_DIRECTIONS[direction],
        author=author,
        people=people,
        people_high=people_high,
        counted=counted,
        audiences=_words(audiences),
        minutes=minutes,
        coverage=covered.get(identifier),
        causal=causal and (kind == _TESTIMONY or source in _OUTSPOKEN),
    )


def _counted(place: Place, period: Period) -> QuerySet[Observation]:
    rows = Observation.objects.filter(place=place, state=VersionState.COUNTED.value)
    if period.stated:
        rows = rows.filter(on__range=(period.start, period.end))
    return rows.order_by("on", "sequence")


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


_day = lru_cache(maxsize=4096)(dt.date.fromisoformat)


def _identifier(text: str) -> str:
    """Give an identifier as everybody writes it: the embedded database leaves the hyphens out."""
    if "-" in text:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _sorted(counted: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counted.items()))
