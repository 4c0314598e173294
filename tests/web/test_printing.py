"""Fonts and text: what can be set at all, and from where."""

import re

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maille.web.printing import (
    FONT_FILES,
    ROOT,
    UNDRAWN,
    drawn_signs,
    load_fonts,
    printable,
)


def set_text(text, font, style):
    """Set a text under the strictest standard, which refuses a missing glyph."""
    template = (
        '#set document(title: "t", date: none)\n'
        "#set text(font: sys.inputs.font, style: sys.inputs.style)\n#sys.inputs.text"
    )
    return typst.compile(
        template.encode(),
        font_paths=load_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"text": text, "font": font, "style": style},
    )


def test_fonts_are_six_styles_of_two_families():
    found = [(font.family, font.style, font.weight) for font in load_fonts().fonts()]
    assert sorted(found) == [
        ("Source Sans Pro", "italic", 400),
        ("Source Sans Pro", "normal", 400),
        ("Source Sans Pro", "normal", 600),
        ("Source Serif Pro", "italic", 400),
        ("Source Serif Pro", "normal", 400),
        ("Source Serif Pro", "normal", 600),
    ]
    assert len(FONT_FILES) == 6


def test_fonts_outlive_the_folder_they_were_read_from():
    assert [font.path for font in load_fonts().fonts() if font.path is None] == []
    assert set_text("x", "Source Serif Pro", "italic").startswith(b"%PDF")


@pytest.mark.parametrize("font", ["Source Serif Pro", "Source Sans Pro"])
@pytest.mark.parametrize("style", ["normal", "italic"])
def test_every_sign_said_to_be_drawn_is(font, style):
    signs = printable(" ".join(f"a{chr(code)} {chr(code)}" for code in sorted(drawn_signs())))
    assert set_text(signs, font, style).startswith(b"%PDF")


def test_signs_of_our_languages_are_drawn():
    needed = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”‘’…–—·•€°²³½×%‰№ßñøłž" + UNDRAWN
    assert [sign for sign in needed if ord(sign) not in drawn_signs()] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("L’été, «\u202foui\u202f»", "L’été, «\u202foui\u202f»"),
        ("e\u0301", "é"),
        ("👩‍👩‍👧 🧵", f"{UNDRAWN} {UNDRAWN}"),
        ("🧵🧵", UNDRAWN),
        ("a\u200db\ufeffc\x07", "abc"),
        ("a\tb\nc\u2028d\u1680e", "a b\nc d e"),
        ("شكرا", UNDRAWN),
        ("\x08", UNDRAWN),
        ("", ""),
        ("x" * 41, "x" * 40 + "\u200bx"),
        ("x" * 40, "x" * 40),
    ],
)
def test_printable_keeps_what_can_be_drawn(text, shown):
    assert printable(text) == shown


@example("S\u0316\u0326")
@given(st.text())
def test_printable_text_has_only_drawn_signs(text):
    shown = printable(text)
    assert printable(shown.replace("\u200b", "")) == shown
    assert max(map(len, re.split(r"[\s\u200b]", shown))) <= 40


@settings(deadline=None)  # a page is set each time, beside other work
@given(st.text(min_size=1))
def test_any_text_can_be_set_once_printable(text):
    assert set_text(printable(text), "Source Serif Pro", "italic").startswith(b"%PDF")


def test_templates_import_nothing_from_elsewhere():
    code = "".join(path.read_text("utf-8") for path in sorted(ROOT.rglob("*.typ")))
    imports = re.findall(r"#import\s+(\S+)", code)
    assert set(imports) == {'"/web/printing/paper.typ":'}
    assert "@preview" not in code
    assert re.findall(r"\b(?:read|eval|plugin|include)\(|#include", code) == []
