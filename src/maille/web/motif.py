"""The motif: the weave of a place in a square of 60, by which it is known on cards.

Same threads as the weave, one line each; cells of 5 by 5; flat bands where cloth is woven, slanted
when what they show is unfavourable; small loops where things are only said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maille.web.weave import SCALES, Cell, Path, Thread, number, picks_of

SIDE = 60
CELL = 5
BAND_WIDTHS = {1: 1.4, 3: 2.6, 5: 3.8, 7: 5.0}
SCALE_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Motif:
    """The small drawing: one warp per scale, then bands and loops."""

    height: float
    warps: tuple[tuple[str, str], ...]
    paths: tuple[Path, ...]


def draw_motif(threads: Sequence[Thread]) -> Motif:
    """Draw the threads in a square of 60; a fuller grid makes it a little taller.

    Examples
    --------
    >>> motif = draw_motif([Thread("upkeep", "Entretien", "territorial", ("favourable",))])
    >>> motif.height, motif.warps
    (4.0, (('territorial', 'M0 2H60'),))
    """
    warps = []
    placed: list[tuple[Thread, float]] = []
    top = 0.0
    for scale in SCALES:
        members = [thread for thread in threads if thread.scale == scale]
        if not members:
            continue
        rows = [(thread, top + place * CELL) for place, thread in enumerate(members)]
        placed += rows
        warps.append((scale, "".join(f"M0 {number(y + 2)}H{SIDE}" for _thread, y in rows)))
        top = rows[-1][1] + CELL + SCALE_GAP
    height = placed[-1][1] + CELL - 1 if placed else 0.0
    return Motif(height, tuple(warps), (*_bands(placed), *_loops(placed)))


def _woven(placed: Iterable[tuple[Thread, float]]) -> Iterable[tuple[str, float, float, float]]:
    """Give the direction, centre, top and width of every woven cell."""
    for thread, y in placed:
        for month, cell in enumerate(thread.months):
            picks = 0 if cell.declared else picks_of(cell.pieces)
            if picks:
                width = SIDE / len(thread.months)
                band = BAND_WIDTHS[picks] * width / CELL
                yield cell.direction, (month + 0.5) * width, y, band


def _bands(placed: Sequence[tuple[Thread, float]]) -> Iterable[Path]:
    flat = {"favourable": "fav", "mixed": "fav", "neutral": "neu"}
    for colour in ("fav", "neu"):
        d = "".join(
            f"M{number(centre - width / 2)} {number(y)}h{number(width)}"
            f"v{_height(direction)}h-{number(width)}z"
            for direction, centre, y, width in _woven(placed)
            if flat.get(direction) == colour
        )
        if d:
            yield Path(f"f-{colour}", d)
    d = "".join(
        f"M{number(centre - width / 2)} {number(y + 4)}l{number(width * 0.6)}-{_height(direction)}"
        f"h{number(width * 0.4)}l-{number(width * 0.6)} {_height(direction)}z"
        for direction, centre, y, width in _woven(placed)
        if direction in ("unfavourable", "mixed")
    )
    if d:
        yield Path("f-unf", d)


def _height(direction: str) -> int:
    """Halve the band that two directions share."""
    return 2 if direction == "mixed" else 4


def _loops(placed: Sequence[tuple[Thread, float]]) -> Iterable[Path]:
    outlines: dict[str, list[str]] = {"fav": [], "neu": [], "unf": []}
    for thread, y in placed:
        for direction, x in (*_cast_on(thread.loops), *_slack(thread.months)):
            if direction in ("favourable", "mixed"):
                outlines["fav"].append(_upright(x, y))
            if direction in ("unfavourable", "mixed"):
                outlines["unf"].append(_hanging(x, y))
            if direction == "neutral":
                outlines["neu"].append(_upright(x, y))
    for colour, found in outlines.items():
        if found:
            yield Path(f"loop s-{colour}", "".join(found))


def _cast_on(directions: Sequence[str]) -> list[tuple[str, float]]:
    pitch = min(float(CELL), (SIDE - CELL) / max(len(directions) - 1, 1))
    return [(direction, place * pitch) for place, direction in enumerate(directions)]


def _slack(months: Sequence[Cell]) -> list[tuple[str, float]]:
    return [
        (cell.direction, month * SIDE / len(months))
        for month, cell in enumerate(months)
        if cell.declared and cell.pieces
    ]


def _upright(x: float, y: float) -> str:
    return f"M{number(x)} {number(y + 3.8)}c6.2 0 5.6-3.6 2.5-3.6s-3.7 3.6 2.5 3.6"


def _hanging(x: float, y: float) -> str:
    return f"M{number(x)} {number(y + 0.2)}c6.2 0 5.6 3.6 2.5 3.6s-3.7-3.6 2.5-3.6"
