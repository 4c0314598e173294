"""The report as linked data, after the Common Impact Data Standard 3.2.1, Basic tier.

What each thing of a report becomes is described in ``docs/reference/jsonld.md``.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from maille.reports.exports.compositor import Document, has_content
from maille.reports.exports.heading import report_title, say_period
from maille.reports.exports.jsonld_context import CONTEXT
from maille.reports.exports.words import UNITS, WORDS, say

Node = dict[str, Any]

_ADDRESS = {
    "streetAddress": "address",
    "postalCode": "postcode",
    "addressLocality": "commune",
    "addressRegion": "region",
    "addressCountry": "country",
}
_LICENCES = "https://spdx.org/licenses/"
_FORMATS = {"pdf": "application/pdf", "json": "application/json"}


def render_jsonld(document: Document, *, base_url: str, language: str = "fr") -> bytes:
    """Write a report as JSON-LD: UTF-8, indented, the same bytes for the same document.

    Parameters
    ----------
    document
        The report document, an edition's or a draft's.
    base_url
        Address of the site, that the edition's own address is joined to when it is a path.
    language
        ``fr`` or ``en``: the standard asks for plain strings, so a file speaks one language.
    """
    tree = build_jsonld(document, base_url=base_url, language=language)
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def build_jsonld(document: Document, *, base_url: str, language: str = "fr") -> Node:
    """Give the linked data as JSON values: a context of our own and a flat graph.

    Parameters
    ----------
    document, base_url, language
        As for :func:`render_jsonld`.

    Returns
    -------
    dict
        ``@context`` and ``@graph``: the report, its organisation, themes, outcomes, indicators and,
        when the period is stated, indicator reports.
    """
    url = document["edition"]["url"]
    draft = f"urn:uuid:{document['place']['id']}#draft"
    speaker = _Speaker(document, urljoin(base_url, url) if url else draft, language)
    return {
        "@context": CONTEXT,
        "@graph": [
            _report(speaker),
            _organisation(speaker),
            *_themes(speaker),
            *_outcomes(speaker),
            *(node for figure in _figures(speaker) for node in _indicator(figure, speaker)),
        ],
    }


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A document, the address its things are named under, and the language they are told in."""

    document: Document
    report: str
    language: str

    @property
    def organisation(self) -> str:
        """Who the report is about; the same in every edition."""
        return f"urn:uuid:{self.document['place']['id']}"

    @property
    def published(self) -> bool:
        """Whether the report has an address of its own."""
        return not self.report.startswith("urn:")

    def name(self, thing: str) -> str:
        """Give the address of a thing of this report."""
        return f"{self.report}{'#' if self.published else '-'}{thing}"

    def pick(self, pair: dict[str, str]) -> str:
        """Give the side of a bilingual text."""
        return pair["en" if self.language == "en" else "fr"]

    def say(self, key: str, **values: object) -> str:
        """Give one of our words."""
        return say(key, self.language, **values)

    def themes(self) -> Iterator[tuple[Node, Node]]:
        """Give the themes that say something, each with its section."""
        for section in self.document["sections"]:
            for theme in section["themes"]:
                if has_content(theme):
                    yield section, theme

    def label_of(self, theme: str) -> str:
        """Name a theme."""
        labels = {
            one["theme"]: one["label"]
            for section in self.document["sections"]
            for one in section["themes"]
        }
        return self.pick(labels[theme])


def _basis(speaker: _Speaker) -> str:
    """Say what the report rests on."""
    general = speaker.document.get("general")
    return speaker.say("observed", n=general["pieces"]) if general else speaker.say("declared")


