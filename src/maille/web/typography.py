"""Typography, set once on output: spaces that do not break, curly quotes, raised ordinals.

Sentences are written plainly everywhere (``L'équipe rapporte que : 10 000 %``). What a reader
sees goes through one of these functions, which change nothing when they are run twice and never
touch an address.
"""

import html
import re

NARROW = "\u202f"
FIXED = "\u00a0"

_HIDDEN = "\ue000"
_ADDRESS = re.compile(
    rf"{_HIDDEN}"
    r"|(?:https?://|mailto:|www\.)[^\s«»<>\"“”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)+/[^\s«»<>\"“”]*"
)
_ADDRESS_SIGNS = re.compile(rf"[/@{_HIDDEN}]|mailto:|www\.")
_SPACE = rf"[ \t{FIXED}{NARROW}\u2009]"
_TALL = r"(?:[;:!?]+|[%»])(?!\w)"
_UNITS = "m²|m2|m³|km²|km|cm|mm|m|ha|kg|g|t|h|min|s|L|l|€|k€|M€|Mo|Go|ko|kWh|°C"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: Rule | tuple[str, str]) -> list[Rule]:
    return [(re.compile(pattern), replacement) for pattern, replacement in pairs]


# Spaces inside « quotes » and before tall punctuation.
_FRENCH_SIGNS = re.compile(r"[;:!?%«»]")
_FRENCH_SPACES = _rules(
    (rf"«{_SPACE}*(?=[^\s»])", f"«{NARROW}"),
    (rf"(?:(?<=\S)|^){_SPACE}+(?={_TALL})", NARROW),
    (rf"(?<=[^\s(\[«;:!?%{NARROW}])(?=[;:!?]+(?:[\s)\]\"”’.,…»]|$))", NARROW),
    (r"(?<=\d)(?=%(?!\w))|(?<=[^\s«])(?=»)", NARROW),
)
# Numbers stay with what they count: 1 260, 60 m², 17 h 40, 1er mars, n° 12.
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(rf"(?<![\d.,])\b\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)")
_FRENCH_NUMBERS = _rules(
    (rf"(?<=\d){_SPACE}(?=(?:{_UNITS})(?!\w))", FIXED),
    (rf"(?<=\d{FIXED}h){_SPACE}(?=\d\d(?!\d))", FIXED),
    (rf"(?:(?<=\d)|(?<=\b1er)){_SPACE}(?=(?:{_MONTHS})\b)", FIXED),
    (rf"(?<=\bn°){_SPACE}?(?=\d)", FIXED),
)
_ENGLISH_QUOTES = _rules(
    (r"(?<![^\s(\[{—–“‘])\"(?=\S)", "“"),
    ('"', "”"),
    (r"(?<![^\s(\[{—–“])'(?=[^\W\d])", "‘"),
    ("'", "’"),
)
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_QUOTED = re.compile(r'"([^"]*)"')
_ORDINAL = re.compile(r"\b(1)(ers?|res?)\b|\b(\d+|[IVX]+)(es?)\b")


def _raise_ordinal(match: re.Match[str]) -> str:
    first, first_end, other, other_end = match.groups()
    return f"{first or other}<sup>{first_end or other_end}</sup>"


