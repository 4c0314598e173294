"""What a visitor may ask of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.places.enums import PlaceState


class SearchForm(forms.Form):
    """Some words, and where the place stands in its life."""

    q = forms.CharField(
        label=_("Name, town, postcode, department"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *PlaceState.choices]
    )
