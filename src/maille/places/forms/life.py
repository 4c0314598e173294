"""What happened in the life of a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.people.models import Person
from maille.places import actions, enums
from maille.places.forms.fields import PartialDateField
from maille.places.models import LifeEvent, Place
from maille.places.queries import find_place_named
from maille.places.values import LifeEventLine


class LifeEventForm(forms.Form):
    """An event, its date as far as it is known, where that is known from."""

    kind = forms.ChoiceField(
        label=_("What happened?"),
        choices=enums.LifeEventKind.choices,
        widget=forms.RadioSelect,
    )
    date = PartialDateField(label=_("When"), required=False)
    note = forms.CharField(
        label=_("In a sentence"),
        help_text=_("After a closure: what remains, and where it is found."),
        max_length=300,
        required=False,
    )
    source = forms.CharField(label=_("How it is known"), max_length=300, required=False)
    successor_name = forms.CharField(
        label=_("Which place takes over"),
        help_text=_("Its name; when it has a page here, the two pages are linked."),
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, str]:
        """Ask for a name when another place takes over."""
        cleaned: dict[str, str] = super().clean() or {}
        succeeded = cleaned.get("kind") == enums.LifeEventKind.SUCCEEDED
        if succeeded and not cleaned.get("successor_name"):
            self.add_error("successor_name", _("Say which place takes over."))
        return cleaned

    def save(self, *, place: Place, by: Person) -> LifeEvent:
        """Tell the event; a name is only kept for a succession."""
        fields = dict(self.cleaned_data)
        if fields["kind"] != enums.LifeEventKind.SUCCEEDED:
            fields["successor_name"] = ""
        return actions.add_life_event(
            place=place,
            event=LifeEventLine(**fields),
            successor=find_place_named(fields["successor_name"]),
            by=by,
        )
