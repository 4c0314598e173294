"""What a team says of what evidence proposes, and of the words that were noted."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maille.core.effects import values
from maille.core.effects.checking import LONGEST_TEXT
from maille.core.effects.values import DecisionKind, Grid
from maille.reports.enums import WhyLeftOut

CHOOSE = "choose"
_SAID: Mapping[str, Any] = {
    DecisionKind.CONFIRMED.value: pgettext_lazy("decision", "Confirm"),
    DecisionKind.NUANCED.value: pgettext_lazy("decision", "Add a nuance"),
    DecisionKind.DISSENTED.value: pgettext_lazy("decision", "Contradict"),
}


class DecisionForm(forms.Form):
    """Yes, yes but, or no; a nuance and a dissent say why, a dissent is signed by a role."""

    kind = forms.ChoiceField(
        label=_("What do you make of it?"), choices=list(_SAID.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In a sentence"),
        help_text=_("For a nuance or a dissent. No name: it is printed as it stands."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    role = forms.CharField(
        label=_("Signed, as"),
        help_text=_("A role, not a name: two volunteers, the neighbours of the courtyard."),
        required=False,
        max_length=80,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a sentence and a signature where they are owed."""
        said = super().clean() or {}
        kind = said.get("kind")
        if kind in {DecisionKind.NUANCED, DecisionKind.DISSENTED} and not said.get("text"):
            self.add_error("text", _("Say it in a sentence: it is printed below the finding."))
        if kind == DecisionKind.DISSENTED and not said.get("role"):
            self.add_error("role", _("Say as whom you contradict it: a role is enough."))
        return said

    def decision(self, about: str) -> values.Decision:
        """Give the decision as the engine reads it."""
        said = self.cleaned_data
        kind = DecisionKind(said["kind"])
        text = "" if kind is DecisionKind.CONFIRMED else said["text"]
        return values.Decision("", about, kind, text, said["role"])


class OfferForm(forms.Form):
    """Print words under a theme, or leave them out and say why."""

    choice = forms.ChoiceField(
        label=_("What do you make of these words?"),
        choices=[
            ("", _("Not decided yet")),
            (CHOOSE, _("Print them")),
            (WhyLeftOut.ALIKE.value, _("Leave out: they say the same as others")),
            (WhyLeftOut.SHORT.value, _("Leave out: too short to stand alone")),
            (WhyLeftOut.ELSEWHERE.value, _("Leave out: they speak of something else")),
            (WhyLeftOut.REVEALING.value, _("Leave out: somebody could be recognised")),
            (WhyLeftOut.ROOM.value, _("Leave out: there is no room")),
        ],
    )
    theme = forms.ChoiceField(label=_("Under which theme?"), required=False)

    def __init__(self, *arguments: Any, grid: Grid, language: str, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        self.fields["theme"].choices = [  # type: ignore[attr-defined]
            (theme.id, theme.label.in_language(language)) for theme in grid.themes
        ]

    def clean(self) -> dict[str, Any]:
        """Ask under which theme words are printed."""
        said = super().clean() or {}
        if said.get("choice") == CHOOSE and not said.get("theme"):
            self.add_error("theme", _("Choose the theme that these words speak of."))
        return said
