"""Adding a place; its name, its address, how its words are shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.geography.enums import Country
from maille.geography.queries import commune_code
from maille.people.models import Person
from maille.places import actions, enums
from maille.places.forms.communes import CommuneForm, commune_words
from maille.places.forms.fields import DegreesField, text
from maille.places.models import Place
from maille.places.values import Address


class AddPlaceForm(CommuneForm):
    """The little that makes a page: the rest is told later, at leisure."""

    name = forms.CharField(label=_("Name of the place"), max_length=120)
    state = forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=enums.PlaceState.choices,
        initial=enums.PlaceState.OPEN,
        widget=forms.RadioSelect,
    )

    field_order = ("name", "commune", "chosen", "state")

    def save(self, *, by: Person) -> Place:
        """Add the place, and its first steward."""
        return actions.add_place(
            name=self.cleaned_data["name"],
            commune=self.cleaned_data["commune"],
            state=self.cleaned_data["state"],
            by=by,
        )


class NameForm(forms.Form):
    """What the place is called, and the idea it was born from."""

    name = forms.CharField(label=_("Name of the place"), max_length=120)
    founding_idea = text(
        _("Founding idea"), help_text=_("Why this place, here? Two or three sentences.")
    )

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """Show what is known."""
        return {"name": place.name, "founding_idea": place.portrait.founding_idea}

    def save(self, *, place: Place, by: Person) -> None:
        """Keep both."""
        actions.update_place(place=place, changes={"name": self.cleaned_data["name"]}, by=by)
        actions.update_portrait(
            place=place, changes={"founding_idea": self.cleaned_data["founding_idea"]}, by=by
        )


class AddressForm(CommuneForm):
    """Where the place is."""

    country = forms.ChoiceField(
        label=_("Country"), choices=Country.choices, widget=forms.RadioSelect
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=5, required=False)
    locality = forms.CharField(
        label=_("Village or district"),
        help_text=_("When it is not called as the commune."),
        max_length=100,
        required=False,
    )
    street = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    latitude = DegreesField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = DegreesField(label=_("Longitude"), min_value=-180, max_value=180, required=False)
    coordinates_source = forms.CharField(
        label=_("Where the point comes from"),
        help_text=_("For example: OpenStreetMap, or the team."),
        max_length=120,
        required=False,
    )

    field_order = ("country", "commune", "chosen", "postcode", "locality", "street")

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """Show what is known; the locality only when it is another name."""
        same = place.commune is not None and place.locality == place.commune.name
        return {
            "country": place.country,
            "commune": commune_words(place.commune),
            "postcode": place.postcode,
            "locality": "" if same else place.locality,
            "street": place.street,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "coordinates_source": place.coordinates_source,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a point, and a commune of the country."""
        cleaned = super().clean()
        commune = cleaned.get("commune")
        if commune and not self.errors and commune.country != cleaned["country"]:
            self.add_error("country", _("This commune is in the other country."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("latitude", _("A point takes a latitude and a longitude."))
        return cleaned

    def save(self, *, place: Place, by: Person) -> None:
        """Keep the address."""
        fields = dict(self.cleaned_data)
        fields.pop("chosen", None)
        commune = fields.pop("commune")
        address = Address(commune=commune_code(commune) if commune else "", **fields)
        actions.locate_place(place=place, address=address, by=by)


class SharingForm(forms.Form):
    """How the place's words are written, shared, and whether its page is public."""

    is_public = forms.BooleanField(
        label=_("The page of the place is public"),
        help_text=_("Otherwise only your team and your networks see it."),
        required=False,
    )
    writing = forms.ChoiceField(
        label=_("How French sentences of reports name women and men"),
        choices=enums.WRITINGS,
        widget=forms.RadioSelect(attrs={"class": "one"}),
    )
    text_licence = forms.ChoiceField(
        label=_("Licence of texts and photographs"), choices=enums.TextLicence.choices
    )
    data_licence = forms.ChoiceField(
        label=_("Licence of figures"), choices=enums.DataLicence.choices
    )

    @classmethod
    def initial_of(cls, place: Place) -> dict[str, Any]:
        """Show what is known."""
        return {field: getattr(place, field) for field in cls.base_fields}

    def save(self, *, place: Place, by: Person) -> None:
        """Keep the choices."""
        actions.update_place(place=place, changes=self.cleaned_data, by=by)
