"""What a report prints about the place and the edition, beside what was found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """The place, as a report names it; dates may be a year, a month or a day (ISO 8601)."""

    id: str
    slug: str
    name: str
    commune: str = ""
    insee: str = ""
    postcode: str = ""
    department: str = ""
    region: str = ""
    country: str = "FR"
    longitude: float | None = None
    latitude: float | None = None
    state: str = ""
    opened: str = ""
    closed: str = ""
    organisation: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class EditionCard:
    """The edition; without number it is a draft. Licences are SPDX identifiers."""

    number: int | None = None
    draft: bool = True
    kind: str = "declared"
    published_at: str | None = None
    published_by: str | None = None
    reviewed_by: str | None = None
    licence_text: str | None = None
    licence_data: str | None = None
    replaces: int | None = None
    reason: str | None = None
    url: str | None = None
