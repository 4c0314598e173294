"""A visitor's minute, and what a team reads of it."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maille.observations.actions.surveys import close_wave
from maille.observations.models import VisitorMark, VisitorSalt
from tests.factories.places import MembershipFactory, PlaceFactory
from tests.factories.surveys import a_telephone, answer, make_wave
from tests.reports.exports.reading import text_of

pytestmark = pytest.mark.django_db
HEAVIEST = 50_000


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def wave():
    return make_wave(PlaceFactory(name="La Filature", slug="la-filature"))


@pytest.fixture
def steward_client(wave, client):
    client.force_login(MembershipFactory(place=wave.place, role="steward").person)
    return client


def address(wave, name="survey"):
    return reverse(f"observations:{name}", args=[wave.code])


def team(wave, name, *more):
    return reverse(f"observations:{name}", args=[wave.place.slug, wave.code, *more])


def texts(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_visitor_answers_and_is_thanked_without_any_cookie(wave):
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(address(wave))
    assert (shown.status_code, dict(shown.cookies), "<script" in shown.content.decode()) == (
        200,
        {},
        False,
    )
    sent = browser.post(
        address(wave),
        {
            "audience": "neighbours",
            "visits": "3",
            "q0": ["neighbours", "volunteers"],
            "q1": ["-"],
            "felt": "4",
            "words": "On s'y  sent bien.",
            "consent": "on",
        },
    )
    assert (sent.status_code, sent.url, dict(sent.cookies)) == (
        302,
        address(wave, "survey_thanks"),
        {},
    )
    row = wave.responses.get()
    assert (row.audience, row.visits, row.felt, row.words, row.consent, row.language) == (
        *("neighbours", 3, 4, "On s'y sent bien.", True),
        "fr",
    )
    assert row.answers == {
        "social_ties.audiences": ["neighbours", "volunteers"],
        "wellbeing.changes": [],
    }
    assert row.on == timezone.localdate()
    thanks = browser.get(sent.url)
    assert (dict(thanks.cookies), "Merci" in texts(thanks)) == ({}, True)


def test_a_visitor_answers_in_english(wave, client):
    page = f"/en{address(wave)}"
    assert "Does this place bring you into contact with people?" in texts(client.get(page))
    client.post(page, {"felt": "5"})
    assert wave.responses.get().language == "en"


def test_what_is_passed_over_stays_unsaid(wave, client):
    client.post(address(wave), {"audience": "", "visits": "2", "felt": ""})
    row = wave.responses.get()
    assert (row.audience, row.answers, row.felt, row.words) == ("", {}, None, "")


def test_an_answer_that_says_nothing_comes_back(wave, client):
    shown = client.post(address(wave), {"audience": "", "felt": ""})
    assert (shown.status_code, wave.responses.count()) == (200, 0)
    assert "Répondez à au moins une question" in texts(shown)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"q1": ["-", "relations_up"]}, "q1"),
        ({"visits": "-3"}, "visits"),
        ({"visits": "1926"}, "visits"),
        ({"visits": "souvent"}, "visits"),
        ({"felt": "6"}, "felt"),
        ({"audience": "martians"}, "audience"),
        ({"words": "é" * 281}, "words"),
    ],
)
def test_a_wrong_answer_comes_back_with_all_that_was_typed(wave, client, said, field):
    shown = client.post(address(wave), {"words": "Un mot."} | said)
    assert wave.responses.count() == 0
    assert list(shown.context["form"].errors) == [field]
    assert (said.get("words") or "Un mot.") in shown.content.decode()


def test_none_of_these_is_chosen_alone_where_the_grid_says_so(client):
    wave = make_wave(questions=("belonging.finding",))
    client.post(address(wave), {"q0": ["none", "exclusion"]})
    assert wave.responses.count() == 0
    client.post(address(wave), {"q0": ["none"]})
    assert wave.responses.get().answers == {"belonging.finding": ["none"]}


def test_a_question_with_one_answer_may_be_left_open(client):
    wave = make_wave(questions=("living_environment.image",))
    client.post(address(wave), {"q0": "", "felt": "2"})
    client.post(address(wave), {"q0": "worse"}, headers={"user-agent": "Another"})
    assert [row.answers for row in wave.responses.all()] == [
        {},
        {"living_environment.image": ["worse"]},
    ]


def test_a_wave_without_audiences_does_not_ask_for_one(client):
    wave = make_wave(audiences=())
    client.post(address(wave), {"felt": "2"})
    assert wave.responses.get().audience == ""


def test_the_same_telephone_twice_is_kept_and_counted_once(wave, client):
    for _time in range(2):
        client.post(address(wave), {"felt": "3"}, headers={"user-agent": "Telephone"})
    client.post(address(wave), {"felt": "3"}, headers={"user-agent": "Another"})
    assert [row.duplicate for row in wave.responses.all()] == [False, True, False]


def test_nothing_of_the_visitor_reaches_the_rows(wave, client):
    client.post(
        address(wave),
        {"felt": "3"},
        headers={"user-agent": "Telephone 1926"},
        REMOTE_ADDR="203.0.113.77",
    )
    marks = list(VisitorMark.objects.values_list("digest", flat=True))
    assert [len(digest) for digest in marks] == [64]
    kept = str(list(wave.responses.values())) + str(marks)
    assert ("203.0.113" in kept, "1926" in kept) == (False, False)


def test_yesterdays_salt_goes_as_soon_as_anybody_comes(wave, client):
    VisitorSalt.objects.create(day=timezone.localdate() - dt.timedelta(1), secret="x")
    client.get(address(wave))
    assert VisitorSalt.objects.count() == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 302),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 302),
        ({"sec-fetch-site": "none"}, 302),
        ({"origin": "http://testserver"}, 302),
        ({"origin": "https://front.example"}, 302),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_another_site_cannot_answer_for_its_visitors(wave, client, settings, headers, status):
    settings.CSRF_TRUSTED_ORIGINS = ["https://front.example"]
    sent = client.post(address(wave), {"felt": "3"}, headers=headers)
    assert (sent.status_code, wave.responses.count()) == (status, int(status == 302))


def test_an_address_answers_so_many_times_an_hour(wave, client, monkeypatch):
    statuses = [client.post(address(wave), {"felt": "9"}).status_code for _time in range(121)]
    assert (statuses[:120], statuses[120]) == ([200] * 120, 429)
    assert client.get(address(wave)).status_code == 200


@pytest.mark.parametrize("felt", ["3", "9"])
def test_a_closed_wave_says_so_and_takes_nothing(wave, client, felt):
    close_wave(wave=wave, by=None)
    shown = client.post(address(wave), {"felt": felt})
    assert (shown.status_code, wave.responses.count()) == (200, 0)
    assert "Cette enquête est terminée" in texts(shown)


def test_a_code_is_read_in_capitals_too_and_another_leads_nowhere(wave, client):
    assert client.get(f"/q/{wave.code.upper()}/").status_code == 200
    assert client.get("/q/zzzzzz/").status_code == 404


def test_the_page_weighs_less_than_fifty_kilobytes(wave, client):
    page = client.get(address(wave)).content
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    files = [Path(finders.find(name)).read_bytes() for name in linked]
    weight = sum(len(gzip.compress(content)) for content in (page, *files))
    assert (len(files) >= 5, weight < HEAVIEST) == (True, True)


def test_words_are_printed_as_words(client):
    wave = make_wave(PlaceFactory(name='"><script>x()</script>'))
    page = client.get(address(wave)).content.decode()
    assert "<script" not in page


def test_a_steward_opens_a_wave_and_is_shown_its_address(steward_client, wave):
    page = reverse("observations:wave_new", args=[wave.place.slug])
    assert steward_client.get(page).status_code == 200
    sent = steward_client.post(
        page,
        {
            "title": "Portes ouvertes",
            "language": "en",
            "theme": "wellbeing",
            "questions": ["upkeep.degraded"],
            "audiences": ["volunteers", "neighbours"],
            "asked": "40",
        },
    )
    made = wave.place.survey_waves.exclude(pk=wave.pk).get()
    assert sent.url == team(made, "wave")
    assert (made.title, made.language, made.theme, made.questions, made.asked) == (
        *("Portes ouvertes", "en", "wellbeing", ["upkeep.degraded"]),
        40,
    )
    assert made.audiences == ["neighbours", "volunteers"]
    shown = texts(steward_client.get(sent.url))
    assert f"http://testserver/en/q/{made.code}/" in shown


def test_a_wave_asks_three_questions_at_most(steward_client, wave):
    page = reverse("observations:wave_new", args=[wave.place.slug])
    questions = ["upkeep.degraded", "upkeep.improved", "wellbeing.changes", "belonging.finding"]
    shown = steward_client.post(
        page,
        {"title": "x", "language": "fr", "theme": "wellbeing", "questions": questions},
    )
    assert list(shown.context["form"].errors) == ["questions"]


def test_waves_are_listed_with_what_waits(steward_client, wave):
    answer(wave)
    answer(wave, words="Je sors de l'hôpital.")
    shown = texts(steward_client.get(reverse("observations:waves", args=[wave.place.slug])))
    assert "2 réponses" in shown
    assert "1 phrase vous attend" in shown


def test_a_place_without_a_wave_is_told_what_it_is_for(client):
    steward = MembershipFactory(role="steward")
    client.force_login(steward.person)
    shown = texts(client.get(reverse("observations:waves", args=[steward.place.slug])))
    assert "Pas encore d’enquête" in shown


def test_few_answers_are_said_as_numbers(steward_client, wave):
    for _one in range(10):
        answer(wave, answers={"wellbeing.changes": ["relations_up"]})
    shown = texts(steward_client.get(team(wave, "wave")))
    assert "10 sur 10" in shown
    assert "100 %" not in shown


def test_enough_answers_are_said_as_a_share_between_two_ends(steward_client, wave):
    for rank in range(20):
        answer(wave, answers={"wellbeing.changes": ["relations_up"] if rank % 2 else []})
    shown = texts(steward_client.get(team(wave, "wave")))
    assert "50 % parmi les répondants, entre 30 et 70 %" in shown


def test_held_words_are_read_by_stewards_alone(client, wave):
    answer(wave, words="Je sors de l'hôpital.", consent=True)
    contributor = MembershipFactory(place=wave.place, role="contributor").person
    client.force_login(contributor)
    assert "hôpital" not in texts(client.get(team(wave, "wave")))
    client.force_login(MembershipFactory(place=wave.place, role="steward").person)
    assert "Je sors de l’hôpital." in texts(client.get(team(wave, "wave")))


@pytest.mark.parametrize(
    ("decision", "hold", "words"),
    [
        ("release", "released", "Je sors de l'hôpital."),
        ("reject", "rejected", "Je sors de l'hôpital."),
        ("erase", "", ""),
        ("", "held", "Je sors de l'hôpital."),
    ],
)
def test_a_steward_decides(steward_client, wave, decision, hold, words):
    row = answer(wave, words="Je sors de l'hôpital.")
    page = team(wave, "wave_decide", row.public_id)
    assert steward_client.post(page, {"decision": decision}).url == team(wave, "wave")
    row.refresh_from_db()
    assert (row.hold, row.words) == (hold, words)
    assert steward_client.get(team(wave, "wave")).status_code == 200


def test_a_steward_counts_an_answer_that_looked_like_a_second_one(steward_client, wave):
    visitor = a_telephone()
    answer(wave, visitor=visitor)
    second = answer(wave, visitor=visitor)
    assert "Réponse 2, 14" in texts(steward_client.get(team(wave, "wave")))
    steward_client.post(team(wave, "wave_decide", second.public_id), {"decision": "count"})
    assert wave.responses.filter(duplicate=True).count() == 0


@pytest.mark.parametrize(
    ("query", "language"), [("", "fr"), ("?langue=en", "en"), ("?langue=x", "fr")]
)
def test_a_poster_is_printed_in_either_language(steward_client, wave, query, language):
    printed = steward_client.get(team(wave, "wave_poster") + query)
    assert printed["Content-Type"] == "application/pdf"
    assert printed["Content-Disposition"] == f'inline; filename="la-filature-{wave.code}.pdf"'
    prefix = "/en" if language == "en" else ""
    assert f"testserver{prefix}/q/{wave.code}" in text_of(printed.content)


def test_a_steward_closes_a_wave(steward_client, wave):
    assert steward_client.post(team(wave, "wave_close")).url == team(wave, "wave")
    wave.refresh_from_db()
    assert wave.closed_on == timezone.localdate()
    assert "Terminer" not in texts(steward_client.get(team(wave, "wave")))


@pytest.mark.parametrize(("typed", "asked"), [("30", 30), ("", None), ("beaucoup", 20)])
def test_the_number_invited_may_be_said_later(steward_client, wave, typed, asked):
    steward_client.post(team(wave, "wave_asked"), {"asked": "20"})
    steward_client.post(team(wave, "wave_asked"), {"asked": typed})
    wave.refresh_from_db()
    assert wave.asked == asked


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (4, "2 personnes sur les 4 invitées"),
        (9, "Moins de la moitié"),
        (1, "Il y a plus de réponses que la seule personne invitée"),
        (None, "On ne sait pas combien de personnes ont été invitées"),
    ],
)
def test_the_response_rate_is_told_when_it_is_known(steward_client, wave, asked, said):
    wave.asked = asked
    wave.save()
    answer(wave, visits=3)
    answer(wave, visits=4)
    shown = texts(steward_client.get(team(wave, "wave")))
    assert said in shown
    assert "La moitié est venue 3,5 fois ou plus" in shown
