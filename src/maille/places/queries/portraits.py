"""The portrait of a place, as its page reads it: values and words, no rows."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db import models
from django.db.models import Exists, OuterRef

from maille.places import enums, sentences, values
from maille.places.models import LifeEvent, Membership, Photo, Place, Portrait
from maille.places.queries.life import line_of
from maille.places.queries.places import address_of, whole_places
from maille.places.queries.rows import lines_of


@dataclass(frozen=True, slots=True)
class Charter:
    """A charter in its three parts; ``reported`` when it sums up a public page."""

    missions: tuple[str, ...]
    objects: tuple[str, ...]
    principles: tuple[str, ...]
    reported: bool
    source_url: str
    source_note: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, ready to be read."""

    kind: str
    label: values.Label
    date: str
    note: str
    source: str
    successor_name: str
    successor_slug: str


@dataclass(frozen=True, slots=True)
class YearOfMeans:
    """The money of one year; ``year`` is empty when nobody stated it."""

    year: int | None
    lines: tuple[values.MeansLine, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class PlacePortrait:
    """All that a place tells of itself, in the order of its page."""

    name: str
    slug: str
    state: str
    state_sentence: str
    closed: bool
    fictional: bool
    commune: str
    department: str
    region: str
    country: values.Label
    country_code: str
    address: str
    postcode: str
    street: str
    longitude: float | None
    latitude: float | None
    coordinates_source: str
    founding_idea: str
    charter: Charter | None
    organisation: str
    organisation_form: values.Label
    organisation_founded: str
    later_forms: tuple[values.LaterFormLine, ...]
    site: str
    opening: str
    surfaces: tuple[values.SurfaceLine, ...]
    activities: tuple[values.Label, ...]
    audiences: tuple[values.Label, ...]
    accessibility: tuple[values.Label, ...]
    transports: tuple[values.Label, ...]
    shared_values: tuple[values.Label, ...]
    volunteers: int | None
    employees: Decimal | None
    composition: tuple[values.OccupantsLine, ...]
    means: tuple[YearOfMeans, ...]
    public_partners: tuple[str, ...]
    private_partners: tuple[str, ...]
    networks: tuple[tuple[str, str], ...]
    links: tuple[values.LinkLine, ...]
    summary: str
    phone: str
    email: str
    siret: str
    services: tuple[values.Label, ...]
    photos: tuple[Photo, ...]
    life: tuple[Moment, ...]

    @property
    def reached(self) -> bool:
        """Whether anything says how to reach the place, or what help it gives."""
        return any((self.phone, self.email, self.siret, self.services))

    @property
    def phone_address(self) -> str:
        """The telephone number as a link takes it."""
        return "".join(self.phone.split())

    @property
    def successors(self) -> tuple[Moment, ...]:
        """Which places took over."""
        return tuple(moment for moment in self.life if moment.successor_name)


def portrait_of(place: Place) -> PlacePortrait:
    """Read the whole portrait of a place, in the language of the page."""
    team = Membership.objects.filter(place=OuterRef("pk"))
    place = whole_places().annotate(has_team=Exists(team)).get(pk=place.pk)
    vouched = place.has_team or place.confirmed_on is not None
    portrait = place.portrait
    department = place.department
    partners = cast("tuple[values.PartnerLine, ...]", lines_of(place, "partners"))
    events = list(place.life_events.select_related("successor"))
    life = [line_of(event) for event in events]
    return PlacePortrait(
        name=place.name,
        slug=place.slug,
        state=place.state,
        state_sentence=sentences.state_sentence(place.name, place.state, life, vouched=vouched),
        closed=place.state == enums.PlaceState.CLOSED,
        fictional=place.fictional,
        commune=place.commune.name if place.commune else place.locality,
        department=department.name if department else "",
        region=department.region.name if department else "",
        country=place.get_country_display(),
        country_code=place.country,
        address=address_of(place),
        postcode=place.postcode,
        street=place.street,
        longitude=place.longitude,
        latitude=place.latitude,
        coordinates_source=place.coordinates_source,
        founding_idea=portrait.founding_idea,
        charter=_charter(place),
        organisation=portrait.organisation_name,
        organisation_form=portrait.get_organisation_form_display(),
        organisation_founded=portrait.organisation_founded,
        later_forms=cast("tuple[values.LaterFormLine, ...]", lines_of(place, "later_forms")),
        site=portrait.site,
        opening=portrait.opening,
        surfaces=cast("tuple[values.SurfaceLine, ...]", lines_of(place, "surfaces")),
        activities=_ticked(portrait, "activities", enums.Activity),
        audiences=_ticked(portrait, "audiences", enums.Audience),
        accessibility=_ticked(portrait, "accessibility", enums.Accessibility),
        transports=_ticked(portrait, "transports", enums.Transport),
        shared_values=_ticked(portrait, "values", enums.PlaceValue),
        volunteers=portrait.volunteers,
        employees=portrait.employees,
        composition=cast("tuple[values.OccupantsLine, ...]", lines_of(place, "composition")),
        means=_means_by_year(cast("tuple[values.MeansLine, ...]", lines_of(place, "means"))),
        public_partners=_named(partners, enums.PartnerKind.PUBLIC),
        private_partners=_named(partners, enums.PartnerKind.PRIVATE),
        networks=tuple(place.networks.order_by("name").values_list("slug", "name")),
        links=cast("tuple[values.LinkLine, ...]", lines_of(place, "links")),
        summary=portrait.summary,
        phone=portrait.phone,
        email=portrait.email,
        siret=portrait.siret,
        services=tuple(code.label for code in enums.Service if code.value in portrait.services),
        photos=tuple(place.photos.all()),
        life=tuple(_moment(event) for event in events),
    )


def _charter(place: Place) -> Charter | None:
    lines = cast("tuple[values.StatementLine, ...]", lines_of(place, "statements"))
    if not lines:
        return None

    def texts(kind: enums.StatementKind) -> tuple[str, ...]:
        return tuple(line.text for line in lines if line.kind == kind)

    return Charter(
        missions=texts(enums.StatementKind.MISSION),
        objects=texts(enums.StatementKind.OBJECT),
        principles=texts(enums.StatementKind.PRINCIPLE),
        reported=any(line.reported for line in lines),
        source_url=next((line.source_url for line in lines if line.source_url), ""),
        source_note=next((line.source_note for line in lines if line.source_note), ""),
    )


def _moment(event: LifeEvent) -> Moment:
    successor = event.successor
    return Moment(
        kind=event.kind,
        label=enums.LifeEventKind(event.kind).label,
        date=event.date,
        note=event.note,
        source=event.source,
        successor_name=successor.name if successor else event.successor_name,
        successor_slug=successor.slug if successor and successor.is_public else "",
    )


def _ticked(
    portrait: Portrait, part: str, codes: type[models.TextChoices]
) -> tuple[values.Label, ...]:
    known = [code for code in codes if code.value in getattr(portrait, part)]
    return (*(code.label for code in known), *getattr(portrait, f"{part}_own"))


def _means_by_year(lines: Sequence[values.MeansLine]) -> tuple[YearOfMeans, ...]:
    latest_first = sorted(lines, key=lambda line: -(line.year or 0))
    years = itertools.groupby(latest_first, key=lambda line: line.year)
    return tuple(_year(year, tuple(group)) for year, group in years)


def _year(year: int | None, lines: tuple[values.MeansLine, ...]) -> YearOfMeans:
    return YearOfMeans(year, lines, sum((line.amount for line in lines), Decimal()))


def _named(partners: Iterable[values.PartnerLine], kind: str) -> tuple[str, ...]:
    return tuple(partner.name for partner in partners if partner.kind == kind)
