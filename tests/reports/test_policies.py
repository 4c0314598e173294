"""Who may do what: every route of drafts, stories and editions, for every role."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from maille.reports import actions, policies
from tests.factories.places import PersonFactory
from tests.factories.reports import answered_draft, make_draft, make_edition, told
from tests.reports.test_drafts import YEAR_2026

pytestmark = pytest.mark.django_db
ROLES = ["administrator", "steward", "contributor", "reader", "facilitator", "stranger"]
EVERYBODY = [*ROLES, "nobody"]
TEAM = ["administrator", "steward", "contributor", "reader", "facilitator"]
ANSWER = ["administrator", "steward", "contributor"]
STEWARDS = ["administrator", "steward"]


@pytest.fixture
def people(request):
    return {
        **{role: request.getfixturevalue(role) for role in ROLES},
        "nobody": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (policies.may_read_editions, EVERYBODY),
        (policies.may_review, TEAM),
        (policies.may_answer, ANSWER),
        (policies.may_publish, STEWARDS),
        (policies.may_decide_story, STEWARDS),
        (policies.may_withdraw, STEWARDS),
    ],
)
def test_each_policy_lets_in_its_roles_and_no_other(place, people, policy, allowed):
    assert [role for role, person in people.items() if policy(person, place)] == [
        role for role in EVERYBODY if role in allowed
    ]


def test_an_account_that_was_closed_may_do_nothing(place, steward):
    steward.is_active = False
    assert not policies.may_publish(steward, place)


@pytest.fixture
def addresses(place):
    edition = make_edition(place)
    make_edition(place)
    draft = make_draft(place, YEAR_2026)
    story = actions.tell_story(draft=draft, story=told(), by=None)
    of_draft = [place.slug, draft.public_id]
    of_theme = [*of_draft, "agency"]
    of_story = [place.slug, story.public_id]
    return {
        "drafts": [place.slug],
        "draft": of_draft,
        "period": of_draft,
        "review": of_draft,
        "publish": of_draft,
        "indicators": of_draft,
        "remove": [*of_draft, "desaccord", story.public_id],
        "theme": of_theme,
        "story": of_theme,
        "story_again": [*of_theme, story.public_id],
        "dissent": of_theme,
        "intensity": of_theme,
        "stories": [place.slug],
        "decide": of_story,
        "withdraw": of_story,
        "editions": [place.slug],
        "summary": [place.slug],
        "edition": [place.slug, edition.number],
        "edition_json": [place.slug, edition.number],
        "correct": [place.slug, 2],
        "compare": [place.slug, 1, 2],
    }


@pytest.mark.parametrize(
    ("method", "name", "allowed"),
    [
        ("get", "drafts", TEAM),
        ("post", "drafts", ANSWER),
        ("get", "draft", TEAM),
        ("post", "period", ANSWER),
        ("get", "review", TEAM),
        ("get", "publish", STEWARDS),
        ("post", "publish", STEWARDS),
        ("get", "theme", ANSWER),
        ("post", "theme", ANSWER),
        ("get", "story", ANSWER),
        ("post", "story", ANSWER),
        ("get", "story_again", ANSWER),
        ("get", "dissent", ANSWER),
        ("get", "intensity", ANSWER),
        ("get", "indicators", ANSWER),
        ("post", "remove", ANSWER),
        ("get", "stories", STEWARDS),
        ("post", "decide", STEWARDS),
        ("get", "withdraw", STEWARDS),
        ("post", "withdraw", STEWARDS),
        ("post", "correct", STEWARDS),
        ("get", "editions", EVERYBODY),
        ("get", "summary", EVERYBODY),
        ("get", "edition", EVERYBODY),
        ("get", "edition_json", EVERYBODY),
        ("get", "compare", EVERYBODY),
    ],
)
def test_each_route_lets_in_its_roles_and_no_other(
    client, people, addresses, method, name, allowed
):
    address = reverse(f"reports:{name}", args=addresses[name])
    turned_away = {"nobody": 302}
    for role, person in people.items():
        if role == "nobody":
            client.logout()
        else:
            client.force_login(person)
        response = getattr(client, method)(address)
        if role in allowed:
            assert response.status_code != 403
            assert "/compte/" not in response.headers.get("Location", "")
        else:
            assert response.status_code == turned_away.get(role, 403)


def test_nobody_comes_back_after_signing_in(client, place):
    address = reverse("reports:drafts", args=[place.slug])
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_a_form_without_its_token_is_refused(place):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(PersonFactory(is_administrator=True))
    draft = answered_draft(place)
    address = reverse("reports:publish", args=[place.slug, draft.public_id])
    assert strict.post(address, {"confirmed": "on"}).status_code == 403
