import datetime as dt

import pytest

from maille.core.occasions.rules import read_rule
from maille.core.occasions.sentences import is_sayable, recurrence_in_words

TUESDAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("rule", "french", "english"),
    [
        ("FREQ=DAILY", "tous les jours", "every day"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "tous les jours", "every day"),
        ("FREQ=DAILY;INTERVAL=2", "un jour sur deux", "every other day"),
        (
            "FREQ=DAILY;INTERVAL=10;BYMONTH=7",
            "tous les 10 jours, en juillet",
            "every 10 days, in July",
        ),
        ("FREQ=WEEKLY", "toutes les semaines, le mardi", "every week, on Tuesday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
            "une semaine sur deux, le mardi et le jeudi",
            "every other week, on Tuesday and Thursday",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SA",
            "toutes les 3 semaines, le lundi, le mercredi et le samedi",
            "every 3 weeks, on Monday, Wednesday and Saturday",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "toutes les semaines, du lundi au vendredi",
            "every week, from Monday to Friday",
        ),
        (
            "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12",
            "toutes les semaines, le mardi, de septembre à juin",
            "every week, on Tuesday, from September to June",
        ),
        (
            "FREQ=WEEKLY;BYMONTH=7,8",
            "toutes les semaines, le mardi, en juillet et août",
            "every week, on Tuesday, in July and August",
        ),
        (
            "FREQ=WEEKLY;BYMONTH=1,4,7",
            "toutes les semaines, le mardi, en janvier, avril et juillet",
            "every week, on Tuesday, in January, April and July",
        ),
        (
            "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12",
            "toutes les semaines, le mardi",
            "every week, on Tuesday",
        ),
        ("FREQ=MONTHLY", "le 24 du mois", "on the 24th of the month"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,22,-1",
            "le 1er, le 22 et le dernier jour du mois",
            "on the 1st, 22nd and last day of the month",
        ),
        ("FREQ=MONTHLY;BYDAY=2TU", "le 2e mardi du mois", "on the 2nd Tuesday of the month"),
        (
            "FREQ=MONTHLY;BYDAY=1SA,3SA",
            "le 1er et le 3e samedi du mois",
            "on the 1st and 3rd Saturday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1SA,2SU",
            "le 1er samedi et le 2e dimanche du mois",
            "on the 1st Saturday and 2nd Sunday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-2SU",
            "l'avant-dernier dimanche du mois",
            "on the last but one Sunday of the month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;BYMONTH=1,3,5",
            "un mois sur deux, le dernier vendredi, en janvier, mars et mai",
            "every other month, on the last Friday, in January, March and May",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
            "le dernier et le 1er jour ouvré du mois",
            "on the last and 1st working day of the month",
        ),
        ("FREQ=YEARLY", "tous les ans, le 24 novembre", "every year, on the 24th of November"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYDAY=3SA",
            "un an sur deux, le 3e samedi de septembre",
            "every other year, on the 3rd Saturday of September",
        ),
        (
            "FREQ=YEARLY;BYMONTH=4,10;BYMONTHDAY=-1",
            "tous les ans, le dernier jour d'avril et d'octobre",
            "every year, on the last day of April and October",
        ),
        (
            "FREQ=WEEKLY;UNTIL=20270601",
            "toutes les semaines, le mardi, jusqu'au 1er juin 2027",
            "every week, on Tuesday, until 1 June 2027",
        ),
    ],
)
def test_recurrence_is_said_as_people_say_it(rule, french, english):
    said = recurrence_in_words(*read_rule(rule, TUESDAY))
    assert (said.fr, said.en) == (french, english)
    assert is_sayable(read_rule(rule, TUESDAY)[0])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=-3SU",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTHDAY=15",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYSETPOS=1",
    ],
)
def test_rarer_rhythm_is_not_said_wrongly(rule):
    read, last = read_rule(rule, TUESDAY)
    said = recurrence_in_words(read, last)
    assert not is_sayable(read)
    assert (said.fr, said.en) == ("à un rythme particulier", "at a rhythm of its own")
