"""The page that explains to a developer how to send observations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maille.observations.enums import ReceiptStatus
from maille.observations.schema import MOST_ITEMS, observation_schema


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of an observation, as the page shows it."""

    name: str
    form: str
    required: bool
    description: str
    known: tuple[str, ...]


@require_safe
def show_api(request: HttpRequest) -> HttpResponse:
    """Explain the token, the request, each field, each receipt, each refusal."""
    context = {
        "fields": list(_fields()),
        "most": MOST_ITEMS,
        "statuses": _statuses(),
        "problems": _problems(),
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "observations/api.html", context)


def _fields() -> Iterator[FieldLine]:
    schema = observation_schema()
    for name, field in schema["properties"].items():
        words = field.get("enum") or field.get("items", {}).get("examples", [])
        description = field["description"]
        yield FieldLine(
            name=name,
            form=_form(field),
            required=name in schema["required"],
            description=_(description),
            known=tuple(word for word in words if word),
        )


def _form(field: Mapping[str, Any]) -> str:
    if "enum" in field:
        return _("one of these words")
    kinds = field.get("type", "string")
    forms = {
        "integer": _("whole number"),
        "boolean": _("true or false"),
        "array": _("list of words"),
    }
    return forms.get(kinds[0] if isinstance(kinds, list) else kinds, _("text"))


def _statuses() -> list[tuple[str, str]]:
    return [
        (ReceiptStatus.RECORDED.value, _("It is kept, and counts.")),
        (ReceiptStatus.KNOWN.value, _("It was here already: this is its first receipt.")),
        (
            ReceiptStatus.VERSION.value,
            _("The same identifier had another content: both are kept, the team decides."),
        ),
        (
            ReceiptStatus.QUARANTINED.value,
            _("It says something impossible: kept, not counted, shown to the team."),
        ),
        (
            ReceiptStatus.UNREADABLE.value,
            _("Its identifier cannot be read: nothing was kept, nothing has a receipt."),
        ),
    ]


def _problems() -> list[tuple[str, str]]:
    return [
        ("400", _("The body is no JSON, no list, or was cut short.")),
        ("401", _("The token is missing, wrong or withdrawn.")),
        ("403", _("The token speaks for another place, or the person is not in its team.")),
        ("413", _("The request is too heavy: send fewer at a time.")),
        ("429", _("Too many requests: wait for as long as Retry-After says.")),
        ("503, 507", _("The database or the disk cannot write: keep everything, try later.")),
    ]
