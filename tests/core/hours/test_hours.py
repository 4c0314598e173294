"""Hours as they are read, asked and said."""

import datetime as dt

import pytest

from maille.core.hours import (
    InvalidHoursError,
    Standing,
    hours_in_words,
    read_hours,
    standing_in_words,
)

TUESDAY = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)  # half past ten in Paris


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        (
            "Mo 10:00-12:00, We 14:00-16:00",
            ("lundi 10 h – 12 h", "mercredi 14 h – 16 h"),
            ("Monday 10:00 – 12:00", "Wednesday 14:00 – 16:00"),
        ),
        (
            'Mo-Fr 09:00-12:00,14:00-18:30; Sa 10:00-12:00 "le matin; sur rdv"; PH off',
            (
                "du lundi au vendredi 9 h – 12 h et 14 h – 18 h 30",
                "samedi 10 h – 12 h (le matin; sur rdv)",
                "jours fériés : fermé",
            ),
            (
                "Monday to Friday 9:00 – 12:00 and 14:00 – 18:30",
                "Saturday 10:00 – 12:00 (le matin; sur rdv)",
                "public holidays: closed",
            ),
        ),
        (
            "Jul 1-Aug 31 We 10:00-18:00; Sep-Jun We,Sa 14:00-18:00",
            (
                "du 1er juillet au 31 août, mercredi 10 h – 18 h",
                "de septembre à juin, mercredi et samedi 14 h – 18 h",
            ),
            (
                "1 July to 31 August, Wednesday 10:00 – 18:00",
                "September to June, Wednesday and Saturday 14:00 – 18:00",
            ),
        ),
        (
            "We[1,3] 10:00-12:00; Tu[2] 09:00-10:00; Fr[-1] 22:00-26:00",
            (
                "les 1er et 3e mercredis du mois 10 h – 12 h",
                "le 2e mardi du mois 9 h – 10 h",
                "le dernier vendredi du mois 22 h – 2 h",
            ),
            (
                "the 1st and 3rd Wednesdays of the month 10:00 – 12:00",
                "the 2nd Tuesday of the month 9:00 – 10:00",
                "the last Friday of the month 22:00 – 2:00",
            ),
        ),
        (
            "week 01-53/2 Mo 10:00-12:00; week 2-52/2 Mo 14:00-16:00; week 5,7-9 Mo 08:00-09:00",
            (
                "semaines impaires, lundi 10 h – 12 h",
                "semaines paires, lundi 14 h – 16 h",
                "semaines 05, 07 – 09, lundi 8 h – 9 h",
            ),
            (
                "odd weeks, Monday 10:00 – 12:00",
                "even weeks, Monday 14:00 – 16:00",
                "weeks 05, 07 – 09, Monday 8:00 – 9:00",
            ),
        ),
        (
            "2026 Jul 1-10 off; Dec 25 off; Aug off",
            (
                "du 1er juillet 2026 au 10 juillet 2026 : fermé",
                "25 décembre : fermé",
                "août : fermé",
            ),
            ("1 July 2026 to 10 July 2026: closed", "25 December: closed", "August: closed"),
        ),
        (
            "10:00+; Mo; Tu 00:00-24:00; 2026 Jul We 22:00-24:00",
            (
                *("tous les jours à partir de 10 h", "lundi toute la journée"),
                *("mardi toute la journée", "juillet 2026, mercredi 22 h – minuit"),
            ),
            (
                *("every day from 10:00", "Monday all day", "Tuesday all day"),
                "July 2026, Wednesday 22:00 – midnight",
            ),
        ),
        (
            "sunrise-sunset",
            ("tous les jours lever du soleil – coucher du soleil",),
            ("every day sunrise – sunset",),
        ),
        ("24/7", ("tous les jours, jour et nuit",), ("every day, day and night",)),
        (
            'Mo 10:00-12:00 unknown || "sur rendez-vous"',
            ("lundi 10 h – 12 h à vérifier", "sur rendez-vous"),
            ("Monday 10:00 – 12:00 to be checked", "sur rendez-vous"),
        ),
        ("SH,PH Mo 10:00-11:00", None, None),
        ("easter off", ("easter closed",), ("easter closed",)),
    ],
)
def test_hours_are_said_as_people_say_them(written, french, english):
    schedule = read_hours(written)
    if french is None:
        assert hours_in_words(schedule, "fr") == (
            "vacances scolaires, jours fériés et lundi 10 h – 11 h",
        )
        return
    assert hours_in_words(schedule, "fr") == french
    assert hours_in_words(schedule, "en") == english


