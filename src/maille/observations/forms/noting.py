"""One observation, typed by a person: the same fields to note it and to correct it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maille.core.effects.observing import AuthorRole, ObservationKind
from maille.observations import labels
from maille.observations.queries.noting import AnnouncedOccasion
from maille.observations.shape import MOST_MINUTES, MOST_PEOPLE, NOTE_LENGTH, SPACE_LENGTH
from maille.places.models import Place

COUNTED, ABOUT, BETWEEN = "counted", "about", "between"
HOW: Final = [
    (COUNTED, pgettext_lazy("people", "counted")),
    (ABOUT, pgettext_lazy("people", "about")),
    (BETWEEN, pgettext_lazy("people", "from … to …")),
]
_TICKED: Final = ("audiences", "themes")
_TYPED: Final = ("space", "direction", "note", "outcome", "teller", "source", "author_role")
_NUMBERS: Final = ("people", "people_high", "minutes")
_SAID: Final = ("consent", "causal")


class WordsField(forms.CharField):
    """A text whose end is never cut off in silence: too long, it comes back with a message."""

    def __init__(self, *, longest: int, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(required=False, **options)
        self.validators.append(MaxLengthValidator(longest))


def _number(label: Any, most: int, **attributes: str) -> forms.IntegerField:  # noqa: ANN401 - a lazy text
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off", **attributes})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, widget=widget
    )


class ObservationForm(forms.Form):
    """What was seen, when, how many people, and all that may be said besides."""

    kind = forms.ChoiceField(
        label=_("What is happening?"), choices=labels.KIND_CHOICES, widget=forms.RadioSelect
    )
    people = _number(_("How many people?"), MOST_PEOPLE)
    people_high = _number(_("up to"), MOST_PEOPLE)
    how = forms.ChoiceField(
        label=_("Counted or estimated?"), choices=HOW, widget=forms.RadioSelect, required=False
    )
    on = forms.DateField(
        label=_("Which day?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    at = forms.TimeField(
        label=_("At what time?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
    )
    direction = forms.ChoiceField(
        label=_("Is it good news?"),
        choices=labels.DIRECTIONS,
        widget=forms.RadioSelect,
        required=False,
    )
    note = WordsField(
        label=_("A word, or words heard"),
        longest=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Name nobody. Nothing about health or justice. "
            "Words are printed only if the person agreed."
        ),
    )
    outcome = WordsField(
        label=_("What came of it?"),
        longest=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    teller = forms.ChoiceField(
        label=_("Who said it?"), choices=[("", "—"), *labels.TELLERS], required=False
    )
    consent = forms.BooleanField(
        label=_("The person agrees that these words are printed"), required=False
    )
    causal = forms.BooleanField(
        label=_("Nobody asked, and the person says it is thanks to the place"), required=False
    )
    space = WordsField(label=_("Where in the place?"), longest=SPACE_LENGTH)
    minutes = _number(_("How long, in minutes?"), MOST_MINUTES, **{"class": "short"})
    audiences = forms.MultipleChoiceField(
        label=_("With whom?"),
        choices=labels.AUDIENCES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("What does it speak for?"),
        choices=labels.theme_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.ChoiceField(
        label=_("How is it known?"), choices=[("", "—"), *labels.SOURCES], required=False
    )
    author_role = forms.ChoiceField(
        label=_("Who notes it?"),
        choices=labels.AUTHOR_ROLES,
        initial=AuthorRole.STEWARD.value,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask a headcount for its number, a range for its two ends in order."""
        said = dict(super().clean() or {})
        low, high = said.get("people"), said.get("people_high")
        if said.get("how") != BETWEEN:
            said["people_high"] = high = None
        if low is None and (said.get("kind") == ObservationKind.PRESENCE or high is not None):
            self._say("people", _("Write how many people."))
        if said.get("how") == BETWEEN and low is not None and (high is None or high < low):
            self._say("people_high", _("Write the larger number second."))
        return said

    def content(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Give the observation in its JSON shape, over what it held and this form does not ask."""
        said = self.cleaned_data
        asked = {*_TICKED, *_TYPED, *_NUMBERS, "kind", "on", "at", "counted", *_SAID}
        content = {name: value for name, value in kept.items() if name not in asked}
        content |= {"kind": said["kind"], "on": said["on"].isoformat()}
        content |= {name: said[name] for name in _NUMBERS if said[name] is not None}
        content |= {name: said[name] for name in (*_TICKED, *_TYPED) if said[name]}
        if said["at"]:
            content["at"] = said["at"].strftime("%H:%M")
        if said["people"] is not None and said["how"] == COUNTED:
            content["counted"] = True
        return content | {name: True for name in _SAID if said[name]}

    def _say(self, field: str, message: Any) -> None:  # noqa: ANN401 - a lazy text
        if field not in self.errors:
            self.add_error(field, message)


class NotingForm(ObservationForm):
    """The same, for one of the places that a person may note for."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("Which place?"))
    occasion = forms.UUIDField(required=False)

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - Django's own
        places: Sequence[Place] = (),
        announced: Sequence[AnnouncedOccasion] = (),
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*arguments, **options)
        choices = [(place.slug, place.name) for place in places]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        self.announced = {one.id: one for one in announced}

    def content(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Add the identifier made with the form, and the public occasion if it was one."""
        content = super().content(kept) | {"id": str(self.cleaned_data["id"])}
        chosen = self.announced.get(str(self.cleaned_data["occasion"]))
        if chosen is None:
            return content
        kind = ObservationKind.OCCASION.value
        said = {"id": chosen.id, "occasion": chosen.occasion, "kind": kind}
        return chosen.content() | content | said


def initial_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a form shows of an observation that already exists."""
    low, high = content.get("people"), content.get("people_high")
    how = BETWEEN if high is not None else COUNTED if content.get("counted") else ABOUT
    return {**content, "how": how if low is not None else ""}


def kinds_of(form: ObservationForm) -> dict[str, Any]:
    """Give the kinds as they are shown: those of every day, the others folded until chosen."""
    everyday, others = labels.KINDS[: labels.EVERYDAY], labels.KINDS[labels.EVERYDAY :]
    chosen = form["kind"].value()
    return {
        "everyday": everyday,
        "others": others,
        "others_open": any(kind.value == chosen for kind in others),
    }


def blank_form() -> NotingForm:
    """Give the form as a phone keeps it: the same for everybody, any day."""
    return NotingForm(initial={"kind": ObservationKind.PRESENCE.value, "how": COUNTED})


def new_form(
    typed: Mapping[str, Any] | None,
    places: Sequence[Place],
    chosen: Place | None,
    announced: Sequence[AnnouncedOccasion] = (),
) -> NotingForm:
    """Give the form to note something now, for one of these places, with a new identifier."""
    initial = {
        "id": uuid.uuid4(),
        "place": chosen.slug if chosen else "",
        "kind": ObservationKind.PRESENCE.value,
        "how": COUNTED,
        "on": timezone.localdate(),
    }
    return NotingForm(typed, places=places, announced=announced, initial=initial)
