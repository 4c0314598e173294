"""Files that somebody sends to be imported."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from maille.reports.commune_mesure.actions import IncomingFile
from maille.reports.commune_mesure.decoding import MAX_BYTES

MAX_FILES = 20


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more, each of them light enough to be read."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ANN401 - whatever was sent
        """Check each file by itself; an empty one is for the importer to refuse."""
        files = data if isinstance(data, list) else [data] if data else []
        if not files:
            super().clean(None, initial)
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                _("Send %(most)s files at most, then the others."), params={"most": MAX_FILES}
            )
        for file in files:
            if file.size > MAX_BYTES:
                raise forms.ValidationError(
                    _("%(file)s is too heavy: %(most)s MB at most for each file."),
                    params={"file": file.name, "most": MAX_BYTES // 1_000_000},
                )
        return files


class ImportForm(forms.Form):
    """The files of one import: copies are looked for between them."""

    records = FilesField(
        label=_("Files of records (JSON)"),
        help_text=_("Several at once, if you have several: copies between them then show."),
        widget=FilesInput(attrs={"accept": "application/json,.json", "multiple": True}),
    )

    def incoming(self) -> list[IncomingFile]:
        """Give the files as the importer reads them."""
        return [IncomingFile(str(file.name), file.read()) for file in self.cleaned_data["records"]]
