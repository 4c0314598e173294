"""Following a calendar kept elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.observations.actions.feeds import follow_calendar
from maille.observations.feeds.addresses import LONGEST
from maille.observations.models import CalendarFeed
from maille.people.models import Person
from maille.places.models import Place


class FeedForm(forms.Form):
    """An address, and how the team calls it."""

    address = forms.CharField(
        label=_("Address of the calendar"),
        help_text=_("It often ends with .ics, and starts with https:// or webcal://"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    label = forms.CharField(
        label=_("What you call it"),
        help_text=_("For instance: the town's agenda."),
        max_length=120,
        required=False,
    )

    def save(self, *, place: Place, by: Person) -> CalendarFeed:
        """Follow it."""
        said = self.cleaned_data
        return follow_calendar(place=place, address=said["address"], label=said["label"], by=by)
