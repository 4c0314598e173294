"""Typography, set once on output: spaces that do not break, curly quotes, raised ordinals.

Sentences are written plainly everywhere (``L'équipe rapporte que : 10 000 %``). What a reader
sees goes through one of these functions, which change nothing when they are run twice and never
touch an address.
"""

import html
import re
from collections.abc import Callable

NARROW = "\u202f"
FIXED = "\u00a0"

Replacement = str | Callable[[re.Match[str]], str]

_HIDDEN = "\ue000"
_ADDRESS = re.compile(
    rf"{_HIDDEN}"
    r"|(?:https?://|mailto:|www\.)[^\s«»<>\"“”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)+/[^\s«»<>\"“”]*"
)
_SPACE = rf"[ \t{FIXED}{NARROW}\u2009]"
_TALL = r"(?:[;:!?]+|[%»])(?!\w)"
_UNITS = "m²|m2|m³|km²|km|cm|mm|m|ha|kg|g|t|h|min|s|L|l|€|k€|M€|Mo|Go|ko|kWh|°C"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"


def _bind_thousands(match: re.Match[str]) -> str:
    return re.sub(_SPACE, NARROW, match.group())


_FRENCH: list[tuple[re.Pattern[str], Replacement]] = [
    (re.compile("'"), "’"),
    (re.compile(r"(?<!\.)\.{3}(?!\.)"), "…"),
    # Spaces inside « quotes » and before tall punctuation.
    (re.compile(rf"«{_SPACE}*(?=[^\s»])"), f"«{NARROW}"),
    (re.compile(rf"(?:(?<=\S)|^){_SPACE}+(?={_TALL})"), NARROW),
    (re.compile(rf"(?<=[^\s(\[«;:!?%{NARROW}])(?=[;:!?]+(?:[\s)\]\"”’.,…»]|$))"), NARROW),
    (re.compile(r"(?<=\d)(?=%(?!\w))"), NARROW),
    (re.compile(r"(?<=[^\s«])(?=»)"), NARROW),
    # Numbers stay with what they count: 1 260, 60 m², 17 h 40, 1er mars, n° 12.
    (re.compile(rf"(?<![\d.,])\b\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)"), _bind_thousands),
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:{_UNITS})(?!\w))"), FIXED),
    (re.compile(rf"(?<=\d{FIXED}h){_SPACE}(?=\d\d(?!\d))"), FIXED),
    (re.compile(rf"(?:(?<=\d)|(?<=\b1er)){_SPACE}(?=(?:{_MONTHS})\b)"), FIXED),
    (re.compile(rf"(?<=\bn°){_SPACE}?(?=\d)"), FIXED),
]
_ENGLISH: list[tuple[re.Pattern[str], Replacement]] = [
    (re.compile(r"(?<![^\s(\[{—–“‘])\"(?=\S)"), "“"),
    (re.compile('"'), "”"),
    (re.compile(r"(?<![^\s(\[{—–“])'(?=[^\W\d])"), "‘"),
    (re.compile("'"), "’"),
]
_QUOTED = re.compile(r'"([^"]*)"')
_ORDINAL = re.compile(r"\b(1)(ers?|res?)\b|\b(\d+|[IVX]+)(es?)\b")


def _raise_ordinal(match: re.Match[str]) -> str:
    first, first_end, other, other_end = match.groups()
    return f"{first or other}<sup>{first_end or other_end}</sup>"


def _set_letters(text: str, language: str) -> str:
    french = language != "en"
    if french and text.count('"') % 2 == 0:
        text = _QUOTED.sub(r"«\1»", text)
    for pattern, replacement in _FRENCH if french else _ENGLISH:
        text = pattern.sub(replacement, text)
    return text


def typeset(text: str, language: str) -> str:
    """Set plain text for the eye, in French or in English.

    French takes no-break spaces (U+202F before ``; : ! ? % »``, after ``«`` and in thousands,
    U+00A0 between a number and its unit, a day and its month), curly apostrophes and « quotes ».
    English takes curly quotes only. Addresses keep every character.

    Parameters
    ----------
    text
        Text without markup, as it was written.
    language
        ``fr`` or ``en``.

    Examples
    --------
    >>> typeset("L'équipe dit : 10 000 %", "fr").replace(NARROW, "_")
    'L’équipe dit_: 10_000_%'
    >>> typeset('The "best" meal: 5 %', "en")
    'The “best” meal: 5 %'
    """
    addresses = _ADDRESS.findall(text)
    text = _set_letters(_ADDRESS.sub(_HIDDEN, text), language)
    return _show(text, addresses)


def _show(text: str, addresses: list[str]) -> str:
    parts = text.split(_HIDDEN)
    shown = [parts[0]]
    for address, part in zip(addresses, parts[1:], strict=True):
        shown += (address, part)
    return "".join(shown)


_TOKEN = re.compile(
    r"(?P<kept><!--.*?-->|<(?P<tag>script|style|textarea|pre|code|svg|option)\b.*?</(?P=tag)>)"
    r"|(?P<markup><[^>]*>)"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'(?<=\s)(aria-label|title|alt|placeholder)="([^"]*)"')
_TO_SET = re.compile(r"[;:!?%«»'\"&\d]|\.{3}|[IVX]e")


def typeset_markup(markup: str, language: str, *, ordinals: bool = True) -> str:
    """Set the text of an HTML fragment, and what its attributes say aloud.

    Scripts, styles, code, drawings, options and what a person is typing are left as they are.
    French ordinals are raised, unless the place allows no tag (``ordinals=False``).

    Examples
    --------
    >>> typeset_markup('<p title="d&#x27;ici">Le 1er, l&#x27;an <b>2</b> : oui</p>', "fr").replace(
    ...     NARROW, "_"
    ... )
    '<p title="d’ici">Le 1<sup>er</sup>, l’an <b>2</b>_: oui</p>'
    """
    return _TOKEN.sub(lambda match: _set_token(match, language, ordinals=ordinals), markup)


def _set_token(match: re.Match[str], language: str, *, ordinals: bool) -> str:
    token = match.group()
    if match["text"]:
        return _set_text(token, language, ordinals=ordinals)
    if match["markup"] and '="' in token:
        return _ATTRIBUTE.sub(
            lambda found: f'{found[1]}="{_set_text(found[2], language, ordinals=False)}"', token
        )
    return token


def _set_text(text: str, language: str, *, ordinals: bool) -> str:
    if not _TO_SET.search(text):
        return text
    plain = html.unescape(text)
    addresses = _ADDRESS.findall(plain)
    escaped = html.escape(_set_letters(_ADDRESS.sub(_HIDDEN, plain), language))
    if ordinals and language != "en":
        escaped = _ORDINAL.sub(_raise_ordinal, escaped)
    return _show(escaped, [html.escape(address) for address in addresses])
