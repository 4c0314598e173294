"""Drawing the days on which to count, counting, and what the counts amount to."""

import datetime as dt
from uuid import uuid5

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from maille.core.effects.counting import Stratum
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.kernel.period import Period
from maille.observations.actions.counting import (
    Counted,
    draw_more_days,
    plan_counting,
    record_count,
)
from maille.observations.counting import CountingPlanError, PlanAsked
from maille.observations.enums import Origin
from maille.observations.models import CountingDay, CountingPlan, Observation
from maille.observations.queries import evidence_for
from maille.observations.queries.counting import (
    VisitsEstimate,
    days_of_events,
    plans_of,
    read_plan,
    visits_estimate_for,
)
from tests.factories.places import MembershipFactory, PlaceFactory

pytestmark = pytest.mark.django_db
SPRING = Period(dt.date(2026, 3, 2), dt.date(2026, 5, 31))
EVENT = dt.date(2026, 4, 11)


@pytest.fixture
def place(db):
    return PlaceFactory(name="La Filature", slug="la-filature")


@pytest.fixture
def contributor_client(place, client):
    client.force_login(MembershipFactory(place=place, role="contributor").person)
    return client


def make_plan(place, period=SPRING, *, seed=7, **asked):
    return plan_counting(place=place, asked=PlanAsked(period, **asked), by=None, seed=seed)


def count(plan, *numbers):
    for day, number in zip(plan.days.order_by("on"), numbers, strict=False):
        record_count(day=day, counted=Counted(number), by=None)


def a_year_ago(**asked):
    """Give a plan over seven days that are over, all of them drawn."""
    start = timezone.localdate() - dt.timedelta(days=365)
    period = Period(start, start + dt.timedelta(days=6))
    return {"period": period, "days_per_stratum": dict.fromkeys(Stratum, 7), **asked}


def test_days_are_drawn_by_stratum_among_those_the_place_is_open(place):
    plan = make_plan(place, days_off=frozenset({0, 6}), event_days=frozenset({EVENT}))
    assert plan.strata == [
        {"stratum": "weekday", "days": 52, "drawn": 6},
        {"stratum": "weekend", "days": 12, "drawn": 4},
        {"stratum": "event", "days": 1, "drawn": 1},
    ]
    days = list(plan.days.all())
    assert (len(days), {day.on.weekday() for day in days} & {0, 6}) == (11, set())
    assert [day.on for day in days if day.stratum == "event"] == [EVENT]
    assert (plan.days_off, plan.event_days) == ([0, 6], ["2026-04-11"])
    assert (str(plan), str(days[0])) == ("2026-03-02 - 2026-05-31", str(days[0].on))


def test_the_same_seed_draws_the_same_days_and_another_one_others(place):
    drawn = [[day.on for day in make_plan(place, seed=seed).days.all()] for seed in (7, 7, 8)]
    assert (drawn[0] == drawn[1], drawn[0] == drawn[2]) == (True, False)


def test_more_days_are_drawn_beside_those_that_are_there(place):
    plan = make_plan(place)
    count(plan, 34)
    before = {day.on for day in plan.days.all()}
    more = draw_more_days(plan=plan, days_per_stratum={Stratum.WEEKDAY: 9, Stratum.WEEKEND: 2})
    after = {day.on for day in more.days.all()}
    assert (len(before), len(after), before < after) == (10, 13, True)
    assert more.strata == [
        {"stratum": "weekday", "days": 65, "drawn": 9},
        {"stratum": "weekend", "days": 26, "drawn": 4},
    ]
    assert more.days.filter(count=34).count() == 1


def test_nobody_chooses_the_seed(place):
    seeds = {make_plan(place, seed=None).seed for _time in range(5)}
    assert len(seeds) == 5


