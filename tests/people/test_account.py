"""One's own pages: name, language, address, password, leaving."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from maille.db.models import Change
from maille.people.actions import add_person, change_profile, delete_person
from maille.people.errors import InvalidAddressError, LastAdministratorError
from maille.people.models import Person
from tests.people.conftest import ADDRESS, PASSWORD, code_in, is_signed_in

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def test_account_shows_name_and_doors(signed_in, person):
    page = signed_in.get(reverse("people:account"))
    assert page.context["form"].initial == {"display_name": "Camille", "language": "fr"}
    assert page.context["has_second_factor"] is False
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_name_and_language_change_and_the_page_follows(signed_in, person):
    data = {"display_name": "Cam", "language": "en"}
    answer = signed_in.post(reverse("people:account"), data)
    assert answer.url == "/en/compte/"
    assert [str(message) for message in signed_in.get(answer.url).context["messages"]] == ["Saved."]
    person.refresh_from_db()
    assert (person.display_name, person.language) == ("Cam", "en")


def test_unknown_language_is_refused(signed_in, person):
    answer = signed_in.post(reverse("people:account"), {"display_name": "C", "language": "xx"})
    assert list(answer.context["form"].errors) == ["language"]


def test_account_form_changes_nothing_else(signed_in, person):
    data = {"language": "fr", "email": "x@example.org", "is_administrator": "on"}
    signed_in.post(reverse("people:account"), data)
    person.refresh_from_db()
    assert (person.email, person.is_administrator) == (ADDRESS, False)


def test_new_address_replaces_the_former_once_proved(signed_in, person, mailoutbox):
    data = {"action_add": "", "email": "new@example.org"}
    answer = signed_in.post(reverse("account_email"), data)
    assert answer.url == reverse("account_email_verification_sent")
    person.refresh_from_db()
    assert person.email == ADDRESS
    signed_in.post(answer.url, {"code": code_in(mailoutbox[0])})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert [address.email for address in person.emailaddress_set.all()] == ["new@example.org"]
    assert mailoutbox[1].to == [ADDRESS]
    assert mailoutbox[1].subject == "L’adresse de votre compte a changé"


def test_address_of_another_is_never_taken_nor_told(signed_in, person, mailoutbox):
    add_person(email="other@example.org")
    data = {"action_add": "", "email": "other@example.org"}
    answer = signed_in.post(reverse("account_email"), data)
    assert answer.url == reverse("account_email_verification_sent")
    person.refresh_from_db()
    assert person.email == ADDRESS


def test_password_changes_with_the_former(signed_in, person, mailoutbox):
    data = {
        "oldpassword": PASSWORD,
        "password1": "une autre phrase",
        "password2": "une autre phrase",
    }
    answer = signed_in.post(reverse("account_change_password"), data)
    assert answer.url == reverse("people:account")
    person.refresh_from_db()
    assert person.check_password("une autre phrase")
    assert is_signed_in(signed_in)
    assert [message.subject for message in mailoutbox] == ["Votre mot de passe a été changé"]


def test_changing_the_password_closes_the_sessions_left_elsewhere(signed_in, person):
    elsewhere = Client()
    elsewhere.force_login(person)
    changed = {"password1": "une autre phrase", "password2": "une autre phrase"}
    signed_in.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **changed})
    assert (is_signed_in(signed_in), is_signed_in(elsewhere)) == (True, False)


@pytest.mark.parametrize("password", ["court", "123456789qwerty", "camille@example.fr"])
def test_weak_password_is_refused(signed_in, person, password):
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = signed_in.post(reverse("account_change_password"), data)
    assert list(answer.context["form"].errors) == ["password1"]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_first_password_is_chosen_later(client, db, mailoutbox):
    add_person(email=ADDRESS)
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    data = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_set_password"), data).url == reverse("people:account")
    assert Person.objects.get().check_password(PASSWORD)


def test_forgotten_password_is_chosen_again_with_a_code(client, person, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": ADDRESS})
    answer = client.post(answer.url, {"code": code_in(mailoutbox[0])})
    assert answer.url == reverse("account_complete_password_reset")
    assert client.get(answer.url).status_code == 200
    data = {"password1": "une autre phrase", "password2": "une autre phrase"}
    answer = client.post(answer.url, data)
    assert answer.url == reverse("account_password_reset_completed")
    assert client.get(answer.url).status_code == 200
    person.refresh_from_db()
    assert person.check_password("une autre phrase")


def test_code_guessed_wrong_three_times_resets_no_password(client, person, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": ADDRESS})
    for _attempt in range(3):
        client.post(answer.url, {"code": "0000-0000"})
    client.post(answer.url, {"code": code_in(mailoutbox[0])})
    assert client.get(reverse("account_complete_password_reset")).status_code == 302


def test_deleting_asks_for_the_address(sure, person):
    answer = sure.post(reverse("places:delete_account"), {"email": "other@example.org"})
    message = "Ce n'est pas l'adresse de votre compte."
    assert answer.context["form"].errors["email"] == [message]
    assert Person.objects.count() == 1


def test_deleting_erases_the_person_and_keeps_the_trail_without_a_name(sure, person):
    Change.objects.create(thing="x", thing_id="0" * 32, field="name", new="b", by=person, at=AT)
    answer = sure.post(reverse("places:delete_account"), {"email": ADDRESS.upper()})
    assert answer.url == reverse("portal:home")
    assert Person.objects.count() == 0
    change = Change.objects.get()
    assert (change.new, change.by) == ("b", None)
    assert not is_signed_in(sure)


def test_deleting_leaves_no_address_anywhere(sure, person):
    sure.post(reverse("places:delete_account"), {"email": ADDRESS})
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our tables
            kept += [table for row in cursor.fetchall() if ADDRESS in str(row)]
    assert kept == []


def test_last_administrator_stays(sure, person):
    person.is_administrator = True
    person.save()
    answer = sure.post(reverse("places:delete_account"), {"email": ADDRESS})
    message = (
        "Nommez d'abord quelqu'un d'autre à l'administration : "
        "personne d'autre ne s'occupe de la plateforme."
    )
    assert answer.context["form"].non_field_errors() == [message]
    add_person(email="other@example.org", is_administrator=True)
    sure.post(reverse("places:delete_account"), {"email": ADDRESS})
    assert [other.email for other in Person.objects.all()] == ["other@example.org"]


def test_last_administrator_cannot_be_deleted_by_an_action(person):
    person.is_administrator = True
    person.save()
    with pytest.raises(LastAdministratorError):
        delete_person(person=person)


def test_adding_twice_gives_the_same_person_with_more_rights(db):
    first = add_person(email="Camille@Example.org", display_name="Camille", language="en")
    again = add_person(email="camille@example.org", is_administrator=True)
    assert first == again
    assert (again.display_name, again.language) == ("Camille", "en")
    assert add_person(email="camille@example.org").is_administrator


@pytest.mark.parametrize("text", ["", "camille", "camille@", "a@b\nBcc: c@d.org"])
def test_adding_refuses_what_is_not_an_address(db, text):
    with pytest.raises(InvalidAddressError):
        add_person(email=text)


def test_profile_changes_by_an_action(person):
    assert str(change_profile(person=person, display_name="", language="en")) == f"#{person.pk}"


def test_natural_key_ignores_capitals(person):
    assert Person.objects.get_by_natural_key("CAMILLE@example.org") == person
    assert str(person) == "Camille"


def test_pages_of_accounts_read_in_english(signed_in):
    with override("en"):
        page = signed_in.get(reverse("people:account"))
    assert "My account" in page.content.decode()
