"""Where nobody makes an account alone, whoever a team invites still enters."""

import re

from django.test import Client
from django.urls import reverse

from maille.people.models import Person
from maille.places.enums import Role
from tests.factories.places import MembershipFactory

GUEST = "guest@example.org"


def test_person_invited_to_a_team_signs_in_by_code(client, db, settings, mailoutbox):
    settings.SIGNUP_OPEN = False
    steward = MembershipFactory()
    client.force_login(steward.person)
    data = {"email": GUEST, "role": Role.CONTRIBUTOR}
    client.post(reverse("places:team", args=[steward.place.slug]), data)
    guest = Client()
    guest.post(reverse("account_request_login_code"), {"email": GUEST})
    code = re.search(r"\d{4}-\d{4}", mailoutbox[1].body)[0]
    guest.post(reverse("account_confirm_login_code"), {"code": code})
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    guest.post(link)
    person = Person.objects.get(email=GUEST)
    assert [row.role for row in person.memberships.all()] == [Role.CONTRIBUTOR]


def test_invitation_makes_no_account_where_sign_up_is_open(client, db):
    steward = MembershipFactory()
    client.force_login(steward.person)
    data = {"email": GUEST, "role": Role.CONTRIBUTOR}
    client.post(reverse("places:team", args=[steward.place.slug]), data)
    assert not Person.objects.filter(email=GUEST).exists()
