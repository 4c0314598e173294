"""Recognising a commune in what somebody typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.core.kernel.names import fold_name
from maille.geography.models import Commune
from maille.geography.queries import commune_code, search_communes

MOST_OFFERED = 12


class CommuneForm(forms.Form):
    """A commune by its name, postcode or code; when several answer, one is chosen among them."""

    commune = forms.CharField(
        label=_("Commune"),
        help_text=_("Its name, its postcode or its code, in France or in Belgium."),
        max_length=80,
        required=False,
    )
    chosen = forms.ChoiceField(
        label=_("Which one?"), required=False, widget=forms.RadioSelect(attrs={"class": "one"})
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        words = str(self.data.get(self.add_prefix("commune"), "")) if self.is_bound else ""
        self.found = search_communes(words, limit=MOST_OFFERED)
        certain = [c for c in self.found if fold_name(words) in c.folded_names.split("|")]
        if len(certain) == 1:
            self.found = certain
        if len(self.found) > 1:
            self.fields["chosen"].choices = [  # type: ignore[attr-defined]
                (commune_code(found), f"{found} ({found.department})") for found in self.found
            ]
        else:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        """Replace the words by the commune, or ask which one."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("chosen")
        found = [c for c in self.found if not chosen or commune_code(c) == chosen]
        if cleaned.get("commune") and not found:
            self.add_error("commune", _("No commune answers: try its postcode."))
        elif len(found) > 1:
            self.add_error("commune", _("Several communes answer: choose one below."))
        else:
            cleaned["commune"] = found[0] if found else None
        return cleaned


def commune_words(commune: Commune | None) -> str:
    """Give words that recognise one commune and no other."""
    return f"{commune.name} {commune.code}" if commune else ""
