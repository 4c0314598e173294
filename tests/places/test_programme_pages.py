import datetime as dt
import json
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from maille.places import programme
from maille.places.actions import occasions as actions
from maille.places.models import Occasion
from maille.places.occasions import OccurrenceChange
from maille.places.queries.history import history_of
from maille.places.queries.occasions import describe_occasion, occurrence_of, occurrences_of
from maille.places.queries.programmes import past_year, today_in, upcoming
from tests.factories.occasions import THURSDAY, declared, lunch_line
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
TYPED = {
    "title": "La cantine du jeudi",
    "starts_on": "2027-01-07",
    "starts_at": "12:30",
    "ends_at": "14:00",
    "rhythm": "weekly",
}


def page(client, name, place, *rest):
    return client.get(reverse(f"places:{name}", args=[place.slug, *rest]))


def typed(client, place, **changed):
    data = {**TYPED, **changed}
    return client.post(reverse("places:occasion_add", args=[place.slug]), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_programme_is_read_month_by_month(client, place):
    tomorrow = today_in(place) + dt.timedelta(days=1)
    declared(place, starts_on=tomorrow, rule="", is_free=True)
    text = text_of(page(client, "programme", place))
    assert f"{programme.day_of_month(tomorrow)} La cantine du jeudi".replace("1er", "1 er") in text
    assert "De 12 h 30 à 14 h, la cantine, gratuit" in text.replace("\u202f", " ").replace(
        "\u00a0", " "
    )


def test_empty_programme_says_so(client, place):
    assert "Rien n’est encore annoncé" in text_of(page(client, "programme", place))
    assert "application/ld+json" not in page(client, "programme", place).content.decode()


def test_events_are_told_to_search_engines(client, place):
    tomorrow = today_in(place) + dt.timedelta(days=1)
    lunch = declared(place, starts_on=tomorrow, rule="", is_free=True, description="</script>")
    declared(place, title="Fête", starts_on=tomorrow, starts_at=None, minutes=2880, rule="")
    actions.cancel_occasion(occasion=lunch, by=None)
    body = page(client, "programme", place).content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body)
    events = {event["name"]: event for event in json.loads(found)["@graph"]}
    noon, feast = events["La cantine du jeudi"], events["Fête"]
    assert noon["eventStatus"] == "https://schema.org/EventCancelled"
    assert noon["startDate"].startswith(f"{tomorrow}T12:30:00+0")
    assert (noon["description"], noon["isAccessibleForFree"]) == ("</script>", True)
    assert noon["url"].endswith(f"/lieux/la-filature/programme/{lunch.public_id}/")
    assert (feast["startDate"], feast["endDate"]) == (
        str(tomorrow),
        str(tomorrow + dt.timedelta(days=1)),
    )


def test_what_comes_back_rarely_is_announced_once_and_far_ahead(place):
    declared(place)
    declared(place, title="Fête", starts_on=dt.date(2026, 6, 21), rule="FREQ=YEARLY")
    declared(place, title="Loin", starts_on=dt.date(2027, 11, 1), rule="")
    found = upcoming(place, TODAY)
    titles = [one.title for one in found]
    assert [titles.count(title) for title in ("La cantine du jeudi", "Fête", "Loin")] == [14, 1, 1]


def test_past_is_read_year_by_year(client, place):
    lunch = declared(place, starts_on=dt.date(2024, 1, 4))
    actions.cancel_one_occurrence(occasion=lunch, original=dt.date(2026, 11, 19), by=None)
    this_year = past_year(place, TODAY, "")
    assert (this_year.year, this_year.years) == (2026, (2026, 2025, 2024))
    assert [one.slot.on.day for one in this_year.months[0].occurrences] == [12, 5]
    assert past_year(place, TODAY, "2024").months[-1].first == dt.date(2024, 1, 1)
    assert [past_year(place, TODAY, asked).year for asked in ("1900", "x", "²")] == [2026] * 3
    assert past_year(place, dt.date(2026, 1, 1), "2026").months == ()
    text = text_of(client.get(reverse("places:programme_past", args=[place.slug]) + "?annee=2024"))
    assert "Ce qui a eu lieu en 2024" in text
    assert "jeudi 4 La cantine du jeudi" in text


