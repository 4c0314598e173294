"""What somebody brings in, and which column holds what."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maille.core.effects.observing import ObservationKind
from maille.observations.importing.mapping import ColumnMapping, with_columns
from maille.observations.importing.taking import Reading
from maille.observations.labels import KINDS

MOST_BYTES: Final = 12_000_000
NOTHING: Final = "-"
COLUMN_LABELS: Final = (
    (NOTHING, _("nothing: leave it out")),
    ("on", _("the day")),
    ("at", _("the time")),
    ("until", _("the time it ended")),
    ("minutes", _("how long it lasted")),
    ("people", _("how many people")),
    ("people_high", _("at most how many")),
    ("counted", _("counted or estimated")),
    ("title", _("its title")),
    ("note", _("a note")),
    ("kind", _("what sort of thing")),
    ("audiences", _("who took part")),
    ("themes", _("the themes")),
    ("direction", _("welcome or not")),
    ("space", _("where in the place")),
    ("outcome", _("what became of it")),
    ("author", _("who noted, without a name")),
    ("author_role", _("the role of who noted")),
    ("source", _("how it is known")),
    ("teller", _("who speaks")),
    ("consent", _("agreed to be quoted")),
    ("causal", _("says it is thanks to the place")),
    ("id", _("its own number")),
    ("occasion", _("the occasion of the programme")),
)


class ImportSourceForm(forms.Form):
    """A file, or a table pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_("A calendar (.ics), a table (.csv) or lines of JSON (.jsonl), 12 MB at most."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.tsv,.txt,.json,.jsonl"}),
    )
    pasted = forms.CharField(
        label=_("Or a table, pasted"),
        help_text=_("In your spreadsheet, select the rows with their headings, copy, paste here."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Let in what can be read while somebody waits."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is too heavy for a page: use the command, or cut it in two.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said = dict(super().clean() or {})
        if not self.errors and not said.get("file") and not said.get("pasted", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste a table."))
        return said

    def source(self) -> tuple[str, bytes]:
        """Give the name and the bytes of what is brought in."""
        file = self.cleaned_data["file"]
        if file:
            return str(file.name), file.read()
        return gettext("pasted table"), self.cleaned_data["pasted"].encode()


class ColumnsForm(forms.Form):
    """For each column of a table, what it holds; and what holds for every row."""

    def __init__(self, data: Mapping[str, Any] | None, *, reading: Reading) -> None:
        super().__init__(data)
        self.reading = reading
        held = {
            heading: name
            for name, headings in reading.mapping.columns.items()
            for heading in headings
        }
        for place, heading in enumerate(reading.headings):
            if heading:
                self.fields[f"column-{place}"] = forms.ChoiceField(
                    label=heading,
                    choices=COLUMN_LABELS,
                    initial=held.get(heading, NOTHING),
                )
        self.fields["kind"] = forms.ChoiceField(
            label=_("When a row does not say what sort of thing it is"),
            choices=[(kind.value, kind.name) for kind in KINDS],
            initial=reading.mapping.values.get("kind", ObservationKind.OCCASION.value),
        )

    def mapping(self) -> ColumnMapping:
        """Give how the table is read, once valid."""
        chosen = {
            heading: self.cleaned_data[f"column-{place}"]
            for place, heading in enumerate(self.reading.headings)
            if heading
        }
        read = with_columns(self.reading.mapping, chosen)
        values = {**read.values, "kind": self.cleaned_data["kind"]}
        return ColumnMapping(read.columns, values, read.words, read.day_first)
