"""Calendars of any application: times, repetitions, what is left aside."""

import datetime as dt
import time
import uuid
from contextlib import suppress

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from maille.observations.errors import ImportFileError
from maille.observations.importing.calendars import read_calendar
from maille.observations.importing.recurring import BrokenRuleError, times_of

PLACE = uuid.UUID(int=1)
TODAY = dt.date(2026, 11, 22)
PARIS = """BEGIN:VTIMEZONE
TZID:Heure du bourg
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def event(*lines, uid="1", summary="Repas"):
    given = "\n".join(lines)
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{summary}\n{given}\nEND:VEVENT\n"


def calendar(*events, end="END:VCALENDAR\n"):
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//FR\n{''.join(events)}{end}"
    return text.replace("\n", "\r\n").encode()


def rows(*events, until=TODAY):
    return read_calendar(calendar(*events), place_id=PLACE, until=until)


def when(*events, until=TODAY):
    found = [row.item for row in rows(*events, until=until) if row.status is None]
    return [(item["on"], item.get("at"), item.get("minutes")) for item in found]


def told(*events):
    return [
        (row.status and row.status.value, [reason.code for reason in row.reasons])
        for row in rows(*events)
    ]


def titles(*events):
    return [
        (row.number, row.reasons[0].code if row.reasons else row.item["note"])
        for row in rows(*events)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;TZID=Europe/Paris:20250704T183000"], ("2025-07-04", "18:30", None)),
        (["DTSTART:20250704T183000"], ("2025-07-04", "18:30", None)),
        (["DTSTART:20250704T223000Z"], ("2025-07-05", "00:30", None)),
        (["DTSTART:20250104T183000Z"], ("2025-01-04", "19:30", None)),
        (["DTSTART;TZID=Romance Standard Time:20250704T183000"], ("2025-07-04", "18:30", None)),
        (["DTSTART;TZID=America/New_York:20250704T120000"], ("2025-07-04", "18:00", None)),
        (["DTSTART;TZID=Nulle/Part:20250704T183000"], ("2025-07-04", "18:30", None)),
        (["DTSTART;VALUE=DATE:20250704", "DTEND;VALUE=DATE:20250707"], ("2025-07-04", None, None)),
        (["DTSTART:20250704T183000", "DTEND:20250704T203000"], ("2025-07-04", "18:30", 120)),
        (["DTSTART:20250704T183000", "DURATION:PT1H30M"], ("2025-07-04", "18:30", 90)),
        (["DTSTART:20250704T183000", "DTEND:20250704T170000"], ("2025-07-04", "18:30", None)),
        (["DTSTART:20250704T183000", "DTEND;VALUE=DATE:20250705"], ("2025-07-04", "18:30", None)),
        (
            ["DTSTART;TZID=Europe/Paris:20250704T183000", "DTEND:20250704T173000Z"],
            ("2025-07-04", "18:30", 60),
        ),
    ],
)
def test_event_is_told_by_the_clock_of_the_place(lines, expected):
    assert when(event(*lines)) == [expected]


def test_zone_that_the_calendar_defines_itself_is_followed():
    own = event("DTSTART;TZID=Heure du bourg:20250704T183000", "DTEND:20250704T173000Z")
    assert when(PARIS, own) == [("2025-07-04", "18:30", 60)]


def test_words_are_taken_unfolded_and_without_marks():
    row = rows(
        event(
            "DTSTART:20250704T183000",
            "LOCATION:La halle\\, au fond",
            "CATEGORIES:Enfants,Autre",
            "CATEGORIES:social_ties",
            "DESCRIPTION:<b>Venez</b>",
            summary="Repas partagé\\; sou\n pe 😀",
        )
    )[0]
    assert {name: value for name, value in row.item.items() if name != "id"} == {
        "kind": "occasion",
        "on": "2025-07-04",
        "at": "18:30",
        "note": "Repas partagé; soupe 😀",
        "space": "La halle, au fond",
        "audiences": ["children"],
        "themes": ["social_ties"],
    }


def test_letter_folded_in_its_middle_is_read():
    content = calendar(event("DTSTART:20250704T183000", summary="Été"))
    cut = content.replace("É".encode(), b"\xc3\r\n \x89")
    assert read_calendar(cut, place_id=PLACE, until=TODAY)[0].item["note"] == "Été"


def test_weekly_lunch_stays_at_its_hour_across_summer_time():
    found = when(
        event(
            "DTSTART;TZID=Europe/Paris:20250320T123000",
            "RRULE:FREQ=WEEKLY;UNTIL=20250410T103000Z",
            "EXDATE;TZID=Europe/Paris:20250403T123000",
        )
    )
    assert [(on, at) for on, at, _minutes in found] == [
        *(("2025-03-20", "12:30"), ("2025-03-27", "12:30"), ("2025-04-10", "12:30")),
    ]


def test_repetition_in_universal_time_moves_with_the_clock():
    found = when(event("DTSTART:20250320T113000Z", "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert [at for _on, at, _minutes in found] == ["12:30", "12:30", "13:30"]


def test_repetition_stops_today():
    found = when(event("DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=DAILY;INTERVAL=7"))
    assert [on for on, _at, _minutes in found] == [
        *("2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"),
    ]


def test_one_time_that_was_changed_takes_the_place_of_the_planned_one():
    series = event("DTSTART;TZID=Europe/Paris:20250306T123000", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20250313T123000",
        "DTSTART;TZID=Europe/Paris:20250314T190000",
        summary="Déplacé",
    )
    before = {row.item["id"] for row in rows(series)}
    after = rows(series, moved)
    assert {row.item["id"] for row in after} == before
    assert sorted((row.item["on"], row.item["note"]) for row in after) == [
        *(("2025-03-06", "Repas"), ("2025-03-14", "Déplacé"), ("2025-03-20", "Repas")),
    ]


def test_one_time_that_was_cancelled_is_left_aside_and_said():
    series = event("DTSTART:20250306T123000", "RRULE:FREQ=WEEKLY;COUNT=2")
    off = event("RECURRENCE-ID:20250313T123000", "DTSTART:20250313T123000", "STATUS:CANCELLED")
    assert told(series, off) == [(None, []), ("skipped", ["cancelled_event"])]


def test_cancelled_series_is_said_once():
    off = event("DTSTART:20250306T123000", "RRULE:FREQ=WEEKLY;COUNT=9", "STATUS:CANCELLED")
    assert told(off) == [("skipped", ["cancelled_event"])]


def test_extra_times_are_taken():
    found = when(
        event("DTSTART:20250306T123000", "RDATE:20250401T123000,20250402T140000"),
        event("DTSTART;VALUE=DATE:20250501", "RDATE;VALUE=DATE:20250601", uid="2"),
        event("DTSTART:20250701T100000", "RDATE;VALUE=PERIOD:20250702T100000/PT1H", uid="3"),
    )
    assert [on for on, _at, _minutes in found] == [
        *("2025-03-06", "2025-04-01", "2025-04-02", "2025-05-01", "2025-06-01"),
        *("2025-07-01", "2025-07-02"),
    ]


def test_excluded_day_excludes_the_time():
    found = when(
        event("DTSTART:20250306T123000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20250307")
    )
    assert [on for on, _at, _minutes in found] == ["2025-03-06", "2025-03-08"]


def test_what_is_to_come_or_broken_is_said():
    assert told(
        event("DTSTART:20270306T123000", uid="a"),
        event("DTSTART:20270306T123000", "RRULE:FREQ=DAILY", uid="b"),
        event("DTSTART:un jour", uid="c"),
        event("LOCATION:nulle part", uid="d"),
        event("DTSTART:20250306T123000", "DURATION:long", uid="e"),
        event("DTSTART:20250306T123000", "RRULE:FREQ=DAILY", "EXDATE:x", uid="f"),
    ) == [
        *(("skipped", ["event_to_come"]), ("skipped", ["event_to_come"])),
        *(("refused", ["no_start"]), ("refused", ["no_start"]), (None, [])),
        ("refused", ["broken_event"]),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=BANANA", "BYDAY=MO", "FREQ=DAILY;INTERVAL=0"),
        *("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYSETPOS=366", "FREQ=DAILY;BYDAY=XX"),
        "FREQ=MONTHLY;BYMONTHDAY=99",
    ],
)
def test_repetition_that_cannot_be_followed_gives_its_first_time(rule):
    assert told(event("DTSTART:20250306T123000", f"RRULE:{rule}")) == [(None, ["broken_rule"])]


def test_repetition_without_end_is_cut_and_said():
    started = time.monotonic()
    found = told(event("DTSTART:19700101T000000", "RRULE:FREQ=DAILY"))
    assert len(found) == 5_001
    assert found[-1] == ("skipped", ["too_many_times"])
    assert time.monotonic() - started < 10


def test_newest_of_two_says_of_one_event_holds():
    old = event("DTSTART:20250306T123000", "SEQUENCE:1", summary="Avant")
    new = event("DTSTART:20250307T123000", "SEQUENCE:2", summary="Après")
    assert titles(new, old) == [(1, "Après"), (2, "another_state")]


def test_two_events_that_share_an_identifier_are_both_taken():
    one, two = event("DTSTART:20250306T123000"), event("DTSTART:20250307T123000")
    found = [row.item["id"] for row in rows(one, two)]
    assert len({*found}) == 2
    assert rows(one)[0].item["id"] in found


def test_every_state_of_one_event_has_its_row():
    first = event("DTSTART:20250306T123000", summary="Un")
    second = event("DTSTART:20250306T123000", summary="Deux")
    assert titles(first, second) == [(1, "another_state"), (2, "Deux")]


def test_newest_of_two_states_of_one_changed_time_holds():
    series = event("DTSTART:20250306T123000", "RRULE:FREQ=DAILY;COUNT=2")
    moved = ("RECURRENCE-ID:20250307T123000", "DTSTART:20250308T123000")
    new = event(*moved, "SEQUENCE:2", summary="Après")
    old = event(*moved, "SEQUENCE:1", summary="Avant")
    assert titles(series, new, old) == [(1, "Repas"), (2, "Après"), (3, "another_state")]


@pytest.mark.parametrize("start", ["99991231T235959Z", "00010101T000000Z"])
def test_event_at_the_end_of_all_time_takes_nothing_from_the_others(start):
    found = told(event(f"DTSTART:{start}", uid="a"), event("DTSTART:20250306T123000", uid="b"))
    assert [status for status, _codes in found] in (["refused", None], [None, None])
    assert told(event("DTSTART:99991231T235959Z")) == [("refused", ["broken_event"])]


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20250306T123000,20250307T123000"),
        ("RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20250306,20250307"),
        ("EXDATE:20250306T123000",),
    ],
)
def test_event_of_which_every_time_is_taken_out_gives_none(lines):
    assert told(event("DTSTART:20250306T123000", *lines)) == [("skipped", ["no_time_left"])]


def test_event_without_identifier_keeps_the_same_one():
    bare = event("DTSTART:20250306T123000").replace("UID:1\n", "")
    assert rows(bare)[0].item["id"] == rows(bare)[0].item["id"]
    assert when(bare) == [("2025-03-06", "12:30", None)]


def test_file_that_was_cut_gives_what_can_be_read():
    content = calendar(
        event("DTSTART:20250306T123000"), event("DTSTART:20250307T123000", uid="2"), end=""
    )
    cut = read_calendar(content[:-30], place_id=PLACE, until=TODAY)
    assert [row.status and row.status.value for row in cut] == [None, "refused"]
    assert [reason.code for reason in cut[1].reasons] == ["broken_event", "cut_file"]


def test_calendar_without_its_end_says_that_it_seems_cut():
    def codes(content):
        found = read_calendar(content, place_id=PLACE, until=TODAY)
        return [(row.status, [reason.code for reason in row.reasons]) for row in found]

    assert codes(calendar(event("DTSTART:20250306T123000"), end="")) == [(None, ["cut_file"])]
    assert codes(calendar(end="")) == [("skipped", ["cut_file"])]
    assert codes(calendar()) == []


@pytest.mark.parametrize(
    "alarm",
    [
        ("BEGIN:VALARM", "TRIGGER:nonsense", "ACTION:DISPLAY", "END:VALARM"),
        ("BEGIN:VALARM", "TRIGGER;VALUE=DATE-TIME:soon", "ACTION:AUDIO"),
        ("BEGIN:VALARM", "TRIGGER:", "END:VALARM", "BEGIN:VALARM", "TRIGGER:-PT15", "END:VALARM"),
    ],
)
def test_broken_reminder_takes_nothing_from_its_event(alarm):
    alone = event("DTSTART:20250304T183000", *alarm)
    other = event("DTSTART:20250305T183000", uid="2")
    assert when(alone, other) == [("2025-03-04", "18:30", None), ("2025-03-05", "18:30", None)]


def test_lines_ended_as_old_computers_did_are_read():
    content = calendar(event("DTSTART:20250304T183000", "LOCATION:La grande", "  halle"))
    (row,) = read_calendar(content.replace(b"\r\n", b"\r"), place_id=PLACE, until=TODAY)
    assert (row.item["on"], row.item["space"]) == ("2025-03-04", "La grande halle")


def test_outlook_names_its_zone_between_quotes():
    zone = 'TZID="Romance Standard Time"'
    monthly = event(f"DTSTART;{zone}:20250115T100000", "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=3WE")
    assert [day for day, _at, _minutes in when(monthly)] == [
        "2025-01-15",
        "2025-02-19",
        "2025-03-19",
    ]


def test_broken_line_spoils_its_own_event_alone():
    content = calendar(
        event("DTSTART:20250306T123000"), event("DTSTART:20250307T123000", "@@@", uid="2")
    )
    found = read_calendar(content, place_id=PLACE, until=TODAY)
    assert found[0].item["on"] == "2025-03-06"
    assert len(found) == 2


@pytest.mark.parametrize("content", [b"", b"Date;Nombre", b"\x00" * 50, b"<html></html>"])
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(ImportFileError):
        read_calendar(content, place_id=PLACE, until=TODAY)


WORDS = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "UID:1", "UID:2"),
        *("DTSTART:20250306T123000", "DTSTART;VALUE=DATE:20250306", "DTSTART:x", "DTEND:x"),
        *("RRULE:FREQ=DAILY;COUNT=2", "RRULE:x", "RRULE:FREQ=WEEKLY;UNTIL=x", "EXDATE:x"),
        *("EXDATE:20250306T123000Z", "RDATE;VALUE=PERIOD:20250306T123000/x", "SEQUENCE:x"),
        *(
            "RECURRENCE-ID:20250306",
            "RECURRENCE-ID:x",
            "DURATION:-PT1H",
            "SUMMARY:a",
            "CATEGORIES:",
        ),
        *("STATUS:CANCELLED", " suite", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:x", "DTSTART:"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS | st.text(max_size=12), max_size=20))
def test_no_calendar_breaks_the_reader(lines):
    content = "\r\n".join(["BEGIN:VCALENDAR", *lines]).encode("utf-8", "replace")
    with suppress(ImportFileError):
        found = read_calendar(content, place_id=PLACE, until=TODAY)
        assert [row.item is None for row in found] == [row.status is not None for row in found]


@pytest.mark.parametrize(
    "rule",
    [
        {"FREQ": ["DAILY"], "BYDAY": ["??"]},
        {"FREQ": ["DAILY"], "INTERVAL": ["two"]},
        {"FREQ": ["DAILY"], "COUNT": ["many"]},
        {},
    ],
)
def test_rule_that_says_nothing_clear_is_broken(rule):
    start = dt.datetime.fromisoformat("2025-03-04T18:30")
    with pytest.raises(BrokenRuleError):
        times_of(rule, start, start)


def test_repetition_until_a_day_includes_it():
    found = when(event("DTSTART:20250306T123000", "RRULE:FREQ=DAILY;UNTIL=20250307"))
    assert [on for on, _at, _minutes in found] == ["2025-03-06", "2025-03-07"]
