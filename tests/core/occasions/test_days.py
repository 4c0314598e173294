import datetime as dt
import itertools
from zoneinfo import ZoneInfo

from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.occasions.days import days_between, is_day_of, slot_on, slots_between
from maille.core.occasions.errors import InvalidRecurrenceError
from maille.core.occasions.rules import occurs_on, read_rule, write_rule
from maille.core.occasions.values import Deviation, Frequency, Rule, Series, Slot, Weekday

PARIS = "Europe/Paris"
NOON = dt.time(12, 30)
TUESDAYS = Rule(Frequency.WEEKLY, weekdays=(Weekday(1),))
days = st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31))


def lunch(*deviations, last=None):
    return Series(dt.date(2026, 1, 6), NOON, 90, TUESDAYS, last, deviations)


def test_weekly_lunch_stays_at_noon_and_a_half_through_both_changes_of_clock():
    for since, last, offsets in [
        (dt.date(2026, 3, 24), dt.date(2026, 3, 31), [1, 2]),
        (dt.date(2026, 10, 20), dt.date(2026, 10, 27), [2, 1]),
    ]:
        starts = [slot.start(PARIS) for slot in slots_between(lunch(), since, last)]
        assert [(start.date(), start.time()) for start in starts] == [(since, NOON), (last, NOON)]
        assert [start.utcoffset() for start in starts] == [dt.timedelta(hours=h) for h in offsets]


def test_length_is_lived_whole_through_a_change_of_clock():
    night = Slot(dt.date(2026, 10, 24), dt.date(2026, 10, 24), dt.time(23), 240)
    start, end = night.start(PARIS), night.end(PARIS)
    assert end.isoformat() == "2026-10-25T02:00:00+01:00"
    assert end.timestamp() - start.timestamp() == 240 * 60


def test_hour_that_a_change_of_clock_skips_is_read_as_the_next_one():
    early = Slot(dt.date(2026, 3, 29), dt.date(2026, 3, 29), dt.time(2, 30))
    assert early.start(PARIS).astimezone(ZoneInfo("UTC")).isoformat() == "2026-03-29T01:30:00+00:00"


def test_last_day_of_an_evening_is_its_own():
    evening = dt.date(2026, 6, 21)
    lengths = {
        None: evening,
        0: evening,
        240: evening,
        241: evening + dt.timedelta(1),
    }
    found = {minutes: Slot(evening, evening, dt.time(20), minutes).last_day for minutes in lengths}
    assert found == lengths
    assert Slot(evening, evening, None, 2 * 1440).last_day == evening + dt.timedelta(1)


