"""What people write in cells: numbers, days, telephones, addresses, hours, points."""

import datetime as dt

import pytest

from maille.directory.errors import MappingError
from maille.directory.importing import cells, hours, states, texts
from maille.directory.importing.hours import ReadHours, read_days, read_hours
from maille.directory.importing.points import read_point


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("-0,29", -0.29),
        ("", None),
        ("nan", None),
        ("1e99", None),
    ],
)
def test_numbers(text, number):
    assert cells.read_number(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-09-28 11:05:08", dt.date(2022, 9, 28)),
        ("2020/06/30 14:16:50.898", dt.date(2020, 6, 30)),
        ("30/03/2020", dt.date(2020, 3, 30)),
        ("31/02/2020", None),
        ("09/0102023", None),
    ],
)
def test_days(text, day):
    assert cells.read_day(text) == day


@pytest.mark.parametrize(
    ("text", "date"),
    [("1992", "1992"), ("2018-13", ""), ("10/2019", "2019-10"), ("jadis", "")],
)
def test_partial_dates(text, date):
    assert cells.read_partial_date(text) == date


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("01.99.00.54.11", "01 99 00 54 11"),
        ("+33 1 99 00 54 11", "01 99 00 54 11"),
        ("199005411", "01 99 00 54 11"),
        ("3949", "3949"),
        ("+32 69 22 12 12", "+3269221212"),
        ("069221212", "069221212"),
        ("+262 262 12 34 56", "02 62 12 34 56"),
        ("00 590 (0)590 12 34 56", "05 90 12 34 56"),
        ("+594 0694 12 34 56", "06 94 12 34 56"),
        ("+596696123456", "06 96 12 34 56"),
        ("+508 41 23 45", "+508412345"),
        ("+687 12 34 56", "+687123456"),
        ("+689 40 12 34 56", "+68940123456"),
        ("687123456", "06 87 12 34 56"),
        ("Non", ""),
        ("12345", ""),
    ],
)
def test_phones(text, phone):
    assert cells.read_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "134 Rue Paul Bellamy 44000 Nantes",
            {"street": "134 Rue Paul Bellamy", "postcode": "44000", "locality": "Nantes"},
        ),
        (
            "Grand-Place 1, B-7500 Tournai",
            {"street": "Grand-Place 1", "postcode": "7500", "locality": "Tournai"},
        ),
        ("31 bis rue Amiral Alquier", {"street": "31 bis rue Amiral Alquier"}),
        ("44 000 Nantes", {"postcode": "44000", "locality": "Nantes"}),
    ],
)
def test_addresses(text, parts):
    assert cells.read_address(text) == parts


@pytest.mark.parametrize(
    "text", ["https://[oups", "ftp://a.fr", "https://a b.fr", "https://" + "a" * 400, "en cours"]
)
def test_what_is_no_web_address(text):
    assert not cells.is_web_address(text)


def test_siret_adds_up():
    assert cells.read_siret("401 092 267 00020") == "40109226700020"
    assert cells.read_siret("12345678901234") == ""
    assert cells.read_siret("null") == ""


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Été", []),
        ("l?Hotel", ["mojibake"]),
        ("ROCHER |Â° Coworking", ["mojibake"]),
        ("a &amp; b", ["html"]),
        ("Ren<e9>", ["escaped"]),
        ("=1+1", ["formula"]),
        ("@SUM(A1)", ["formula"]),
        ("https://a.fr/?q=Ã©", []),
        ("x" * 255, ["cut"]),
    ],
)
def test_marks_of_a_wrong_turn(text, marks):
    assert list(texts.marks_in(text)) == marks


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"Le\x20lundi\x20\xE0\x209h", "Le lundi à 9h"),
        (r"L\u2019auditoire", "L’auditoire"),
        ("<U+2019>", "’"),
        (r"\xC3\xA9t\xC3\xA9", "été"),
    ],
)
def test_letters_written_as_codes_are_put_back(text, plain):
    assert texts.unescape(text) == plain