@pytest.mark.parametrize(
    ("written", "french"),
    [
        ("Tu 09:00-18:00", "ouvert maintenant, ferme à 18 h"),
        ("Tu 09:00-24:00", "ouvert maintenant, ferme à minuit"),
        ("Tu 14:30-18:00", "fermé, ouvre à 14 h 30"),
        ("We 10:00-12:00", "fermé, ouvre demain à 10 h"),
        ("Mo 10:00-12:00", "fermé, ouvre lundi à 10 h"),
        ("We[1] 10:00-12:00", "fermé, ouvre le mercredi 2 décembre à 10 h"),
        ("Dec 1 10:00-12:00", "fermé, ouvre le mardi 1er décembre à 10 h"),
        ("24/7", "ouvert jour et nuit"),
        ("off", "fermé"),
        ("unknown", "horaires à vérifier auprès du lieu"),
        ("We 10:00-12:00 unknown", "horaires à vérifier auprès du lieu"),
    ],
)
def test_standing_is_said_until_when(written, french):
    assert standing_in_words(read_hours(written), TUESDAY, "fr") == french


def test_a_day_far_away_is_said_in_english():
    schedule = read_hours("We[1] 10:00-12:00")
    assert standing_in_words(schedule, TUESDAY, "en") == (
        "closed, opens Wednesday 2 December at 10:00"
    )


def test_holidays_are_those_of_the_country():
    national_day = dt.datetime(2026, 7, 21, 10, tzinfo=dt.UTC)
    french = read_hours("Mo-Fr 09:00-18:00; PH off", "Europe/Paris", "FR")
    belgian = read_hours("Mo-Fr 09:00-18:00; PH off", "Europe/Brussels", "BE")
    assert [one.standing(national_day) for one in (french, belgian)] == [
        Standing.OPEN,
        Standing.CLOSED,
    ]


def test_the_clock_is_that_of_the_place():
    at = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    reunion = read_hours("Tu 09:00-12:00", "Indian/Reunion")
    guadeloupe = read_hours("Tu 08:00-12:00", "America/Guadeloupe")
    assert [one.standing(at).value for one in (reunion, guadeloupe)] == ["closed", "open"]


def test_hours_hold_across_the_change_of_clocks():
    night = read_hours("Sa 20:00-26:00")
    change = night.next_change(dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC))
    assert change is not None
    assert (change.hour, change.date()) == (2, dt.date(2026, 10, 25))


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("Mo 9h-12h", "9h-12h"),
        ("Mo-Fr 09:00-12:00; ouvert", "ouvert"),
        ("lundi", "lundi"),
        ("", ""),
    ],
)
def test_what_cannot_be_read_says_where(written, rest):
    with pytest.raises(InvalidHoursError) as refused:
        read_hours(written)
    assert refused.value.rest == rest


def test_days_to_come_end_with_the_hours():
    once = read_hours("2026 Dec 01 09:00-12:00")
    assert once.next_days(dt.date(2026, 11, 22), 5) == (dt.date(2026, 12, 1),)
    twice = read_hours("Tu 09:00-12:00,14:00-16:00")
    assert twice.next_days(dt.date(2026, 11, 22), 2) == (
        dt.date(2026, 11, 24),
        dt.date(2026, 12, 1),
    )
