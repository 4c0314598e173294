"""What somebody may ask of a study, and how a kept answer is called."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maille.territory.asking.questions import MINUTES, MODES, MOST_SITES, Asked
from maille.territory.enums import Visibility
from maille.territory.ground import Terrain

_MODE_NAMES = {"walk": _("On foot"), "bicycle": _("By bicycle"), "car": _("By car")}


class WhatIfForm(forms.Form):
    """Another number of sites, another way of coming, sites to take or to leave."""

    sites = forms.IntegerField(
        label=_("How many sites"),
        min_value=1,
        max_value=MOST_SITES,
        error_messages={"min_value": _("Ask for at least one site.")},
    )
    mode = forms.ChoiceField(
        label=_("How people come"),
        choices=[(mode, _MODE_NAMES[mode]) for mode in MODES],
        widget=forms.RadioSelect(attrs={"class": "quiet"}),
    )
    minutes = forms.TypedChoiceField(
        label=_("How long they travel, in minutes"),
        coerce=int,
        choices=[(str(minutes), str(minutes)) for minutes in MINUTES],
    )

    def __init__(self, given: QueryDict, *, asked: Asked, terrain: Terrain) -> None:
        known = set(terrain.candidates.ids)
        self.forced = self._ids(given, "force", asked.forced if not given else (), known)
        self.banned = self._ids(given, "ban", asked.banned if not given else (), known)
        told: dict[str, Any] = {
            "sites": given.get("sites", str(asked.sites)),
            "mode": given.get("mode", asked.mode),
            "minutes": given.get("minutes", str(asked.minutes)),
        }
        super().__init__(told)

    @staticmethod
    def _ids(
        given: QueryDict, name: str, default: tuple[str, ...], known: set[str]
    ) -> tuple[str, ...]:
        """Give the sites named in the address that this ground knows, each once."""
        told = [one for one in given.getlist(name) if one in known]
        return tuple(dict.fromkeys(told)) or default

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself, and say how to mend it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if set(self.forced) & set(self.banned):
            raise forms.ValidationError(_("A site is both kept and set aside: choose one."))
        if "sites" in cleaned and len(self.forced) > cleaned["sites"]:
            self.add_error(
                "sites",
                _("You keep %(count)s sites: ask for at least as many.")
                % {"count": len(self.forced)},
            )
        return cleaned

    @property
    def asked(self) -> Asked:
        """Give the question of a valid form."""
        told = self.cleaned_data
        return Asked(told["sites"], told["mode"], told["minutes"], self.forced, self.banned)


class TitleForm(forms.Form):
    """How a study is called, and who may read it."""

    name = forms.CharField(
        label=_("Name of the study"),
        max_length=120,
        help_text=_("What it will be known by: a place, a question."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Visibility.choices,
        initial=Visibility.PUBLIC.value,
        widget=forms.RadioSelect,
    )
