"""A second factor on, used, lost and off."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from maille.people.actions import remove_second_factor
from tests.people.conftest import ADDRESS, PASSWORD, is_signed_in, telephone_code


@pytest.fixture
def secret(sure) -> str:
    """Switch the second factor on and give its secret."""
    found = sure.get(reverse("mfa_activate_totp")).context["form"].secret
    code = telephone_code(found, step=-1)
    answer = sure.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return found


def give_password(client):
    return client.post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD})


def give_second(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_second_factor_is_asked_after_the_password(secret):
    client = Client()
    assert give_password(client).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    answer = give_second(client, "000000")
    assert answer.context["form"].errors["code"] == ["Ce code n'est pas le bon."]
    give_second(client, telephone_code(secret))
    assert is_signed_in(client)


def test_code_of_the_telephone_works_once(secret):
    code = telephone_code(secret)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)
        give_second(client, code)
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_recovery_code_opens_once(signed_in, secret):
    codes = signed_in.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(codes) == 10
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)
        give_second(client, codes[0])
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)
    page = signed_in.get(reverse("mfa_view_recovery_codes"))
    assert page.context["unused_codes"] == codes[1:]


def test_second_code_cannot_be_guessed_for_long(secret):
    client = Client()
    give_password(client)
    for _attempt in range(5):
        give_second(client, "000000")
    give_second(client, telephone_code(secret))
    assert not is_signed_in(client)


def test_secrets_are_sealed_in_the_database(secret, person):
    kept = str(list(Authenticator.objects.filter(user=person).values_list("data", flat=True)))
    assert secret not in kept
    totp = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert totp.wrap().validate_code(telephone_code(secret))


def test_secrets_survive_a_change_of_key(secret, person, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    totp = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert totp.wrap().validate_code(telephone_code(secret))


def test_switching_off_asks_who_one_is(signed_in, secret):
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == 0
    client = Client()
    give_password(client)
    assert is_signed_in(client)


def test_sensitive_pages_ask_again_after_a_while(signed_in, secret, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "places:delete_account"):
        answer = signed_in.get(reverse(name))
        assert answer.url == f"{reverse('account_reauthenticate')}?next={reverse(name)}".replace(
            reverse(name), reverse(name).replace("/", "%2F")
        )
    assert signed_in.get(reverse("mfa_reauthenticate")).status_code == 200


def test_second_factor_confirms_who_one_is(signed_in, secret, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    leaving = reverse("places:delete_account")
    data = {"code": telephone_code(secret), "next": leaving}
    assert signed_in.post(reverse("mfa_reauthenticate"), data).url == leaving


def test_other_recovery_codes_replace_the_former(signed_in, secret):
    before = signed_in.get(reverse("mfa_download_recovery_codes")).content
    assert signed_in.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    signed_in.post(reverse("mfa_generate_recovery_codes"))
    assert signed_in.get(reverse("mfa_download_recovery_codes")).content != before


@pytest.mark.django_db(transaction=True)
def test_address_is_told_of_what_changes(sure, mailoutbox):
    secret = sure.get(reverse("mfa_activate_totp")).context["form"].secret
    sure.post(reverse("mfa_activate_totp"), {"code": telephone_code(secret)})
    sure.post(reverse("mfa_generate_recovery_codes"))
    sure.post(reverse("mfa_deactivate_totp"))
    assert [message.subject for message in mailoutbox] == [
        "Second facteur en service",
        "D’autres codes de secours ont été faits",
        "Second facteur retiré",
    ]
    assert {tuple(message.to) for message in mailoutbox} == {(ADDRESS,)}


def test_second_factor_page_says_how_it_stands(signed_in, secret):
    assert signed_in.get(reverse("mfa_index")).context["is_mfa_enabled"]


def test_administration_removes_a_lost_second_factor(secret, person):
    remove_second_factor(person=person)
    client = Client()
    give_password(client)
    assert is_signed_in(client)
