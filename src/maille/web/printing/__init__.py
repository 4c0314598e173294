"""Typst, set up once: our fonts alone, the product's templates alone, text that cannot fail.

What is printed is handed to the templates as data. Nothing a place wrote is ever read as markup,
and no package is fetched. A template begins with ``#import "/web/printing/paper.typ"``.
"""

import datetime as dt
import json
import re
import shutil
import struct
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import font_source_sans_pro
import font_source_serif_pro
import typst

ROOT = Path(__file__).parents[2]
"""The package: a template sees its files, and none outside."""

FONT_FILES = tuple(
    Path(folder) / f"{family}-{style}.otf"
    for folder, family in (
        (font_source_serif_pro.font_directory, "SourceSerifPro"),
        (font_source_sans_pro.font_directory, "SourceSansPro"),
    )
    for style in ("Regular", "It", "Semibold")
)
UNDRAWN = "◊"
"""Stands where the fonts have no sign: an emoji, a script they do not draw."""

_SPACES = "\n \u00a0\u202f"
_LONGEST_WORD = 40
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_BREAK = "\u200b"
_WINDOWS_UNICODE = (3, 1)
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_MARKS = frozenset({"Mn", "Me"})


@cache
def load_fonts() -> typst.Fonts:
    """Read the six styles that the templates use, and keep them for the life of the process.

    The folder is a passing one: typst reads a file when its style is first used, so using every
    style once is enough to let it go. A folder of our own also settles which of the two formats
    that the packages hold is taken, so that the same report gives the same bytes anywhere.
    """
    with TemporaryDirectory(prefix="maille-fonts-") as folder:
        for file in FONT_FILES:
            shutil.copy(file, folder)
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
        every_style = "\n".join(
            f'#text(font: "{font.family}", style: "{font.style}", weight: {font.weight})[x]'
            for font in fonts.fonts()
        )
        typst.compile(every_style.encode(), font_paths=fonts, format="pdf")
    return fonts


def compile_pdf(template: Path, sheet: Mapping[str, object], *, published: str | None) -> bytes:
    """Set a PDF/UA-1 file; ``published``, an ISO date and time, is its date, and the only one.

    Raises
    ------
    typst.TypstError
        When the template is at fault; no text of a sheet can make it fail.
    """
    return typst.compile(
        template,
        root=ROOT,
        font_paths=load_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"sheet": json.dumps(sheet)},
        pdf_standards=["ua-1"],
        timestamp=dt.datetime.fromisoformat(published) if published else None,
    )


def compile_png(template: Path, sheet: Mapping[str, object]) -> bytes:
    """Draw a one-page template, one pixel per point."""
    return typst.compile(
        template,
        root=ROOT,
        font_paths=load_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72,
        sys_inputs={"sheet": json.dumps(sheet)},
    )


@cache
def drawn_signs() -> frozenset[int]:
    """Give the code points that are sure to be drawn, whatever the style.

    A sign that one upright family knows is enough: typst takes it from there. A combining mark must
    be known to every style, since it is drawn together with its letter; a joining sign never is.
    """
    fonts = [_signs_of(file.read_bytes()) for file in FONT_FILES]
    everywhere, anywhere = frozenset.intersection(*fonts), frozenset.union(*fonts)
    return frozenset(
        code
        for code in anywhere
        if unicodedata.category(chr(code)) not in _HIDDEN | {"Cn"}
        and (code in everywhere or unicodedata.category(chr(code)) not in _MARKS)
    )


def _signs_of(font: bytes) -> frozenset[int]:
    """Read the code points of an OpenType font's ``cmap`` table, format 4."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(tables)]
    start = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    subtables = struct.unpack_from(">H", font, start + 2)[0]
    encodings = [struct.unpack_from(">HHI", font, start + 4 + 8 * n) for n in range(subtables)]
    table = start + next(at for *kind, at in encodings if tuple(kind) == _WINDOWS_UNICODE)
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
    return frozenset(
        code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)
    )


def printable(text: str) -> str:
    """Make any text fit to be set: no sign without a glyph, no word wider than the column.

    Control and joining characters go; a sign that the fonts do not draw becomes ``UNDRAWN``, once
    for several in a row, because an accessible file may hold no empty glyph. A text never becomes
    empty. A word of more than forty characters may break anywhere.

    Examples
    --------
    >>> printable("Merci 😀👍 !")
    'Merci ◊ !'
    >>> len(printable("a" * 100))
    102
    """
    kept = text
    for _pass in range(2):  # a mark that goes may let another join the letter
        kept = "".join(_sign(character) for character in unicodedata.normalize("NFC", kept))
    kept = re.sub(f"{UNDRAWN}+", UNDRAWN, kept)
    if text.strip() and not kept.strip():
        return UNDRAWN
    return _LONG_WORD.sub(lambda match: _breakable(match.group()), kept)


def _sign(character: str) -> str:
    if character in _SPACES or ord(character) in drawn_signs():
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _HIDDEN | _MARKS else UNDRAWN


def _breakable(word: str) -> str:
    cuts = [*range(0, len(word), _LONGEST_WORD), len(word)]
    return _BREAK.join(word[start:stop] for start, stop in pairwise(cuts))