def test_occasion_says_how_it_comes_back(client, place):
    lunch = declared(
        place, starts_on=today_in(place), rule="FREQ=WEEKLY;INTERVAL=2", url="https://a.example/"
    )
    text = text_of(page(client, "occasion", place, lunch.public_id))
    assert "Une semaine sur deux, le " in text
    assert "Prochaines dates" in text
    assert "Pour l’équipe" not in text
    ended = declared(place, last_on=dt.date(2026, 2, 1))
    assert "s’est tenu jusqu’au dimanche 1 er février 2026" in text_of(
        page(client, "occasion", place, ended.public_id)
    )


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({}, ("FREQ=WEEKLY;BYDAY=TH", dt.time(12, 30), 90, None)),
        (
            {"starts_at": "12h30", "ends_at": "14h"},
            ("FREQ=WEEKLY;BYDAY=TH", dt.time(12, 30), 90, None),
        ),
        ({"rhythm": "once", "last_on": "2027-06-30"}, ("", dt.time(12, 30), 90, None)),
        (
            {"weekdays": ["1", "3"], "interval": "2"},
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", dt.time(12, 30), 90, None),
        ),
        (
            {"rhythm": "monthly_weekday", "ranks": ["-1"]},
            ("FREQ=MONTHLY;BYDAY=-1TH", dt.time(12, 30), 90, None),
        ),
        (
            {"starts_at": "20:00", "ends_at": "02:00"},
            ("FREQ=WEEKLY;BYDAY=TH", dt.time(20), 360, None),
        ),
        ({"ends_at": ""}, ("FREQ=WEEKLY;BYDAY=TH", dt.time(12, 30), None, None)),
        ({"starts_at": "", "ends_at": ""}, ("FREQ=WEEKLY;BYDAY=TH", None, None, None)),
        (
            {"starts_at": "", "ends_at": "", "ends_on": "2027-01-08", "rhythm": "once"},
            ("", None, 2880, None),
        ),
        ({"ends_on": "2027-01-08", "rhythm": "once"}, ("", dt.time(12, 30), 1530, None)),
        (
            {"last_on": "2027-06-30"},
            ("FREQ=WEEKLY;BYDAY=TH", dt.time(12, 30), 90, dt.date(2027, 6, 30)),
        ),
    ],
)
def test_team_announces_as_it_speaks(client, place, contributor, changed, kept):
    client.force_login(contributor)
    response = typed(client, place, **changed)
    row = Occasion.objects.get()
    assert (row.rule, row.starts_at, row.minutes, row.last_on) == kept
    assert response["Location"] == reverse("places:occasion", args=[place.slug, row.public_id])
    shown = page(client, "occasion_edit", place, row.public_id).context["form"].initial
    again = {name: value for name, value in shown.items() if value not in (None, "")}
    form = {
        **{
            name: f"{value:%H:%M}" if isinstance(value, dt.time) else value
            for name, value in again.items()
        },
        "rhythm": shown["rhythm"].value,
    }
    before = describe_occasion(row)
    client.post(reverse("places:occasion_edit", args=[place.slug, row.public_id]), form)
    row.refresh_from_db()
    after = describe_occasion(row)
    assert {**after, "changed_at": "", "sequence": 0} == {**before, "changed_at": "", "sequence": 0}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"starts_on": "31/02/2027"}, "starts_on"),
        ({"starts_on": "1826-01-01"}, "__all__"),
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"ends_at": "", "ends_on": "2027-01-08"}, "ends_at"),
        ({"ends_on": "2027-01-06"}, "ends_on"),
        ({"last_on": "2027-01-01"}, "__all__"),
        ({"rhythm": "hourly"}, "rhythm"),
        ({"rhythm": "kept"}, "rhythm"),
        ({"interval": "0"}, "interval"),
        ({"url": "javascript:x()"}, "url"),
        ({"themes": ["happiness"]}, "themes"),
    ],
)
def test_what_is_to_be_mended_is_said_and_nothing_is_lost(client, place, steward, changed, field):
    client.force_login(steward)
    response = typed(client, place, **changed)
    assert set(response.context["form"].errors) == {field}
    assert not Occasion.objects.exists()
    assert f'value="{changed.get("title", TYPED["title"])}"' in response.content.decode()


