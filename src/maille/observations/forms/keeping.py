"""Finding an observation again, correcting it, saying why it no longer counts."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maille.observations.canonical import AS_RECEIVED
from maille.observations.errors import InvalidObservationError
from maille.observations.forms.noting import ObservationForm
from maille.observations.labels import KINDS
from maille.observations.models import Observation

REASON_LENGTH: Final = 500
_KIND_VALUES: Final = {kind.value for kind in KINDS}


def month_of(text: str) -> dt.date | None:
    """Read a month of an address, such as 2025-03; anything else is all months."""
    try:
        return dt.datetime.strptime(text, "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def kind_of(text: str) -> str:
    """Read a kind of an address; anything else is all kinds."""
    return text if text in _KIND_VALUES else ""


def content_of(row: Observation) -> dict[str, Any]:
    """Give what a version says in its JSON shape, as far as it could be read."""
    content = dict(row.content)
    if AS_RECEIVED in content:
        content = json.loads(content[AS_RECEIVED])
    return {name: value for name, value in content.items() if value is not None}


class CancelForm(forms.Form):
    """Why an observation no longer counts."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("For example: noted twice, wrong place."),
        max_length=REASON_LENGTH,
    )


class WithdrawForm(forms.Form):
    """A word said twice before words are erased for ever."""

    sure = forms.BooleanField(label=_("Whoever said these words takes them back"))


def tell_reasons(form: ObservationForm, error: InvalidObservationError) -> None:
    """Say beside each field what cannot be."""
    language = get_language() or "fr"
    for reason in error.reasons:
        name = reason.field if reason.field in form.fields else None
        form.add_error(name, reason.words.in_language(language).capitalize())
    if not error.reasons:
        form.add_error(None, str(error))


def asked_version(versions: list[Observation], typed: Mapping[str, str]) -> Observation:
    """Give the version asked for by its number, else the one that counts, else the last."""
    wanted = typed.get("version", "")
    numbered = [row for row in versions if str(row.version) == wanted]
    counted = [row for row in versions if row.state == "counted"]
    return next(iter([*numbered, *counted]), versions[-1])
