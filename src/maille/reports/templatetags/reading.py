"""Tags of report pages: ``{% load reading %}``."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext

from maille.reports.queries import Matter, Since
from maille.reports.reading import Reading, read_document
from maille.reports.reading.evidence import (
    ReadChange,
    ReadEvidence,
    Tallied,
    read_change,
    read_evidence,
    read_kinds,
)
from maille.web.templatetags.maille import reading_language

register = template.Library()

LICENCES = {
    "CC-BY-4.0": "CC BY 4.0",
    "CC-BY-SA-4.0": "CC BY-SA 4.0",
    "CC0-1.0": "CC0 1.0",
    "ODbL-1.0": "ODbL 1.0",
    "etalab-2.0": "Licence Ouverte 2.0",
}
_ELEVEN_TO_THIRTEEN = (11, 12, 13)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@register.simple_tag
def read_report(document: Mapping[str, Any], language: str = "") -> Reading:
    """Read a report document: ``{% read_report document language as report %}``."""
    return read_document(document, language or reading_language())


@register.simple_tag
def evidence_of(matter: Matter) -> ReadEvidence:
    """Read the evidence of a finding to decide on."""
    return read_evidence(matter.evidence, reading_language())


@register.filter
def read_changes(since: Since) -> list[ReadChange]:
    """Read what changed from one edition to another."""
    return [read_change(one, reading_language()) for one in since.changes]


@register.filter
def kinds_of(matter: Matter) -> tuple[Tallied, ...]:
    """Read what suggests an answer to decide on."""
    return read_kinds(matter.evidence["kinds"], reading_language())


@register.simple_tag(takes_context=True)
def permanent_url(context: Context, document: Mapping[str, Any]) -> str:
    """Give the address to cite, without the query it was asked with."""
    if document["edition"]["url"]:
        return str(document["edition"]["url"])
    request = context.get("request")
    if request is None:
        number = document["edition"]["number"]
        path = (
            reverse("reports:edition", args=[document["place"]["slug"], number]) if number else ""
        )
        return f"{context['base_url']}{path}"
    return str(request.build_absolute_uri(request.path))


@register.filter
def summary_of(document: Mapping[str, Any]) -> list[str]:
    """Give the summary of a report document in the page's language."""
    return list(document["summary"][reading_language()])


@register.simple_tag
def edition_number(number: int) -> str:
    """Write the number of an edition as an ordinal."""
    if reading_language() == "en":
        last = 0 if number % 100 in _ELEVEN_TO_THIRTEEN else number % 10
        return f"{number}{_ENDINGS.get(last, 'th')}"
    return "1re" if number == 1 else f"{number}e"


@register.simple_tag
def edition_words(number: int) -> str:
    """Name an edition: "2e édition"."""
    return gettext("%(number)s edition") % {"number": edition_number(number)}


@register.filter
def licence(identifier: str) -> str:
    """Write a licence as people call it, from its SPDX identifier."""
    return LICENCES.get(identifier, identifier)


@register.filter
def without_scheme(address: str) -> str:
    """Write an address as it is cited."""
    return address.partition("://")[2] or address
