import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from maille.places.actions import occasions as actions
from maille.places.exports.calendars import render_calendar
from maille.places.models import Occasion, OccasionException
from maille.places.occasions import OccurrenceChange
from maille.places.queries.occasions import occurrences_of
from tests.factories.occasions import THURSDAY, declared

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def read(place):
    content = render_calendar(place, page=lambda occasion: f"https://maille.example/{occasion.pk}")
    return Calendar.from_ical(content)


def events_of(place):
    return read(place).walk("VEVENT")


def moments(event):
    """Expand an event as another program would, by the letter of RFC 5545."""
    start = event["DTSTART"].dt
    if "RRULE" not in event:
        return [start]
    rule = {name: list(value) for name, value in event["RRULE"].items()}
    until = rule.pop("UNTIL", [None])[0]
    text = ";".join(f"{name}={','.join(map(str, value))}" for name, value in rule.items())
    gone = event.get("EXDATE", [])
    excluded = {
        one.dt for listed in (gone if isinstance(gone, list) else [gone]) for one in listed.dts
    }
    naive = start.replace(tzinfo=None) if isinstance(start, dt.datetime) else start
    found = []
    for moment in rrule.rrulestr(
        text,
        dtstart=dt.datetime.combine(naive, dt.time())
        if not isinstance(naive, dt.datetime)
        else naive,
    ):
        local = (
            moment.replace(tzinfo=start.tzinfo) if isinstance(start, dt.datetime) else moment.date()
        )
        if moment.date() > YEAR[1] or (until and local > until):
            break
        if local not in excluded:
            found.append(local)
    return found


def held_according_to(place):
    """Give what a calendar program would show: the usual days, then those held otherwise."""
    shown = []
    for uid in {event["UID"] for event in events_of(place)}:
        same = [event for event in events_of(place) if event["UID"] == uid]
        replaced = {one["RECURRENCE-ID"].dt for one in same if "RECURRENCE-ID" in one}
        for event in same:
            if event["STATUS"] == "CANCELLED":
                continue
            if "RECURRENCE-ID" in event:
                shown.append((event["DTSTART"].dt, str(event["SUMMARY"])))
            else:
                usual = [moment for moment in moments(event) if moment not in replaced]
                shown += [(moment, str(event["SUMMARY"])) for moment in usual]
    return sorted(shown, key=lambda one: (str(one[0])[:16], one[1]))


def held_here(place):
    shown = [
        (one.starts if one.slot.at else one.slot.on, one.title)
        for one in occurrences_of(place, YEAR[0], YEAR[1])
        if not one.cancelled
    ]
    return sorted(shown, key=lambda one: (str(one[0])[:16], one[1]))


def test_weekly_lunch_reads_the_same_elsewhere(place):
    lunch = declared(place, last_on=dt.date(2026, 12, 10))
    actions.cancel_one_occurrence(occasion=lunch, original=dt.date(2026, 3, 26), by=None)
    actions.change_one_occurrence(
        occasion=lunch,
        original=dt.date(2026, 4, 2),
        change=OccurrenceChange(on=dt.date(2026, 4, 3), at=dt.time(19), title="La tablée"),
        by=None,
    )
    assert held_according_to(place) == held_here(place)
    main, evening = events_of(place)
    lunch.refresh_from_db()
    assert main["UID"] == evening["UID"] == str(lunch.public_id)
    assert main["SEQUENCE"] == evening["SEQUENCE"] == lunch.sequence == 2
    assert main["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261210T225959Z;BYDAY=TH"
    assert main["EXDATE"].to_ical() == b"20260326T123000"
    assert main["EXDATE"].params["TZID"] == "Europe/Paris"
    assert evening["RECURRENCE-ID"].dt == dt.datetime(2026, 4, 2, 12, 30, tzinfo=PARIS)
    assert main["DURATION"].dt == dt.timedelta(minutes=90)


def test_calendar_brings_the_clock_of_the_place(place):
    declared(place)
    zones = read(place).walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Europe/Paris"]
    offsets = {part["TZOFFSETTO"].to_ical() for part in zones[0].walk() if part.name != "VTIMEZONE"}
    assert offsets == {"+0100", "+0200"}


def test_whole_days_end_on_the_day_after(place):
    feast = declared(
        place,
        title="Fête",
        starts_on=dt.date(2026, 9, 19),
        starts_at=None,
        minutes=2 * 1440,
        rule="FREQ=YEARLY;BYMONTH=9;BYDAY=3SA",
        last_on=dt.date(2028, 12, 31),
        description="Deux jours.",
    )
    actions.cancel_one_occurrence(occasion=feast, original=dt.date(2027, 9, 18), by=None)
    (event,) = events_of(place)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 9, 19), dt.date(2026, 9, 21))
    assert event["RRULE"]["UNTIL"] == [dt.date(2028, 12, 31)]
    assert event["EXDATE"].to_ical() == b"20270918"
    assert str(event["DESCRIPTION"]) == "Deux jours."
    assert read(place).walk("VTIMEZONE") == []
    assert held_according_to(place) == held_here(place)