def _report(speaker: _Speaker) -> Node:
    document, edition = speaker.document, speaker.document["edition"]
    period, sealed = document["period"], document["integrity"]["sha256"]
    licence = edition["licence"] or {}
    unstated = "" if period["stated"] else f" {speaker.say('no_period').capitalize()}."
    node = {
        "@id": speaker.report,
        "@type": "schema:Report",
        "schema:name": f"{document['place']['name']}, {report_title(document, speaker.language)}",
        "schema:description": _basis(speaker) + unstated,
        "schema:inLanguage": speaker.language,
        "schema:about": {"@id": speaker.organisation},
        "schema:creativeWorkStatus": "Draft" if edition["draft"] else "Published",
        "schema:version": edition["number"],
        "schema:datePublished": edition["published_at"],
        "schema:temporalCoverage": f"{period['start']}/{period['end']}"
        if period["stated"]
        else None,
        "schema:identifier": f"sha256:{sealed}" if sealed else None,
        "schema:license": [
            {"@id": _LICENCES + licence[which]} for which in ("text", "data") if licence.get(which)
        ],
        "schema:encoding": [
            {
                "@type": "schema:MediaObject",
                "schema:encodingFormat": media,
                "schema:contentUrl": {"@id": f"{speaker.report.rstrip('/')}.{suffix}"},
            }
            for suffix, media in _FORMATS.items()
            if speaker.published
        ],
    }
    return {key: value for key, value in node.items() if value not in (None, [])}


def _organisation(speaker: _Speaker) -> Node:
    place = speaker.document["place"]
    node: Node = {
        "@id": speaker.organisation,
        "@type": "cids:Organization",
        "hasLegalName": place["name"],
    }
    if place["organisation"]:
        node["schema:description"] = place["organisation"]
    if None not in (place["longitude"], place["latitude"]):
        node["schema:location"] = {
            "@type": "schema:Place",
            "schema:latitude": place["latitude"],
            "schema:longitude": place["longitude"],
        }
    if all(place[key] for key in _ADDRESS.values()):
        node["hasAddress"] = {
            "@id": speaker.name("address"),
            "@type": "cids:Address",
            **{term: place[key] for term, key in _ADDRESS.items()},
        }
    node["hasOutcome"] = [outcome["@id"] for outcome in _outcomes(speaker)]
    node["hasIndicator"] = [figure.id for figure in _figures(speaker)]
    return node


def _themes(speaker: _Speaker) -> Iterator[Node]:
    """Give the scales and their themes: both are themes of the standard."""
    grid = speaker.document["grid"]
    scales = set()
    for section, theme in speaker.themes():
        scale = speaker.name(f"scale-{section['scale']}")
        if scale not in scales:
            scales.add(scale)
            yield {
                "@id": scale,
                "@type": "cids:Theme",
                "hasName": speaker.pick(section["label"]),
                "hasDescription": speaker.pick(section["subtitle"]),
            }
        code = f"{grid['id']}/{theme['theme']}"
        yield {
            "@id": speaker.name(theme["theme"]),
            "@type": "cids:Theme",
            "hasName": speaker.pick(theme["label"]),
            "hasDescription": speaker.say(
                "theme_of_grid", grid=grid["id"], version=grid["version"]
            ),
            "relatesTo": scale,
            "hasCode": {
                "@id": speaker.name(f"code-{theme['theme']}"),
                "@type": "cids:Code",
                "hasIdentifier": code,
                "hasName": speaker.pick(theme["label"]),
            },
        }


def _outcomes(speaker: _Speaker) -> Iterator[Node]:
    """Give one outcome per paragraph: what is unfavourable is an outcome of its own."""
    for _section, theme in speaker.themes():
        for place, paragraph in enumerate(theme["paragraphs"], start=1):
            words = [
                f"{speaker.pick(paragraph['verb'])} {speaker.pick(paragraph['text'])}",
                speaker.pick(paragraph["provenance"]),
            ]
            yield {
                "@id": speaker.name(f"outcome-{theme['theme']}-{place}"),
                "@type": "cids:Outcome",
                "hasName": _name_outcome(theme, paragraph, speaker),
                "hasDescription": " ".join(words),
                "forOrganization": speaker.organisation,
                "forTheme": speaker.name(theme["theme"]),
                "hasIndicator": [
                    figure.id
                    for figure in _figures(speaker)
                    if figure.finding in paragraph["findings"]
                ],
            }


