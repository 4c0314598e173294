"""Reading the lists of a portrait as values."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from maille.places import models, values
from maille.places.models import Place


@dataclass(frozen=True, slots=True)
class LineTable:
    """Where the lines of one list are kept, and as what value they travel."""

    model: type[models.PortraitPart]
    value: type[values.Line]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that make the value."""
        return tuple(field.name for field in fields(self.value))


LINES: Mapping[str, LineTable] = MappingProxyType(
    {
        "statements": LineTable(models.Statement, values.StatementLine),
        "later_forms": LineTable(models.LaterForm, values.LaterFormLine),
        "surfaces": LineTable(models.Surface, values.SurfaceLine),
        "means": LineTable(models.Means, values.MeansLine),
        "composition": LineTable(models.Occupants, values.OccupantsLine),
        "partners": LineTable(models.Partner, values.PartnerLine),
        "stops": LineTable(models.Stop, values.StopLine),
        "links": LineTable(models.Link, values.LinkLine),
    }
)


def lines_of(place: Place, part: str) -> tuple[values.Line, ...]:
    """Give the lines of one of a portrait's lists, in order."""
    table = LINES[part]
    return tuple(table.value(*row) for row in getattr(place, part).values_list(*table.columns))
