"""Stories, dissents, ratings and indicators, as forms."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from maille.core.effects import values
from maille.core.effects.checking import (
    HIGHEST_RATING,
    LARGEST_NUMBER,
    LONGEST_STORY,
    LONGEST_TEXT,
    LOWEST_RATING,
    InvalidAnswerError,
    check_date,
)
from maille.core.effects.values import Direction, Grid, StoryKind, TellerKind, Theme
from maille.core.kernel.text import Text
from maille.reports.forms.problems import message_of

KINDS: Final = [
    (StoryKind.TESTIMONY.value, _("A person's own words")),
    (StoryKind.TEAM_ACCOUNT.value, _("Told by the team")),
    (StoryKind.REPORTED_SUMMARY.value, _("Summary of a public page")),
]
TELLERS: Final = [
    (TellerKind.REGULAR.value, pgettext_lazy("who tells", "A regular")),
    (TellerKind.VISITOR.value, pgettext_lazy("who tells", "A visitor")),
    (TellerKind.NEIGHBOUR.value, pgettext_lazy("who tells", "A neighbour")),
    (TellerKind.VOLUNTEER.value, pgettext_lazy("who tells", "A volunteer")),
    (TellerKind.OCCUPANT.value, pgettext_lazy("who tells", "Someone who works on site")),
    (TellerKind.TEAM.value, pgettext_lazy("who tells", "Someone of the team")),
    (TellerKind.PARTNER.value, pgettext_lazy("who tells", "A partner")),
    (TellerKind.UNSTATED.value, pgettext_lazy("who tells", "Not said")),
]
DIRECTIONS: Final = [
    (Direction.FAVOURABLE.value, _("Favourable")),
    (Direction.UNFAVOURABLE.value, _("Unfavourable")),
    (Direction.MIXED.value, _("Both at once")),
    ("", _("Not said")),
]
_WRITTEN_DATE: Final = re.compile(r"(?:(?:(\d{1,2})[/. -])?(\d{1,2})[/. -])?(\d{4})")


class PartialDateField(forms.CharField):
    """A day, a month or a year, as French or ISO dates; the value is ISO."""

    def to_python(self, value: str | None) -> str:
        """Give ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        typed = super().to_python(value) or ""
        written = _WRITTEN_DATE.fullmatch(typed)
        if written:
            day, month, year = written.groups()
            typed = "-".join(
                [year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if day else [])]
            )
        return typed

    def validate(self, value: str) -> None:
        """Refuse what is no day of the calendar."""
        super().validate(value)
        if value:
            try:
                check_date(value, "date")
            except InvalidAnswerError as error:
                raise forms.ValidationError(message_of(error.problem)) from error


