"""A network: its name, its words, where it works."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.people.models import Person
from maille.places import actions
from maille.places.forms.fields import text
from maille.places.models import Network


class NetworkForm(forms.Form):
    """What a network says of itself."""

    name = forms.CharField(label=_("Name of the network"), max_length=120)
    url = forms.URLField(
        label=_("Its own site, if it has one"), required=False, assume_scheme="https"
    )
    description = text(
        _("In a few sentences"),
        most=2000,
        help_text=_("Who gathers here, where, to do what together."),
    )

    @staticmethod
    def initial_of(network: Network) -> dict[str, Any]:
        """Show what is known."""
        return {
            "name": network.name,
            "url": network.url,
            "description": network.description,
        }

    def ask(self, *, by: Person) -> Network:
        """Ask for this network."""
        return actions.ask_for_network(by=by, **self.cleaned_data)

    def save(self, *, network: Network) -> Network:
        """Keep what was said."""
        return actions.describe_network(network=network, **self.cleaned_data)


class WordsForm(forms.Form):
    """Words to look for: a place, a commune, a department."""

    q = forms.CharField(label=_("Search"), max_length=80, required=False)

    def words(self) -> str:
        """Give what was typed, if it can be looked for."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""
