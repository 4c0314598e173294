"""The curve: persons with a place in reach, by number of sites, under what nobody can exceed."""

from dataclasses import dataclass
from typing import Any

from maille.territory.reading.words import whole

# To the right of the last point, room for its figure.
LEFT, TOP, WIDTH, HEIGHT = 8.0, 14.0, 440.0, 210.0
_MOST_DOTS = 40
_MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A number of sites on the drawing, with its figures."""

    x: float
    y: float
    sites: int
    covered: int
    bound: int
    added: int


@dataclass(frozen=True, slots=True)
class Curve:
    """What the template draws; ``band`` lies between what was found and the bound."""

    points: tuple[Point, ...]
    line: str
    bound: str
    band: str
    ticks: tuple[Point, ...]
    base: float
    right: float
    open: bool
    dotted: bool


def draw_curve(document: dict[str, Any]) -> Curve:
    """Draw the curve of a study, from persons covered today to the bound of the last step."""
    before, steps = whole(document["covered_before"]), document["curve"]
    most = max((step["sites"] for step in steps), default=0) or 1
    highest = max((step["bound"] for step in steps), default=0) or 1

    def at(step: dict[str, Any], value: float) -> tuple[float, float]:
        return (
            round(LEFT + step["sites"] / most * WIDTH, 1),
            round(TOP + HEIGHT * (1 - value / highest), 1),
        )

    points, added = [], 0
    for step in steps:
        x, y = at(step, step["value"])
        points.append(
            Point(
                x, y, step["sites"], before + whole(step["value"]), before + whole(step["bound"]),
                whole(step["value"]) - added,
            )
        )  # fmt: skip
        added = whole(step["value"])
    above = [at(step, step["bound"]) for step in steps]
    found = [(point.x, point.y) for point in points]
    every = max(1, -(-most // _MOST_TICKS))
    return Curve(
        points=tuple(points),
        line=_line(found),
        bound=_line(above),
        band=_line([*found, *reversed(above)]) + "Z" if found else "",
        ticks=tuple(one for one in points if one.sites % every == 0),
        base=TOP + HEIGHT,
        right=LEFT + WIDTH,
        open=any(step["bound"] > step["value"] for step in steps),
        dotted=len(points) <= _MOST_DOTS,
    )


def _line(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""
