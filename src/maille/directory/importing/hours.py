"""Opening hours as people write them, turned into OpenStreetMap's grammar, or left to doubt.

Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from opening_hours import validate

from maille.directory.importing.mapping import DAYS
from maille.directory.importing.wordings import (
    half_days_off,
    in_french,
    in_grammar,
    read_monthly,
    without_half,
)

_WORDS: Final = {
    **dict.fromkeys(("lundi", "lundis", "lun", "lu", "monday"), 0),
    **dict.fromkeys(("mardi", "mardis", "mar", "ma", "tuesday"), 1),
    **dict.fromkeys(("mercredi", "mercredis", "mer", "me", "wednesday"), 2),
    **dict.fromkeys(("jeudi", "jeudis", "jeu", "je", "thursday"), 3),
    **dict.fromkeys(("vendredi", "vendredis", "ven", "ve", "friday"), 4),
    **dict.fromkeys(("samedi", "samedis", "sam", "sa", "saturday"), 5),
    **dict.fromkeys(("dimanche", "dimanches", "dim", "di", "sunday"), 6),
}
_SILENT: Final = frozenset(
    (
        *("du", "de", "le", "les", "l", "et", "des", "ouvert", "ouverte", "ouverture", "horaires"),
        *("tous", "toute", "puis", "ainsi", "que", "en", "continu", "accueil", "public"),
        *("sans", "interruption", "non", "stop", "journée", "continue", "uniquement"),
        *("jours", "heures", "d'ouverture", "d'ouvertures"),
    )
)
_UNTIL: Final = frozenset(("au", "à", "a", "-", "–", "jusqu'à", "jusqu'a"))
_ALWAYS: Final = re.compile(
    r"24 ?h?(?:eures)? ?(?:/| sur ) ?24 ?h?(?:eures)?,? ?(?:et )?7 ?j?(?:ours)? ?(?:/| sur ) ?7.*",
    re.IGNORECASE,
)
_ALL_DAYS: Final = re.compile(r"tous les jours|7 ?j(?:ours)?(?:/| sur )7|7/7", re.IGNORECASE)
_HALF_DAYS: Final = re.compile(
    r"\b(?:(?:l')?apr[eè]s[- ]midis?|matin(?:[ée]e)?s?|soir(?:[ée]e)?s?)\b", re.IGNORECASE
)
_WORKING_DAYS: Final = re.compile(r"\b(?:la|en) semaine\b", re.IGNORECASE)
_FREELY: Final = re.compile(r"\bsans (?:rdv|rendez[- ]vous)\b", re.IGNORECASE)
# "Samedi" on a line, "Fermé" on the next.
_CLOSED_BELOW: Final = re.compile(r"\s*\n\s*(?=ferm[eé])", re.IGNORECASE)
# A line that only says which days it is closed: "Dimanche, jours fériés : fermé".
_CLOSED_LINE: Final = re.compile(
    r"(?P<days>[a-zà-ÿ,:'’ \t–-]+?)[ :]*ferm[eé]e?s?\.?", re.IGNORECASE
)
_CLOSED_ON: Final = re.compile(
    r"\(?(?:ferm[eé]e?s?|sauf|hors):? (?:le |les )?(?P<days>[a-zà-ÿ,' \t–-]+?)[.)]*", re.IGNORECASE
)
_HOLIDAYS: Final = re.compile(r"jours? f[eé]ri[eé]s?", re.IGNORECASE)
_TOKEN: Final = re.compile(
    r"(?P<time>\d{1,2} ?(?:[hH:] ?(?:[0-5]\d)?(?:min|mn)?(?!\w)|heures?)|\d{1,2}\.[0-5]\d(?!\d)"
    r"|\d{1,2}(?= ?[-–à] ?\d{1,2} ?[hH:]))|(?P<word>[a-zà-ÿ']+)"
    r"|(?P<mark>[-–])|(?P<soft>[\s,;:/.&()•|\n]+)|(?P<other>.)"
)
_CLOSED: Final = frozenset(("ferme", "fermé", "fermée", "closed", "off", "-", "néant"))
_WEEKS: Final = {"impaire": "week 01-53/2 ", "paire": "week 02-52/2 "}
_NOON: Final = {"midi": 12 * 60, "minuit": 24 * 60}
_NIGHT_ENDS: Final = 6 * 60
_HOLIDAY: Final = 7
_DAY: Final = 24 * 60
# From two to three in the morning, which one Sunday in March does not have.
_SKIPPED: Final = (120, 180)
_ONE_OF_EACH: Final = 2

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadHours:
    """What was understood: hours in the grammar, or none; and the codes of the doubts."""

    hours: str = ""
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_hours(text: str, weeks: str = "") -> ReadHours:
    """Read hours written in one cell.

    Parameters
    ----------
    text
        French words, or the grammar itself, which is kept as it is.
    weeks
        Which weeks they hold in: ``Semaine paire``, ``Semaine impaire``, or nothing.

    Examples
    --------
    >>> read_hours("Du lundi au vendredi de 9h à 12h30 et de 14h à 18h").hours
    'Mo-Fr 09:00-12:30,14:00-18:00'
    >>> read_hours("Mo 09:30-12:30; PH off", "Semaine impaire").hours
    'week 01-53/2 Mo 09:30-12:30; PH off'
    >>> read_hours("Une fois par mois à la demande")
    ReadHours(hours='', doubts=('unreadable_hours',))
    """
    prefix = _prefix_of(weeks)
    if prefix is None:
        return ReadHours(doubts=("unreadable_hours",))
    if is_grammar(text):
        return ReadHours(_every_week(text, prefix))
    if _ALWAYS.fullmatch(text.strip()) and not prefix:
        return ReadHours("24/7")
    french = _CLOSED_BELOW.sub(" : ", in_french(text))
    whole_days, halves = half_days_off(french)
    open_lines, closed = _without_closures(whole_days)
    week = _read_words(open_lines)
    if week is None or not _close_halves(week, halves):
        return _read_rarer(french, prefix)
    read = _written({day: spans for day, spans in week.items() if day not in closed}, prefix)
    on_holidays = _HOLIDAY in closed and read.hours
    return ReadHours(f"{read.hours}; PH off", read.doubts) if on_holidays else read


def _read_rarer(text: str, prefix: str) -> ReadHours:
    """Read days of the month, or the grammar with its words in French."""
    parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
    monthly = [read_monthly(part, _times) for part in parts]
    if all(monthly) and not prefix:
        return ReadHours("; ".join(monthly))
    grammar = _every_week(in_grammar(text), prefix)
    if is_grammar(grammar):
        return ReadHours(grammar)
    return ReadHours(doubts=("unreadable_hours",))


def _close_halves(week: dict[int, list[Span]], halves: Iterable[tuple[str, bool]]) -> bool:
    """Close mornings or afternoons of a week; false where nobody can tell what is left."""
    for words, morning in halves:
        for day in _days([token for kind, token in _tokens(words) if kind in ("day", "mark")]):
            week[day] = without_half(week.get(day, ()), morning=morning)
    return all(week.values())


def _times(text: str) -> str:
    """Give the times of a day in the grammar; nothing when they are not read, or in doubt."""
    spans = _spans_of_day(text)
    return "" if any(_doubts(spans)) else _spelt(spans)


def _without_closures(text: str) -> tuple[str, set[int]]:
    """Take away what says when it is closed, and give those days; holidays are a day of their own.

    A line is taken whole, else part by part.
    """
    kept: list[str] = []
    closed: set[int] = set()
    for line in text.splitlines():
        whole = _closed_days(line)
        for part in [line] if whole else re.split(r"(?<=[;,|])|(?=\b(?:sauf|hors) )", line):
            days = _closed_days(part)
            closed |= days
            kept.append("" if days else part)
        kept.append("\n")
    return "".join(kept), closed


def _closed_days(text: str) -> set[int]:
    """Give the days of a text that only says when it is closed; nothing for another."""
    bare = text.strip(" \t;,|")
    found = _CLOSED_LINE.fullmatch(bare) or _CLOSED_ON.fullmatch(bare)
    if not found:
        return set()
    days = _HOLIDAYS.sub(" ", found["days"])
    tokens = list(_tokens(days))
    if any(kind not in ("day", "mark") for kind, _token in tokens):
        return set()
    return {*_days([token for _kind, token in tokens]), *_holiday(days, found["days"])}


def _holiday(without: str, days: str) -> set[int]:
    return set() if without == days else {_HOLIDAY}


def read_days(cells: Mapping[str, str], weeks: str = "") -> ReadHours:
    """Read hours written in one column for each day.

    Examples
    --------
    >>> day = "09:00 - 12:00 / 14:00 - 17:00"
    >>> read_days({"Mo": day, "Tu": day, "We": "", "Sa": "Fermé"}).hours
    'Mo-Tu 09:00-12:00,14:00-17:00'
    """
    prefix = _prefix_of(weeks)
    week: dict[int, list[Span]] = {}
    nothing = False
    for number, day in enumerate(DAYS):
        text = cells.get(day, "").strip()
        if not text or text.lower() in _CLOSED:
            continue
        told = _spans_of_day(text)
        if not told or prefix is None:
            return ReadHours(doubts=("unreadable_hours",))
        # Forms write 00:00 - 00:00 where nobody filled them in.
        spans = [span for span in told if span != (0, 0)]
        nothing = nothing or len(spans) < len(told)
        if spans:
            week[number] = spans
    read = _written(week, prefix or "") if week else ReadHours()
    return ReadHours(read.hours, (*read.doubts, "midnight_hours")) if nothing else read


def hours_of_parts(parts: Sequence[str]) -> str:
    """Join what stands in the columns of one day; the half that is closed adds nothing.

    Examples
    --------
    >>> hours_of_parts(["9h-12h", "fermé"]), hours_of_parts(["9h", "18h"])
    ('9h-12h', '9h 18h')
    """
    return " ".join(part for part in parts if part and part.lower() not in _CLOSED)


def is_told_day(text: str) -> bool:
    """Tell whether a cell speaks of the hours of one day, or says that it is closed."""
    kinds = {kind for kind, _token in _tokens(in_french(text))}
    return text.lower() in _CLOSED or ("time" in kinds and kinds <= {"time", "mark"})


@lru_cache(maxsize=4096)
def _spans_of_day(text: str) -> tuple[Span, ...]:
    """Read the hours of one day; nothing when another word stands among them."""
    tokens = list(_tokens(_HALF_DAYS.sub(" ", in_french(text))))
    if any(kind in ("day", "other") for kind, _token in tokens):
        return ()
    return tuple(_spans([token for kind, token in tokens if kind == "time"]))


def is_grammar(text: str) -> bool:
    """Tell whether a text is written in the grammar already."""
    return re.search(r"\d", text) is not None and validate(text)


def _prefix_of(weeks: str) -> str | None:
    """Give how a rule of these weeks begins; ``None`` when nobody understands which."""
    said = weeks.lower()
    if not said.strip():
        return ""
    return next((prefix for word, prefix in _WEEKS.items() if word in said.split()), None)


def _every_week(text: str, prefix: str) -> str:
    if not prefix:
        return text
    rules = [rule.strip() for rule in text.split(";")]
    return "; ".join(rule if rule.startswith("PH") else f"{prefix}{rule}" for rule in rules)


def _read_words(text: str) -> dict[int, list[Span]] | None:
    """Understand groups of days and times, in either order; any word besides is a doubt."""
    plain = _FREELY.sub(" ", _HALF_DAYS.sub(" ", text.replace("’", "'")))
    plain = _ALL_DAYS.sub(" lundi au dimanche ", plain)
    tokens = list(_tokens(_WORKING_DAYS.sub(" lundi au vendredi ", plain)))
    if any(kind == "other" for kind, _token in tokens):
        return None
    groups = list(_groups(tokens))
    kinds = [kind for kind, _found in groups]
    if (
        len(kinds) < _ONE_OF_EACH
        or len(kinds) % 2
        or any(one == two for one, two in pairwise(kinds))
    ):
        return None
    week: dict[int, list[Span]] = {}
    for first, second in zip(groups[::2], groups[1::2], strict=True):
        days, times = (first, second) if first[0] == "day" else (second, first)
        spans = _spans([token for token in times[1] if token not in _UNTIL])
        if not spans:
            return None
        for day in _days(days[1]):
            week.setdefault(day, []).extend(spans)
    return week


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into times, days, marks that join two of them, and words that say more."""
    for found in _TOKEN.finditer(text.lower().replace("’", "'").replace("\xa0", " ")):
        token, kind = found.group(), found.lastgroup or ""
        if kind == "word":
            if token in _WORDS:
                kind = "day"
            elif token in _NOON:
                kind = "time"
            elif token in _UNTIL:
                kind = "mark"
            elif token not in _SILENT:
                kind = "other"
        if kind in ("time", "day", "mark", "other"):
            yield kind, token