def _name_outcome(theme: Node, paragraph: Node, speaker: _Speaker) -> str:
    name, direction = speaker.pick(theme["label"]), paragraph["direction"]
    if paragraph["label"]:
        detail = speaker.pick(paragraph["label"])
        return speaker.say("detailed", name=name, detail=detail[:1].lower() + detail[1:])
    if direction == "neutral":
        return name
    return speaker.say("detailed", name=name, detail=speaker.say(direction))


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of the report, whatever it was in the document."""

    id: str
    name: str
    unit: str
    value: float
    sentence: str
    theme: str | None
    finding: str | None = None
    noted: bool = False


def _figures(speaker: _Speaker) -> Iterator[_Figure]:
    yield from _declared_figures(speaker)
    for thing in speaker.document["intensities"]:
        yield _Figure(
            id=speaker.name(f"indicator-{thing['id']}"),
            name=speaker.say("strength_felt", name=speaker.label_of(thing["theme"])),
            unit=speaker.say("unit_strength"),
            value=thing["median"],
            sentence=speaker.pick(thing["sentence"]),
            theme=thing["theme"],
        )
    for thing in speaker.document["indicators"]:
        yield _Figure(
            id=speaker.name(f"indicator-{thing['id']}"),
            name=speaker.pick(thing["label"]),
            unit=thing["unit"] or speaker.say("unit_unnamed"),
            value=thing["value"],
            sentence=speaker.pick(thing["sentence"]),
            theme=thing["theme"],
        )


def _declared_figures(speaker: _Speaker) -> Iterator[_Figure]:
    """Give the answers that are numbers; a ticked option is none."""
    for finding in speaker.document["findings"]:
        value = finding["value"]
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        question = f"{finding['theme']}.{finding['question']}"
        unit = UNITS.get(question, WORDS["unit_unnamed"]).in_language(speaker.language)
        rate = f"per_{finding['per']}"
        yield _Figure(
            id=speaker.name(f"indicator-{finding['id']}"),
            name=speaker.say("detailed", name=speaker.label_of(finding["theme"]), detail=unit),
            unit=f"{unit} {speaker.say(rate)}" if rate in WORDS else unit,
            value=value,
            sentence=speaker.pick(finding["sentence"]),
            theme=finding["theme"],
            finding=finding["id"],
            noted=any(source["kind"] == "evidence" for source in finding["sources"]),
        )


def _indicator(figure: _Figure, speaker: _Speaker) -> Iterator[Node]:
    """Give an indicator, and its report when somebody said what the number covers.

    The standard asks when a measurement started and ended. Without a stated period there is no
    honest answer: the number stays in the description, which says why it is not reported.
    """
    period = speaker.document["period"]
    report = figure.id.replace("indicator-", "indicator-report-", 1)
    outcomes = [one["@id"] for one in _outcomes(speaker) if figure.id in one["hasIndicator"]]
    unreported = "" if period["stated"] else f" {speaker.say('unreported')}"
    indicator = {
        "@id": figure.id,
        "@type": "cids:Indicator",
        "hasName": figure.name,
        "hasDescription": figure.sentence + unreported,
        "unitDescription": figure.unit,
        "forOrganization": speaker.organisation,
        "forTheme": speaker.name(figure.theme) if figure.theme else None,
        "forOutcome": outcomes,
        "hasIndicatorReport": report if period["stated"] else None,
    }
    yield {key: value for key, value in indicator.items() if value not in (None, [])}
    if period["stated"]:
        yield {
            "@id": report,
            "@type": "cids:IndicatorReport",
            "hasName": f"{figure.name}, {say_period(speaker.document, speaker.language)}",
            "forOrganization": speaker.organisation,
            "forIndicator": figure.id,
            "startedAtTime": f"{period['start']}T00:00:00",
            "endedAtTime": f"{period['end']}T23:59:59",
            "value": {
                "@id": figure.id.replace("indicator-", "measure-", 1),
                "@type": "i72:Measure",
                "hasNumericalValue": _say_number(figure.value),
            },
            "hasComment": figure.sentence
            if figure.noted
            else f"{figure.sentence} {speaker.say('declared')}",
        }


def _say_number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
