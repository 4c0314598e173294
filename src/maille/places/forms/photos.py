"""Photographs and the words that stand for them."""

from typing import Any, BinaryIO, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.people.models import Person
from maille.places import actions, enums
from maille.places.models import Photo, Place


class PhotoWordsForm(forms.Form):
    """What a photograph shows, who took it, under which licence."""

    alternative_text = forms.CharField(
        label=_("What the photograph shows"),
        help_text=_("For those who do not see it. No name of a person, unless that person agreed."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    credit = forms.CharField(label=_("Who took it"), max_length=120, required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=enums.TextLicence.choices)

    def __init__(self, *arguments: Any, photo: Photo | None = None, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        self.photo = photo
        if photo:
            self.initial = {field: getattr(photo, field) for field in self.fields}

    def save(self, *, by: Person) -> Photo:
        """Keep the words."""
        return actions.update_photo(photo=cast("Photo", self.photo), words=self.cleaned_data, by=by)


class AddPhotoForm(PhotoWordsForm):
    """A file besides."""

    file = forms.FileField(
        label=_("Photograph"),
        help_text=_(
            "JPEG, PNG or WebP, 15 MB at most. It is made smaller, and the place and date that "
            "the camera wrote in it are erased."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    field_order = ("file", "alternative_text", "credit", "licence")

    def add(self, *, place: Place, by: Person) -> Photo:
        """Keep the photograph."""
        fields = dict(self.cleaned_data)
        file = cast("BinaryIO", fields.pop("file"))
        return actions.add_photo(place=place, file=file, words=fields, by=by)
