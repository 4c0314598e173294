"""What somebody answers to a doubt or to a question; what was typed stays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.directory import actions
from maille.directory.enums import QuestionAnswer
from maille.directory.fields import FIELDS
from maille.directory.models import Doubt, Question
from maille.people.models import Person
from maille.places.forms.fields import PartialDateField


class PointField(forms.CharField):
    """A latitude and a longitude as maps or our pages give them: ``49.2012, -0.3012``."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """Give longitude and latitude, in degrees."""
        text = str(super().clean(value)).replace(";", " ").replace("−", "-")
        text = text.replace(", ", " ").replace(",", ".")
        try:
            latitude, longitude = (float(part) for part in text.split())
        except ValueError as error:
            raise forms.ValidationError(
                _("Write a latitude, then a longitude: 49.2012, -0.3012.")
            ) from error
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
            raise forms.ValidationError(_("This point is not on Earth."))
        return [longitude, latitude]


class MendForm(forms.Form):
    """The right value of the field in doubt."""

    def __init__(self, *arguments: Any, doubt: Doubt, **options: Any) -> None:  # noqa: ANN401 - the same
        super().__init__(*arguments, **options)
        self.doubt = doubt
        if doubt.field in FIELDS:
            self.fields["value"] = _field_of(doubt.field)
            self.fields["value"].initial = _typed(doubt)

    def save(self, *, by: Person) -> Doubt:
        """Mend the record, or say it as the team."""
        return actions.mend_doubt(doubt=self.doubt, value=self.cleaned_data.get("value"), by=by)


class QuestionForm(forms.Form):
    """What became of the place."""

    answer = forms.ChoiceField(
        label=_("What became of it?"),
        choices=QuestionAnswer.choices,
        widget=forms.RadioSelect(attrs={"class": "one"}),
    )
    date = PartialDateField(label=_("Since when, if it closed or moved"), required=False)
    note = forms.CharField(
        label=_("In a sentence"),
        help_text=_("Where it went, what remains, who told you."),
        max_length=300,
        required=False,
    )

    def save(self, *, question: Question, by: Person) -> Question:
        """Keep the answer, and tell it in the life of the place."""
        return actions.answer_question(question=question, by=by, **self.cleaned_data)


def _field_of(name: str) -> forms.Field:
    field = FIELDS[name]
    if name == "point":
        return PointField(label=_("Latitude and longitude"), max_length=60)
    if field.codes is None:
        return forms.CharField(label=field.label, max_length=field.most or 300)
    if field.several:
        return forms.MultipleChoiceField(
            label=field.label, choices=field.codes.choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=field.label, choices=field.codes.choices)


def _typed(doubt: Doubt) -> object:
    """Give what the record says now, as the field shows it."""
    said = doubt.record.claims.filter(field=doubt.field).values_list("value", flat=True).first()
    if said is None:
        return ""
    return f"{said[1]:.5f}, {said[0]:.5f}" if doubt.field == "point" else said
