"""The colours of ``tokens.css``, and the contrast each has on paper."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

TOKENS = Path(__file__).parent / "static" / "web" / "tokens.css"
PAPER = "paper"
# Decoration: no text is set in these, and none carries a meaning alone.
DECORATION = ("rule", "warp")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.DOTALL)
_LIGHT = re.compile(r"^:root \{(.*?)\n\}", re.DOTALL | re.MULTILINE)
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


@dataclass(frozen=True, slots=True)
class Colour:
    """A token, and its contrast on the paper of each scheme."""

    name: str
    light: str
    dark: str
    contrast_light: float
    contrast_dark: float
    carries_text: bool


def luminance(colour: str) -> float:
    """Give the relative luminance of ``#rrggbb``, after WCAG 2.2.

    Examples
    --------
    >>> round(luminance("#ffffff"), 3), luminance("#000000")
    (1.0, 0.0)
    """
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's constant
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, ground: str) -> float:
    """Give the contrast ratio of two colours, after WCAG 2.2.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((luminance(colour), luminance(ground)))
    return round((lighter + 0.05) / (darker + 0.05), 2)


def read_schemes(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read the light and the dark colours of a token file."""
    plain = _COMMENT.sub("", css)
    light, dark = _LIGHT.search(plain), _DARK.search(plain)
    return (
        dict(_COLOUR.findall(light[1] if light else "")),
        dict(_COLOUR.findall(dark[1] if dark else "")),
    )


@functools.cache
def palette() -> tuple[Colour, ...]:
    """Give every colour of the pages, measured."""
    light, dark = read_schemes(TOKENS.read_text(encoding="utf-8"))
    return tuple(
        Colour(
            name=name,
            light=value,
            dark=dark[name],
            contrast_light=contrast(value, light[PAPER]),
            contrast_dark=contrast(dark[name], dark[PAPER]),
            carries_text=name not in (*DECORATION, PAPER),
        )
        for name, value in light.items()
    )
