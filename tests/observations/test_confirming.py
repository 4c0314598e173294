import datetime as dt
import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from maille.core.kernel.period import Period
from maille.observations.actions import cancel_observation
from maille.observations.actions.confirming import confirm_occurrence, deny_occurrence
from maille.observations.enums import ReceiptStatus, VersionState
from maille.observations.errors import NotDecidableError
from maille.observations.models import Observation
from maille.observations.queries import evidence_for, observations_to_look_at
from maille.observations.queries.confirming import confirmations_of, occurrences_to_confirm
from maille.places.actions import occasions as actions
from maille.places.models import Occasion
from maille.places.occasions import occurrence_key
from maille.places.queries.occasions import occurrence_of
from tests.factories.occasions import declared

pytestmark = pytest.mark.django_db
THURSDAY = dt.date(2026, 11, 19)
SUNDAY = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def lunch_on(occasion, day=THURSDAY):
    return occurrence_of(occasion, day)


def confirm(occasion, people, day=THURSDAY, by=None):
    return confirm_occurrence(
        place=occasion.place, occurrence=lunch_on(occasion, day), people=people, by=by, at=SUNDAY
    )


def test_weekly_lunch_is_declared_once_and_confirmed_with_a_number(place, steward):
    lunch = declared(place)
    assert confirm(lunch, 32, by=steward).status is ReceiptStatus.RECORDED
    (piece,) = evidence_for(place, Period(THURSDAY, THURSDAY))
    assert (piece.people, piece.counted, piece.minutes, piece.themes, piece.audiences) == (
        32,
        True,
        90,
        ("social_ties",),
        ("neighbours",),
    )
    row = Observation.objects.get()
    assert row.key == occurrence_key(lunch.public_id, THURSDAY)
    assert (row.occasion, row.origin, row.at, row.space, row.by) == (
        lunch.public_id,
        "programme",
        dt.time(12, 30),
        "la cantine",
        steward,
    )


def test_nobody_counted_is_not_nobody_came(place):
    lunch = declared(place)
    confirm(lunch, None)
    confirm(lunch, 0, dt.date(2026, 11, 12))
    told = {row.on.day: (row.people, row.counted) for row in Observation.objects.all()}
    assert told == {19: (None, False), 12: (0, True)}


def test_confirming_twice_never_doubles(place):
    lunch = declared(place)
    statuses = [confirm(lunch, people).status for people in (32, 32, 35)]
    assert statuses == [ReceiptStatus.RECORDED, ReceiptStatus.KNOWN, ReceiptStatus.VERSION]
    assert [piece.people for piece in evidence_for(place, Period())] == [32]
    assert [row.people for row in observations_to_look_at(place).disputed] == [35]
    assert [one.people for one in confirmations_of(place, SUNDAY).held] == [32]


def test_new_hour_of_one_day_leaves_what_was_told_of_it(place):
    lunch = declared(place)
    confirm(lunch, 32)
    line_key = lunch_on(lunch).key
    actions.change_one_occurrence(
        occasion=lunch,
        original=THURSDAY,
        change=actions.OccurrenceChange(at=dt.time(19)),
        by=None,
    )
    assert lunch_on(Occasion.objects.get()).key == line_key
    assert THURSDAY not in [one.slot.original for one in occurrences_to_confirm(place, SUNDAY)]


def test_what_was_not_held_is_asked_no_more_and_counts_for_nothing(place):
    lunch = declared(place)
    deny_occurrence(place=place, occurrence=lunch_on(lunch), by=None)
    told = confirmations_of(place, SUNDAY)
    assert THURSDAY not in [one.slot.on for one in told.waiting]
    assert [one.slot.on for one in told.not_held] == [THURSDAY]
    assert evidence_for(place, Period()) == ()
    confirm(Occasion.objects.get(), 12)
    told = confirmations_of(place, SUNDAY)
    assert (told.not_held, [one.people for one in told.held]) == ((), [12])


