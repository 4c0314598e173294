"""A study as its page and its print show it: every figure worked out, every sentence written."""

from dataclasses import dataclass
from typing import Any

from maille.core.kernel.text import Text
from maille.territory.asking.questions import asked_in
from maille.territory.ground import Terrain
from maille.territory.reading import words
from maille.territory.reading.curve import Curve, draw_curve
from maille.territory.reading.gaps import Gap, gaps_of
from maille.territory.reading.mapping import Drawing, draw_map

MOST_GAPS = 12


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A proposed site in the list: what it adds after those before it."""

    rank: int
    id: str
    name: str
    kind: str
    commune: str
    gain: str
    covered: str
    share: str
    forced: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """A commune with people out of reach."""

    commune: str
    without: str
    gained: str
    left: str
    place: str
    distance: str


@dataclass(frozen=True, slots=True)
class CurveLine:
    """A number of sites, and how many people have a place within reach with them."""

    sites: int
    covered: str
    bound: str
    added: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a template needs to show a study."""

    territory: str
    asked: str
    answer: str
    worth: str
    travel: str
    among: str
    sites: tuple[SiteLine, ...]
    gaps: tuple[GapLine, ...]
    gap_count: int
    without: str
    curve: Curve
    steps: tuple[CurveLine, ...]
    afar: str
    drawing: Drawing
    sources: tuple[str, ...]
    cautions: tuple[str, ...]
    gathered: bool


def read_study(terrain: Terrain, document: dict[str, Any], most_gaps: int = MOST_GAPS) -> Reading:
    """Work out what a page or a print says of a study, in the language of the page."""
    gaps = gaps_of(terrain, document["cells"], last=most_gaps)
    curve = draw_curve(document)
    drawing = draw_map(terrain, document)
    before = words.whole(document["covered_before"])
    return Reading(
        territory=document["territory"][words.language()],
        asked=words.asked_words(asked_in(document)),
        answer=words.answer_words(document),
        worth=words.gap_words(document),
        travel=words.travel_words(document["travel"]),
        among=words.among_words(document),
        sites=tuple(site_lines(document)),
        gaps=tuple(gap_line(gap) for gap in gaps.lines),
        gap_count=gaps.communes,
        without=words.count(words.whole(document["population"]) - before),
        curve=curve,
        steps=tuple(
            CurveLine(
                one.sites,
                words.count(one.covered),
                words.count(one.bound),
                words.count(one.added),
            )
            for one in curve.points
        ),
        afar=", ".join(map(str, drawing.afar)),
        drawing=drawing,
        sources=_said(terrain.sources),
        cautions=_said(terrain.cautions),
        gathered=not terrain.cell_metres,
    )


def _said(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(text.in_language(words.language()) for text in texts)


def site_lines(document: dict[str, Any]) -> list[SiteLine]:
    """Give the proposed sites in their order; what one adds leads from total to total."""
    before, population = words.whole(document["covered_before"]), document["population"]
    forced = set(document["question"]["forced"])
    totals = [words.whole(site["cumulative"]) for site in document["sites"]]
    return [
        SiteLine(
            rank=rank,
            id=site["id"],
            name=site["name"],
            kind=words.kind_words(site["kind"]),
            commune=site["commune"],
            gain=words.count(total - last),
            covered=words.count(before + total),
            share=words.share(before + total, population),
            forced=site["id"] in forced,
        )
        for rank, (site, total, last) in enumerate(
            zip(document["sites"], totals, [0, *totals], strict=False), 1
        )
    ]


def gap_line(gap: Gap) -> GapLine:
    """Write the figures of a commune."""
    return GapLine(
        commune=gap.commune,
        without=words.count(gap.without),
        gained=words.count(gap.gained),
        left=words.count(words.whole(gap.without) - words.whole(gap.gained)),
        place=gap.place,
        distance=words.distance(gap.metres) if gap.place else "",
    )
