"""What a program may ask of places, checked before the database is."""

import math
from typing import Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.places.enums import Activity, Audience, PlaceState, Service
from maille.places.values import Label
from maille.portal.queries.finding import Asked, Near

MOST_PLACES: Final = 100
DEFAULT_PLACES: Final = 30
FURTHEST_METRES: Final = 200_000
_USUAL_METRES: Final = 10_000
_EAST, _NORTH = 180.0, 90.0
_CORNERS: Final = 4
_MIDDLE: Final = 2


class DegreesField(forms.Field):
    """Numbers parted by commas."""

    def __init__(self, count: int, help_text: Label) -> None:
        super().__init__(required=False, help_text=help_text)
        self.count = count

    def to_python(self, value: object) -> tuple[float, ...] | None:
        """Give the numbers, or nothing."""
        if value in self.empty_values:
            return None
        try:
            numbers = tuple(float(part) for part in str(value).split(","))
        except ValueError:
            numbers = ()
        if len(numbers) != self.count or not all(map(_is_degrees, numbers, range(self.count))):
            raise forms.ValidationError(
                _("%(count)s numbers in degrees are expected, longitude first, parted by commas"),
                params={"count": self.count},
            )
        return numbers


def _is_degrees(number: float, place: int) -> bool:
    """Tell a longitude in even places, a latitude in odd ones."""
    return math.isfinite(number) and abs(number) <= (_NORTH if place % 2 else _EAST)


class PlaceFilters(forms.Form):
    """Each filter of the list of places; its help text is what the documentation says."""

    q = forms.CharField(
        required=False,
        max_length=100,
        help_text=_("words of a name, a town, a postcode, a department; accents do not count"),
    )
    state = forms.ChoiceField(
        required=False, choices=PlaceState.choices, help_text=_("where places stand in their life")
    )
    activity = forms.ChoiceField(
        required=False, choices=Activity.choices, help_text=_("what is done there")
    )
    audience = forms.ChoiceField(
        required=False, choices=Audience.choices, help_text=_("who is welcomed")
    )
    service = forms.ChoiceField(
        required=False, choices=Service.choices, help_text=_("which digital help is given")
    )
    commune = forms.RegexField(
        r"^(BE-)?[0-9AB]{5}$",
        required=False,
        help_text=_("code of the commune: 14167, or BE-57081 in Belgium"),
    )
    department = forms.RegexField(
        r"^(BE-)?[0-9AB]{2,5}$",
        required=False,
        help_text=_("code of the department: 14, or BE-50000 for a Belgian province"),
    )
    intermunicipality = forms.RegexField(
        r"^[0-9]{9}$",
        required=False,
        help_text=_("SIREN number of the community of communes or metropolis: 200065597"),
    )
    bbox = DegreesField(_CORNERS, _("west,south,east,north, in degrees"))
    near = DegreesField(_MIDDLE, _("longitude,latitude, in degrees"))
    radius = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=FURTHEST_METRES,
        help_text=_("with near: metres around it, 10,000 unless said, 200,000 at most"),
    )
    updated_since = forms.DateTimeField(
        required=False, help_text=_("a day or a moment: places about which something changed since")
    )
    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("how many places a page holds: 30 unless said, 100 at most"),
    )
    cursor = forms.SlugField(
        required=False, help_text=_("where the page begins: follow the links, do not make one")
    )

    def asked(self) -> Asked:
        """Give what was asked as a value, once the form is valid."""
        said = self.cleaned_data
        middle, radius = said["near"], float(said["radius"] or _USUAL_METRES)
        return Asked(
            q=said["q"],
            **{name: said[name] for name in ("state", "activity", "audience", "service")},
            commune=said["commune"],
            department=said["department"],
            intermunicipality=said["intermunicipality"],
            box=said["bbox"],
            near=Near(middle[0], middle[1], radius) if middle else None,
            updated_since=said["updated_since"],
        )

    def complaint(self) -> str:
        """Give the first thing that is wrong, in one line."""
        field, errors = next(iter(self.errors.items()))
        return f"{field}: {errors[0]}"


FILTERS: Final = tuple((name, field.help_text) for name, field in PlaceFilters.base_fields.items())


def codes_of(field: forms.ChoiceField) -> list[str]:
    """Give the codes that may be chosen."""
    return [code for code, _label in cast("list[tuple[str, str]]", field.choices)]
