"""The words of opening hours, in French and in English."""

import re
from collections.abc import Sequence

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTH_NAMES = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
}
HOLIDAYS = {
    "fr": {"PH": "jours fériés", "SH": "vacances scolaires"},
    "en": {"PH": "public holidays", "SH": "school holidays"},
}
AND = {"fr": " et ", "en": " and "}
SPAN = {"fr": "du {} au {}", "en": "{} to {}"}
MONTH_SPAN = {"fr": "de {} à {}", "en": "{} to {}"}
NTH = {"fr": "le {} {} du mois", "en": "the {} {} of the month"}
SEVERAL_NTH = {"fr": "les {} {}s du mois", "en": "the {} {}s of the month"}
LAST = {"fr": "dernier", "en": "last"}
EVERY_DAY = {"fr": "tous les jours", "en": "every day"}
ALL_DAY = {"fr": "toute la journée", "en": "all day"}
ALWAYS = {"fr": "tous les jours, jour et nuit", "en": "every day, day and night"}
SHUT = {"fr": "fermé", "en": "closed"}
STATED = {"fr": "{} : {}", "en": "{}: {}"}
UNSURE = {"fr": "à vérifier", "en": "to be checked"}
MIDNIGHT = {"fr": "minuit", "en": "midnight"}
FROM = {"fr": "à partir de {}", "en": "from {}"}
EVENTS = {
    "fr": {"sunrise": "lever du soleil", "sunset": "coucher du soleil"},
    "en": {"sunrise": "sunrise", "sunset": "sunset"},
}
WEEKS = {
    "fr": {"odd": "semaines impaires", "even": "semaines paires", "some": "semaines {}"},
    "en": {"odd": "odd weeks", "even": "even weeks", "some": "weeks {}"},
}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_TIME = re.compile(r"(\d\d):(\d\d)")
_DAY_HOURS = 24


def ordinal(number: int, language: str) -> str:
    """Say a rank.

    Examples
    --------
    >>> ordinal(1, "fr"), ordinal(2, "fr"), ordinal(3, "en")
    ('1er', '2e', '3rd')
    """
    if language == "fr":
        return "1er" if number == 1 else f"{number}e"
    return f"{number}{_ORDINALS.get(number, 'th')}"


def together(parts: Sequence[str], language: str) -> str:
    """Join words: a, b and c.

    Examples
    --------
    >>> together(["mardi", "jeudi", "samedi"], "fr")
    'mardi, jeudi et samedi'
    """
    return AND[language].join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def clock(hour: int, minute: int, language: str) -> str:
    """Say an hour of the day, past midnight too.

    Examples
    --------
    >>> clock(9, 0, "fr"), clock(26, 30, "fr"), clock(9, 5, "en")
    ('9 h', '2 h 30', '9:05')
    """
    if hour == _DAY_HOURS and minute == 0:
        return MIDNIGHT[language]
    hour %= _DAY_HOURS
    if language == "en":
        return f"{hour}:{minute:02}"
    return f"{hour} h {minute:02}" if minute else f"{hour} h"


def clocks(text: str, language: str) -> str:
    """Say each hour of a text.

    Examples
    --------
    >>> clocks("09:00", "fr")
    '9 h'
    """
    return _TIME.sub(lambda found: clock(int(found[1]), int(found[2]), language), text)


def weekday(code: str, language: str) -> str:
    """Name a day by its code.

    Examples
    --------
    >>> weekday("Tu", "fr")
    'mardi'
    """
    return WEEKDAYS[language][DAYS.index(code)]


def month(code: str, language: str) -> str:
    """Name a month by its code.

    Examples
    --------
    >>> month("Aug", "fr")
    'août'
    """
    return MONTH_NAMES[language][MONTHS.index(code)]
