"""The sections of a portrait, one small form each."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.people.models import Person
from maille.places import actions, enums
from maille.places.forms.fields import (
    AmountField,
    HoursField,
    LinesField,
    PartialDateField,
    one_of,
    text,
    ticks,
)
from maille.places.models import Place
from maille.places.queries.networks import known_networks
from maille.places.values import OccupantsLine, PartnerLine, StatementLine


class PortraitForm(forms.Form):
    """A section whose fields are columns of the portrait."""

    @classmethod
    def initial_of(cls, place: Place) -> dict[str, Any]:
        """Show what is known."""
        return {field: getattr(place.portrait, field) for field in cls.base_fields}

    def save(self, *, place: Place, by: Person) -> None:
        """Keep the columns."""
        actions.update_portrait(place=place, changes=self.cleaned_data, by=by)


class OrganisationForm(PortraitForm):
    """Who carries the place."""

    organisation_name = forms.CharField(
        label=_("Name of the organisation"), max_length=120, required=False
    )
    organisation_form = one_of(_("Its form"), enums.OrganisationForm.choices, required=False)
    organisation_founded = PartialDateField(label=_("Founded"), required=False)


class SiteForm(PortraitForm):
    """The site, what is done there, when it is open."""

    site = text(_("The site"), help_text=_("The building, its former life, its grounds."))
    opening = text(_("Opening"), most=600, help_text=_("Days and hours, in your own words."))
    opening_hours = HoursField()
    activities = ticks(_("Activities"), enums.Activity.choices)
    activities_own = LinesField(label=_("Other activities"), help_text=_("One per line."))


class ContactForm(PortraitForm):
    """How the place is said in two lines, and reached; all of it is public."""

    summary = forms.CharField(
        label=_("In a few words"),
        help_text=_("Two lines for lists and maps."),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail address for everybody"),
        help_text=_("Everybody will read it: the address of the place, not of a person."),
        required=False,
    )
    siret = forms.CharField(
        label=_("SIRET number"),
        help_text=_("In France, fourteen digits: several public lists ask for it."),
        max_length=20,
        required=False,
    )
    services = ticks(_("Digital help"), enums.Service.choices)


class WelcomeForm(PortraitForm):
    """Who is welcomed, how one comes, what the team holds to."""

    audiences = ticks(_("Who is welcomed"), enums.Audience.choices)
    audiences_own = LinesField(label=_("Others welcomed"), help_text=_("One per line."))
    accessibility = ticks(_("The site is fitted out for"), enums.Accessibility.choices)
    accessibility_own = LinesField(label=_("Other arrangements"), help_text=_("One per line."))
    transports = ticks(_("How one comes"), enums.Transport.choices)
    transports_own = LinesField(label=_("Other ways to come"), help_text=_("One per line."))
    values = ticks(_("What the team holds to"), enums.PlaceValue.choices)
    values_own = LinesField(label=_("In your own words"), help_text=_("One per line."))


class PeopleForm(PortraitForm):
    """Who makes the place live."""

    volunteers = forms.IntegerField(
        label=_("Volunteers"),
        help_text=_("Persons, not hours. Leave empty when you do not know."),
        min_value=0,
        max_value=100_000,
        required=False,
    )
    employees = AmountField(
        label=_("Paid jobs"),
        help_text=_("In full-time equivalents."),
        min_value=Decimal(0),
        max_digits=7,
        decimal_places=1,
        required=False,
    )


class CharterForm(forms.Form):
    """The charter, a statement per line."""

    mission = LinesField(label=_("Mission"), help_text=_("One sentence per line."))
    object = LinesField(label=_("Aims"), rows=6, help_text=_("One per line."))
    principle = LinesField(label=_("Principles of action"), rows=6, help_text=_("One per line."))
    reported = forms.BooleanField(
        label=_("This is a summary of a public page, not the charter's own words"), required=False
    )
    source_url = forms.URLField(
        label=_("Address of the charter"), required=False, assume_scheme="https"
    )
    source_note = forms.CharField(
        label=_("Where it comes from, in words"), max_length=200, required=False
    )

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """Show the statements, gathered by kind."""
        lines = list(place.statements.all())
        first = lines[0] if lines else None
        return {
            **{
                kind.value: [line.text for line in lines if line.kind == kind]
                for kind in enums.StatementKind
            },
            "reported": bool(first and first.reported),
            "source_url": first.source_url if first else "",
            "source_note": first.source_note if first else "",
        }

    def save(self, *, place: Place, by: Person) -> None:
        """Write the charter anew."""
        source = {
            name: self.cleaned_data[name] for name in ("reported", "source_url", "source_note")
        }
        statements = [
            StatementLine(kind=kind.value, text=line, **source)
            for kind in enums.StatementKind
            for line in self.cleaned_data[kind.value]
        ]
        actions.set_statements(place=place, statements=statements, by=by)


class CompositionForm(forms.Form):
    """How many organisations of each kind make up the place."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        for kind in enums.OccupantKind:
            self.fields[kind.value] = forms.IntegerField(
                label=str(kind.label).capitalize(), min_value=0, max_value=100_000, required=False
            )

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """Show the counts."""
        return {row.kind: row.count for row in place.composition.all()}

    def save(self, *, place: Place, by: Person) -> None:
        """Keep the kinds that were counted: nothing typed is unknown, 0 is zero."""
        counted = [
            OccupantsLine(kind=kind, count=count)
            for kind, count in self.cleaned_data.items()
            if count is not None
        ]
        actions.set_composition(place=place, composition=counted, by=by)


class PartnersForm(forms.Form):
    """Who supports the place."""

    public = LinesField(label=_("Public partners"), rows=6, help_text=_("One per line."))
    private = LinesField(
        label=_("Private partners"),
        rows=6,
        help_text=_("Companies, associations, foundations. One per line."),
    )

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """Show the names."""
        rows = list(place.partners.all())
        return {
            kind.value: [row.name for row in rows if row.kind == kind] for kind in enums.PartnerKind
        }

    def save(self, *, place: Place, by: Person) -> None:
        """Keep the names."""
        partners = [
            PartnerLine(kind=kind.value, name=name)
            for kind in enums.PartnerKind
            for name in self.cleaned_data[kind.value]
        ]
        actions.set_partners(place=place, partners=partners, by=by)


class NetworksForm(forms.Form):
    """To which networks the place belongs."""

    networks = forms.ModelMultipleChoiceField(
        label=_("Networks"),
        queryset=known_networks(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever looks after a network that a steward ticks may read your drafts."),
    )
    other = forms.CharField(label=_("Another network"), max_length=120, required=False)

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """Show the networks of the place."""
        return {"networks": list(place.networks.all())}

    def save(self, *, place: Place, by: Person) -> None:
        """Keep the networks, a new one among them."""
        networks = list(self.cleaned_data["networks"])
        if self.cleaned_data["other"]:
            networks.append(actions.add_network(name=self.cleaned_data["other"]))
        actions.set_networks(place=place, networks=networks, by=by)


class RowsForm(forms.Form):
    """Nothing besides the rows themselves."""

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:  # noqa: ARG004 - as the other sections
        """Show nothing."""
        return {}

    def save(self, *, place: Place, by: Person) -> None:
        """Keep nothing."""
