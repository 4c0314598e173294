"""Reading the trail of a place: who, when, what stood there before, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from maille.db.models import Change
from maille.db.trail import changes_of
from maille.places import enums
from maille.places.models import Place
from maille.places.programme import lines_told
from maille.places.queries.rows import LINES
from maille.places.values import Label, LifeEventLine

CHANGES_PER_PAGE = 40
LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "added": _("Place added"),
        "merged_into": _("Merged into"),
        "name": _("Name"),
        "state": _("State"),
        "writing": _("Writing of sentences"),
        "text_licence": _("Licence of texts and photographs"),
        "data_licence": _("Licence of figures"),
        "is_public": _("Public page"),
        "country": _("Country"),
        "insee": _("Commune"),
        "locality": _("Village or district"),
        "postcode": _("Postcode"),
        "street": _("Street and number"),
        "longitude": _("Longitude"),
        "latitude": _("Latitude"),
        "coordinates_source": _("Where the point comes from"),
        "founding_idea": _("Founding idea"),
        "organisation_name": _("Name of the organisation"),
        "organisation_form": _("Form of the organisation"),
        "organisation_founded": _("Foundation of the organisation"),
        "site": _("The site"),
        "opening": _("Opening"),
        "opening_hours": _("Opening hours"),
        "stops": _("Stops of rounds"),
        "summary": _("In a few words"),
        "phone": _("Telephone"),
        "email": _("E-mail address for everybody"),
        "siret": _("SIRET number"),
        "services": _("Digital help"),
        "website": _("Website"),
        "point": _("Point on the map"),
        "opened": _("Opened on"),
        "closed": _("Closed on"),
        "activities": _("Activities"),
        "activities_own": _("Other activities"),
        "audiences": _("Who is welcomed"),
        "audiences_own": _("Others welcomed"),
        "accessibility": _("The site is fitted out for"),
        "accessibility_own": _("Other arrangements"),
        "transports": _("How one comes"),
        "transports_own": _("Other ways to come"),
        "values": _("What the team holds to"),
        "values_own": _("What the team holds to, in its own words"),
        "volunteers": _("Volunteers"),
        "employees": _("Paid jobs"),
        "statements": _("Charter"),
        "later_forms": _("Forms taken later"),
        "surfaces": _("Surfaces"),
        "means": _("Money, per year"),
        "composition": _("Who makes up the place"),
        "partners": _("Partners"),
        "links": _("Links"),
        "networks": _("Networks"),
        "life_events": _("Life of the place"),
        "confirmed": _("All confirmed"),
        "photos": _("Order of photographs"),
        "photo": _("Photograph"),
        "feed": _("Calendar followed"),
        "member": _("Role in the team"),
        "device": _("Device"),
    }
)
# Which words stand for the codes of a field.
CODES: Mapping[str, type[TextChoices]] = MappingProxyType(
    {
        "state": enums.PlaceState,
        "organisation_form": enums.OrganisationForm,
        "form": enums.OrganisationForm,
        "services": enums.Service,
        "activities": enums.Activity,
        "audiences": enums.Audience,
        "accessibility": enums.Accessibility,
        "transports": enums.Transport,
        "values": enums.PlaceValue,
        "member": enums.Role,
        "statements.kind": enums.StatementKind,
        "surfaces.kind": enums.SurfaceKind,
        "means.kind": enums.MeansKind,
        "means.source": enums.MeansSource,
        "composition.kind": enums.OccupantKind,
        "partners.kind": enums.PartnerKind,
        "links.kind": enums.LinkKind,
        "life_events.kind": enums.LifeEventKind,
    }
)
ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{part: table.columns for part, table in LINES.items()},
        "life_events": tuple(LifeEventLine.__slots__),
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One change, ready to be read; lists are one line per item."""

    label: Label
    previous: tuple[str, ...]
    new: tuple[str, ...]
    author: str
    at: datetime


def history_of(place: Place, page: str | None) -> Page[Passage]:
    """Give a page of the changes of a place, newest first."""
    changes = Paginator(changes_of(place), CHANGES_PER_PAGE).get_page(page)
    passages = [_passage(change) for change in changes]
    return Page(passages, changes.number, cast("Paginator[Passage]", changes.paginator))


def _passage(change: Change) -> Passage:
    field = change.field.partition(":")[0]
    if field == "occasion":
        return _passage_of_programme(change)
    return Passage(
        label=LABELS.get(field, change.field),
        previous=tuple(_lines(field, change.previous)),
        new=tuple(_lines(field, change.new)),
        author=str(change.by) if change.by else "",
        at=change.at,
    )


def _passage_of_programme(change: Change) -> Passage:
    """Say what changed in an occasion, and only that."""
    before, after = (lines_told(value or {}) for value in (change.previous, change.new))
    told = change.new or change.previous or {}
    return Passage(
        label=_("Programme: %s") % told["title"],
        previous=tuple(line for line in before if line not in after),
        new=tuple(line for line in after if line not in before),
        author=str(change.by) if change.by else "",
        at=change.at,
    )


def _lines(field: str, value: object) -> Iterable[str]:
    if value in (None, "", []):
        return []
    if isinstance(value, list):
        return [line for item in value for line in _lines(field, item)]
    if isinstance(value, dict):
        parts = (_lines(f"{field}.{key}", value[key]) for key in _in_order(field, value))
        return [", ".join(line for part in parts for line in part)]
    return [_word(field, value)]


def _in_order(field: str, keys: Iterable[str]) -> list[str]:
    """Give keys in the order of the values they come from: JSON in a database keeps none."""
    known = ORDER.get(field, ())
    return sorted(keys, key=lambda key: (known.index(key) if key in known else 0, key))


def _word(field: str, value: object) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    codes = CODES.get(field) or CODES.get(field.rpartition(".")[2])
    if codes and value in codes.values:
        return str(codes(value).label)
    return str(value)
