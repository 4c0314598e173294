"""Fields that read what people write: partial dates, lists, degrees."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.core.hours import InvalidHoursError, read_hours
from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import first_day
from maille.places.hours import hours_refused
from maille.places.values import Label

_WRITTEN = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.])?(?P<year>\d{4})")


class PartialDateField(forms.CharField):
    """A year, a month or a day; ``10/2019`` and ``21/10/2019`` are read too."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own
        options.setdefault("help_text", _("A year, a month or a day: 2019, 10/2019, 21/10/2019."))
        super().__init__(max_length=10, **options)

    def clean(self, value: Any) -> str:  # noqa: ANN401 - Django's own
        """Give the date as ISO 8601, as far as it is known."""
        text = str(super().clean(value))
        written = _WRITTEN.fullmatch(text)
        if written:
            parts = written.group("year", "month", "day")
            text = "-".join(part.zfill(2) for part in parts if part)
        try:
            if text:
                first_day(text)
        except InvalidPeriodError as error:
            raise forms.ValidationError(
                _("Write a year, a month or a day: 2019, 10/2019, 21/10/2019.")
            ) from error
        return text


class LinesField(forms.CharField):
    """Several short texts, one per line."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **options)

    def prepare_value(self, value: object) -> object:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401 - Django's own
        """Give the lines that hold something."""
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - Django's own
        """Compare lines, not the way they were typed."""
        return bool(super().has_changed(self.prepare_value(initial), data))


class HoursField(forms.CharField):
    """Opening hours in OpenStreetMap's grammar, written tidily."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own
        options.setdefault("label", _("Opening hours"))
        options.setdefault(
            "help_text",
            _(
                "In the grammar of OpenStreetMap: Mo-Fr 09:00-12:00,14:00-18:00; PH off."
                " Tu[2] is the second Tuesday of each month, week 01-53/2 the odd weeks."
            ),
        )
        super().__init__(max_length=500, required=False, **options)

    def clean(self, value: Any) -> str:  # noqa: ANN401 - Django's own
        """Give the hours as the grammar writes them, or say from where it does not hold."""
        written = str(super().clean(value))
        try:
            return read_hours(written).text if written else ""
        except InvalidHoursError as error:
            raise forms.ValidationError(hours_refused(error)) from error


class DegreesField(forms.FloatField):
    """A longitude or a latitude, with a point or a comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """Read a decimal comma as a point."""
        return super().to_python(str(value or "").replace(",", "."))


class AmountField(forms.DecimalField):
    """An amount, with a comma or a point, thousands apart or not."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(localize=True, **options)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's own
        """Read "62 000,50" as people write it."""
        return super().to_python("".join(str(value or "").split()).replace(",", "."))


def ticks(label: Label, choices: Sequence[tuple[str, Any]]) -> forms.MultipleChoiceField:
    """Give a field to tick several of some choices, or none."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def one_of(
    label: Label,
    choices: Sequence[tuple[str, Any]],
    *,
    required: bool = True,
) -> forms.ChoiceField:
    """Give a field to choose one, none being chosen beforehand."""
    return forms.ChoiceField(
        label=label, choices=[("", "—"), *choices], required=required, initial=""
    )


def text(label: Label, *, most: int = 4000, help_text: Label = "") -> forms.CharField:
    """Give a field for a paragraph or two."""
    return forms.CharField(
        label=label, max_length=most, required=False, widget=forms.Textarea, help_text=help_text
    )
