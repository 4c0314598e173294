"""What a visitor may ask of the list and of the map."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.places.enums import Activity, Audience, PlaceState, Service
from maille.portal.atlas import Wanted
from maille.portal.queries.around import Where, locate

_ANY = [("", _("all"))]
_FAR = 500


def _choices(codes: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    return [*_ANY, *codes]


class SearchForm(forms.Form):
    """Some words, and where the place stands in its life."""

    q = forms.CharField(
        label=_("Name, town, postcode, department"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=_choices(PlaceState.choices)
    )


class FilterForm(forms.Form):
    """What a tile and the page of the map are asked in common."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    open = forms.BooleanField(label=_("open now"), required=False)
    accessible = forms.BooleanField(
        label=_("fitted out for people with a disability"), required=False
    )
    itinerant = forms.BooleanField(label=_("that makes rounds"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=_choices(PlaceState.choices)
    )
    activity = forms.ChoiceField(
        label=_("Activity"), required=False, choices=_choices(Activity.choices)
    )
    audience = forms.ChoiceField(
        label=_("Who is welcomed"), required=False, choices=_choices(Audience.choices)
    )
    service = forms.ChoiceField(
        label=_("Digital help"), required=False, choices=_choices(Service.choices)
    )
    sites = forms.BooleanField(label=_("also show public sites"), required=False)
    network = forms.SlugField(max_length=80, required=False, widget=forms.HiddenInput)
    department = forms.CharField(max_length=8, required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(min_value=-90, max_value=90, required=False, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """Give what is asked; what cannot be read is not asked."""
        self.is_valid()
        asked = self.cleaned_data
        longitude, latitude = asked.get("lon"), asked.get("lat")
        return Wanted(
            **{name: asked.get(name) or "" for name in _WORDS},
            open_now=bool(asked.get("open")),
            accessible=bool(asked.get("accessible")),
            itinerant=bool(asked.get("itinerant")),
            near=None if longitude is None or latitude is None else (longitude, latitude),
            within=asked.get("within"),
        )


class TileForm(FilterForm):
    """What a tile is asked."""

    within = forms.FloatField(min_value=0.1, max_value=_FAR, required=False)


_WORDS = ("q", "state", "activity", "audience", "service", "network", "department")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of the map is asked: of which places, near what, with public sites or not."""

    wanted: Wanted
    where: Where | None
    sites: bool

    @property
    def query(self) -> str:
        """The same, as the address of a tile writes it."""
        wanted = self.wanted
        flags = {"open": wanted.open_now, "accessible": wanted.accessible}
        flags |= {"itinerant": wanted.itinerant, "sites": self.sites}
        near = wanted.near if wanted.within else None
        written = {
            **{name: getattr(wanted, name) for name in _WORDS},
            **{name: "on" for name, asked in flags.items() if asked},
            **({"lon": near[0], "lat": near[1], "within": wanted.within} if near else {}),
        }
        return urlencode({name: value for name, value in written.items() if value != ""})


class MapForm(FilterForm):
    """What the page of the map is asked."""

    near = forms.CharField(
        label=_("Near which town or postcode?"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    within = forms.TypedChoiceField(
        label=_("How far?"),
        required=False,
        coerce=float,
        empty_value=None,
        choices=[
            ("", _("any distance")),
            *((str(km), _("%s km") % km) for km in (2, 5, 10, 20, 50)),
        ],
    )

    field_order = ("q", "near", "within", "open")

    where: Where | None = None

    def clean_near(self) -> str:
        """Refuse a town that nobody knows, and say what to write."""
        words: str = self.cleaned_data["near"].strip()
        self.where = locate(words) if words else None
        if words and self.where is None:
            raise forms.ValidationError(
                _("We found no town called “%s”. Try its postcode, or a larger town nearby.")
                % words
            )
        return words

    def asked(self) -> Asked:
        """Give what is asked, the town as a point."""
        wanted = self.wanted()
        if self.where:
            point = (self.where.longitude, self.where.latitude)
            wanted = dataclasses.replace(wanted, near=point)
        return Asked(wanted, self.where, sites=bool(self.cleaned_data.get("sites")))
