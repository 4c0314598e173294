import dataclasses
import datetime as dt
import time

import pytest

from maille.db.trail import changes_of
from maille.places.actions import occasions as actions
from maille.places.errors import InvalidPlaceError
from maille.places.models import Occasion
from maille.places.occasions import OccurrenceChange, occurrence_key, time_zone_of
from maille.places.queries.occasions import (
    describe_occasion,
    has_programme,
    next_occurrences,
    occurrence_of,
    occurrences_of,
)
from tests.factories.occasions import THURSDAY, declared, lunch_line
from tests.factories.places import DepartmentFactory, PlaceFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
NOVEMBER = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def days(place, start=NOVEMBER[0], end=NOVEMBER[1]):
    return [occurrence.slot.on.day for occurrence in occurrences_of(place, start, end)]


def test_weekly_lunch_is_declared_once(place, steward):
    lunch = actions.declare_occasion(place=place, line=lunch_line(), by=steward)
    assert (lunch.rule, lunch.starts_on, lunch.last_on, lunch.sequence) == (
        "FREQ=WEEKLY;BYDAY=TH",
        THURSDAY,
        None,
        0,
    )
    assert days(place) == [5, 12, 19, 26]
    change = changes_of(place).get(field=f"occasion:{lunch.public_id}")
    assert (change.previous, change.new["title"], change.by) == (None, str(lunch), steward)


@pytest.mark.parametrize(
    ("day", "utc"),
    [(dt.date(2026, 3, 26), "11:30"), (dt.date(2026, 4, 2), "10:30")],
)
def test_weekly_lunch_stays_at_its_hour_when_clocks_change(place, day, utc):
    declared(place)
    (lunch,) = occurrences_of(place, day, day)
    assert f"{lunch.starts:%H:%M}" == "12:30"
    assert f"{lunch.starts.astimezone(dt.UTC):%H:%M}" == utc
    assert lunch.ends - lunch.starts == dt.timedelta(minutes=90)


def test_first_day_is_the_first_that_the_rule_gives(place):
    lunch = declared(place, starts_on=dt.date(2026, 1, 1), rule="FREQ=MONTHLY;BYDAY=2SA;COUNT=3")
    assert (lunch.starts_on, lunch.last_on) == (dt.date(2026, 1, 10), dt.date(2026, 3, 14))


def test_the_earlier_of_two_ends_is_kept(place):
    until = declared(place, rule="FREQ=WEEKLY;UNTIL=20260301", last_on=dt.date(2026, 2, 1))
    assert until.last_on == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "  "},
        {"title": "x" * 151},
        {"starts_on": dt.date(1899, 1, 1)},
        {"starts_on": dt.date(2126, 1, 1)},
        {"last_on": dt.date(2126, 1, 1)},
        {"last_on": dt.date(2026, 1, 7)},
        {"minutes": 0},
        {"minutes": 40 * 1440},
        {"minutes": 90, "starts_at": None},
        {"rule": "FREQ=HOURLY"},
        {"rule": "tous les mardis"},
        {"themes": ("happiness",)},
        {"audiences": ("everybody",)},
        {"time_zone": "Mars/Olympus"},
        {"url": "javascript:alert(1)"},
        {"url": "http://"},
        {"price": "x" * 81},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(place, changed):
    with pytest.raises(InvalidPlaceError):
        declared(place, **changed)
    assert not has_programme(place)


@pytest.mark.parametrize(
    ("country", "department", "zone"),
    [
        ("FR", "14", "Europe/Paris"),
        ("FR", "974", "Indian/Reunion"),
        ("FR", "988", "Pacific/Noumea"),
        ("BE", "50000", "Europe/Brussels"),
    ],
)
def test_hours_are_those_of_the_place(country, department, zone):
    place = PlaceFactory(
        country=country,
        commune=None,
        department=DepartmentFactory(country=country, code=department),
        insee="",
        locality="",
    )
    assert (time_zone_of(place), declared(place).time_zone) == (zone, zone)


