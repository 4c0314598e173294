"""A list that somebody brings: the file, who keeps it, and what each column speaks of."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maille.directory.fields import FIELDS
from maille.directory.importing.guessing import Guess, Guesses
from maille.directory.importing.suggesting import Suggestion
from maille.places.models import Network
from maille.places.values import Label

MOST_MEGABYTES: Final = 10
_SHOWN: Final = 3
_BESIDE: Final[tuple[tuple[str, Label], ...]] = (
    ("", _("nothing: kept as it came")),
    ("key", _("what identifies the row")),
    ("address", _("the whole address")),
    ("number", _("the number in the street")),
    ("open_days", _("the days when it is open, without hours")),
    ("is_closed", _("whether it is closed: yes or no")),
    ("longitude", _("longitude, or x")),
    ("latitude", _("latitude, or y")),
    ("pair", _("latitude and longitude together")),
    ("score", _("how sure the point is")),
    ("date", _("the day it was checked")),
)


class ListForm(forms.Form):
    """The file, and whose list it is."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_("A spreadsheet (.csv, .xlsx), JSON, GeoJSON or GeoPackage, 10 MB at most."),
    )
    source = forms.CharField(
        label=_("Who keeps this list?"),
        help_text=_("The same name each time: the list is recognised by it."),
        max_length=120,
    )
    licence = forms.CharField(
        label=_("Its licence"),
        help_text=_("For example etalab-2.0 or ODbL-1.0. Without one, its values stay here."),
        max_length=200,
        required=False,
    )
    network = forms.ModelChoiceField(
        label=_("The network that looks after it"), queryset=Network.objects.none()
    )

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - Django's own
        networks: Sequence[Network] | None,
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*arguments, **options)
        chosen = forms.ModelChoiceField(
            label=self.fields["network"].label,
            queryset=Network.objects.order_by("name")
            if networks is None
            else Network.objects.filter(pk__in=[network.pk for network in networks]),
            required=networks is not None,
            empty_label="—" if networks is None or len(networks) > 1 else None,
        )
        self.fields["network"] = chosen

    def clean_file(self) -> Any:  # noqa: ANN401 - an uploaded file
        """Refuse what a page should not take."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1_000_000:
            raise forms.ValidationError(
                _("This file weighs more than 10 MB: whoever runs the site can bring it in.")
            )
        return file


class ColumnsForm(forms.Form):
    """For each column, what it speaks of: guessed, to be corrected; or the mapping itself."""

    text = forms.CharField(
        label=_("The same, as text"),
        help_text=_(
            "For who knows it: words and their codes, rules, columns that must not be kept."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code"}),
    )
    use_text = forms.BooleanField(
        label=_("Follow the text rather than the choices above"), required=False
    )

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - Django's own
        suggestion: Suggestion,
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*arguments, **options)
        self.suggestion = suggestion
        guessed = {guess.column: guess for guess in suggestion.guesses.fields.values()}
        choices = [*_BESIDE, *((name, field.label) for name, field in FIELDS.items())]
        choices = [(name, label) for name, label in choices if name != "point"]
        asked: dict[str, forms.Field] = {}
        for number, column in enumerate(suggestion.table.columns):
            guess = guessed.get(column)
            asked[f"column_{number}"] = forms.ChoiceField(
                label=lazystr(column),
                help_text=self._about(column, guess),
                choices=choices,
                required=False,
                initial=guess.field if guess else "",
            )
        self.fields = {**asked, **self.fields}
        self.fields["text"].initial = suggestion.toml

    def _about(self, column: str, guess: Guess | None) -> str:
        shown = " · ".join(text[:60] for text in self.suggestion.samples.get(column, ())[:_SHOWN])
        if guess is None:
            return shown
        sure = gettext("guessed, %d %% sure") % round(100 * guess.confidence)
        return f"{shown} ({sure})" if shown else sure

    def clean(self) -> dict[str, Any]:
        """Ask for each field once, and for a name."""
        cleaned = super().clean() or {}
        if cleaned.get("use_text"):
            return cleaned
        told = [name for field, name in cleaned.items() if field.startswith("column_") and name]
        for name in told:
            if told.count(name) > 1:
                label = dict(_BESIDE).get(name) or FIELDS[name].label
                self.add_error(None, gettext("Two columns speak of: %s. Choose one.") % label)
                break
        if "name" not in told:
            self.add_error(None, gettext("Say which column holds the name of the place."))
        return cleaned

    def guesses(self) -> Guesses:
        """Give what was chosen, as sure as what somebody says."""
        columns = self.suggestion.table.columns
        chosen = {
            name: Guess(name, columns[int(field.removeprefix("column_"))], 1.0)
            for field, name in self.cleaned_data.items()
            if field.startswith("column_") and name
        }
        known = self.suggestion.guesses
        return Guesses(chosen, known.days, known.weeks)
