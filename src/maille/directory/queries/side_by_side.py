"""Two places side by side: what each says, what that tells, and what a merge would do."""

from dataclasses import dataclass
from itertools import starmap

from django.utils.functional import Promise

from maille.core.linking.values import Field, Level
from maille.directory.duplicates.sentences import FIELDS, LEVELS, force_of, sentence_of
from maille.directory.fields import point_in_words
from maille.directory.models import Pair
from maille.directory.queries.claims import sources_of
from maille.places.models import Place
from maille.places.queries.columns import columns_of, with_columns
from maille.places.queries.places import address_of


@dataclass(frozen=True, slots=True)
class Told:
    """What one field says of a pair, in words; ``weight`` is in bits."""

    field: str
    label: str | Promise
    level: str
    level_label: str | Promise
    sentence: str
    weight: float
    force: str
    values: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Compared:
    """The fields that one place at least says, and those that neither does."""

    said: tuple[Told, ...]
    silent: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places: where it is told of, and who answers for it."""

    place: Place
    where: str
    sources: tuple[str, ...]
    team: int


def reasons_of(pair: Pair) -> tuple[Told, ...]:
    """Give what each field says of a pair, in words, what counts most first."""
    return tuple(
        sorted(starmap(_told, pair.reasons), key=lambda told: (-abs(told.weight), told.field))
    )


def compared(pair: Pair) -> Compared:
    """Give the same with what each place holds, in the order of a portrait."""
    first, second = (_values(place) for place in _whole(pair))
    told = [
        _told(field, level, case, weight, (first[field], second[field]))
        for field, level, case, weight in pair.reasons
    ]
    return Compared(
        tuple(one for one in told if any(one.values)),
        tuple(one for one in told if not any(one.values)),
    )


def sides_of(pair: Pair) -> tuple[Side, Side]:
    """Give both places, the one to keep first: with a team, else with more sources, else older."""
    sides = [
        Side(place, address_of(place), sources_of(place), place.memberships.count())
        for place in _whole(pair)
    ]
    sides.sort(key=lambda side: (-side.team, -len(side.sources), side.place.pk))
    return sides[0], sides[1]


def _whole(pair: Pair) -> tuple[Place, Place]:
    found = with_columns(Place.objects.all()).in_bulk([pair.first_id, pair.second_id])
    return found[pair.first_id], found[pair.second_id]


def _values(place: Place) -> dict[str, str]:
    columns = {name: str(value or "") for name, value in columns_of(place).items()}
    point = ""
    if place.latitude is not None and place.longitude is not None:
        point = point_in_words(place.latitude, place.longitude)
    town = f"{columns['postcode']} {columns['locality']}".strip()
    return {
        Field.NAME: columns["name"],
        Field.ADDRESS: columns["street"],
        Field.POINT: point,
        Field.COMMUNE: town,
        Field.ORGANISATION: columns["organisation_name"],
        **{name: columns[name] for name in ("website", "phone", "email", "siret")},
    }


def _told(
    field: str, level: str, case: str, weight: float, values: tuple[str, str] = ("", "")
) -> Told:
    return Told(
        field,
        FIELDS[Field(field)],
        level,
        LEVELS[Level(level)],
        sentence_of(field, case),
        weight,
        force_of(weight),
        values,
    )