def test_occasion_held_once_moves_whole_and_says_when_it_is_cancelled(place):
    once = declared(place, rule="", minutes=None)
    actions.change_one_occurrence(
        occasion=once,
        original=THURSDAY,
        change=OccurrenceChange(on=dt.date(2026, 1, 9)),
        by=None,
    )
    (event,) = events_of(place)
    assert event["DTSTART"].dt == dt.datetime(2026, 1, 9, 12, 30, tzinfo=PARIS)
    assert "RECURRENCE-ID" not in event
    assert held_according_to(place) == held_here(place)
    actions.cancel_one_occurrence(occasion=once, original=THURSDAY, by=None)
    (event,) = events_of(place)
    assert event["STATUS"] == "CANCELLED"
    assert held_according_to(place) == held_here(place) == []


def test_series_cancelled_whole_stays_and_says_so(place):
    lunch = declared(place)
    actions.cancel_occasion(occasion=lunch, by=None)
    assert [event["STATUS"] for event in events_of(place)] == ["CANCELLED"]
    assert held_according_to(place) == held_here(place) == []


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.sampled_from(
        [
            "FREQ=WEEKLY;BYDAY=TU,TH",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
            "FREQ=MONTHLY;BYDAY=-1SU",
            "FREQ=MONTHLY;BYMONTHDAY=29,31",
            "FREQ=DAILY;INTERVAL=9",
            "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        ]
    ),
    st.none()
    | st.times(dt.time(0), dt.time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.none() | st.dates(dt.date(2026, 4, 1), dt.date(2026, 12, 31)),
    st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.integers(-3, 3)), max_size=6),
)
def test_any_programme_reads_the_same_elsewhere(place, rule, at, last, changes):
    """Through both changes of clock, with days cancelled and moved."""
    Occasion.objects.all().delete()
    minutes = 90 if at else 1440
    occasion = declared(
        place, starts_on=dt.date(2026, 1, 1), rule=rule, starts_at=at, minutes=minutes, last_on=last
    )
    days = [one.slot.original for one in occurrences_of(place, *YEAR)]
    for rank, gone, shift in {change[0]: change for change in changes}.values():
        if rank < len(days) and YEAR[0] < days[rank] + dt.timedelta(shift) < YEAR[1]:
            moved = days[rank] + dt.timedelta(shift) if shift else None
            OccasionException.objects.create(
                occasion=occasion, original=days[rank], cancelled=gone, on=moved, title=str(rank)
            )
    assert [(str(moment), title) for moment, title in held_according_to(place)] == [
        (str(moment), title) for moment, title in held_here(place)
    ]


def test_calendar_is_sent_once_as_long_as_nothing_changes(client, place):
    lunch = declared(place)
    address = reverse("places:programme_calendar", args=[place.slug])
    first = client.get(address)
    assert (first.status_code, first["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert client.get(address).content == first.content
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    actions.cancel_one_occurrence(occasion=lunch, original=THURSDAY, by=None)
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)
    place.is_public = False
    place.save()
    assert client.get(address).status_code == 302


def test_empty_programme_is_a_calendar_too(client, place):
    content = client.get(reverse("places:programme_calendar", args=[place.slug])).content
    assert Calendar.from_ical(content)["X-WR-CALNAME"] == "La Filature"
