"""Short ways to say what a place noted, for the tests of evidence."""

import datetime as dt
from functools import cache

from hypothesis import strategies as st

from maille.core.effects.observing import (
    Audience,
    AuthorRole,
    Evidence,
    ObservationKind,
    SourceKind,
)
from maille.core.effects.values import Direction
from maille.core.kernel.period import Period
from tests.core.saying import GRID

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
FAVOURABLE, UNFAVOURABLE, MIXED, NEUTRAL = Direction
DAY = dt.date(2025, 3, 4)


def noted(
    name: str,
    kind: ObservationKind | None = ObservationKind.OCCASION,
    source: SourceKind = SourceKind.TRACE,
    role: AuthorRole = AuthorRole.STEWARD,
    **values: object,
) -> Evidence:
    values.setdefault("on", DAY)
    themes = values.pop("themes", ("social_ties",))
    return Evidence(name, kind, source=source, author_role=role, themes=themes, **values)


def weekly_meals(direction: Direction | None = FAVOURABLE) -> list[Evidence]:
    """Forty-eight weekly meals in a register, kept in turn by stewards and volunteers."""
    return [
        noted(
            f"meal-{week}",
            source=SourceKind.REGISTER,
            role=(AuthorRole.STEWARD, AuthorRole.VOLUNTEER)[week % 2],
            on=dt.date(2025, 1, 7) + dt.timedelta(weeks=week),
            people=12,
            counted=True,
            direction=direction,
        )
        for week in range(48)
    ]


def partners() -> list[Evidence]:
    """Four confirmations by as many partners."""
    return [
        noted(
            f"partner-{number}",
            ObservationKind.TESTIMONY,
            SourceKind.THIRD_PARTY,
            AuthorRole.PARTNER,
            author=f"partner {number}",
            direction=FAVOURABLE,
        )
        for number in range(4)
    ]


def incidents(count: int = 40) -> list[Evidence]:
    """Incidents that volunteers noted; nobody said in which direction."""
    return [
        noted(
            f"incident-{number}",
            ObservationKind.INCIDENT,
            role=AuthorRole.VOLUNTEER,
            on=dt.date(2025, 1 + number % 12, 1 + number % 28),
        )
        for number in range(count)
    ]


_ADDRESSES = [
    *(theme.id for theme in GRID.themes),
    *(f"{theme.id}.{question.id}" for theme in GRID.themes for question in theme.questions),
    *(
        f"{theme.id}.{question.id}.{option.id}"
        for theme in GRID.themes
        for question in theme.questions
        for option in question.options
    ),
    "weather",
    "agency.rain",
]


@cache
def pieces(max_size: int = 25) -> st.SearchStrategy[list[Evidence]]:
    """Give any evidence, each piece with an id of its own."""
    return st.lists(
        st.builds(
            Evidence,
            id=st.uuids().map(str),
            kind=st.sampled_from([None, *ObservationKind]),
            on=st.dates(dt.date(2024, 11, 1), dt.date(2026, 1, 31)),
            source=st.sampled_from(SourceKind),
            author_role=st.sampled_from(AuthorRole),
            themes=st.lists(
                st.sampled_from(_ADDRESSES[:4]) | st.sampled_from(_ADDRESSES), max_size=2
            ).map(tuple),
            direction=st.sampled_from([None, *Direction]),
            author=st.sampled_from(["", "", "a", "b", "c"]),
            people=st.none() | st.integers(0, 40),
            people_high=st.none() | st.integers(0, 60),
            counted=st.booleans(),
            audiences=st.lists(st.sampled_from([one.value for one in Audience]), max_size=2).map(
                tuple
            ),
            coverage=st.sampled_from([None, None, 0.3, 0.8]),
            elsewhere=st.sampled_from([False, False, False, True]),
            wave=st.sampled_from(["", "w1", "w2"]),
            causal=st.sampled_from([False, False, True]),
        ),
        max_size=max_size,
    )
