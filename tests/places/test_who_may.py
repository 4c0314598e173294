"""Who may open which page, and who may post what."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from maille.places import actions
from maille.places.models import Place
from maille.places.values import LifeEventLine
from tests.factories.places import MembershipFactory, NetworkFactory, PersonFactory

pytestmark = pytest.mark.django_db

ROLES = (
    *("anonymous", "stranger", "reader", "contributor", "steward"),
    *("facilitator", "administrator"),
)
PUBLIC = dict.fromkeys(ROLES, 200)
SIGNED_IN = PUBLIC | {"anonymous": 302}
MEMBERS = SIGNED_IN | {"stranger": 403}
EDITORS = MEMBERS | {"reader": 403, "facilitator": 403}
STEWARDS = EDITORS | {"contributor": 403}


@pytest.fixture(autouse=True)
def _no_limit_reached_before():
    cache.clear()


def sign_in(client, request, role):
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("place", PUBLIC),
        ("edit", EDITORS),
        ("photos", EDITORS),
        ("life", EDITORS),
        ("history", MEMBERS),
        ("team", STEWARDS),
        ("devices", STEWARDS),
    ],
)
def test_who_may_open_the_pages_of_a_place(client, request, place, route, expected, role):
    sign_in(client, request, role)
    assert client.get(reverse(f"places:{route}", args=[place.slug])).status_code == expected[role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "section",
    [
        *("nom", "adresse", "charte", "organisation", "site", "accueil", "moyens"),
        *("composition", "partenaires", "reseaux", "liens", "partage"),
    ],
)
def test_who_may_open_the_sections(client, request, place, section, role):
    sign_in(client, request, role)
    address = reverse("places:section", args=[place.slug, section])
    assert client.get(address).status_code == EDITORS[role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("route", "thing", "allowed"),
    [
        ("photo_first", "photo", EDITORS),
        ("photo_remove", "photo", EDITORS),
        ("life_remove", "event", EDITORS),
        ("member_role", "member", STEWARDS),
        ("member_remove", "member", STEWARDS),
        ("invitation_cancel", "invitation", STEWARDS),
        ("device_revoke", "device", STEWARDS),
    ],
)
def test_who_may_post(client, request, place, photo, route, thing, allowed, role):
    things = {
        "photo": photo.public_id,
        "event": actions.add_life_event(
            place=place, event=LifeEventLine("opened", "2019"), by=None
        ).public_id,
        "member": MembershipFactory(place=place, role="reader").pk,
        "invitation": actions.invite_member(
            place=place, email="a@example.org", role="reader", by=None
        ).public_id,
        "device": actions.issue_device_token(place=place, label="x", by=None)[0].public_id,
    }
    sign_in(client, request, role)
    address = reverse(f"places:{route}", args=[place.slug, things[thing]])
    response = client.post(address, {"role": "reader"})
    assert response.status_code == {200: 302}.get(allowed[role], allowed[role])
    if allowed[role] == 302:
        assert response.url.startswith(reverse("account_login"))
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("role", ROLES)
def test_a_place_that_is_not_public_is_not_there_for_others(client, request, place, role):
    Place.objects.update(is_public=False)
    sign_in(client, request, role)
    found = client.get(reverse("places:place", args=[place.slug])).status_code
    assert found == {"anonymous": 302, "stranger": 404}.get(role, 200)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_appoint_facilitators(client, request, place, role):
    network = NetworkFactory(slug="normands")
    other = PersonFactory()
    sign_in(client, request, role)
    address = reverse("places:network_facilitators", args=["normands"])
    expected = 302 if role in {"administrator", "anonymous"} else 403
    assert client.post(address, {"email": other.email.upper()}).status_code == expected
    assert network.memberships.count() == int(role == "administrator")
    membership = actions.appoint_facilitator(network=network, person=other)
    dismissal = reverse("places:dismiss_facilitator", args=["normands", membership.pk])
    assert client.post(dismissal).status_code == expected


def test_an_unknown_facilitator_is_said(client, administrator):
    client.force_login(administrator)
    NetworkFactory(slug="normands")
    address = reverse("places:network_facilitators", args=["normands"])
    response = client.post(address, {"email": "x@y.org"})
    assert response.context["form"].errors.keys() == {"email"}


@pytest.mark.parametrize(
    ("route", "arguments"),
    [
        ("place", ["nowhere"]),
        ("section", ["la-filature", "elsewhere"]),
        ("photo", ["la-filature", uuid4()]),
        ("image", ["la-filature", uuid4(), "petite"]),
        ("network", ["nowhere"]),
        ("invitation", [uuid4()]),
        ("network_invitation", [uuid4()]),
    ],
)
def test_what_does_not_exist_is_not_found(client, steward, route, arguments):
    client.force_login(steward)
    assert client.get(reverse(f"places:{route}", args=arguments)).status_code == 404
