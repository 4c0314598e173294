"""What happens to words on their way: encodings, escapes, marks of a wrong turn."""

import re
from typing import Final

_ESCAPES: Final = re.compile(
    r"(?:\\x[0-9A-Fa-f]{2})+|(?:<[0-9a-f]{2}>)+|\\u[0-9A-Fa-f]{4}|<U\+[0-9A-Fa-f]{4,6}>"
)
_HEXADECIMAL: Final = re.compile(r"[0-9A-Fa-f]{2}")
_MOJIBAKE: Final = re.compile(
    r"Ã[\x80-\xbf©¨ªº´¢®§¹«»ŠšŽž‰€™ ]|â€[\x80-\xbf™œ“”\x9d¦]|Â[\x80-\xbf°»«]|ï¿½|�"
    r"|(?<=[a-zà-ÿ])\?(?=[a-zà-ÿ])|(?<=\b[ldnLDN])\?(?=[A-ZÀ-Ÿ])"
)
_HTML: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{2,5});")
_FORMULA: Final = re.compile(r"=.|[+\-@][A-Za-z_]+[A-Za-z0-9_.]*\(")
# Lengths at which forms and spreadsheets cut.
_CUTS: Final = frozenset({127, 128, 254, 255, 256})
# Nothing is wrong with a text that holds none of these.
_SUSPECT: Final = re.compile(r"[\\<&ÃâÂï�?]")
_FORMULA_STARTS: Final = frozenset("=+-@")
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+")


def unescape(text: str) -> str:
    r"""Put back the letters that a program wrote as codes.

    Examples
    --------
    >>> unescape(r"Libert<e9>, 9h \xE0 17h")
    'Liberté, 9h à 17h'
    """
    return _ESCAPES.sub(lambda found: _letters(found.group()), text)


def _letters(escaped: str) -> str:
    if escaped.startswith(("\\u", "<U+")):
        return chr(int(re.sub(r"[^0-9A-Fa-f]", "", escaped.removeprefix("\\u")), 16))
    written = bytes(int(one, 16) for one in _HEXADECIMAL.findall(escaped.replace("\\x", " ")))
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp1252", "replace")


def is_escaped(text: str) -> bool:
    """Tell whether letters stand as codes."""
    return _ESCAPES.search(text) is not None


def marks_in(text: str) -> tuple[str, ...]:
    """Give the codes of the doubts that a text by itself gives reason for.

    Examples
    --------
    >>> marks_in("<b>CafÃ©</b>"), marks_in('=HYPERLINK("x")')
    (('mojibake', 'html'), ('formula',))
    """
    if len(text) not in _CUTS and text[:1] not in _FORMULA_STARTS and not _SUSPECT.search(text):
        return ()
    bare = _ADDRESS.sub("", text)
    found = {
        "cut": len(text) in _CUTS,
        "escaped": is_escaped(bare),
        "mojibake": _MOJIBAKE.search(bare),
        "html": _HTML.search(_ESCAPES.sub("", text)),
        "formula": _FORMULA.match(text),
    }
    return tuple(code for code, holds in found.items() if holds)
