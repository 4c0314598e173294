"""Finding places for the programming interface: every filter holds together with the others."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import ACos, Cast, Cos, Greatest, Least, Radians, Sin

from maille.db.models import Change
from maille.places.models import Place
from maille.places.queries import search_places

EARTH_METRES: Final = 6_371_008.8
_METRES_A_DEGREE: Final = 111_000.0


@dataclass(frozen=True, slots=True)
class Near:
    """A circle on the ground: its middle in degrees, its radius in metres."""

    longitude: float
    latitude: float
    radius: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of places; what is empty is not asked.

    ``department`` and ``commune`` are codes, with ``BE-`` before those of Belgium;
    ``intermunicipality`` is a SIREN number. ``box`` is west, south, east, north in degrees.
    """

    q: str = ""
    state: str = ""
    activity: str = ""
    audience: str = ""
    service: str = ""
    commune: str = ""
    department: str = ""
    intermunicipality: str = ""
    box: tuple[float, float, float, float] | None = None
    near: Near | None = None
    updated_since: dt.datetime | None = None


def find_places(asked: Asked) -> QuerySet[Place]:
    """Give the public places that answer all that is asked, in order of slugs."""
    found = search_places(asked.q, state=asked.state, department=asked.department)
    for part, code in (
        ("activities", asked.activity),
        ("audiences", asked.audience),
        ("services", asked.service),
    ):
        if code:
            found = found.annotate(
                **{f"{part}_text": Cast(f"portrait__{part}", TextField())}
            ).filter(**{f"{part}_text__contains": f'"{code}"'})
    if asked.commune:
        found = found.filter(_in_commune(asked.commune))
    if asked.intermunicipality:
        found = found.filter(commune__intermunicipality__code=asked.intermunicipality)
    if asked.box:
        west, south, east, north = asked.box
        found = found.filter(longitude__range=(west, east), latitude__range=(south, north))
    if asked.near:
        found = _within(found, asked.near)
    if asked.updated_since:
        found = found.filter(_since(asked.updated_since))
    return found.order_by("slug")


def _in_commune(code: str) -> Q:
    country = "BE" if code.startswith("BE-") else "FR"
    return Q(commune__country=country, commune__code=code.removeprefix("BE-"))


def _since(moment: dt.datetime) -> Q:
    changes = Change.objects.filter(
        thing=Place._meta.label, thing_id=OuterRef("public_id"), at__gte=moment
    )
    return Q(added_at__gte=moment) | Q(Exists(changes))


def _within(found: QuerySet[Place], near: Near) -> QuerySet[Place]:
    """Keep what stands in a circle, by the spherical law of cosines after a cheap band.

    Source: R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68 (2), 1984; the law of
    cosines holds to a metre in double precision.
    """
    band = near.radius / _METRES_A_DEGREE
    latitude, there = Radians(F("latitude")), Radians(Value(near.latitude))
    turn = Radians(F("longitude") - Value(near.longitude))
    cosine = Sin(latitude) * Sin(there) + Cos(latitude) * Cos(there) * Cos(turn)
    angle = ACos(Greatest(Least(cosine, Value(1.0)), Value(-1.0)), output_field=FloatField())
    return (
        found.filter(
            latitude__range=(near.latitude - band, near.latitude + band), longitude__isnull=False
        )
        .annotate(distance=angle * Value(EARTH_METRES))
        .filter(distance__lte=near.radius)
    )