def test_hours_of_a_place_without_department_follow_its_postcode():
    place = PlaceFactory(commune=None, department=None, insee="", locality="", postcode="97400")
    assert time_zone_of(place) == "Indian/Reunion"


def test_one_occurrence_is_changed_alone(place, steward):
    lunch = declared(place)
    change = OccurrenceChange(
        on=dt.date(2026, 11, 13),
        at=dt.time(19),
        minutes=120,
        title="La cantine du soir",
        space="la cour",
    )
    actions.change_one_occurrence(
        occasion=lunch, original=dt.date(2026, 11, 12), change=change, by=steward
    )
    assert days(place) == [5, 13, 19, 26]
    evening = occurrence_of(lunch, dt.date(2026, 11, 12))
    assert (evening.title, evening.space, evening.starts.hour, evening.slot.minutes) == (
        "La cantine du soir",
        "la cour",
        19,
        120,
    )
    assert evening.key == occurrence_key(lunch.public_id, dt.date(2026, 11, 12))
    lunch.refresh_from_db()
    assert lunch.sequence == 1
    actions.change_one_occurrence(
        occasion=lunch, original=dt.date(2026, 11, 12), change=OccurrenceChange(), by=steward
    )
    assert days(place) == [5, 12, 19, 26]


def test_one_occurrence_is_cancelled_then_held_again(place):
    lunch = declared(place)
    twelfth = dt.date(2026, 11, 12)
    for _again in range(2):
        actions.cancel_one_occurrence(occasion=lunch, original=twelfth, by=None)
    lunch.refresh_from_db()
    found = occurrences_of(place, *NOVEMBER)
    assert [(one.slot.on.day, one.cancelled) for one in found][:2] == [(5, False), (12, True)]
    assert lunch.sequence == 1
    for _again in range(2):
        actions.restore_one_occurrence(occasion=lunch, original=twelfth, by=None)
    lunch.refresh_from_db()
    assert not occurrence_of(lunch, twelfth).cancelled
    assert lunch.sequence == 2


def test_day_on_which_nothing_is_held_cannot_be_changed(place):
    lunch = declared(place)
    for act in (
        lambda: actions.cancel_one_occurrence(
            occasion=lunch, original=dt.date(2026, 11, 13), by=None
        ),
        lambda: actions.change_one_occurrence(
            occasion=lunch,
            original=dt.date(2026, 11, 12),
            change=OccurrenceChange(on=dt.date(2126, 1, 1)),
            by=None,
        ),
    ):
        with pytest.raises(InvalidPlaceError):
            act()
    assert describe_occasion(lunch)["exceptions"] == []


def test_words_change_everywhere_the_past_included(place, steward):
    lunch = declared(place)
    same = actions.change_occasion(
        occasion=lunch, line=lunch_line(title="La tablée"), by=steward, on=TODAY
    )
    assert (same.pk, same.title, same.sequence) == (lunch.pk, "La tablée", 1)
    assert len(occurrences_of(place, THURSDAY, THURSDAY)) == 1


