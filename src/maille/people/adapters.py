"""What Maille decides where django-allauth asks."""

import base64
import hashlib
from typing import cast

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from maille.people.models import Person
from maille.web.typography import typeset


def client_address(request: HttpRequest) -> str:
    """Give the Internet address of who asks, behind the front servers we trust."""
    return str(get_account_adapter().get_client_ip(request))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # it ships no types
    """Sign-up by setting, names and languages, our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already your address."),
        "email_password_mismatch": _("This address and this password do not go together."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not the right one."),
        "incorrect_password": _("This password is not the right one."),
        "rate_limited": _("Too many requests. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let anybody make an account, or only those who were added."""
        del request
        return bool(settings.SIGNUP_OPEN)

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, object], headers: None = None
    ) -> EmailMessage:
        """Write a message as a page is written, its typography set."""
        message: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        language = get_language() or settings.LANGUAGE_CODE
        message.subject = typeset(str(message.subject), language)
        message.body = typeset(str(message.body), language)
        return message

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Open the account in its own language."""
        with override(cast("Person", request.user).language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_email_verification_redirect_url(self, email_address: object) -> str:
        """Go back to the account, in the language of the page."""
        del email_address
        return reverse("people:account")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the account."""
        del request
        return reverse("people:account")


def _cipher() -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"maille second factor " + force_bytes(key)) for key in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key.digest())) for key in digests])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the same
    """Keeps the secrets of second factors sealed: a copy of the database does not open them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Switch the second factor off before you change your address."),
        "incorrect_code": _("This code is not the right one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Draw the key on white, so that it can be read from a dark page too."""
        drawing: bytes = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return drawing.decode()

    def encrypt(self, text: str) -> str:
        """Seal with the installation's key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open with the installation's key, or one it replaced."""
        return _cipher().decrypt(encrypted_text.encode()).decode()
