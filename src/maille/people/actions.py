"""What happens to an account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maille.people.errors import InvalidAddressError, LastAdministratorError
from maille.people.models import Person


@transaction.atomic
def add_person(
    *,
    email: str,
    display_name: str = "",
    language: str = "fr",
    is_administrator: bool = False,
) -> Person:
    """Create an account that a first e-mail code opens, or complete the one that is here.

    Nothing is taken away from an account that exists: it may only become an administrator's.

    Raises
    ------
    InvalidAddressError
        When the text is not an e-mail address.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidAddressError(f"not an e-mail address: {email!r}") from error
    person = Person.objects.filter(email=address).first()
    if person is None:
        person = Person.objects.create_user(address, display_name=display_name, language=language)
        EmailAddress.objects.create(user=person, email=address, primary=True, verified=False)
    if is_administrator and not person.is_administrator:
        person.is_administrator = True
        person.save(update_fields=["is_administrator"])
    return person


@transaction.atomic
def change_profile(*, person: Person, display_name: str, language: str) -> Person:
    """Change the name shown to the team and the language of the pages."""
    person.display_name, person.language = display_name, language
    person.save(update_fields=["display_name", "language"])
    return person


@transaction.atomic
def remove_second_factor(*, person: Person) -> Person:
    """Let somebody who lost both the telephone and the recovery codes sign in again."""
    Authenticator.objects.filter(user=person).delete()
    return person


@transaction.atomic
def delete_person(*, person: Person) -> None:
    """Erase an account; what it changed stays in the trail, without a name.

    Raises
    ------
    LastAdministratorError
        When nobody else looks after the platform.
    """
    administrators = Person.objects.filter(is_administrator=True, is_active=True)
    remaining = set(administrators.select_for_update().order_by("pk")) - {person}
    if person.is_administrator and not remaining:
        raise LastAdministratorError("nobody else looks after the platform")
    person.delete()
