"""Whom to write to, about where, how often."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maille.core.kernel.names import fold_name
from maille.directory.actions import Area, subscribe
from maille.directory.enums import Rhythm
from maille.directory.models import Subscription
from maille.geography.models import Department
from maille.people.models import Person
from maille.places.forms.communes import CommuneForm
from maille.places.queries.networks import known_networks

_DISTANCES = (5, 10, 20, 30, 50, 100)
_USUAL = 20


class SubscriptionForm(CommuneForm):
    """A commune and how far around it, or a department, or a network."""

    radius_km = forms.TypedChoiceField(
        label=_("How far around it"),
        choices=[(km, f"{km} km") for km in _DISTANCES],
        initial=_USUAL,
        coerce=int,
        empty_value=None,
        required=False,
    )
    department = forms.ModelChoiceField(
        label=_("Or a whole department"),
        queryset=Department.objects.all(),
        required=False,
    )
    network = forms.ModelChoiceField(
        label=_("Or the places of a network"),
        queryset=known_networks(),
        to_field_name="slug",
        required=False,
        empty_label="—",
    )
    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=Rhythm.choices,
        initial=Rhythm.MONTHLY,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Kept for these letters alone, and erased as soon as you stop them."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    field_order = ("commune", "chosen", "radius_km", "department", "network", "rhythm", "email")

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        departments = sorted(Department.objects.all(), key=lambda one: fold_name(one.name))
        self.fields["department"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.pk, one.name) for one in departments),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one area, and only one."""
        cleaned = super().clean()
        chosen = [cleaned.get(name) for name in ("commune", "department", "network")]
        if not self.errors and sum(one is not None for one in chosen) != 1:
            self.add_error(
                "commune", _("Choose a commune, a department or a network: one of them.")
            )
        return cleaned

    def save(self, *, by: Person | None) -> Subscription | None:
        """Ask for the letters."""
        fields = self.cleaned_data
        commune = fields["commune"]
        area = Area(
            commune=commune,
            radius_km=(fields["radius_km"] or _USUAL) if commune else None,
            department=fields["department"],
            network=fields["network"],
        )
        return subscribe(
            email=fields["email"],
            area=area,
            rhythm=fields["rhythm"],
            language="en" if (get_language() or "fr").startswith("en") else "fr",
            by=by,
        )
