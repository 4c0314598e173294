"""What the style page shows its components with: a fictional place, La Filature."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.grids import load_grid
from maille.web.weave import Cell, Thread

_SIGNS = {"+": "favourable", "-": "unfavourable", "=": "mixed", "~": "neutral", "?": "favourable"}

# Twelve months per theme: pieces of evidence and their sign; "?" is only said, "." is nothing.
_MONTHS = {
    "social_ties": "4+ 5+ 7+ 8+ 7+ 14+ 6+ 2+ 8+ 12+ 9+ 7+",
    "wellbeing": ". 1+ 2+ 3= 1+ 5= . . 4- 7- 3- .",
    "employment": "1+ 2+ 3+ 2+ 3+ 4+ 1+ . 3+ 4+ 3+ 2+",
    "agency": ". 1+ 2+ 3+ 2+ 6+ 1+ . 2+ 4+ 1+ .",
    "solidarity": "3+ 2+ 4+ 4+ 6+ 6+ 3+ 4+ 7+ 8+ 9+ 12+",
    "networks": ". . 1? . . 3? . . 1? . 2? .",
    "belonging": "3+ 2+ . 3- 4- 3= . . 3- 6- 3- 1-",
    "gender_balance": ". . . . . 3~ . . . . 2~ .",
    "living_environment": "",
    "upkeep": ". . 4+ 7+ 3+ 4= 11- 8- 2- . 1+ .",
    "public_services": "3+ 3+ 4+ 3+ 3+ 4+ 1+ . 5+ 6+ 5+ 4+",
    "public_innovation": "",
}
# One sign per ticked answer.
_LOOPS = {
    "social_ties": "~~~~~~~~~~",
    "wellbeing": "++-",
    "employment": "~~~~",
    "agency": "~~",
    "solidarity": "~~~~~~",
    "networks": "~~~~",
    "belonging": "+=",
    "upkeep": "++++-",
    "public_services": "+~",
    "public_innovation": "+",
}


def woven_threads(language: str) -> tuple[Thread, ...]:
    """Give a year of evidence, with its holes."""
    return tuple(
        Thread(
            id=theme,
            label=label,
            scale=scale,
            months=tuple(_cell(word) for word in _MONTHS[theme].split()),
            target="woven",
            note="" if _MONTHS[theme] else str(_("no answer")),
        )
        for theme, label, scale in _labels(language)
    )


def declared_threads(language: str) -> tuple[Thread, ...]:
    """Give answers alone: loops, and two bare threads."""
    return tuple(
        Thread(
            id=theme,
            label=label,
            scale=scale,
            loops=tuple(_SIGNS[sign] for sign in _LOOPS.get(theme, "")),
            target="declared",
            note="" if theme in _LOOPS else str(_("no answer")),
        )
        for theme, label, scale in _labels(language)
    )


def _labels(language: str) -> list[tuple[str, str, str]]:
    return [
        (theme.id, theme.short_label.in_language(language), theme.scale.value)
        for theme in load_grid().themes
        if theme.id in _MONTHS
    ]


def _cell(word: str) -> Cell:
    if word == ".":
        return Cell()
    return Cell(int(word[:-1]), _SIGNS[word[-1]], declared=word[-1] == "?")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=_("Name of the place"), help_text=_("As people of the place say it.")
    )
    how = forms.ChoiceField(
        label=_("Which state?"),
        choices=[("open", _("Open")), ("project", _("In project")), ("closed", _("Closed"))],
        widget=forms.RadioSelect,
    )
    who = forms.MultipleChoiceField(
        label=_("Who meets there?"),
        choices=[
            ("visitors", _("Visitors")),
            ("neighbours", _("Neighbours")),
            ("team", _("The team")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    count = forms.IntegerField(label=_("How many people?"), min_value=0, required=False)
    country = forms.ChoiceField(
        label=_("Country"), choices=[("FR", _("France")), ("BE", _("Belgium"))]
    )
    story = forms.CharField(
        label=_("A story"),
        help_text=_("Name nobody. Nothing about health or justice."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    photo = forms.FileField(label=_("A photo"), required=False)
    consent = forms.BooleanField(label=_("The person agrees that these words be printed."))