def test_rule_that_no_form_holds_is_shown_in_words_and_kept(client, place, steward):
    client.force_login(steward)
    row = declared(place, starts_on=dt.date(2027, 1, 7), rule="FREQ=WEEKLY;BYMONTH=7,8")
    response = page(client, "occasion_edit", place, row.public_id)
    assert "toutes les semaines, le jeudi, en juillet et août" in text_of(response)
    data = {**TYPED, "rhythm": "kept", "starts_on": str(row.starts_on), "title": "L’été"}
    client.post(reverse("places:occasion_edit", args=[place.slug, row.public_id]), data)
    kept, row.title = row.rule, ""
    row.refresh_from_db()
    assert (row.title, row.rule) == ("L’été", kept)


def test_one_time_is_changed_alone_from_its_page(client, place, steward):
    client.force_login(steward)
    row = declared(place, starts_on=dt.date(2027, 1, 7))
    address = reverse("places:occurrence_edit", args=[place.slug, row.public_id, "2027-01-14"])
    assert "Jeudi 14 janvier 2027, et cette fois seulement" in text_of(client.get(address))
    usual = {
        "on": "2027-01-14",
        "at": "12:30",
        "ends_at": "14:00",
        "title": row.title,
        "space": row.space,
    }
    client.post(address, {**usual, "on": "2027-01-15", "at": "19:00", "ends_at": "22:00"})
    evening = occurrence_of(row, dt.date(2027, 1, 14))
    assert (evening.slot.on.day, evening.slot.at, evening.slot.minutes) == (15, dt.time(19), 180)
    client.post(address, {**usual, "title": "La tablée", "space": "la cour", "ends_at": ""})
    tabled = occurrence_of(Occasion.objects.get(), dt.date(2027, 1, 14))
    assert (tabled.title, tabled.space, tabled.slot.minutes) == ("La tablée", "la cour", 90)
    client.post(address, usual)
    assert not Occasion.objects.get().exceptions.exists()
    assert client.post(address, {**usual, "on": "2127-01-15"}).context["form"].non_field_errors()


def test_one_whole_day_is_moved_alone(client, place, steward):
    client.force_login(steward)
    row = declared(place, starts_on=dt.date(2027, 1, 7), starts_at=None, minutes=1440)
    address = reverse("places:occurrence_edit", args=[place.slug, row.public_id, "2027-01-14"])
    assert set(client.get(address).context["form"].fields) == {"on", "title", "space"}
    client.post(address, {"on": "2027-01-16", "title": row.title, "space": row.space})
    moved = occurrence_of(Occasion.objects.get(), dt.date(2027, 1, 14))
    assert (moved.slot.on.day, moved.slot.at, moved.slot.minutes) == (16, None, 1440)


def test_buttons_of_the_team_do_what_they_say(client, place, steward):
    client.force_login(steward)
    start = today_in(place) + dt.timedelta(days=1)
    row = declared(place, starts_on=start)

    def push(name, *rest, **data):
        address = reverse(f"places:{name}", args=[place.slug, row.public_id, *rest])
        response = client.post(address, data)
        assert response.status_code == 302
        return said(response)[-1]

    assert push("occurrence_cancel", str(start)) == "Annulé pour cette fois seulement."
    assert occurrence_of(Occasion.objects.get(), start).cancelled
    assert "annulé" in text_of(page(client, "occasion", place, row.public_id))
    assert push("occurrence_restore", str(start)) == "Cette date est de nouveau comme d'habitude."
    assert push("occasion_cancel") == "Annulé ; le programme le dit."
    assert "Annulé : cela n’aura pas lieu" in text_of(
        page(client, "occasion", place, row.public_id)
    ).replace("\u202f", " ")
    assert push("occasion_restore") == "C'est au programme."
    assert push("occasion_end", on=str(start)) == "Le dernier jour est noté."
    assert push("occasion_end", on="jamais") == "Écrivez le dernier jour."
    assert push("occasion_end", on="2020-01-01").startswith("La fin ne peut pas précéder")
    assert Occasion.objects.get().last_on == start


@pytest.mark.parametrize("day", ["2027-01-08", "jamais", "2027-02-30"])
def test_day_that_is_none_of_the_occasion_does_not_exist(client, place, steward, day):
    client.force_login(steward)
    row = declared(place, starts_on=dt.date(2027, 1, 7))
    assert page(client, "occurrence_edit", place, row.public_id, day).status_code == 404


