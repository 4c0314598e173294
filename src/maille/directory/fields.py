"""The fields of a place that sources speak of: their words, their values, their columns.

A value of a claim is what a source says, whole; a column of a place is what can be shown of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maille.core.kernel.period import first_day, last_day
from maille.places import enums
from maille.places.values import Label

# An address is never put together from two sources: these go by the same one.
ADDRESS: Final = ("street", "postcode", "locality", "insee")
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_POSTCODE: Final = re.compile(r"[0-9]{4,5}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name on screens, its codes when it takes codes, how long it is shown.

    ``most`` counts characters; a longer text is cut when ``cut``, else it is not shown.
    """

    label: Label
    codes: type[TextChoices] | None = None
    several: bool = False
    most: int = 0
    cut: bool = False


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "name": Field(_("Name"), most=120, cut=True),
        "street": Field(_("Street and number"), most=200, cut=True),
        "postcode": Field(_("Postcode"), most=5),
        "locality": Field(_("Town"), most=100, cut=True),
        "insee": Field(_("Code of the commune"), most=8),
        "point": Field(_("Point on the map")),
        "state": Field(_("State"), enums.PlaceState),
        "website": Field(_("Website"), most=400),
        "phone": Field(_("Telephone"), most=20),
        "email": Field(_("E-mail address"), most=254),
        "siret": Field(_("SIRET number"), most=14),
        "opening_hours": Field(_("Opening hours"), most=500),
        "summary": Field(_("Summary"), most=280, cut=True),
        "activities": Field(_("Activities"), enums.Activity, several=True),
        "audiences": Field(_("Who is welcomed"), enums.Audience, several=True),
        "accessibility": Field(_("The site is fitted out for"), enums.Accessibility, several=True),
        "services": Field(_("Digital help"), enums.Service, several=True),
        "transports": Field(_("How one comes"), enums.Transport, several=True),
        "opened": Field(_("Opened"), most=10),
        "closed": Field(_("Closed"), most=10),
        "organisation_name": Field(_("Name of the organisation"), most=120, cut=True),
        "organisation_form": Field(_("Form of the organisation"), enums.OrganisationForm),
    }
)


@cache
def values_of(field: str) -> tuple[str, ...]:
    """Give the codes of a field, in their order; none when it takes words."""
    codes = FIELDS[field].codes
    return tuple(codes.values) if codes else ()


def is_empty(value: object) -> bool:
    """Tell whether nothing is said."""
    return value in _EMPTY


def empty_of(field: str) -> object:
    """Give what a column holds when nobody says anything."""
    if field == "point":
        return None
    return [] if FIELDS[field].several else ""


def shown_of(field: str, value: object) -> object:
    """Give what a place can show of a value: what its column can hold, or nothing.

    Examples
    --------
    >>> shown_of("website", "http://example.org"), shown_of("postcode", "F-14460")
    ('https://example.org', '')
    """
    known = FIELDS[field]
    if is_empty(value):
        return empty_of(field)
    if field == "point":
        return value
    if known.codes and known.several:
        told = value if isinstance(value, list) else [value]
        return [code for code in values_of(field) if code in told]
    text = " ".join(str(value).split())
    if known.codes:
        return text if text in values_of(field) else ""
    return _shown_text(field, text)


def _shown_text(field: str, text: str) -> str:
    known = FIELDS[field]
    if field == "website":
        text = re.sub(r"^http://", "https://", text, flags=re.IGNORECASE)
        return text if text.startswith("https://") and len(text) <= known.most else ""
    if field == "postcode":
        return text if _POSTCODE.fullmatch(text) else ""
    if len(text) <= known.most:
        return text
    return f"{text[: known.most - 1].rstrip()}…" if known.cut else ""


def point_in_words(latitude: float, longitude: float) -> str:
    """Write a point as the language of the page does, its latitude first."""
    french = (get_language() or "fr").startswith("fr")
    told = (" ; " if french else ", ").join(f"{one:.5f}" for one in (latitude, longitude))
    return (told.replace(".", ",") if french else told).replace("-", "−")


def words_of(field: str, value: object) -> str:
    """Say a value in words, in the language of the page."""
    known = FIELDS[field]
    if is_empty(value):
        return ""
    if field == "point" and isinstance(value, list):
        return point_in_words(value[1], value[0])
    told = [str(one) for one in (value if isinstance(value, list) else [value])]
    codes = known.codes
    return ", ".join(str(codes(one).label) if codes and one in codes else one for one in told)


def coherent(columns: Mapping[str, object]) -> dict[str, object]:
    """Give columns without an opening that follows a closure: of the two, nobody knows which.

    Examples
    --------
    >>> coherent({"opened": "2020", "closed": "2010"})
    {'opened': '', 'closed': ''}
    """
    opened, closed = (str(columns.get(name) or "") for name in ("opened", "closed"))
    if opened and closed and first_day(opened) > last_day(closed):
        return {**columns, "opened": "", "closed": ""}
    return dict(columns)
