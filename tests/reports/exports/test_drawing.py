"""The drawings of printed reports: the site's geometry and the site's colours."""

import re

import pytest

from maille.reports.exports import drawing
from maille.web.weave import Thread

THREADS = [
    Thread("social_ties", "Lien social", "individual", ("favourable", "neutral")),
    Thread("solidarity", "Solidarité", "collective"),
    Thread("upkeep", "Entretien", "territorial", ("unfavourable", "mixed")),
]


def strokes(picture):
    """Give the colours of what is stroked, in painting order; what is only filled has none."""
    return re.findall(r' stroke="([^"]+)"', picture["svg"])


def test_weave_paints_warp_then_loops():
    colours = drawing.PRINT
    assert strokes(drawing.picture_weave(THREADS, colours)) == [
        colours.individual,
        colours.fav,
        colours.neu,
        colours.collective,
        colours.territorial,
        colours.fav,
        colours.unf,
    ]


def test_weave_names_scales_and_themes_by_their_baselines():
    figure = drawing.picture_weave(THREADS, drawing.PRINT)
    assert (figure["left"], figure["cloth"], figure["width"]) == (98, 104, 268)
    assert [scale["scale"] for scale in figure["scales"]] == [
        "individual",
        "collective",
        "territorial",
    ]
    assert [(row["theme"], row["text"]) for row in figure["labels"]] == [
        (thread.id, thread.label) for thread in THREADS
    ]


def test_each_theme_has_its_strip():
    strips = drawing.picture_strips(THREADS, drawing.PRINT)
    assert {theme: len(strokes(strip)) for theme, strip in strips.items()} == {
        "social_ties": 3,
        "solidarity": 1,
        "upkeep": 3,
    }


def test_motif_is_a_small_square():
    motif = drawing.picture_motif(THREADS, drawing.SCREEN)
    assert motif["width"] == 62
    assert len(strokes(motif)) == 3 + 3


@pytest.mark.parametrize(
    ("direction", "colours"),
    [
        ("favourable", ["fav"]),
        ("unfavourable", ["unf"]),
        ("mixed", ["fav", "unf"]),
        ("neutral", ["neu"]),
    ],
)
def test_loop_has_the_colour_of_its_direction(direction, colours):
    shown = strokes(drawing.picture_loop(direction, drawing.PRINT))
    assert shown == [getattr(drawing.PRINT, name) for name in colours]


@pytest.mark.parametrize(
    ("grade", "count"), [("E0", 3), ("E1", 4), ("E2", 5), ("E3", 5), ("E4", 5)]
)
def test_grade_mark_gains_panels(grade, count):
    mark = drawing.picture_grade(grade, drawing.PRINT)
    directions = {drawing.PRINT.fav, drawing.PRINT.unf, drawing.PRINT.neu}
    assert (mark["width"], mark["height"]) == (24, 12)
    assert len(strokes(mark)) == count
    assert directions & set(strokes(mark)) == set()


def test_drawings_hold_no_style():
    pictures = [
        drawing.picture_weave(THREADS, drawing.PRINT),
        drawing.picture_motif(THREADS, drawing.PRINT),
        *(drawing.picture_grade(grade, drawing.PRINT) for grade in ("E1", "E4")),
    ]
    assert [p for p in pictures if "style" in p["svg"] or "class" in p["svg"]] == []


def tokens(css):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", css))


def long_form(colour):
    return colour if len(colour) > 4 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.parametrize(
    ("palette", "block"), [("SCREEN", r":root \{(.*?)\n\}"), ("PRINT", r"@media print \{(.*?)\n\}")]
)
def test_palettes_are_those_of_the_site(repository, palette, block):
    css = (repository / "src/maille/web/static/web/tokens.css").read_text("utf-8")
    site = tokens(re.search(block, css, re.DOTALL)[1])
    ours = drawing.colours_of(getattr(drawing, palette))
    assert ours == {name: long_form(site[name]) for name in ours}