def test_single_occasion_is_held_once():
    series = Series(dt.date(2026, 11, 5))
    assert slots_between(series, dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == (
        Slot(dt.date(2026, 11, 5), dt.date(2026, 11, 5)),
    )
    assert slots_between(series, dt.date(2026, 11, 6), dt.date(2026, 12, 31)) == ()


def test_deviation_counts_where_it_is_really_held():
    moved = Deviation(dt.date(2026, 11, 10), on=dt.date(2026, 12, 1), at=dt.time(19), minutes=60)
    gone = Deviation(dt.date(2026, 11, 17), cancelled=True)
    stray = Deviation(dt.date(2026, 11, 18), on=dt.date(2026, 11, 19))
    series = lunch(moved, gone, stray, last=dt.date(2026, 12, 31))
    november = slots_between(series, dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert [(slot.on.day, slot.cancelled) for slot in november] == [
        (3, False),
        (17, True),
        (24, False),
    ]
    december = slots_between(series, dt.date(2026, 12, 1), dt.date(2027, 1, 31))
    assert [slot.on.day for slot in december] == [1, 1, 8, 15, 22, 29]
    assert december[1] == Slot(
        moved.original, moved.on, dt.time(19), 60, cancelled=False, deviates=True
    )
    assert slot_on(series, moved.original) == december[1]
    assert slot_on(series, dt.date(2026, 11, 24)) == november[2]
    assert slot_on(series, stray.original) is None
    assert not is_day_of(series, dt.date(2027, 1, 5))


def test_all_day_stays_all_day_whatever_the_deviation_says():
    feast = Series(
        dt.date(2026, 6, 21),
        minutes=1440,
        deviations=(Deviation(dt.date(2026, 6, 21), at=NOON, on=dt.date(2026, 6, 22)),),
    )
    assert slot_on(feast, dt.date(2026, 6, 21)).at is None


def test_no_rule_floods_a_page():
    daily = Series(dt.date(2000, 1, 1), rule=Rule(Frequency.DAILY))
    found = slots_between(daily, dt.date(2000, 1, 1), dt.date(2099, 1, 1), limit=50)
    assert [found[0].on, found[-1].on, len(found)] == [
        dt.date(2000, 1, 1),
        dt.date(2000, 2, 19),
        50,
    ]


WEEKDAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), max_size=3)
NUMBERED = st.lists(st.sampled_from(["1MO", "2TU", "-1FR", "3SA", "-2SU"]), max_size=3)


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    named = draw(WEEKDAYS if frequency in {"DAILY", "WEEKLY"} else NUMBERED | WEEKDAYS)
    parts += [f"BYDAY={','.join(named)}"] * bool(named)
    months = draw(st.lists(st.integers(1, 12), max_size=4))
    parts += [f"BYMONTH={','.join(map(str, months))}"] * bool(months)
    if frequency in {"MONTHLY", "YEARLY"} and not named:
        month_days = draw(st.lists(st.sampled_from([1, 13, 28, 31, -1]), max_size=2))
        parts += [f"BYMONTHDAY={','.join(map(str, month_days))}"] * bool(month_days)
    return ";".join(parts)


@settings(max_examples=300)
@given(rules(), days, st.integers(0, 2000), st.integers(0, 400))
def test_days_are_those_of_the_whole_rule(text, first, later, span):
    """Walking from where one looks gives what walking from the first day gives."""
    try:
        rule, _last = read_rule(text, first)
    except InvalidRecurrenceError:
        return
    since = first + dt.timedelta(days=later)
    last = since + dt.timedelta(days=span)
    whole = rrule.rrulestr(text, dtstart=dt.datetime.combine(first, NOON))
    expected = [
        moment.date()
        for moment in whole.between(
            dt.datetime.combine(since, dt.time()), dt.datetime.combine(last, dt.time.max), inc=True
        )
    ]
    assert list(days_between(rule, first, since, last)) == expected
    assert read_rule(write_rule(rule), first)[0] == rule
    assert all(occurs_on(rule, first, day) for day in expected[:3])


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.booleans(), st.integers(-20, 20)),
        unique_by=lambda row: row[0],
    ),
    st.integers(0, 200),
    st.integers(0, 200),
)
def test_each_day_of_the_rule_is_held_once_whatever_was_changed(rows, start, span):
    """No deviation loses an occurrence, doubles it, or makes one."""
    weeks = [dt.date(2026, 1, 6) + dt.timedelta(weeks=week) for week in range(61)]
    deviations = [
        Deviation(weeks[week], cancelled=gone, on=weeks[week] + dt.timedelta(days=shift))
        for week, gone, shift in rows
    ]
    series = lunch(*deviations, last=weeks[-1])
    held = slots_between(series, weeks[0] - dt.timedelta(60), weeks[-1] + dt.timedelta(60))
    assert sorted(slot.original for slot in held) == weeks
    since = weeks[0] + dt.timedelta(days=start)
    last = since + dt.timedelta(days=span)
    inside = slots_between(series, since, last)
    assert list(inside) == [slot for slot in held if since <= slot.on <= last]
    middle = since + dt.timedelta(days=span // 2)
    halves = [
        slots_between(series, since, middle),
        slots_between(series, middle + dt.timedelta(days=1), last),
    ]
    assert tuple(itertools.chain(*halves)) == inside
