"""What somebody wants to see of the pairs, and what they say of one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maille.directory.enums import PairDecision
from maille.directory.queries.side_by_side import Side


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairs to list."""

    decision: str = ""
    above: float = 0.0


class ReviewForm(forms.Form):
    """Filters of the list of pairs; what they do not understand filters nothing."""

    decision = forms.ChoiceField(
        label=_("Which ones"),
        required=False,
        choices=[
            ("", _("nobody decided yet")),
            (PairDecision.UNSURE, _("somebody is not sure")),
            (PairDecision.DIFFERENT, _("not the same")),
        ],
    )
    above = forms.ChoiceField(
        label=_("How probable"),
        required=False,
        choices=[("", _("all of them")), ("80", _("80 % or more")), ("95", _("95 % or more"))],
    )

    def wanted(self) -> Wanted:
        """Give what is asked for."""
        self.full_clean()
        decision, above = (self.cleaned_data.get(name, "") for name in ("decision", "above"))
        return Wanted(decision, int(above or 0) / 100)


class DecisionForm(forms.Form):
    """What somebody says of two places; the one to keep is chosen beforehand."""

    decision = forms.ChoiceField(choices=PairDecision.choices)

    def __init__(self, *args: Any, sides: tuple[Side, Side], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.sides = {str(side.place.public_id): side.place for side in sides}
        self.fields["kept"] = forms.ChoiceField(
            label=_("If they are one, which one stays?"),
            choices=[(key, place.name) for key, place in self.sides.items()],
            initial=next(iter(self.sides)),
            widget=forms.RadioSelect(attrs={"class": "one"}),
        )

    def clean(self) -> dict[str, Any]:
        """Give the place to keep itself, and the decision as what it is."""
        said = super().clean() or {}
        if "decision" in said:
            said["decision"] = PairDecision(said["decision"])
        said["kept"] = self.sides.get(said.get("kept", ""))
        return said