@pytest.mark.parametrize(
    ("period", "days_off"),
    [
        (Period(), set()),
        (Period(dt.date(2026, 1, 1), dt.date(2027, 2, 5)), set()),
        (SPRING, {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_a_plan_needs_open_days_within_a_year_or_so(place, period, days_off):
    with pytest.raises(CountingPlanError):
        make_plan(place, period, days_off=frozenset(days_off))
    assert CountingPlan.objects.count() == 0


def test_a_counted_day_is_a_presence_in_a_register(place):
    plan = make_plan(place)
    first = plan.days.order_by("on").first()
    counted = Counted(34, AuthorRole.VOLUNTEER, "Pluie.")
    record_count(day=first, counted=counted, by=None)
    row = Observation.objects.get(place=place)
    assert row.key == uuid5(plan.public_id, first.on.isoformat())
    assert (row.kind, row.on, row.people, row.counted, row.source, row.author_role, row.note) == (
        *(ObservationKind.PRESENCE, first.on, 34, True),
        *(SourceKind.REGISTER, AuthorRole.VOLUNTEER, "Pluie."),
    )
    assert row.origin == Origin.COUNTING
    [piece] = evidence_for(place, SPRING)
    assert (piece.people, piece.counted, piece.source) == (34, True, SourceKind.REGISTER)


def test_a_count_is_corrected_then_taken_back_then_given_again(place):
    plan = make_plan(place)
    first = plan.days.order_by("on").first()
    people = []
    for number in (34, 43, None, 43):
        record_count(day=first, counted=Counted(number), by=None)
        first.refresh_from_db()
        people.append((first.count, [piece.people for piece in evidence_for(place, SPRING)]))
    assert people == [(34, [34]), (43, [43]), (None, []), (43, [43])]
    assert Observation.objects.filter(place=place).count() == 2


def test_taking_back_what_was_never_counted_notes_nothing(place):
    count(make_plan(place), None)
    assert Observation.objects.count() == 0


def test_a_day_to_come_is_not_counted(place):
    today = timezone.localdate()
    plan = make_plan(place, Period(today, today + dt.timedelta(days=20)))
    with pytest.raises(CountingPlanError):
        record_count(day=plan.days.order_by("on").last(), counted=Counted(3), by=None)


def test_visits_are_estimated_once_each_sort_has_two_counts(place):
    plan = make_plan(place)
    read = read_plan(plan, language="fr")
    assert (read.visits, [line.lacking for line in read.strata]) == (None, [2, 2])
    count(plan, *range(20, 30))
    read = read_plan(plan, language="fr")
    assert (read.counted, [line.lacking for line in read.strata]) == (10, [0, 0])
    estimate = read.visits.estimate
    assert estimate.low < estimate.value < estimate.high
    assert visits_estimate_for(place, SPRING) == read.visits
    assert (read.visits.period, read.visits.drawn, read.visits.counted) == (SPRING, 10, 10)


def test_counting_every_day_leaves_no_margin(place):
    asked = a_year_ago()
    plan = make_plan(place, **asked)
    count(plan, *[10] * 7)
    visits = visits_estimate_for(place, asked["period"])
    estimate = visits.estimate
    assert (estimate.value, estimate.low, estimate.high) == visits.figures == (70, 70, 70)


def test_a_period_is_spoken_for_by_the_longest_plan_inside_it(place):
    week = make_plan(place, **a_year_ago())
    spring = make_plan(place)
    count(week, *[10] * 7)
    assert visits_estimate_for(place, SPRING) is None
    assert visits_estimate_for(place, Period()).plan == str(week.public_id)
    count(spring, *[10] * 10)
    assert visits_estimate_for(place, Period()).plan == str(spring.public_id)
    assert visits_estimate_for(place, Period(dt.date(2026, 4, 1), dt.date(2026, 12, 31))) is None


def test_days_that_have_come_are_due(place):
    plan = make_plan(place)
    days = list(plan.days.order_by("on"))
    read = read_plan(plan, language="en", today=days[1].on)
    assert [line.due for line in read.days] == [True, True, *[False] * 8]
    assert (read.today, {line.name for line in read.days}) == (
        days[1],
        {"weekday", "weekend"},
    )


def test_the_programme_knows_no_event_of_an_unstated_period(place):
    assert days_of_events(place, Period()) == frozenset()


def test_a_contributor_draws_days_and_counts_one(contributor_client, place):
    new = reverse("observations:counting_new", args=[place.slug])
    assert contributor_client.get(new).status_code == 200
    today = timezone.localdate()
    sent = contributor_client.post(
        new,
        {
            "start": today.isoformat(),
            "end": (today + dt.timedelta(days=1)).isoformat(),
            "programme": "on",
            "events": f"{today:%d/%m/%Y}\n{today + dt.timedelta(days=1):%Y-%m-%d}",
            "weekday": "2",
            "weekend": "2",
            "event": "2",
        },
    )
    plan = place.counting_plans.get()
    page = reverse("observations:counting_plan", args=[place.slug, plan.public_id])
    assert sent.url == page
    assert plan.strata == [{"stratum": "event", "days": 2, "drawn": 2}]
    shown = contributor_client.get(page).content.decode()
    assert "Aujourd’hui, on compte" in shown
    day = reverse("observations:counting_day", args=[place.slug, plan.public_id, today.isoformat()])
    assert contributor_client.get(day).status_code == 200
    sent = contributor_client.post(day, {"count": "34", "counted_by": "volunteer", "note": ""})
    assert sent.url == page
    assert "34 entrées" in contributor_client.get(page).content.decode()
    assert 'value="34"' in contributor_client.get(day).content.decode()
    assert "1 jour compté sur 2" in contributor_client.get(
        reverse("observations:counting_plans", args=[place.slug])
    ).content.decode().replace("\u00a0", " ")
    assert [(one.drawn, one.counted) for one in plans_of(place)] == [(2, 1)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end": "2026-01-01"}, "end"),
        ({"start": "hier"}, "start"),
        ({"events": "un jour"}, "events"),
        ({"events": "31/02/2026"}, "events"),
        ({"weekday": "1"}, "weekday"),
        ({"end": "2030-01-01"}, "__all__"),
        ({"days_off": list("0123456")}, "__all__"),
    ],
)
def test_a_plan_that_cannot_be_comes_back(contributor_client, place, changes, field):
    data = {
        "start": "2026-03-02",
        "end": "2026-05-31",
        "events": "",
        "weekday": "6",
        "weekend": "4",
        "event": "3",
        **changes,
    }
    new = reverse("observations:counting_new", args=[place.slug])
    shown = contributor_client.post(new, data)
    assert list(shown.context["form"].errors) == [field]
    assert CountingPlan.objects.count() == 0


@pytest.mark.parametrize("count_", ["-3", "beaucoup", "100001"])
def test_a_count_that_cannot_be_comes_back(contributor_client, place, count_):
    plan = make_plan(place)
    day = plan.days.order_by("on").first()
    page = reverse("observations:counting_day", args=[place.slug, plan.public_id, str(day.on)])
    shown = contributor_client.post(page, {"count": count_, "counted_by": "steward"})
    assert list(shown.context["form"].errors) == ["count"]


def test_a_count_before_its_day_comes_back(contributor_client, place):
    today = timezone.localdate()
    plan = make_plan(place, Period(today, today + dt.timedelta(days=20)))
    day = plan.days.order_by("on").last()
    page = reverse("observations:counting_day", args=[place.slug, plan.public_id, str(day.on)])
    shown = contributor_client.post(page, {"count": "3", "counted_by": "steward"})
    assert list(shown.context["form"].errors) == ["__all__"]
    assert CountingDay.objects.filter(count__isnull=False).count() == 0


@pytest.mark.parametrize("day", ["2026-03-01", "demain"])
def test_another_day_than_those_drawn_leads_nowhere(contributor_client, place, day):
    plan = make_plan(place)
    page = reverse("observations:counting_day", args=[place.slug, plan.public_id, day])
    assert contributor_client.get(page).status_code == 404


def test_the_estimate_is_said_with_its_ends(contributor_client, place):
    plan = make_plan(place)
    count(plan, *range(20, 30))
    page = reverse("observations:counting_plan", args=[place.slug, plan.public_id])
    shown = " ".join(contributor_client.get(page).content.decode().split())
    assert "D’après 10 jours comptés sur les 10 tirés" in shown
    week = make_plan(place, **a_year_ago())
    count(week, *[10] * 7)
    page = reverse("observations:counting_plan", args=[place.slug, week.public_id])
    assert "sans marge d’erreur" in contributor_client.get(page).content.decode()


def test_a_contributor_draws_more_days(contributor_client, place):
    plan = make_plan(place)
    page = reverse("observations:counting_plan", args=[place.slug, plan.public_id])
    assert list(contributor_client.get(page).context["form"].fields) == ["weekday", "weekend"]
    assert contributor_client.post(page, {"weekday": "8", "weekend": "4"}).url == page
    assert plan.days.count() == 12
    shown = contributor_client.post(page, {"weekday": "1", "weekend": "4"})
    assert list(shown.context["form"].errors) == ["weekday"]
    assert plan.days.count() == 12


def test_days_go_into_a_calendar(contributor_client, place):
    plan = make_plan(place)
    address = reverse("observations:counting_calendar", args=[place.slug, plan.public_id])
    answer = contributor_client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        day.on for day in plan.days.order_by("on")
    ]
    assert {str(event["summary"]) for event in events} == {"Jour de comptage, La Filature"}
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_sort_of_days_on_which_nobody_came_is_told(contributor_client, place):
    plan = make_plan(place, **a_year_ago(period=Period(dt.date(2025, 3, 3), dt.date(2025, 5, 30))))
    for day in plan.days.all():
        number = 20 if day.stratum == Stratum.WEEKDAY else 0
        record_count(day=day, counted=Counted(number), by=None)
    read = read_plan(plan, language="fr")
    assert [(line.quiet, line.lacking) for line in read.strata] == [(False, 0), (True, 0)]
    assert read.visits is None
    page = reverse("observations:counting_plan", args=[place.slug, plan.public_id])
    shown = contributor_client.get(page).content.decode()
    assert "personne n’est venu la plupart des jours comptés" in shown


def test_visits_are_told_no_more_precisely_than_in_a_report():
    estimate = Estimate(13697.0, 12253.4, 15481.2, EstimateMethod.SAMPLED_DAYS, 24)
    visits = VisitsEstimate("p1", SPRING, estimate, 24, 24)
    assert visits.figures == (13700, 12300, 15500)
    few = Estimate(99.7, 0.0, 1004.4, EstimateMethod.SAMPLED_DAYS, 24)
    assert VisitsEstimate("p1", SPRING, few, 24, 24).figures == (100, 0, 1000)