def test_occasion_of_another_place_does_not_exist_here(client, place, stranger):
    row = declared(stranger.memberships.get().place)
    assert page(client, "occasion", place, row.public_id).status_code == 404


@pytest.mark.parametrize(
    ("changed", "french", "english"),
    [
        ({}, ("jeudi 8", "de 12 h 30 à 14 h"), ("Thursday 8", "from 12:30 to 14:00")),
        ({"minutes": None}, ("jeudi 8", "à 12 h 30"), ("Thursday 8", "at 12:30")),
        (
            {"starts_at": dt.time(20), "minutes": 360},
            ("jeudi 8", "de 20 h à 2 h"),
            ("Thursday 8", "from 20:00 to 02:00"),
        ),
        (
            {"starts_at": dt.time(20), "minutes": 1440 + 60},
            ("du jeudi 8 au vendredi 9", "de 20 h à 21 h"),
            ("from Thursday 8 to Friday 9", "from 20:00 to 21:00"),
        ),
        (
            {"starts_at": None, "minutes": None},
            ("jeudi 8", "toute la journée"),
            ("Thursday 8", "all day"),
        ),
        (
            {"starts_at": None, "minutes": 2880},
            ("du jeudi 8 au vendredi 9", ""),
            ("from Thursday 8 to Friday 9", ""),
        ),
        (
            {"starts_at": None, "minutes": 25 * 1440},
            ("du jeudi 8 au dimanche 1er février 2026", ""),
            ("from Thursday 8 to Sunday 1 February 2026", ""),
        ),
    ],
)
def test_days_and_hours_are_said_in_both_languages(place, changed, french, english):
    declared(place, rule="", **changed)
    (one,) = occurrences_of(place, THURSDAY, THURSDAY)
    for language, expected in (("fr", french), ("en", english)):
        with translation.override(language):
            assert (programme.days_of(one), programme.hours_of(one)) == expected


def test_change_of_one_time_is_shown_beside_its_day(client, place):
    start = today_in(place) + dt.timedelta(days=1)
    row = declared(place, starts_on=start)
    actions.change_one_occurrence(
        occasion=row,
        original=start,
        change=OccurrenceChange(title="La tablée", space="la cour"),
        by=None,
    )
    text = text_of(page(client, "occasion", place, row.public_id))
    assert "La tablée , la cour" in text or "La tablée, la cour" in text


def test_trail_counts_whole_days(place):
    declared(place, title="Fête", starts_at=None, minutes=2880, rule="")
    (change,) = history_of(place, None)
    assert change.new[1] == "jeudi 8 janvier 2026, 2 jours"


def test_trail_says_what_changed_and_only_that(place, steward):
    lunch = actions.declare_occasion(place=place, line=lunch_line(is_free=True), by=steward)
    second = THURSDAY + dt.timedelta(days=7)
    steps = [
        lambda: actions.cancel_one_occurrence(occasion=lunch, original=THURSDAY, by=steward),
        lambda: actions.change_one_occurrence(
            occasion=lunch,
            original=second,
            change=OccurrenceChange(on=dt.date(2026, 1, 16), at=dt.time(19), space="la cour"),
            by=steward,
        ),
        lambda: actions.end_occasion(occasion=lunch, on=dt.date(2026, 12, 10), by=steward),
        lambda: actions.cancel_occasion(occasion=lunch, by=steward),
    ]
    for step in steps:
        step()
    *changes, declared_then = history_of(place, None)
    assert [(str(one.label), one.previous, one.new) for one in reversed(changes)] == [
        ("Programme : La cantine du jeudi", (), ("jeudi 8 janvier 2026 : annulé",)),
        (
            "Programme : La cantine du jeudi",
            (),
            ("jeudi 15 janvier 2026 : vendredi 16 janvier 2026, à 19 h, la cour",),
        ),
        ("Programme : La cantine du jeudi", (), ("jusqu'au jeudi 10 décembre 2026",)),
        ("Programme : La cantine du jeudi", (), ("annulé",)),
    ]
    assert declared_then.new == (
        "La cantine du jeudi",
        "jeudi 8 janvier 2026, à 12 h 30, 90 minutes, toutes les semaines, le jeudi",
        "la cantine",
        "gratuit",
        "voisinage",
        "Lien social",
    )
