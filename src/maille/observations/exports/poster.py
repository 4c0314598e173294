"""The poster of a survey: A4, to hang by a door, its QR code drawn in lines."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final

import qrcode

from maille.core.kernel.text import Text
from maille.observations.models import SurveyWave
from maille.web.printing import compile_pdf, printable
from maille.web.typography import typeset

_TEMPLATE = Path(__file__).with_name("poster.typ")
_QUIET: Final = 4  # modules left white around a code, by its standard

# Kept here and not in the screens' catalogues: the poster speaks its own language.
WORDS: Final = {
    "question": Text(
        fr="Qu'est-ce que\nce lieu change\npour vous ?", en="What does\nthis place change\nfor you?"
    ),
    "minute": Text(
        fr="Une minute sur votre téléphone, sans nom ni compte.",
        en="One minute on your phone, without name or account.",
    ),
    "scan": Text(fr="Photographiez ce carré,", en="Scan this square,"),
    "type": Text(fr="ou tapez cette adresse :", en="or type this address:"),
    "promise": Text(
        fr="Ce qui va bien comme ce qui va mal : vos réponses, lues avec celles des autres, "
        "nourrissent un rapport que tout le monde peut lire.",
        en="What goes well and what does not: your answers, read with those of others, go into a "
        "report that anybody may read.",
    ),
    "alternative": Text(
        fr="QR code qui mène au questionnaire, à l'adresse {link}",
        en="QR code leading to the questions, at {link}",
    ),
    "title": Text(fr="Une minute pour {place}", en="A minute for {place}"),
}


def render_poster(wave: SurveyWave, *, link: str, language: str) -> bytes:
    """Print the poster of a survey: PDF/UA-1, the same bytes for the same survey.

    Parameters
    ----------
    link
        The public address of the survey, whole.
    language
        ``fr`` or ``en``.
    """
    return compile_pdf(_TEMPLATE, make_poster(wave, link, language), published=None)


def make_poster(wave: SurveyWave, link: str, language: str) -> dict[str, object]:
    """Give the words and the code of ``poster.typ``; ``quiet`` is the share of white before it."""

    def say(key: str, **values: str) -> str:
        return printable(typeset(WORDS[key].in_language(language).format(**values), language))

    modules = code_of(link)
    return {
        "language": language,
        "title": say("title", place=wave.place.name),
        "name": printable(typeset(wave.place.name, language)),
        "question": say("question").splitlines(),
        "minute": say("minute"),
        "scan": say("scan"),
        "type": say("type"),
        "address": printable(link.partition("://")[2].removesuffix("/")),
        "promise": say("promise"),
        "code": _draw(modules),
        "quiet": _QUIET / len(modules),
        "alternative": say("alternative", link=link),
    }


def code_of(link: str) -> list[list[bool]]:
    """Give the dark and light modules of a QR code, its quiet zone included.

    A quarter of it may be dirty or torn: a poster lives by a door.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=_QUIET)
    code.add_data(link)
    modules: list[list[bool]] = code.get_matrix()
    return modules


def _draw(modules: list[list[bool]]) -> str:
    """Draw a code as one path of an SVG picture."""
    path = "".join(
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(modules)
        for start, length in _runs(row)
    )
    side = len(modules)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" '
        f'height="{side}"><path d="{path}" fill="#000"/></svg>'
    )


def _runs(row: Iterable[bool]) -> Iterable[tuple[int, int]]:
    """Give where dark modules start and how many follow each other."""
    for dark, group in groupby(enumerate(row), key=lambda module: module[1]):
        places = [place for place, _dark in group]
        if dark:
            yield places[0], len(places)
