"""Every colour that carries text can be read, by day and by night."""

from maille.web.colours import TOKENS, contrast, palette, read_schemes

READABLE = 4.5


def test_every_colour_that_carries_text_has_contrast_in_both_schemes():
    weak = [
        colour.name
        for colour in palette()
        if colour.carries_text and min(colour.contrast_light, colour.contrast_dark) < READABLE
    ]
    assert weak == []


def test_palette_holds_the_colours_of_the_drawing():
    assert [colour.name for colour in palette()] == [
        "paper",
        "ink",
        "soft",
        "rule",
        "warp",
        "individual",
        "collective",
        "territorial",
        "fav",
        "unf",
        "neu",
        "focus",
    ]


def test_measures_are_those_of_the_published_formula():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#767676", "#ffffff") == 4.54
    assert contrast("#f7f2e8", "#f7f2e8") == 1


def test_both_schemes_name_the_same_colours():
    light, dark = read_schemes(TOKENS.read_text(encoding="utf-8"))
    assert list(light) == list(dark)


def test_sheet_without_tokens_has_no_colour():
    assert read_schemes("body { color: red }") == ({}, {})
