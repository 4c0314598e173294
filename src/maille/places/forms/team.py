"""Who looks after a place, a device, a network."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.people.models import Person
from maille.places import enums

_ROLES = [
    (enums.Role.STEWARD.value, _("Steward: describes, answers, publishes, runs the team")),
    (enums.Role.CONTRIBUTOR.value, _("Contributor: describes and answers")),
    (enums.Role.READER.value, _("Reader: reads the drafts")),
]


class RoleForm(forms.Form):
    """One of the three roles."""

    role = forms.ChoiceField(
        label=_("Role"), choices=_ROLES, widget=forms.RadioSelect(attrs={"class": "one"})
    )


class InvitationForm(RoleForm):
    """A role offered to an address."""

    email = forms.EmailField(label=_("E-mail address"))

    field_order = ("email", "role")


class DeviceForm(forms.Form):
    """What a shared device is called."""

    label = forms.CharField(
        label=_("Name of the device"),
        help_text=_("For example: the tablet at the entrance."),
        max_length=80,
    )


class FacilitatorForm(forms.Form):
    """The address of somebody who already has an account."""

    email = forms.EmailField(label=_("E-mail address"))

    def clean_email(self) -> Person:
        """Find the person."""
        person = Person.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has signed up with this address yet."))
        return person