def test_new_hours_leave_the_past_as_it_was(place):
    lunch = declared(place)
    for day in (dt.date(2026, 11, 12), dt.date(2026, 12, 3), dt.date(2026, 12, 10)):
        actions.cancel_one_occurrence(occasion=lunch, original=day, by=None)
    following = actions.change_occasion(
        occasion=lunch,
        line=lunch_line(starts_at=dt.time(12), rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        by=None,
        on=TODAY,
    )
    lunch.refresh_from_db()
    assert following.pk != lunch.pk
    assert (lunch.last_on, following.starts_on) == (dt.date(2026, 11, 21), dt.date(2026, 11, 26))
    found = occurrences_of(place, NOVEMBER[0], dt.date(2026, 12, 31))
    assert [(one.slot.on.day, one.slot.at.minute, one.cancelled) for one in found] == [
        (5, 30, False),
        (12, 30, True),
        (19, 30, False),
        (26, 0, False),
        (10, 0, True),
        (24, 0, False),
    ]
    assert describe_occasion(lunch)["exceptions"][0]["original"] == "2026-11-12"
    assert len(describe_occasion(lunch)["exceptions"]) == 1


def test_new_hours_of_what_is_still_to_come_change_it_whole(place):
    lunch = declared(place)
    changed = actions.change_occasion(
        occasion=lunch, line=lunch_line(starts_at=dt.time(12)), by=None, on=THURSDAY
    )
    assert (changed.pk, changed.starts_at) == (lunch.pk, dt.time(12))


def test_end_is_a_day_that_is_still_held(place):
    lunch = declared(place)
    actions.cancel_one_occurrence(occasion=lunch, original=dt.date(2026, 11, 26), by=None)
    ended = actions.end_occasion(occasion=lunch, on=dt.date(2026, 11, 19), by=None)
    assert days(place) == [5, 12, 19]
    assert describe_occasion(ended)["exceptions"] == []
    with pytest.raises(InvalidPlaceError):
        actions.end_occasion(occasion=lunch, on=dt.date(2026, 1, 7), by=None)
    with pytest.raises(InvalidPlaceError):
        actions.end_occasion(occasion=declared(place, rule=""), on=TODAY, by=None)


def test_cancelled_occasion_stays_said_to_be_so(place):
    lunch = declared(place)
    for _again in range(2):
        actions.cancel_occasion(occasion=lunch, by=None)
    assert {one.cancelled for one in occurrences_of(place, *NOVEMBER)} == {True}
    restored = actions.restore_occasion(occasion=lunch, by=None)
    assert (restored.cancelled_at, restored.sequence) == (None, 2)


def test_what_goes_on_is_still_held(place):
    feast = declared(
        place,
        title="Fête",
        starts_on=dt.date(2026, 11, 20),
        starts_at=None,
        minutes=3 * 1440,
        rule="",
    )
    assert [one.title for one in occurrences_of(place, TODAY, TODAY)] == ["Fête"]
    assert occurrences_of(place, TODAY + dt.timedelta(1), NOVEMBER[1]) == ()
    assert next_occurrences(feast, TODAY)[0].ends is None


def test_occurrence_moved_before_its_first_day_is_found(place):
    once = declared(place, rule="", starts_on=dt.date(2026, 12, 3))
    actions.change_one_occurrence(
        occasion=once,
        original=dt.date(2026, 12, 3),
        change=OccurrenceChange(on=dt.date(2026, 11, 26)),
        by=None,
    )
    assert days(place) == [26]
    assert days(place, dt.date(2026, 12, 1), dt.date(2026, 12, 31)) == []


def test_hundreds_of_occasions_are_read_at_once(place, django_assert_num_queries):
    template = declared(place, starts_on=dt.date(2010, 1, 7))
    rules = ["FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYDAY=2SA", ""]
    kept = {
        field.name: getattr(template, field.name)
        for field in Occasion._meta.fields
        if field.name not in {"id", "public_id", "rule"}
    }
    Occasion.objects.bulk_create(Occasion(**kept, rule=rules[n % 4]) for n in range(400))
    began = time.perf_counter()
    with django_assert_num_queries(2):
        found = occurrences_of(place, *NOVEMBER)
    assert len(found) == 4 + 100 * (4 + 9 + 1)
    assert time.perf_counter() - began < 2
    assert len(occurrences_of(place, *NOVEMBER, limit=50)) == 50


def test_price_is_told_unless_it_is_free(place):
    free = declared(place, is_free=True, price="5 €")
    paid = declared(place, is_free=False, price=" 5 € ")
    assert (free.price, paid.price) == ("", "5 €")
    line = dataclasses.replace(lunch_line(), url="https://example.org/x?y=1")
    assert actions.declare_occasion(place=place, line=line, by=None).url == line.url
