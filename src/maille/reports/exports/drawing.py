"""The weave and its signs for print: the web's geometry, painted without a style sheet.

``maille.web.weave`` and ``maille.web.motif`` say where every stroke goes; here each gets the colour
and the width that the site's style sheets give it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from maille.web.motif import SIDE, draw_motif
from maille.web.weave import (
    CLOTH_HEIGHT,
    CLOTH_LEFT,
    CLOTH_WIDTH,
    FULL_MONTH,
    LOOP_WIDTH,
    MONTHS,
    SCALES,
    WIDTH,
    Cell,
    Path,
    Row,
    Thread,
    draw_weave,
    number,
)

Drawing = dict[str, object]
"""An SVG image with its size in units of the drawing: ``svg``, ``width``, ``height``."""

_OVERHANG = 6
_WARP_OPACITY = 0.62
_GROUND_OPACITY = 0.2
_CLIP = f'<defs><clipPath id="k"><path d="M-1 0H260V{CLOTH_HEIGHT}H-1z"/></clipPath></defs>'
_GRADE_ENDS = (2, 6, 10)
_GRADE_SIZE = (24, 12)
_PANEL = 6
_PANELS = {"E2": 2, "E3": 3, "E4": 4}
_MOTIF_LOOP = "0.8"
_GRADE_LOOP = "1.5"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of ``web/tokens.css``, under the names that the drawings use."""

    paper: str
    ink: str
    soft: str
    rule: str
    warp: str
    individual: str
    collective: str
    territorial: str
    fav: str
    unf: str
    neu: str


_THREADS = {
    "individual": "#83366a",
    "collective": "#6f5c00",
    "territorial": "#1f6650",
    "fav": "#234f8f",
    "unf": "#ad3a14",
    "neu": "#5e5346",
}
SCREEN = Palette("#f7f2e8", "#231d17", "#5e5346", "#cdc1ad", "#b3a48b", **_THREADS)
PRINT = Palette("#ffffff", "#000000", "#463e34", "#b9ad99", "#a39680", **_THREADS)


def colours_of(palette: Palette) -> dict[str, str]:
    """Give a palette to a template."""
    return asdict(palette)


def _picture(view: tuple[float, float, float, float], strokes: Iterable[str]) -> Drawing:
    left, top, width, height = view
    box = " ".join(number(value) for value in view)
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
        f'width="{number(width)}" height="{number(height)}">{_cut("".join(strokes))}</svg>',
        "left": left,
        "top": top,
        "width": width,
        "height": height,
    }


def _cut(strokes: str) -> str:
    """Put the edge of the thread before strokes that are cut along it."""
    return f"{_CLIP}{strokes}" if "url(#k)" in strokes else strokes


def _warp(d: str, colour: str) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="0.7" '
        f'stroke-opacity="{_WARP_OPACITY}"/>'
    )


def _loops(paths: Sequence[Path], palette: Palette, width: str = "1.2") -> Iterable[str]:
    for path in paths:
        colour = _colour(path, palette)
        yield (
            f'<path d="{path.d}" fill="none" stroke="{colour}" stroke-width="{width}" '
            'stroke-linecap="round"/>'
        )


def _grounds(paths: Sequence[Path], palette: Palette) -> Iterable[str]:
    for path in paths:
        colour = _colour(path, palette)
        yield f'<path d="{path.d}" fill="{colour}" fill-opacity="{_GROUND_OPACITY}"/>'


def _floats(paths: Sequence[Path], palette: Palette) -> Iterable[str]:
    """Paint what is woven, cut at the edges of the thread."""
    strokes = "".join(_float(path, palette) for path in paths)
    if strokes:
        yield f'<g clip-path="url(#k)">{strokes}</g>'


def _float(path: Path, palette: Palette) -> str:
    if path.classes == "sl":
        return (
            f'<path d="{path.d}" fill="none" stroke="{palette.unf}" stroke-width="1.8" '
            'stroke-linecap="round"/>'
        )
    offset = 4 if " p1 " in path.classes else 0
    return _straight(path.d, _colour(path, palette), offset)


def _straight(d: str, colour: str, offset: int) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="2.75" '
        f'stroke-linecap="round" stroke-dasharray="4 4" stroke-dashoffset="{offset}"/>'
    )


def _bands(paths: Sequence[Path], palette: Palette) -> Iterable[str]:
    for path in paths:
        yield f'<path d="{path.d}" fill="{_colour(path, palette)}"/>'


def _colour(path: Path, palette: Palette) -> str:
    """Give the colour that the last class of a path names: ``s-fav`` or ``f-unf``."""
    colour: str = getattr(palette, path.classes.rpartition("-")[2])
    return colour


