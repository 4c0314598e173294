"""Signing in by code, by password, failing to, and being slowed down."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from maille.people.actions import add_person
from tests.people.conftest import ADDRESS, PASSWORD, code_in, is_signed_in

WRONG = "0000-0000"


def ask_code(client, email=ADDRESS, **data):
    return client.post(reverse("account_request_login_code"), {"email": email, **data})


def give_code(client, code, **data):
    return client.post(reverse("account_confirm_login_code"), {"code": code, **data})


def give_password(client, password, email=ADDRESS, **data):
    return client.post(reverse("account_login"), {"login": email, "password": password, **data})


def test_code_received_by_email_signs_in(client, person, mailoutbox):
    answer = ask_code(client, ADDRESS.upper())
    assert answer.url == reverse("account_confirm_login_code")
    assert [message.to for message in mailoutbox] == [[ADDRESS]]
    answer = give_code(client, code_in(mailoutbox[0]))
    assert answer.url == reverse("people:account")
    assert is_signed_in(client)


def test_code_message_speaks_the_language_of_the_page(client, person, mailoutbox):
    ask_code(client)
    with override("en"):
        ask_code(Client(), ADDRESS)
    french, english = mailoutbox
    assert french.subject == "Votre code pour vous connecter à Maille"
    assert "Voici le code qui vous connecte\u202f:" in french.body
    assert english.subject == "Your code to sign in to Maille"
    assert "Here is the code that signs you in:" in english.body
    assert french.alternatives == []


def test_code_works_once(client, person, mailoutbox):
    ask_code(client)
    code = code_in(mailoutbox[0])
    give_code(client, code)
    other = Client()
    ask_code(other)
    give_code(other, code)
    assert not is_signed_in(other)


def test_wrong_code_says_so_and_three_close_the_door(client, person, mailoutbox):
    ask_code(client)
    answer = give_code(client, WRONG)
    assert answer.context["form"].errors["code"] == ["Ce code n'est pas le bon."]
    give_code(client, WRONG)
    assert give_code(client, WRONG).url == reverse("account_request_login_code")
    give_code(client, code_in(mailoutbox[0]))
    assert not is_signed_in(client)


def test_another_code_replaces_the_first(client, person, mailoutbox):
    ask_code(client)
    answer = client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    assert answer.url == reverse("account_confirm_login_code")
    first, second = (code_in(message) for message in mailoutbox)
    give_code(client, first)
    assert not is_signed_in(client)
    give_code(client, second)
    assert is_signed_in(client)


def test_codes_are_sent_three_times_a_minute_at_most(person, mailoutbox):
    for _attempt in range(3):
        ask_code(Client())
    answer = ask_code(Client())
    message = "Trop d'essais. Attendez quelques minutes, puis recommencez."
    assert answer.context["form"].errors["email"] == [message]
    assert len(mailoutbox) == 3


def test_unknown_address_gets_the_same_page_and_another_message(client, db, mailoutbox):
    answer = ask_code(client, "nobody@example.org")
    assert answer.url == reverse("account_confirm_login_code")
    assert client.get(answer.url).status_code == 200
    assert [message.subject for message in mailoutbox] == ["Aucun compte Maille à cette adresse"]


def test_password_signs_in(client, person):
    assert give_password(client, PASSWORD).url == reverse("people:account")
    assert is_signed_in(client)


def test_wrong_password_and_unknown_address_read_the_same(client, person):
    wrong = give_password(client, "x").context["form"].non_field_errors()
    unknown = give_password(client, "x", "nobody@example.org").context["form"].non_field_errors()
    assert wrong == unknown == ["Cette adresse et ce mot de passe ne vont pas ensemble."]


def test_password_is_locked_after_five_failures_and_a_code_still_opens(person, mailoutbox):
    for _attempt in range(5):
        give_password(Client(), "x")
    client = Client()
    answer = give_password(client, PASSWORD)
    message = "Trop d'essais. Attendez quelques minutes, puis recommencez."
    assert answer.context["form"].non_field_errors() == [message]
    ask_code(client)
    give_code(client, code_in(mailoutbox[0]))
    assert is_signed_in(client)


def test_one_address_of_the_internet_is_slowed_down(db):
    codes = [
        give_password(Client(), "x", f"person{number}@example.org").status_code
        for number in range(31)
    ]
    assert codes == [200] * 30 + [429]


def test_closed_account_is_told_so(client, person):
    person.is_active = False
    person.save()
    assert give_password(client, PASSWORD).url == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_signed_in(client)


def test_person_added_by_the_command_signs_in_by_code(client, db, mailoutbox):
    person = add_person(email="Added@Example.org ", is_administrator=True)
    ask_code(client, "added@example.org")
    give_code(client, code_in(mailoutbox[0]))
    assert is_signed_in(client)
    assert person.emailaddress_set.get().verified


def test_page_asked_for_opens_after_signing_in(client, person, mailoutbox):
    asked = client.get(reverse("places:delete_account"))
    target = reverse("places:delete_account")
    assert asked.url == f"{reverse('account_login')}?next={target}"
    assert target in ask_code(client, next=target).url.replace("%2F", "/")
    assert give_code(client, code_in(mailoutbox[0]), next=target).url == target


HOSTILE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "http://testserver@evil.example/",
    "https://testserver.evil.example/",
    " //evil.example",
    "\t//evil.example",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_signing_in_never_leads_elsewhere(client, person, target):
    answer = give_password(client, PASSWORD, next=target)
    assert answer.url == reverse("people:account")


@pytest.mark.parametrize("target", HOSTILE)
def test_signing_out_never_leads_elsewhere(signed_in, target):
    answer = signed_in.post(reverse("account_logout"), {"next": target})
    assert answer.url == reverse("portal:home")


def test_signing_out_asks_first_and_clears_what_the_browser_kept(signed_in):
    page = signed_in.get(reverse("account_logout"))
    assert "Clear-Site-Data" not in page
    assert is_signed_in(signed_in)
    answer = signed_in.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(signed_in)


def test_account_opens_in_its_own_language(client, person):
    person.language = "en"
    person.save()
    assert give_password(client, PASSWORD).url == "/en/compte/"


def test_session_changes_name_when_signing_in(client, person, mailoutbox):
    ask_code(client)
    before = client.session.session_key
    give_code(client, code_in(mailoutbox[0]))
    assert client.session.session_key != before
