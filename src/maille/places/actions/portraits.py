"""Writing a portrait, section by section."""

import dataclasses
from collections.abc import Mapping, Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _
from stdnum.fr import siret

from maille.core.hours import InvalidHoursError, read_hours
from maille.geography.queries import match_commune
from maille.places import enums, values
from maille.places.actions.places import fold_place
from maille.places.actions.trail import Author, as_plain, check_columns, check_date, keep_trail
from maille.places.errors import InvalidPlaceError
from maille.places.hours import hours_refused
from maille.places.models import Place, Portrait
from maille.places.queries.rows import LINES, lines_of

# The code lists that may be ticked; "<list>_own" takes the team's own words.
TICKS: Mapping[str, type[models.TextChoices]] = {
    "audiences": enums.Audience,
    "accessibility": enums.Accessibility,
    "transports": enums.Transport,
    "values": enums.PlaceValue,
    "activities": enums.Activity,
    "services": enums.Service,
}
# A national list: a service is one of these, or none.
WITHOUT_OWN_WORDS = frozenset({"services"})
_TEXTS = frozenset(
    {
        *("founding_idea", "site", "opening", "organisation_name", "organisation_form"),
        *("summary", "phone", "email"),
    }
)
_COUNTS = frozenset({"volunteers", "employees"})
_MAX_OWN = 120


@transaction.atomic
def update_portrait(*, place: Place, changes: Mapping[str, object], by: Author) -> Place:
    """Change columns of a portrait; a column that is not named keeps what it holds.

    Raises
    ------
    InvalidPlaceError
        When a column is unknown or a value does not fit it.
    """
    portrait = Portrait.objects.select_for_update().get(place=place)
    before = {}
    after = {}
    for field, value in changes.items():
        clean = checked_value(field, value)
        before[field], after[field] = getattr(portrait, field, None), clean
        setattr(portrait, field, clean)
    check_columns(portrait, after)
    portrait.save()
    place.portrait = portrait
    fold_place(place)
    keep_trail(place=place, before=before, after=after, by=by)
    return place


def set_statements(
    *, place: Place, statements: Sequence[values.StatementLine], by: Author
) -> Place:
    """Write the charter anew."""
    return _set_lines(place, "statements", [line for line in statements if line.text.strip()], by)


def set_later_forms(*, place: Place, forms: Sequence[values.LaterFormLine], by: Author) -> Place:
    """Say which legal forms the organisation took later."""
    for line in forms:
        check_date(line.since)
    return _set_lines(place, "later_forms", forms, by)


def set_surfaces(*, place: Place, surfaces: Sequence[values.SurfaceLine], by: Author) -> Place:
    """Say how large the place is."""
    return _set_lines(place, "surfaces", surfaces, by)


def set_means(*, place: Place, means: Sequence[values.MeansLine], by: Author) -> Place:
    """Say with how much money the place lives."""
    return _set_lines(place, "means", means, by)


def set_composition(
    *, place: Place, composition: Sequence[values.OccupantsLine], by: Author
) -> Place:
    """Say who makes up the place."""
    kinds = [line.kind for line in composition]
    if len(set(kinds)) < len(kinds):
        raise InvalidPlaceError(_("each kind of organisation is counted once"))
    return _set_lines(place, "composition", composition, by)


def set_partners(*, place: Place, partners: Sequence[values.PartnerLine], by: Author) -> Place:
    """Say who supports the place."""
    return _set_lines(place, "partners", [line for line in partners if line.name.strip()], by)


def set_links(*, place: Place, links: Sequence[values.LinkLine], by: Author) -> Place:
    """Say where else the place is told of; only ``https`` addresses are kept.

    Raises
    ------
    InvalidPlaceError
        When an address is not ``https``.
    """
    for line in links:
        if not line.url.startswith("https://"):
            raise InvalidPlaceError(_("%s does not start with https://") % line.url)
    return _set_lines(place, "links", links, by)


def set_stops(*, place: Place, stops: Sequence[values.StopLine], by: Author) -> Place:
    """Say where a round stops, and when; a stop without a point takes its town's.

    Raises
    ------
    InvalidPlaceError
        When hours cannot be read, or only one of two degrees is given.
    """
    located = []
    for stop in stops:
        if (stop.longitude is None) != (stop.latitude is None):
            raise InvalidPlaceError(_("a point needs both its longitude and its latitude"))
        told = dataclasses.replace(stop, opening_hours=checked_hours(stop.opening_hours))
        commune = match_commune(place.country, stop.locality, stop.postcode)
        if commune and stop.longitude is None:
            told = dataclasses.replace(told, longitude=commune.longitude, latitude=commune.latitude)
        located.append(told)
    return _set_lines(place, "stops", located, by)


def checked_siret(text: str) -> str:
    """Give the fourteen digits of a SIRET number, or refuse what does not add up."""
    digits = "".join(text.split())
    if digits and not siret.is_valid(digits):
        raise InvalidPlaceError(_("%s is not a SIRET number: look at its fourteen digits") % text)
    return digits


def checked_hours(text: str) -> str:
    """Give hours as the grammar writes them, or refuse them."""
    try:
        return read_hours(text).text if text.strip() else ""
    except InvalidHoursError as error:
        raise InvalidPlaceError(hours_refused(error)) from error


@transaction.atomic
def _set_lines(place: Place, part: str, lines: Sequence[values.Line], by: Author) -> Place:
    table = LINES[part]
    before = as_plain(lines_of(place, part))
    rows = []
    for position, line in enumerate(lines):
        columns = {column: getattr(line, column) for column in table.columns}
        row = table.model(**{**columns, "place": place, "position": position})
        check_columns(row, table.columns)
        rows.append(row)
    kept = getattr(place, part)
    kept.all().delete()
    kept.bulk_create(rows)
    keep_trail(place=place, before={part: before}, after={part: as_plain(lines)}, by=by)
    return place


def checked_value(field: str, value: object) -> object:
    """Give what a column of a portrait keeps of a value, or refuse it."""
    if field in TICKS:
        return _checked_codes(field, value)
    if field.removesuffix("_own") in TICKS.keys() - WITHOUT_OWN_WORDS:
        return _checked_words(value)
    if field == "organisation_founded":
        check_date(str(value))
    elif field == "siret":
        return checked_siret(str(value))
    elif field == "opening_hours":
        return checked_hours(str(value))
    elif field not in _TEXTS | _COUNTS:
        raise InvalidPlaceError(_("a portrait has no part called %s") % field)
    return value.strip() if isinstance(value, str) else value


def _checked_codes(field: str, value: object) -> list[str]:
    ticked = _as_words(value)
    unknown = [code for code in ticked if code not in TICKS[field].values]
    if unknown:
        raise InvalidPlaceError(
            _("%(field)s cannot be: %(codes)s") % {"field": field, "codes": ", ".join(unknown)}
        )
    return [code for code in TICKS[field].values if code in ticked]


def _checked_words(value: object) -> list[str]:
    words = [" ".join(word.split()) for word in _as_words(value)]
    if any(len(word) > _MAX_OWN for word in words):
        raise InvalidPlaceError(_("own words take at most %s characters each") % _MAX_OWN)
    return list(dict.fromkeys(word for word in words if word))


def _as_words(value: object) -> list[str]:
    if not isinstance(value, list | tuple):
        raise InvalidPlaceError(_("a list was expected"))
    return [str(word) for word in value]