class StoryForm(forms.Form):
    """Words told about a theme; ``story(theme)`` is what they come to."""

    text = forms.CharField(
        label=_("The story"),
        help_text=_(
            "What happened, what it changed. No real name, nothing about health or justice."
        ),
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    kind = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        initial=StoryKind.TESTIMONY.value,
    )
    teller = forms.ChoiceField(
        label=_("Who tells it?"),
        choices=TELLERS,
        widget=forms.RadioSelect,
        initial=TellerKind.UNSTATED.value,
    )
    pseudonym = forms.CharField(
        label=_("Pseudonym"),
        help_text=_("A name of fancy, chosen with the person. Never the real one."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    told_on = PartialDateField(
        label=_("When was it told?"),
        help_text=_("A date, a month or a year: 12/05/2025, 05/2025 or 2025."),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(
        label=_("Does it tell of something that went well?"),
        help_text=_("A story of something that went badly makes a finding of its own."),
        required=False,
        choices=DIRECTIONS,
        widget=forms.RadioSelect,
    )
    truncated = forms.BooleanField(label=_("This is a passage: something was cut"), required=False)
    consent = forms.BooleanField(
        label=_(
            "These words may be printed: whoever tells them agrees, and knows that they can be"
            " withdrawn at any time"
        ),
        help_text=_("Without this agreement the story is kept, and never printed."),
        required=False,
    )
    consent_note = forms.CharField(
        label=_("How the agreement was given"),
        help_text=_("For example: by word of mouth, on 12 May, by the coordinator."),
        required=False,
        max_length=200,
    )

    def story(self, theme: Theme) -> values.Story:
        """Give the story as the engine reads it."""
        said = self.cleaned_data
        return values.Story(
            id="",
            theme=theme.id,
            text=said["text"],
            kind=StoryKind(said["kind"]),
            teller=TellerKind(said["teller"]),
            pseudonym=said["pseudonym"],
            told_on=said["told_on"],
            consent=said["consent"],
            truncated=said["truncated"],
            direction=Direction(said["direction"]) if said["direction"] else None,
        )


class DissentForm(forms.Form):
    """A disagreement with the team's answers, signed by a role."""

    text = forms.CharField(
        label=_("What do you disagree with, and why?"),
        help_text=_("No name, nothing about health or justice: it is printed as it stands."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    role = forms.CharField(
        label=_("Signed, as"),
        help_text=_("A role, not a name: two volunteers, the neighbours of the courtyard."),
        max_length=80,
    )

    def dissent(self, theme: Theme) -> values.Dissent:
        """Give the dissent as the engine reads it."""
        return values.Dissent("", theme.id, self.cleaned_data["text"], self.cleaned_data["role"])


class IntensityForm(forms.Form):
    """How strongly a group felt an effect."""

    group = forms.ChoiceField(label=_("Who was asked?"), widget=forms.RadioSelect)
    n = forms.IntegerField(label=_("How many people answered?"), min_value=1, max_value=1_000_000)
    median = forms.FloatField(
        label=_("Median of their ratings, from 1 (weak) to 5 (strong)"),
        min_value=LOWEST_RATING,
        max_value=HIGHEST_RATING,
        localize=True,
    )
    spread = forms.FloatField(
        label=_("Spread: half of them lie within how many points?"),
        required=False,
        min_value=0,
        max_value=HIGHEST_RATING - LOWEST_RATING,
        localize=True,
    )

    def __init__(self, *arguments: Any, grid: Grid, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        language = get_language() or "fr"
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            (group.id, group.label.in_language(language)) for group in grid.respondents
        ]

    def intensity(self, theme: Theme) -> values.Intensity:
        """Give the rating as the engine reads it."""
        said = self.cleaned_data
        return values.Intensity(
            "", theme.id, said["group"], said["median"], said["n"], said["spread"]
        )


class IndicatorForm(forms.Form):
    """A figure that the place follows of its own accord."""

    label_fr = forms.CharField(label=_("What do you count? In French"), max_length=200)
    label_en = forms.CharField(label=_("The same in English"), required=False, max_length=200)
    theme = forms.ChoiceField(label=_("Theme it speaks for"), required=False)
    number = forms.FloatField(
        label=_("How much?"), min_value=0, max_value=LARGEST_NUMBER, localize=True
    )
    approximate = forms.BooleanField(label=_("about"), required=False)
    unit = forms.CharField(
        label=_("Unit"), help_text=_("meals, hours, kg…"), required=False, max_length=40
    )
    proposed_by = forms.CharField(label=_("Proposed by"), required=False, max_length=80)
    adopted_by = forms.CharField(
        label=_("Adopted by"),
        help_text=_("The board, the general meeting…"),
        required=False,
        max_length=80,
    )
    adopted_on = PartialDateField(label=_("Adopted on"), required=False, max_length=10)

    def __init__(self, *arguments: Any, grid: Grid, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        language = get_language() or "fr"
        self.fields["theme"].choices = [  # type: ignore[attr-defined]
            ("", _("None in particular")),
            *((theme.id, theme.label.in_language(language)) for theme in grid.themes),
        ]

    def indicator(self) -> values.Indicator:
        """Give the indicator as the engine reads it."""
        said = self.cleaned_data
        return values.Indicator(
            id="",
            theme=said["theme"] or None,
            label=Text(fr=said["label_fr"], en=said["label_en"]),
            unit=said["unit"],
            number=said["number"],
            approximate=said["approximate"],
            proposed_by=said["proposed_by"],
            adopted_by=said["adopted_by"],
            adopted_on=said["adopted_on"],
        )
