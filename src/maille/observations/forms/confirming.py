"""What came of an occurrence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.observations.actions.confirming import confirm_occurrence, deny_occurrence
from maille.people.models import Person
from maille.places.models import Place
from maille.places.occasions import Occurrence

MOST_PEOPLE = 100_000


class ConfirmForm(forms.Form):
    """A number, and which of the two buttons was tapped."""

    people = forms.IntegerField(
        label=_("How many people"), min_value=0, max_value=MOST_PEOPLE, required=False
    )
    held = forms.ChoiceField(choices=[("yes", _("It took place")), ("no", _("Not held"))])

    def save(self, *, place: Place, occurrence: Occurrence, by: Person) -> bool:
        """Keep what was said; tell whether it took place."""
        if self.cleaned_data["held"] == "no":
            deny_occurrence(place=place, occurrence=occurrence, by=by)
            return False
        people = self.cleaned_data["people"]
        confirm_occurrence(place=place, occurrence=occurrence, people=people, by=by)
        return True
