"""The parts of a portrait, as forms, actions, pages and archives pass them to each other."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from maille.places import enums

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Words, or words that wait for the language of the page.
Label: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One sentence of a charter; ``reported`` when it sums up a public page."""

    kind: str
    text: str
    reported: bool = False
    source_url: str = ""
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class LaterFormLine:
    """A legal form taken later, from a partial date on."""

    form: str
    name: str = ""
    since: str = ""

    @property
    def label(self) -> Label:
        """The form in words."""
        return enums.OrganisationForm(self.form).label


@dataclass(frozen=True, slots=True)
class SurfaceLine:
    """A surface in square metres."""

    kind: str
    square_metres: int
    label: str = ""

    @property
    def kind_label(self) -> Label:
        """The kind in words."""
        return enums.SurfaceKind(self.kind).label


@dataclass(frozen=True, slots=True)
class MeansLine:
    """An amount in euros, for a year when one was stated."""

    year: int | None
    kind: str
    source: str
    amount: Decimal

    @property
    def kind_label(self) -> Label:
        """What the money is for, in words."""
        return enums.MeansKind(self.kind).label

    @property
    def source_label(self) -> Label:
        """Where the money comes from, in words."""
        return enums.MeansSource(self.source).label


@dataclass(frozen=True, slots=True)
class OccupantsLine:
    """How many organisations of a kind make up the place."""

    kind: str
    count: int

    @property
    def kind_label(self) -> Label:
        """The kind in words."""
        return enums.OccupantKind(self.kind).label


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An organisation that supports the place."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A page about the place, elsewhere."""

    kind: str
    url: str

    @property
    def kind_label(self) -> Label:
        """Where it leads, in words."""
        return enums.LinkKind(self.kind).label

    @property
    def site(self) -> str:
        """The host, as a reader knows it."""
        return urlsplit(self.url).netloc.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class StopLine:
    """Where a round stops, and when; degrees are WGS 84."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    locality: str = ""
    opening_hours: str = ""
    longitude: float | None = None
    latitude: float | None = None


Line = (
    StatementLine
    | LaterFormLine
    | SurfaceLine
    | MeansLine
    | OccupantsLine
    | PartnerLine
    | LinkLine
    | StopLine
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a place is; ``commune`` is a code, written ``BE-57081`` in Belgium."""

    country: str = "FR"
    commune: str = ""
    locality: str = ""
    postcode: str = ""
    street: str = ""
    longitude: float | None = None
    latitude: float | None = None
    coordinates_source: str = ""


@dataclass(frozen=True, slots=True)
class LifeEventLine:
    """Something dated in the life of a place; ``date`` is ``YYYY[-MM[-DD]]``."""

    kind: str
    date: str = ""
    note: str = ""
    source: str = ""
    successor_name: str = ""
