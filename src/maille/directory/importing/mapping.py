"""How a source's file is read: which column speaks of which field, in which words.

The language is TOML; every key is described in ``docs/reference/mapping.md``.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from maille.directory.fields import FIELDS

FORMATS: Final = ("csv", "xlsx", "json", "geojson", "gpkg")
DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
# An address in one cell is cut into the fields that it holds.
ADDRESS_FIELD: Final = "address"
RULED: Final = (*(name for name in FIELDS if name != "point"), ADDRESS_FIELD)


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """What the file looks like; what is not said is found out."""

    format: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    layer: str = ""
    rows: str = ""
    heading_row: int = 1
    unescape: bool = False
    dated_on: dt.date | None = None
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyRule:
    """Which columns name a row within its source, which one dates it, and in which country."""

    key: tuple[str, ...] = ()
    date: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where the value of one field comes from, and how it is read."""

    columns: tuple[str, ...] = ()
    first: bool = False
    join: str = " "
    separator: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=_nothing)
    ignore: tuple[str, ...] = ()
    flags: Mapping[str, str] = field(default_factory=_nothing)
    yes: tuple[str, ...] = ("oui", "yes", "true", "vrai", "1", "x")
    days: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    weeks: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class PointRule:
    """Where the point comes from: two columns, one, or the geometry; in which system."""

    longitude: str = ""
    latitude: str = ""
    column: str = ""
    order: str = "lat,lon"
    geometry: bool = False
    epsg: int = 0
    score: str = ""
    least: float = 0.5


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """A whole mapping, and the text that it was read from."""

    layout: Layout = field(default_factory=Layout)
    record: KeyRule = field(default_factory=KeyRule)
    fields: Mapping[str, FieldRule] = field(default_factory=_nothing)
    point: PointRule | None = None
    values: Mapping[str, Any] = field(default_factory=_nothing)
    ignore: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=_nothing)
    text: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def columns(self) -> frozenset[str]:
        """Every column that is read."""
        point = self.point or PointRule()
        named = {*self.record.key, self.record.date, point.longitude, point.latitude}
        named |= {point.column, point.score}
        for rule in self.fields.values():
            named |= {*rule.columns, *rule.flags, rule.weeks}
            named.update(*rule.days.values())
        return frozenset(named - {""})