@pytest.mark.parametrize(
    ("text", "weeks", "read"),
    [
        ("9h-12h et 14h-17h du lundi au vendredi", "", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("La semaine de 9h à midi", "", "Mo-Fr 09:00-12:00"),
        ("Tous les jours 10h-18h", "", "Mo-Su 10:00-18:00"),
        ("Mardi 9h-12h\nDimanche, jours fériés : fermé", "", "Tu 09:00-12:00; PH off"),
        ("Mardi 9h-12h\nLundi fermé", "", "Tu 09:00-12:00"),
        ("Mardi 18h-2h", "", "Tu 18:00-02:00"),
        ("mardi 9h-12h", "Semaine paire", "week 02-52/2 Tu 09:00-12:00"),
        ("Tu 09:00-12:00; PH off", "Semaine impaire", "week 01-53/2 Tu 09:00-12:00; PH off"),
        ("Lundi, Sat 9:00-12:00", "Semaine paire", "week 02-52/2 Mo, Sa 9:00-12:00"),
        ("Juin-Sep: Mardi 9:00-12:00", "Semaine paire", ""),
        ("Le premier mardi du mois 9h-12h", "Semaine paire", ""),
    ],
)
def test_hours_are_understood(text, weeks, read):
    assert read_hours(text, weeks).hours == read


@pytest.mark.parametrize(
    ("text", "weeks", "doubts"),
    [
        ("sur rendez-vous", "", ("unreadable_hours",)),
        ("mardi", "", ("unreadable_hours",)),
        ("mardi 9h", "", ("unreadable_hours",)),
        ("mardi 9h-12h", "une fois par mois", ("unreadable_hours",)),
        ("mardi 18h-12h", "", ("reversed_hours",)),
        ("mardi 2h30-9h", "", ("night_hours",)),
        ("mardi 9h-14h et 12h-18h", "", ("overlapping_hours",)),
        ("mardi 9h-99h", "", ("unreadable_hours",)),
    ],
)
def test_hours_are_doubted(text, weeks, doubts):
    assert read_hours(text, weeks).doubts == doubts


def test_hours_by_day():
    assert read_days({"Mo": "00:00 - 00:00 / 9h-12h"}) == ReadHours(
        "Mo 09:00-12:00", ("midnight_hours",)
    )
    assert read_days({"Mo": "", "Tu": "Fermé"}) == ReadHours()
    assert read_days({"Mo": "9h-12h sur rendez-vous"}).doubts == ("unreadable_hours",)


@pytest.mark.parametrize(
    ("x", "y", "epsg", "doubts"),
    [
        (-61.0, 14.6, 0, ()),
        (4.35, 50.85, 0, ()),
        (500.0, 1000.0, 0, ("impossible_point",)),
        (13.4, 52.5, 0, ("foreign_point",)),
        (454012.5, 6907045.1, 2154, ()),
        (float("inf"), 1.0, 2154, ("impossible_point",)),
    ],
)
def test_points(x, y, epsg, doubts):
    assert read_point(x, y, epsg).doubts == doubts


def test_system_that_does_not_exist_is_refused():
    with pytest.raises(MappingError):
        read_point(1.0, 2.0, 999_999)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Lundi : fermé, mardi au samedi 10h-19h", "Tu-Sa 10:00-19:00"),
        ("Du lundi au samedi 9h-18h, fermé le mercredi", "Mo-Tu,Th-Sa 09:00-18:00"),
        ("Tous les jours 10h à 18h sauf le lundi", "Tu-Su 10:00-18:00"),
        ("mardi au dimanche 10h-18h (sauf jours fériés)", "Tu-Su 10:00-18:00; PH off"),
        (
            "Lundi matin de 9h à 12h, mardi après-midi de 14h à 18h",
            "Mo 09:00-12:00; Tu 14:00-18:00",
        ),
        ("du lundi au vendredi de 9-12h et 14-18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Du mardi au samedi 9.30-18.00", "Tu-Sa 09:30-18:00"),
        ("maandag tot vrijdag van 9u30 tot 17 uur, zaterdag gesloten", "Mo-Fr 09:30-17:00"),
        ("Lun-Ven 9h00-18h00 | Sam 10h00-13h00", "Mo-Fr 09:00-18:00; Sa 10:00-13:00"),
        ("24h/24 et 7j/7", "24/7"),
        ("Accueil du lundi au vendredi de 9h à 12h30 sans RDV.", "Mo-Fr 09:00-12:30"),
        ("Lundi\n9h - 12h\n\nSamedi\nFermé", "Mo 09:00-12:00"),
        (
            "du lundi au mercredi 9h-12h 14h-18h (fermé le lundi matin)",
            "Mo 14:00-18:00; Tu-We 09:00-12:00,14:00-18:00",
        ),
        ("lundi et mardi 9h-17h, sauf le mardi après-midi", ""),
        ("Mardi 9h-12h, fermé le mardi matin", ""),
        ("Le 2e mardi du mois de 9h à 12h et de 14h à 17h", "Tu[2] 09:00-12:00,14:00-17:00"),
        (
            "Les premier et troisième jeudis du mois : 14h-17h; Le dernier samedi du mois 9h-12h",
            "Th[1,3] 14:00-17:00; Sa[-1] 09:00-12:00",
        ),
        ("Le deuxième mardi du mois de 9h à 99h", ""),
        ("Le deuxième mardi du mois de 18h à 9h", ""),
        (
            "Sep-Juin: Mardi 12:00-19:00\nJuil 14 Ferme\nJours feries Ferme",
            "Sep-Jun: Tu 12:00-19:00; Jul 14 off; PH off",
        ),
        ("9h-12h30 / 14h-18h", ""),
    ],
)
def test_more_hours_as_people_write_them(text, read):
    assert hours.read_hours(text).hours == read


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Définitivement fermé", "closed"),
        ("a cessé son activité en 2020", "closed"),
        ("En cours de création", "project"),
        ("n'existe plus", "closed"),
        ("pas encore ouvert", ""),
        ("Bar ouvert à tous les habitants du quartier et aux gens de passage", ""),
        ("Association", ""),
    ],
)
def test_states_as_people_write_them(text, state):
    assert states.state_of(text) == state


@pytest.mark.parametrize("text", ["brumaire 1899", "31 juin 2021", "l'an dernier"])
def test_what_is_no_date(text):
    assert cells.read_partial_date(text) == ""
