"""Making an account, and being told nothing about those of others."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from maille.people.models import Person
from tests.people.conftest import ADDRESS, code_in, is_signed_in


def sign_up(client, email=ADDRESS, **data):
    return client.post(reverse("account_signup"), {"email": email, **data})


def give_code(client, code):
    return client.post(reverse("account_email_verification_sent"), {"code": code})


@pytest.mark.django_db
def test_address_proved_by_a_code_makes_an_account(client, mailoutbox):
    answer = sign_up(client, display_name="Camille")
    assert answer.url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    answer = give_code(client, code_in(mailoutbox[0]))
    assert answer.url == reverse("people:account")
    assert is_signed_in(client)
    person = Person.objects.get()
    assert (person.email, person.display_name, person.language) == (ADDRESS, "Camille", "fr")
    assert not person.has_usable_password()
    assert not person.is_administrator
    assert [message.subject for message in mailoutbox] == ["Confirmez votre adresse pour Maille"]


@pytest.mark.django_db
def test_account_keeps_the_language_of_its_page(client):
    client.post("/en/compte/inscription/", {"email": ADDRESS})
    assert Person.objects.get().language == "en"


@pytest.mark.django_db
def test_nobody_makes_himself_an_administrator(client):
    sign_up(client, is_administrator="on", is_active="", password1="x")
    person = Person.objects.get()
    assert (person.is_administrator, person.is_active) == (False, True)
    assert not person.has_usable_password()


def test_taken_address_gets_the_same_answer_and_its_owner_a_message(client, person, mailoutbox):
    answer = sign_up(client, ADDRESS.upper())
    assert answer.url == reverse("account_email_verification_sent")
    assert client.get(answer.url).status_code == 200
    assert Person.objects.count() == 1
    assert [message.subject for message in mailoutbox] == ["Vous avez déjà un compte Maille"]


@pytest.mark.django_db
def test_address_with_a_mistake_is_corrected_before_the_code(client, mailoutbox):
    sign_up(client, "camile@example.org")
    page = client.get(reverse("account_email_verification_sent"))
    assert page.context["can_change"]
    data = {"action": "change", "email": ADDRESS}
    client.post(reverse("account_email_verification_sent"), data)
    give_code(client, code_in(mailoutbox[1]))
    assert is_signed_in(client)
    assert EmailAddress.objects.get().email == Person.objects.get().email == ADDRESS


@pytest.mark.django_db
def test_wrong_code_makes_nobody_sign_in(client, mailoutbox):
    sign_up(client)
    for _attempt in range(3):
        give_code(client, "0000-0000")
    give_code(client, code_in(mailoutbox[0]))
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_sign_up_can_be_closed(client, settings):
    settings.SIGNUP_OPEN = False
    page = client.get(reverse("account_signup"))
    assert "account/signup_closed.html" in [template.name for template in page.templates]
    sign_up(client)
    assert Person.objects.count() == 0