def _apply(rules: list[Rule], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _set_french(text: str) -> str:
    text = text.replace("'", "’")
    if "..." in text:
        text = _ELLIPSIS.sub("…", text)
    if '"' in text and text.count('"') % 2 == 0:
        text = _QUOTED.sub(r"«\1»", text)
    if _FRENCH_SIGNS.search(text):
        text = _apply(_FRENCH_SPACES, text)
    if _DIGIT.search(text):
        text = _THOUSANDS.sub(lambda match: re.sub(_SPACE, NARROW, match.group()), text)
        text = _apply(_FRENCH_NUMBERS, text)
    return text


def _set_letters(text: str, language: str) -> str:
    if language != "en":
        return _set_french(text)
    return _apply(_ENGLISH_QUOTES, text) if "'" in text or '"' in text else text


def _hide_addresses(text: str) -> tuple[str, list[str]]:
    if not _ADDRESS_SIGNS.search(text):
        return text, []
    return _ADDRESS.sub(_HIDDEN, text), _ADDRESS.findall(text)


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
    text, addresses = _hide_addresses(text)
    return _show(_set_letters(text, language), addresses)


def _show(text: str, addresses: list[str]) -> str:
    if not addresses:
        return text
    parts = text.split(_HIDDEN)
    shown = [parts[0]]
    for address, part in zip(addresses, parts[1:], strict=True):
        shown += (address, part)
    return "".join(shown)


_TAG = re.compile(
    r"(<!--.*?-->"
    r"|<(script|style|textarea|pre|code|svg|option(?![^>]*\svalue=))\b.*?</\2>|<[^>]*>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'(?<=\s)(aria-label|title|alt|placeholder|label)="([^"]*)"')
_ELEMENT = re.compile(r'<(/?)([\w-]+)(?:[^>]*?\slang="(fr|en)")?')
_VOID = {"img", "input", "meta", "link", "br", "hr", "source", "track"}
_TO_SET = re.compile(r"[;:!?%«»'\"&\d]|\.{3}|[IVX]e")


class _Languages:
    """Follows the tags of a fragment; ``nearest`` is the language of the text after them."""

    def __init__(self, language: str) -> None:
        self.nearest = language
        # Open elements that state their language: name, what was read around it, open namesakes.
        self._open: list[tuple[str, str, int]] = []

    def pass_tag(self, tag: str) -> str:
        """Go past a tag; give the language of its attributes."""
        found = _ELEMENT.match(tag) if self._open or ' lang="' in tag else None
        if not found:
            return self.nearest
        closing, name, stated = found.groups()
        if stated and name in _VOID:
            return str(stated)
        if stated:
            self._open.append((name, self.nearest, 1))
            self.nearest = stated
        elif self._open and self._open[-1][0] == name:
            _name, around, namesakes = self._open.pop()
            namesakes += -1 if closing else 1
            if namesakes:
                self._open.append((name, around, namesakes))
            else:
                self.nearest = around
        return self.nearest


def typeset_markup(markup: str, language: str, *, ordinals: bool = True) -> str:
    """Set the text of an HTML fragment, and what its attributes say aloud.

    Scripts, styles, code, drawings, what a person is typing and options that are their own value
    are left as they are. What stands in an element with ``lang`` is set in that language. French
    ordinals are raised, unless the place allows no tag (``ordinals=False``, options).

    Examples
    --------
    >>> typeset_markup('<p title="d&#x27;ici">Le 1er, l&#x27;an <b>2</b> : oui</p>', "fr").replace(
    ...     NARROW, "_"
    ... )
    '<p title="d’ici">Le 1<sup>er</sup>, l’an <b>2</b>_: oui</p>'
    """
    pieces: list[str] = ["", "", *_TAG.split(markup)]
    languages = _Languages(language)
    for place in range(0, len(pieces), 3):
        tag, kept_whole, text = pieces[place : place + 3]
        if not kept_whole:
            pieces[place] = _set_attributes(tag, languages.pass_tag(tag))
        if _TO_SET.search(text):
            raised = ordinals and not tag.startswith("<option")
            pieces[place + 2] = _set_text(text, languages.nearest, ordinals=raised)
        pieces[place + 1] = ""
    return "".join(pieces)


def _set_attributes(tag: str, language: str) -> str:
    if '="' not in tag:
        return tag
    return _ATTRIBUTE.sub(
        lambda found: f'{found[1]}="{_set_text(found[2], language, ordinals=False)}"', tag
    )


def _set_text(text: str, language: str, *, ordinals: bool) -> str:
    plain, addresses = _hide_addresses(html.unescape(text) if "&" in text else text)
    escaped = html.escape(_set_letters(plain, language))
    if ordinals and language != "en":
        escaped = _ORDINAL.sub(_raise_ordinal, escaped)
    return _show(escaped, [html.escape(address) for address in addresses])