def _groups(tokens: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Gather what follows of one kind, with the marks in between."""
    gathered: list[str] = []
    kind = ""
    for one, token in tokens:
        if one == "mark":
            gathered.append(token)
            continue
        if kind and one != kind:
            yield kind, gathered
            gathered = []
        kind = one
        gathered.append(token)
    if kind:
        yield kind, gathered


def _days(tokens: Sequence[str]) -> list[int]:
    days: list[int] = []
    reaching = False
    for token in tokens:
        if token in _UNTIL:
            reaching = bool(days)
            continue
        day = _WORDS[token]
        if reaching and day > days[-1]:
            days.extend(range(days[-1] + 1, day))
        days.append(day)
        reaching = False
    return sorted(set(days))


def _spans(tokens: Sequence[str]) -> list[Span]:
    minutes = [_minutes(token) for token in tokens]
    if len(minutes) % 2 or None in minutes:
        return []
    told = [minute for minute in minutes if minute is not None]
    return list(zip(told[::2], told[1::2], strict=True))


def _minutes(token: str) -> int | None:
    if token in _NOON:
        return _NOON[token]
    hour, *rest = re.findall(r"\d+", token)
    minute = int(hour) * 60 + int(rest[0] if rest else 0)
    return minute if minute <= 24 * 60 else None


def _written(week: Mapping[int, list[Span]], prefix: str) -> ReadHours:
    """Write a week in the grammar; the same hours of following days go together."""
    doubts = sorted({doubt for spans in week.values() for doubt in _doubts(spans)})
    if "reversed_hours" in doubts:
        return ReadHours(doubts=tuple(doubts))
    by_hours: dict[str, list[int]] = {}
    for day in sorted(week):
        by_hours.setdefault(_spelt(week[day]), []).append(day)
    rules = [f"{prefix}{_named(days)} {times}" for times, days in by_hours.items()]
    return ReadHours("; ".join(rules), tuple(doubts))


def _doubts(spans: Sequence[Span]) -> Iterator[str]:
    for start, end in spans:
        if end == start or (end < start and end > _NIGHT_ENDS):
            yield "reversed_hours"
        if any(_SKIPPED[0] <= minute % _DAY < _SKIPPED[1] for minute in (start, end)):
            yield "night_hours"
    ordered = sorted(spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        yield "overlapping_hours"


def _spelt(spans: Sequence[Span]) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in sorted(spans))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _named(days: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs
    )
