"""The rows of a section: a surface, an amount, a link… An emptied row goes away."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maille.people.models import Person
from maille.places import actions, enums
from maille.places.forms.fields import (
    AmountField,
    DegreesField,
    HoursField,
    PartialDateField,
    one_of,
)
from maille.places.models import Place
from maille.places.values import LaterFormLine, LinkLine, MeansLine, StopLine, SurfaceLine

SPARE_ROWS = 2
MOST_ROWS = 40


class RowForm(forms.Form):
    """One row; its fields are those of the value it makes."""

    part: ClassVar[str]
    line: ClassVar[Callable[..., Any]]
    keep: ClassVar[Callable[..., Place]]
    parameter: ClassVar[str]


class LaterFormRow(RowForm):
    """A legal form taken later."""

    part, parameter, line = "later_forms", "forms", LaterFormLine
    keep = staticmethod(actions.set_later_forms)

    form = one_of(_("Form"), enums.OrganisationForm.choices)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    since = PartialDateField(label=_("Since"), required=False)


class SurfaceRow(RowForm):
    """A surface."""

    part, parameter, line = "surfaces", "surfaces", SurfaceLine
    keep = staticmethod(actions.set_surfaces)

    kind = one_of(_("Kind"), enums.SurfaceKind.choices)
    square_metres = forms.IntegerField(label=_("Square metres"), min_value=1, max_value=100_000_000)
    label = forms.CharField(label=_("What it is"), max_length=80, required=False)


class MeansRow(RowForm):
    """An amount of money."""

    part, parameter, line = "means", "means", MeansLine
    keep = staticmethod(actions.set_means)

    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100, required=False)
    kind = one_of(_("For"), enums.MeansKind.choices)
    source = one_of(_("From"), enums.MeansSource.choices)
    amount = AmountField(label=_("Euros"), min_value=0, max_digits=12, decimal_places=2)


class LinkRow(RowForm):
    """A page about the place."""

    part, parameter, line = "links", "links", LinkLine
    keep = staticmethod(actions.set_links)

    kind = one_of(_("Kind"), enums.LinkKind.choices)
    url = forms.URLField(
        label=_("Address"),
        max_length=400,
        assume_scheme="https",
        help_text=_("It starts with https://"),
    )

    def clean_url(self) -> str:
        """Refuse an address that travels in the clear."""
        url: str = self.cleaned_data["url"]
        if not url.startswith("https://"):
            raise forms.ValidationError(_("This address does not start with https://"))
        return url


class StopRow(RowForm):
    """Where a round stops, and when."""

    part, parameter, line = "stops", "stops", StopLine
    keep = staticmethod(actions.set_stops)

    name = forms.CharField(
        label=_("Where it stops"),
        max_length=120,
        required=False,
        help_text=_("As people call it: Place de l'Église, in front of the school."),
    )
    street = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    postcode = forms.RegexField(r"^\d{4,5}$", label=_("Postcode"), required=False)
    locality = forms.CharField(label=_("Town"), max_length=100)
    opening_hours = HoursField(label=_("When it stops there"))
    longitude = DegreesField(
        label=_("Longitude"),
        min_value=-180,
        max_value=180,
        required=False,
        help_text=_("Empty: the middle of the town."),
    )
    latitude = DegreesField(label=_("Latitude"), min_value=-90, max_value=90, required=False)


if TYPE_CHECKING:
    RowSet = BaseFormSet[RowForm]
else:
    RowSet = BaseFormSet


class Rows(RowSet):
    """The rows of one section."""


def rows_of(row: type[RowForm], place: Place, data: QueryDict | None) -> Rows:
    """Give the rows of a section: what was typed, or what is known and two spare rows."""
    known = [
        {name: getattr(line, name) for name in row.base_fields}
        for line in getattr(place, row.part).all()
    ]
    spare = SPARE_ROWS if data is None else 0
    made = formset_factory(
        row, formset=Rows, extra=spare, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    # Bound without initial values, so that a row emptied by hand counts as empty.
    rows = made(
        data,
        initial=known if data is None else None,
        prefix="rows",
        form_kwargs={"empty_permitted": True, "use_required_attribute": False},
    )
    return cast("Rows", rows)


def save_rows(rows: Rows, row: type[RowForm], *, place: Place, by: Person) -> None:
    """Keep the rows that hold something, in their order."""
    lines = [row.line(**form.cleaned_data) for form in rows.forms if form.has_changed()]
    row.keep(place=place, by=by, **{row.parameter: lines})
