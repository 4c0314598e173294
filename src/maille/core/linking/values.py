"""What is compared, and what the comparison answers."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What two descriptions are compared by."""

    NAME = "name"
    ADDRESS = "address"
    POINT = "point"
    COMMUNE = "commune"
    WEBSITE = "website"
    PHONE = "phone"
    EMAIL = "email"
    SIRET = "siret"
    ORGANISATION = "organisation"


class Level(StrEnum):
    """How far two values agree; what is missing says nothing."""

    AGREE = "agree"
    CLOSE = "close"
    DIFFER = "differ"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Described:
    """A place as one description gives it; an empty text, or no point, says nothing.

    ``point`` is longitude then latitude, in degrees.
    """

    key: str
    name: str
    street: str = ""
    postcode: str = ""
    locality: str = ""
    commune: str = ""
    point: tuple[float, float] | None = None
    website: str = ""
    phone: str = ""
    email: str = ""
    siret: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What comparing one field found: how far it agrees, and the case in a word.

    ``bits`` is how much the values agreed on tell, as a number of yes or no answers: a rare name
    tells more than a frequent one.
    """

    level: Level
    case: str
    bits: float = 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """What one field says of a pair: ``weight`` is in bits, for the same place when positive."""

    field: Field
    level: Level
    case: str
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two descriptions, how probably they speak of one place, and why."""

    first: str
    second: str
    probability: float
    reasons: tuple[Reason, ...]
