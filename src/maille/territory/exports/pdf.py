"""A study as an accessible PDF."""

import re
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maille.territory.ground import Terrain
from maille.territory.models import Study
from maille.territory.reading.page import Reading, read_study
from maille.territory.reading.words import language
from maille.web.colours import TOKENS, read_schemes
from maille.web.dates import long_date
from maille.web.printing import compile_pdf, printable
from maille.web.typography import typeset

_TEMPLATE = Path(__file__).with_name("study.typ")
_MOST_GAPS = 40
_PAINT = {
    "bare": 'stroke="{unf}" stroke-opacity=".34"',
    "served": 'stroke="{territorial}" stroke-opacity=".38"',
    "gained": 'stroke="{territorial}"',
    "lines": 'fill="none" stroke="{soft}" stroke-width=".5"',
    "inset": 'fill="none" stroke="{soft}" stroke-width=".5"',
    "places": 'fill="none" stroke="{ink}" stroke-linecap="round"',
    "rim": 'stroke="#ffffff"',
    "candidates": 'fill="none" stroke="{soft}" stroke-linecap="round"',
    "inside": 'stroke="#ffffff"',
    "chosen": 'fill="{territorial}" stroke="#ffffff" stroke-width="1.5"',
    "scale": 'fill="{ink}" stroke="{ink}" stroke-width="1.2"',
    "band": 'fill="{rule}" fill-opacity=".5"',
    "axis": 'stroke="{soft}" fill="none"',
    "line": 'fill="none" stroke="{territorial}" stroke-width="2.5"',
    "bound": 'fill="none" stroke="{ink}" stroke-width="1.2" stroke-dasharray="5 4"',
}
_CLASS = re.compile(r'class="([^"]*)"')
_TEXT = re.compile(r"<text ")
_FONT = 'font-family="Source Sans Pro" font-size="13" stroke="none" '
_RANK = re.compile(r'(<g fill="[^"]*" stroke="#ffffff" stroke-width="1.5">)(.*?)</g>', re.DOTALL)
_TITLE = re.compile(r"<title.*?</desc>", re.DOTALL)


def render_pdf(study: Study, terrain: Terrain, document: dict[str, Any]) -> bytes:
    """Print a study on A4 pages, PDF/UA-1, in the language of the page."""
    reading = read_study(terrain, document, _MOST_GAPS)
    sheet = _sheet(study, reading)
    return compile_pdf(_TEMPLATE, sheet, published=study.computed_at.isoformat())


def _set(text: object) -> str:
    return printable(typeset(str(text), language()))


def _sheet(study: Study, reading: Reading) -> dict[str, Any]:
    day = long_date(study.computed_at.date(), language())
    return {
        "language": language(),
        "colours": _colours(),
        "title": _set(study.name),
        "where": f"{_set(reading.territory)}, {_set(day)}",
        "answer": _set(reading.answer),
        "worth": _set(reading.worth),
        "map": {**_picture("_map.html", reading), "alt": _set(reading.answer)},
        "key": _set(
            _(
                "Pale: a place within reach today. Dark: within reach of a proposed site. Red: "
                "out of reach. Black dots: open places; numbers: proposed sites."
            )
        ),
        "travel": _set(reading.travel),
        "sites": _sites(reading),
        "curve": {
            **_picture("_curve.html", reading),
            "heading": _set(_("And with fewer sites?")),
            "alt": _set(_("Curve of people within reach by number of sites")),
            "head": _heads("Sites", "more people", "within reach in all", "never more than"),
            "rows": [
                [str(one.sites), _set(one.added), _set(one.covered), _set(one.bound)]
                for one in reading.steps
            ],
        },
        "gaps": _gaps(reading),
        "how": {
            "heading": _set(_("How it was computed")),
            "lines": [_set(line) for line in (*reading.cautions, *reading.sources)],
            "imprint": _set(
                _("Computed by Maille %(version)s. SHA-256 %(hash)s")
                % {"version": study.engine_version, "hash": study.sha256}
            ),
        },
    }


def _heads(*words: str) -> list[str]:
    return [_set(_(word)) for word in words]


def _sites(reading: Reading) -> dict[str, Any]:
    return {
        "heading": _set(_("Proposed sites")),
        "head": _heads("Site", "more people", "within reach in all"),
        "rows": [
            [
                _set(f"{one.rank}. {one.name} ({one.kind})"),
                _set(one.gain),
                _set(f"{one.covered} ({one.share})"),
            ]
            for one in reading.sites
        ],
    }


def _gaps(reading: Reading) -> dict[str, Any]:
    return {
        "heading": _set(_("Gaps")),
        "head": _heads("Commune", "without a place today", "still without", "nearest open place"),
        "rows": [
            [
                _set(one.commune),
                _set(one.without),
                _set(one.left),
                _set(f"{one.place}, {one.distance}" if one.place else _("none")),
            ]
            for one in reading.gaps
        ],
    }


def _colours() -> dict[str, str]:
    light, _dark = read_schemes(TOKENS.read_text(encoding="utf-8"))
    return {name: light[name] for name in ("ink", "soft", "rule", "territorial", "unf")}


def _picture(template: str, reading: Reading) -> dict[str, Any]:
    """Give a drawing of the page with its paint in itself: a print has no style sheet."""
    shown = {"reading": reading, "drawing": reading.drawing, "curve": reading.curve, "alone": True}
    svg: str = str(render_to_string(f"territory/{template}", shown))
    colours = _colours()
    paint = {name: told.format(**colours) for name, told in _PAINT.items()}
    svg = _TITLE.sub("", svg)
    svg = _CLASS.sub(lambda match: paint.get(match[1], ""), svg)
    svg = _TEXT.sub(f"<text {_FONT}", svg)
    return {"svg": _RANK.sub(_white_ranks, svg)}


def _white_ranks(match: re.Match[str]) -> str:
    """Set the ranks of proposed sites in the middle of their dots, in white."""
    ranks = match[2].replace("<text ", '<text fill="#ffffff" text-anchor="middle" ')
    return f"{match[1]}{ranks}</g>"
