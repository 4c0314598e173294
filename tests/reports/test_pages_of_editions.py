"""Reading editions, their files, what changed; deciding on stories and withdrawing them."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils.http import http_date

from maille.core.effects.integrity import verify
from maille.core.effects.values import Dissent, Indicator
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from maille.reports import actions
from maille.reports.enums import Hold
from maille.reports.models import Draft
from maille.reports.views import files
from tests.factories.places import PlaceFactory
from tests.factories.reports import WORDS, answered_draft, make_draft, make_edition, said, told
from tests.reports.pages import messages_of

pytestmark = pytest.mark.django_db
YEAR_2024 = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
FILES = ["edition_pdf", "edition_json", "edition_jsonld", "edition_card"]


@pytest.fixture
def edition(place):
    return make_edition(place)


def to(name, place, *more):
    return reverse(f"reports:{name}", args=[place.slug, *more])


def test_edition_is_read_by_everybody(client, edition):
    response = client.get(to("edition", edition.place, 1))
    assert response.status_code == 200
    assert "jardin" in response.content.decode()
    assert response.context["can_steward"] is False


def test_edition_in_english_has_its_own_address(client, edition):
    page = client.get("/en" + to("edition", edition.place, 1)).content.decode()
    assert '<html lang="en">' in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_story_says_the_language_it_was_told_in(client, edition, prefix):
    page = client.get(prefix + to("edition", edition.place, 1)).content.decode()
    assert page.count('<p lang="fr">') == page.count(WORDS) == 1


@pytest.mark.parametrize("name", ["edition", *FILES])
def test_what_was_never_published_does_not_exist(client, place, name):
    assert client.get(to(name, place, 1)).status_code == 404


def test_edition_names_the_one_that_replaces_it(client, edition):
    newer = make_edition(edition.place)
    response = client.get(to("edition", edition.place, 1))
    assert response.context["replaced_by"] == newer
    assert to("edition", edition.place, 2) in response.content.decode()


@pytest.mark.parametrize("name", ["edition", "edition_json"])
def test_edition_is_not_sent_again_to_whoever_holds_it(client, edition, name):
    address = to(name, edition.place, 1)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "no-cache" in first["Cache-Control"]


def test_file_of_an_edition_says_when_it_changed(client, edition):
    response = client.get(to("edition_json", edition.place, 1))
    assert response["Last-Modified"] == http_date(edition.published_at.timestamp())


@pytest.mark.parametrize("name", ["edition", "edition_json"])
def test_edition_is_sent_again_once_a_story_is_withdrawn(client, edition, name):
    address = to(name, edition.place, 1)
    first = client.get(address)
    actions.withdraw_story(story=edition.draft.stories.get(), by=None)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "jardin" in first.content.decode()
    assert "jardin" not in again.content.decode()


def test_edition_is_sent_again_once_another_is_published(client, edition):
    address = to("edition", edition.place, 1)
    first = client.get(address)
    make_edition(edition.place, YEAR_2024)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200


def test_edition_is_made_afresh_for_who_is_signed_in(steward_client, edition):
    response = steward_client.get(to("edition", edition.place, 1))
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert response.context["can_steward"] is True


def test_edition_asks_few_questions(client, edition, django_assert_max_num_queries):
    for year in range(2018, 2024):
        period = Period(dt.date(year, 1, 1), dt.date(year, 12, 31))
        make_edition(edition.place, period)
    with django_assert_max_num_queries(16):
        client.get(to("edition", edition.place, 1))


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("edition_pdf", "application/pdf", b"%PDF-"),
        ("edition_json", "application/json", b"{"),
        ("edition_jsonld", "application/ld+json", b"{"),
        ("edition_card", "image/png", b"\x89PNG"),
    ],
)
def test_edition_gives_its_files(client, edition, name, media_type, start):
    response = client.get(to(name, edition.place, 1))
    assert response["Content-Type"] == media_type
    assert response.content.startswith(start)
    assert client.get(to(name, edition.place, 1)).content == response.content
    assert response["Access-Control-Allow-Origin"] == "*"


def test_edition_json_holds_the_words_and_verifies(client, edition):
    document = json.loads(client.get(to("edition_json", edition.place, 1)).content)
    assert [one["text"] for one in document["stories"]] == [WORDS]
    assert verify(document)


def test_edition_json_still_verifies_once_its_words_are_withdrawn(client, edition):
    client.get(to("edition_json", edition.place, 1))
    actions.withdraw_story(story=edition.draft.stories.get(), by=None)
    document = json.loads(client.get(to("edition_json", edition.place, 1)).content)
    assert [(one["text"], one["withdrawn"]) for one in document["stories"]] == [(None, True)]
    assert verify(document)


def test_a_file_made_while_its_words_were_withdrawn_is_made_again(edition, tmp_path):
    def render(document):
        words = document["stories"][0]["text"]
        if words is not None:
            actions.withdraw_story(story=edition.draft.stories.get(), by=None)
        return str(words).encode()

    form = files.EditionFile("txt", "text/plain")
    assert files.file_bytes(edition, form, render) == b"None"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_editions_lists_them_newest_first(client, edition):
    make_edition(edition.place)
    response = client.get(to("editions", edition.place))
    assert [line.edition.number for line in response.context["editions"]] == [2, 1]
    assert to("compare", edition.place, 1, 2) in response.content.decode()


def test_editions_of_a_place_that_published_none_says_so(client, place):
    assert client.get(to("editions", place)).context["editions"] == []


def test_editions_ask_few_questions(client, place, django_assert_max_num_queries):
    for year in range(2015, 2025):
        make_edition(place, Period(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    with django_assert_max_num_queries(10):
        client.get(to("editions", place))


def test_summary_is_a_fragment_of_the_latest_report(client, edition):
    response = client.get(to("summary", edition.place))
    page = response.content.decode()
    assert "<html" not in page
    assert to("edition", edition.place, 1) in page
    assert response.context["document"]["summary"]["fr"]


def test_summary_of_a_place_that_published_nothing_says_so(client, place):
    assert client.get(to("summary", place)).context["document"] is None


def test_compare_shows_what_changed(client, edition):
    draft = actions.correct_edition(edition=edition, by=None)
    for answer in (
        said("agency", "initiatives", number=7.0),
        said("social_ties", "audiences", options=("visitors", "neighbours")),
    ):
        actions.record_answer(draft=draft, answer=answer, by=None)
    actions.tell_story(draft=draft, story=told("upkeep"), by=None)
    actions.publish_edition(draft=draft, by=None)
    response = client.get(to("compare", edition.place, 1, 2))
    themes = {one.theme: one for one in response.context["comparison"].themes}
    assert [one.id for one in themes["agency"].changed] == ["agency.initiatives"]
    assert [one.id for one in themes["social_ties"].added] == ["social_ties.audiences.neighbours"]
    assert [one.id for one in themes["social_ties"].removed] == ["social_ties.audiences.volunteers"]
    assert len(themes["upkeep"].stories_added) == 1


def test_compare_shows_dissents_and_indicators(client, edition):
    draft = actions.correct_edition(edition=edition, by=None)
    dissent = Dissent("", "agency", "Le jardin ne vit que l'été.", "une voisine")
    actions.sign_dissent(draft=draft, dissent=dissent, by=None)
    jars = Indicator("", None, Text("Bocaux", "Jars"), "bocaux", 12.0)
    actions.add_indicator(draft=draft, indicator=jars, by=None)
    actions.publish_edition(draft=draft, by=None)
    page = client.get(to("compare", edition.place, 1, 2)).content.decode()
    assert "Désaccord, signé : une voisine" in page.replace("\u202f", " ")
    assert "Les indicateurs du lieu" in page
    assert page.count("<ins>") == 2


def test_compare_shows_stories_that_were_withdrawn(client, edition):
    actions.withdraw_story(story=edition.draft.stories.get(), by=None)
    response = client.get(to("compare", edition.place, 1, 2))
    (theme,) = response.context["comparison"].themes
    assert [one.withdrawn for one in theme.stories_removed] == [True]


def test_compare_of_two_editions_alike_says_so(client, edition):
    actions.publish_edition(draft=actions.correct_edition(edition=edition, by=None), by=None)
    assert client.get(to("compare", edition.place, 1, 2)).context["comparison"].is_empty


@pytest.mark.parametrize("numbers", [(1, 1), (1, 9), (9, 1)])
def test_compare_of_one_edition_does_not_exist(client, edition, numbers):
    assert client.get(to("compare", edition.place, *numbers)).status_code == 404


def test_correct_opens_a_draft(steward_client, edition):
    response = steward_client.post(to("correct", edition.place, 1))
    draft = Draft.objects.get(corrects=edition)
    assert response.url == to("draft", edition.place, draft.public_id)
    assert steward_client.post(to("correct", edition.place, 1)).url == response.url


def test_correct_leads_to_the_edition_in_force(steward_client, edition):
    make_edition(edition.place)
    response = steward_client.post(to("correct", edition.place, 1))
    assert response.url == to("edition", edition.place, 2)


SENSITIVE = "Marie Dupont est sortie de prison."


@pytest.fixture
def held(place):
    return actions.tell_story(draft=make_draft(place), story=told(text=SENSITIVE), by=None)


def test_stories_lists_those_that_wait_and_why(steward_client, place, held):
    response = steward_client.get(to("stories", place))
    assert list(response.context["held"]) == [held]
    assert '<q lang="fr">prison</q>' in response.content.decode()


def test_stories_ask_few_questions(steward_client, place, held, django_assert_max_num_queries):
    for number in range(10):
        text = f"{SENSITIVE} {number}"
        actions.tell_story(draft=held.draft, story=told(text=text), by=None)
    with django_assert_max_num_queries(12):
        steward_client.get(to("stories", place))


@pytest.mark.parametrize(
    ("button", "hold"), [("release", Hold.RELEASED), ("reject", Hold.REJECTED)]
)
def test_decide_prints_a_story_or_keeps_it_out(steward_client, place, held, button, hold):
    address = to("decide", place, held.public_id)
    response = steward_client.post(address, {button: ""}, follow=True)
    held.refresh_from_db()
    assert held.hold == hold
    assert len(messages_of(response)) == 1


def test_decide_comes_too_late_for_a_withdrawn_story(steward_client, place, held):
    actions.withdraw_story(story=held, by=None)
    address = to("decide", place, held.public_id)
    response = steward_client.post(address, {"release": ""}, follow=True)
    held.refresh_from_db()
    assert held.hold == Hold.HELD
    assert len(messages_of(response)) == 1


def test_withdraw_says_what_will_happen_before_it_does(steward_client, edition):
    story = edition.draft.stories.get()
    response = steward_client.get(to("withdraw", edition.place, story.public_id))
    assert response.context["editions"] == [edition]
    story.refresh_from_db()
    assert story.text == WORDS


def test_withdraw_erases_publishes_again_and_leaves_a_tombstone(steward_client, edition):
    story = edition.draft.stories.get()
    address = to("withdraw", edition.place, story.public_id)
    response = steward_client.post(address, follow=True)
    assert len(messages_of(response)) == 1
    old = steward_client.get(to("edition", edition.place, 1)).content.decode()
    assert "tombstone" in old
    assert "jardin" not in old
    assert to("edition", edition.place, 2) in old
    assert len(messages_of(steward_client.post(address, follow=True))) == 1
    assert edition.place.editions.count() == 2
    assert steward_client.get(address).status_code == 200


def test_withdraw_of_a_draft_s_story_publishes_nothing(steward_client, place, held):
    response = steward_client.post(to("withdraw", place, held.public_id), follow=True)
    assert len(messages_of(response)) == 1
    assert place.editions.count() == 0


def test_a_place_that_is_not_public_shows_its_editions_to_its_team_alone(client, steward, stranger):
    place = PlaceFactory(is_public=False)
    make_edition(place)
    address = to("edition", place, 1)
    assert client.get(address).status_code == 302
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    place.memberships.create(person=steward, role="reader")
    client.force_login(steward)
    assert client.get(address).status_code == 200


def test_the_draft_of_another_place_does_not_exist(steward_client, place):
    other = answered_draft()
    assert steward_client.get(to("draft", place, other.public_id)).status_code == 404
    story = other.stories.get()
    assert steward_client.post(to("withdraw", place, story.public_id)).status_code == 404
