"""Rarer ways of writing hours: Dutch, days of the month, the grammar with French words.

Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

Span = tuple[int, int]
# Dutch, whose "ma" is Monday and whose "di" is Tuesday: only where the text shows that it is.
_DUTCH: Final = re.compile(
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|wo|do|vr|za|zo)\b|\d ?u(?:ur)?\b|\d ?u\d"
)
_IN_FRENCH: Final = {
    **dict.fromkeys(("maandag", "ma"), "lundi"),
    **dict.fromkeys(("dinsdag", "di"), "mardi"),
    **dict.fromkeys(("woensdag", "wo"), "mercredi"),
    **dict.fromkeys(("donderdag", "do"), "jeudi"),
    **dict.fromkeys(("vrijdag", "vr"), "vendredi"),
    **dict.fromkeys(("zaterdag", "za"), "samedi"),
    **dict.fromkeys(("zondag", "zo"), "dimanche"),
    "tot": "à",
    "van": "de",
    "gesloten": "fermé",
}
_MIDDAY: Final = 12 * 60
_AFTERNOON: Final = 14 * 60
_ORDINALS: Final = {
    **dict.fromkeys(("premier", "première", "1er", "1ers", "1ère", "1re"), 1),
    **dict.fromkeys(("deuxième", "second", "seconde", "2e", "2ème", "2eme", "2nd"), 2),
    **dict.fromkeys(("troisième", "3e", "3ème", "3eme"), 3),
    **dict.fromkeys(("quatrième", "4e", "4ème", "4eme"), 4),
    **dict.fromkeys(("cinquième", "5e", "5ème", "5eme"), 5),
    **dict.fromkeys(("dernier", "dernière"), -1),
    **dict.fromkeys(("avant-dernier", "avant-dernière"), -2),
}
_DAYS: Final = {
    "lundi": "Mo",
    "mardi": "Tu",
    "mercredi": "We",
    "jeudi": "Th",
    "vendredi": "Fr",
    "samedi": "Sa",
    "dimanche": "Su",
}
_ONE: Final = f"(?:{'|'.join(sorted(map(re.escape, _ORDINALS), key=len, reverse=True))})s?"
_MONTHLY: Final = re.compile(
    rf"(?:(?:tous|toutes|chaque|le|les|l'|ouvert|ouverte) ?)*"
    rf"(?P<ordinals>{_ONE}(?:(?:,| et(?: les?)?|, et) {_ONE})*) "
    rf"(?P<day>{'|'.join(_DAYS)})s?,? (?:du|de chaque|par|de) mois ?[:,]? ?(?P<times>.+?)\.?",
    re.IGNORECASE,
)
_HALF_OFF: Final = re.compile(
    rf"[,;.]? ?\(?\b(?:ferm[eé]e?s?|sauf|hors) (?:le |les )?"
    rf"(?P<days>(?:{'|'.join(_DAYS)})s?(?:(?:,| et(?: les?)?) (?:{'|'.join(_DAYS)})s?)*) "
    r"(?P<half>matins?|apr[eè]s[- ]midis?)\)?",
    re.IGNORECASE,
)
_GRAMMAR: Final = (
    *((rf"{day}s?", code) for day, code in _DAYS.items()),
    *((r"jours? f[eé]ri[eé]s?", "PH"), (r"vacances scolaires", "SH")),
    *((r"ferm[eé]e?s?|closed", "off"), (r"sat", "Sa"), (r"sun", "Su")),
    *((r"janv?(?:ier)?", "Jan"), (r"f[eé]vr?(?:ier)?", "Feb"), (r"mars", "Mar")),
    *((r"avr(?:il)?", "Apr"), (r"mai", "May"), (r"juin", "Jun"), (r"juil(?:let)?", "Jul")),
    *((r"ao[uû]t", "Aug"), (r"sept?(?:embre)?", "Sep"), (r"oct(?:obre)?", "Oct")),
    *((r"nov(?:embre)?", "Nov"), (r"d[eé]c(?:embre)?", "Dec")),
)
_TURNS: Final = tuple(
    (re.compile(rf"(?<![a-zà-ÿ])(?:{words})(?![a-zà-ÿ])", re.IGNORECASE), code)
    for words, code in _GRAMMAR
)


class Monthly(NamedTuple):
    """Days of the month, by the grammar's code and ordinals, and the words of the times."""

    day: str
    ordinals: tuple[int, ...]
    times: str


def in_french(text: str) -> str:
    """Give hours written in Dutch in French words; others as they are."""
    if not _DUTCH.search(text.lower()):
        return text
    words = re.sub(r"(?<=\d) ?u(?:ur)?(?=\d|\b)", "h", text.lower())
    return re.sub(r"[a-z]+", lambda word: _IN_FRENCH.get(word.group(), word.group()), words)


def split_monthly(text: str) -> Monthly | None:
    """Give which days of the month a text speaks of; nothing when it speaks of no such day.

    Examples
    --------
    >>> split_monthly("Les deuxième et quatrième jeudis du mois de 14h à 17h")
    Monthly(day='Th', ordinals=(2, 4), times='de 14h à 17h')
    >>> split_monthly("Un lundi sur deux de 9h à 12h")
    """
    found = _MONTHLY.fullmatch(" ".join(text.lower().replace("’", "'").split()))
    if not found:
        return None
    said = re.findall(_ONE, found["ordinals"])
    ordinals = tuple(_ORDINALS.get(one) or _ORDINALS[one.removesuffix("s")] for one in said)
    return Monthly(_DAYS[found["day"]], ordinals, found["times"])


def read_monthly(text: str, read_times: Callable[[str], str]) -> str:
    """Write days of the month in the grammar; nothing when the text or its times are not read."""
    monthly = split_monthly(text)
    times = read_times(monthly.times) if monthly else ""
    if not monthly or not times:
        return ""
    return f"{monthly.day}[{','.join(map(str, monthly.ordinals))}] {times}"


def half_days_off(text: str) -> tuple[str, tuple[tuple[str, bool], ...]]:
    """Take away the half days on which it is closed; give the words of the days, and if mornings.

    Examples
    --------
    >>> half_days_off("Du lundi au vendredi 9h-12h et 14h-17h, sauf le mercredi après-midi")
    ('Du lundi au vendredi 9h-12h et 14h-17h', (('mercredi', False),))
    """
    found = [
        (one["days"], one["half"].lower().startswith("matin")) for one in _HALF_OFF.finditer(text)
    ]
    return _HALF_OFF.sub("", text), tuple(found)


def without_half(spans: Iterable[Span], *, morning: bool) -> list[Span]:
    """Give the hours of a day without its morning, or its afternoon.

    Nothing where hours go on through midday: nobody said when that day ends, or begins.

    Examples
    --------
    >>> without_half([(540, 720), (840, 1080)], morning=True)
    [(840, 1080)]
    >>> without_half([(540, 1020)], morning=True)
    []
    """
    whole = list(spans)
    if any(start < _MIDDAY and end > _AFTERNOON for start, end in whole):
        return []
    return [span for span in whole if (span[0] < _MIDDAY) != morning]


def in_grammar(text: str) -> str:
    r"""Put the grammar's own words in the place of French ones; a line is a rule.

    Examples
    --------
    >>> in_grammar("Sep-Juin: Mardi-Samedi 12:00-19:00\nJours feries Ferme")
    'Sep-Jun: Tu-Sa 12:00-19:00; PH off'
    """
    for pattern, code in _TURNS:
        text = pattern.sub(code, text)
    return "; ".join(line.strip(" ;") for line in text.splitlines() if line.strip(" ;"))
