"""What visitors answered, as the engine weighs it: no word that could name a person."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Count, Q, QuerySet

from maille.core.effects.observing import Audience, AuthorRole, Evidence, SourceKind
from maille.core.effects.values import Intensity, Story, StoryKind, TellerKind
from maille.core.kernel.period import Period
from maille.observations.enums import Hold
from maille.observations.models import SurveyResponse, SurveyWave
from maille.observations.survey import load_words
from maille.places.models import Place

# Who comes once a week is at home.
_REGULAR_VISITS: Final = 4
# The groups of the grid's ratings, from the audience that visitors say they are.
_GROUPS: Final = {
    Audience.VOLUNTEERS: "volunteers",
    Audience.NEIGHBOURS: "neighbours",
    Audience.RESIDENTS: "occupants",
    Audience.ON_SITE_WORKERS: "occupants",
    Audience.LOCAL_ACTORS: "partners",
}
_TELLERS: Final = {
    "volunteers": TellerKind.VOLUNTEER,
    "neighbours": TellerKind.NEIGHBOUR,
    "occupants": TellerKind.OCCUPANT,
    "partners": TellerKind.PARTNER,
    "regulars": TellerKind.REGULAR,
    "visitors": TellerKind.VISITOR,
}


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A survey in a list: how many answers count, how many wait for a steward."""

    wave: SurveyWave
    counted: int
    held: int


def waves_of(place: Place) -> list[WaveLine]:
    """Give the surveys of a place, latest first."""
    waves = place.survey_waves.annotate(
        counted=Count("responses", filter=Q(responses__duplicate=False)),
        held=Count("responses", filter=Q(responses__hold=Hold.HELD.value)),
    )
    return [WaveLine(wave, wave.counted, wave.held) for wave in waves]


def open_wave_of(place: Place) -> SurveyWave | None:
    """Give the latest survey that visitors may still answer."""
    return place.survey_waves.filter(closed_on__isnull=True).first()


def response_rate(asked: int | None, counted: int) -> float | None:
    """Give the share of the people invited who answered, when it is known and makes sense."""
    return counted / asked if asked and counted <= asked else None


def survey_evidence_for(place: Place, period: Period) -> tuple[Evidence, ...]:
    """Give one piece of evidence per option that a visitor ticked.

    Parameters
    ----------
    period
        Both days included; an unstated period takes everything.

    Returns
    -------
    tuple of Evidence
        Each names the question and the option of the grid, and its wave: the answers to one
        survey are one source. Duplicates are left out. Its coverage is the response rate of the
        whole survey, when it is known; it says how many answered its question.
    """
    rates, rows = _rates(place), list(_counted(place, period))
    asked = Counter(name for row in rows for name in row.answers)
    return tuple(piece for row in rows for piece in _pieces(row, rates[row.wave_id], asked))


def felt_intensities_for(place: Place, period: Period) -> tuple[Intensity, ...]:
    """Give how strongly each group of visitors felt an effect, by theme and group of the grid.

    The group is the audience a visitor chose; among the others, who came four times or more in
    thirty days is a regular. The spread is the interquartile range.
    """
    return group_ratings(_counted(place, period))


def group_ratings(rows: Iterable[SurveyResponse]) -> tuple[Intensity, ...]:
    """Gather the ratings of some answers by theme and group, see :func:`felt_intensities_for`."""
    marks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.felt is not None:
            marks[row.wave.theme, _group(row)].append(row.felt)
    return tuple(
        Intensity(
            id=f"{theme}.{group}",
            theme=theme,
            group=group,
            median=float(statistics.median(given)),
            n=len(given),
            spread=_spread(given),
        )
        for (theme, group), given in sorted(marks.items())
    )


def survey_words_for(place: Place, period: Period) -> tuple[Story, ...]:
    """Give the sentences that may be quoted: agreed to, and held by nobody."""
    rows = _counted(place, period).filter(
        ~Q(words=""), consent=True, hold__in=[Hold.NONE.value, Hold.RELEASED.value]
    )
    return tuple(
        Story(
            id=str(row.public_id),
            theme=row.wave.theme,
            text=row.words,
            kind=StoryKind.TESTIMONY,
            teller=_TELLERS[_group(row)],
            told_on=str(row.on),
            consent=True,
        )
        for row in rows
    )


def _counted(place: Place, period: Period) -> QuerySet[SurveyResponse]:
    rows = SurveyResponse.objects.filter(wave__place=place, duplicate=False)
    if period.stated:
        rows = rows.filter(on__range=(period.start, period.end))
    return rows.select_related("wave").order_by("on", "wave", "sequence")


def _rates(place: Place) -> dict[int, float | None]:
    counted = Count("responses", filter=Q(responses__duplicate=False))
    waves = place.survey_waves.annotate(counted=counted)
    return {
        wave: response_rate(asked, number)
        for wave, asked, number in waves.values_list("pk", "asked", "counted")
    }


def _pieces(
    row: SurveyResponse, rate: float | None, asked: Mapping[str, int]
) -> Iterator[Evidence]:
    for name in row.wave.questions:
        question = load_words().questions[name]
        for option in question.options:
            if option.id in row.answers.get(name, ()):
                yield Evidence(
                    id=str(piece_id(row.public_id, name, option.id)),
                    kind=None,
                    on=row.on,
                    source=SourceKind.SURVEY,
                    author_role=AuthorRole.VISITOR,
                    themes=(question.theme,),
                    question=question.question,
                    option=option.id,
                    direction=option.direction,
                    audiences=(row.audience,) if row.audience else (),
                    coverage=rate,
                    wave=str(row.wave.public_id),
                    asked=asked[name],
                )


def piece_id(response: UUID, question: str, option: str) -> UUID:
    """Give the identifier of one ticked option, the same each time it is asked for."""
    return uuid5(response, f"{question}.{option}")


def _group(row: SurveyResponse) -> str:
    if row.audience in _GROUPS:
        return _GROUPS[Audience(row.audience)]
    return "regulars" if (row.visits or 0) >= _REGULAR_VISITS else "visitors"


def _spread(given: list[int]) -> float | None:
    if len(given) == 1:
        return None
    first, _middle, third = statistics.quantiles(given, n=4, method="inclusive")
    return third - first