def test_what_somebody_noted_is_not_denied_by_another(place):
    lunch = declared(place)
    confirm(lunch, 32)
    with pytest.raises(NotDecidableError):
        deny_occurrence(place=place, occurrence=lunch_on(lunch), by=None)
    cancel_observation(observation=Observation.objects.get(), reason="autre jour", by=None)
    deny_occurrence(place=place, occurrence=lunch_on(lunch), by=None)
    assert lunch_on(Occasion.objects.get()).cancelled


def test_sixty_days_are_asked_for_latest_first_and_never_the_future(place):
    declared(place)
    declared(place, title="Annulé", starts_on=THURSDAY, rule="")
    actions.cancel_occasion(occasion=Occasion.objects.get(title="Annulé"), by=None)
    waiting = occurrences_to_confirm(place, SUNDAY)
    assert [waiting[0].slot.on, waiting[-1].slot.on, len(waiting)] == [
        THURSDAY,
        dt.date(2026, 9, 24),
        9,
    ]
    before_noon = dt.datetime(2026, 11, 19, 11, 29, tzinfo=dt.UTC)
    assert occurrences_to_confirm(place, before_noon)[0].slot.on == dt.date(2026, 11, 12)
    noon = before_noon + dt.timedelta(minutes=1)
    assert occurrences_to_confirm(place, noon)[0].slot.on == THURSDAY


def page_of(client, place):
    return client.get(reverse("observations:to_confirm", args=[place.slug]))


def say(client, place, occasion, day, **data):
    address = reverse("observations:confirm", args=[place.slug, occasion.public_id, day])
    response = client.post(address, data)
    said = [str(one) for one in get_messages(response.wsgi_request)]
    return response.status_code, said[-1:]


def test_team_tells_with_one_tap_and_a_number(client, place, steward):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    lunch = declared(place, starts_on=yesterday - dt.timedelta(days=7))
    week_ago = yesterday - dt.timedelta(days=7)
    assert page_of(client, place).content.decode().count('name="people"') == 2
    assert say(client, place, lunch, yesterday, held="yes", people="beaucoup") == (
        302,
        ["« La cantine du jeudi » : écrivez combien de personnes en chiffres, ou rien."],
    )
    assert say(client, place, lunch, yesterday, held="yes", people="32") == (
        302,
        ["Noté : « La cantine du jeudi » a eu lieu."],
    )
    assert say(client, place, lunch, week_ago, held="no", people="") == (
        302,
        ["Noté : « La cantine du jeudi » n'a pas eu lieu."],
    )
    assert say(client, place, lunch, yesterday, held="no")[1][0].startswith("Quelqu'un a noté")
    body = page_of(client, place).content.decode()
    assert 'name="people"' not in body
    assert "32 personnes" in body.replace("\u00a0", " ")
    assert f"/{week_ago}/retablir/" in body
    assert Observation.objects.get().by == steward


@pytest.mark.parametrize("days", [1, 3])
def test_what_has_not_begun_cannot_be_told(client, place, steward, days):
    start = timezone.localdate() + dt.timedelta(days=1)
    lunch = declared(place, starts_on=start)
    day = start if days == 1 else start + dt.timedelta(days=days)
    assert say(client, place, lunch, day, held="yes")[0] == 404
    assert say(client, place, lunch, "demain", held="yes")[0] == 404
    assert not Observation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_make_one_observation(place):
    lunch = declared(place)
    occurrence = lunch_on(lunch)
    gate = threading.Barrier(4)

    def tap(people):
        gate.wait()
        try:
            confirm_occurrence(
                place=place, occurrence=occurrence, people=people, by=None, at=SUNDAY
            )
        finally:
            connection.close()

    phones = [threading.Thread(target=tap, args=[people]) for people in (32, 32, 32, 32)]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    row = Observation.objects.get()
    assert (row.people, row.state) == (32, VersionState.COUNTED.value)