def _row(row: Row, palette: Palette) -> str:
    return "".join(
        (
            *_grounds(row.ground, palette),
            _warp(row.warp, getattr(palette, row.scale)),
            *_floats(row.floats, palette),
            *_loops(row.loops, palette),
        )
    )


def picture_weave(threads: Sequence[Thread], palette: Palette) -> Drawing:
    """Draw every thread; the labels, which are text, stand beside the image by their baseline."""
    weave = draw_weave(threads)
    strokes = (
        f'<g transform="translate({CLOTH_LEFT} {number(row.y)})">{_row(row, palette)}</g>'
        for row in weave.rows
    )
    left = CLOTH_LEFT - _OVERHANG
    return _picture((left, 0, WIDTH - left, weave.height), strokes) | {
        "cloth": CLOTH_LEFT,
        "months": [{"x": middle, "month": month} for middle, month in weave.columns],
        "month_lines": list(weave.month_lines),
        "scales": [{"scale": label.scale, "y": label.y} for label, _rows in weave.scales],
        "labels": [
            {"theme": row.id, "scale": row.scale, "text": row.label, "y": row.label_y}
            for row in weave.rows
        ],
    }


def picture_strips(threads: Sequence[Thread], palette: Palette) -> dict[str, Drawing]:
    """Draw each thread alone, for the margin of its theme."""
    view = (-_OVERHANG, 0, WIDTH - CLOTH_LEFT + _OVERHANG, CLOTH_HEIGHT)
    return {row.id: _picture(view, [_row(row, palette)]) for row in draw_weave(threads).rows}


def picture_motif(threads: Sequence[Thread], palette: Palette) -> Drawing:
    """Draw the small square by which a place is known."""
    motif = draw_motif(threads)
    warps = [_warp(d, getattr(palette, scale)) for scale, d in motif.warps]
    bands = [path for path in motif.paths if path.classes.startswith("f-")]
    loops = [path for path in motif.paths if path.classes.startswith("loop")]
    return _picture(
        (-1, -1, SIDE + 2, motif.height + 2),
        [*warps, *_bands(bands, palette), *_loops(loops, palette, _MOTIF_LOOP)],
    )


def picture_swatch(direction: str, palette: Palette) -> Drawing:
    """Draw a full month: the sign of a direction where cloth is woven."""
    months = (Cell(FULL_MONTH, direction), *(Cell(),) * (MONTHS - 1))
    row = draw_weave([Thread("key", "", SCALES[0], months=months)]).rows[0]
    strokes = (*_grounds(row.ground, palette), *_floats(row.floats, palette))
    return _picture((-2, -2, CLOTH_WIDTH / MONTHS + 4, CLOTH_HEIGHT + 4), strokes)


def picture_loop(direction: str, palette: Palette) -> Drawing:
    """Draw one loop: the sign of a direction, printed beside its word."""
    row = draw_weave([Thread("key", "", SCALES[0], (direction,))]).rows[0]
    return _picture((2, 0, LOOP_WIDTH + 2, CLOTH_HEIGHT), _loops(row.loops, palette))


def picture_grade(grade: str, palette: Palette) -> Drawing:
    """Draw the mark of a grade, always in ink: bare, one slack loop, then two to four panels."""
    width, height = _GRADE_SIZE
    strokes = [_panels(_PANELS.get(grade, 0), palette)]
    strokes += [
        f'<path d="M0 {end}H{width}" fill="none" stroke="{palette.warp}" stroke-width="0.6"/>'
        for end in _GRADE_ENDS
    ]
    strokes += [_panel_floats(_PANELS.get(grade, 0), palette)]
    if grade == "E1":
        strokes.append(
            '<g transform="translate(0 0.6) scale(0.6 0.7)"><path fill="none" '
            'd="M0 14.4C14 14.4 14.6 1.4 6.2 1.4S-1.6 14.4 12.4 14.4" '
            f'stroke="{palette.ink}" stroke-width="{_GRADE_LOOP}" stroke-linecap="round"/></g>'
        )
    return _picture((0, 0, width, height), strokes)


def _panels(count: int, palette: Palette) -> str:
    ground = f'<path d="M0 0h{count * _PANEL}v12h-{count * _PANEL}z" fill="{palette.ink}" '
    return f'{ground}fill-opacity="{_GROUND_OPACITY}"/>' if count else ""


def _panel_floats(count: int, palette: Palette) -> str:
    """Weave two picks per panel, the second a step behind the first: plain weave."""
    return "".join(
        _straight(
            "".join(f"M{number(panel * _PANEL + x)} 0v12" for panel in range(count)),
            palette.ink,
            offset,
        )
        for x, offset in ((1.5, 0), (4.5, 4))
        if count
    )
