"""What a person types to enter, leave and change an account: allauth's forms in our words."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as application
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maille.people.actions import change_profile
from maille.people.models import Person

Words = Mapping[str, Any]  # names of fields to words, translated when they are shown

ADDRESS: Words = {"email": _("E-mail address")}
CODE: Words = {"code": _("Code")}
WHOLE_ADDRESS = _("Type the whole address, such as name@example.org.")
PASSPHRASE = _("At least 12 characters. A sentence you will remember does very well.")


class Worded(forms.Form):
    """Says each field in its label, not in a placeholder that vanishes."""

    labels: Words = {}
    hints: Words = {}
    without: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passes them on
        super().__init__(*args, **kwargs)
        for name in self.without:
            del self.fields[name]
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = WHOLE_ADDRESS


class ProfileForm(forms.ModelForm):
    """The name shown to the team, and the language."""

    class Meta:
        model = Person
        fields = ["display_name", "language"]


class DeletionForm(forms.Form):
    """The address typed again, so that nobody erases an account by mistake."""

    email = forms.EmailField(
        label=_("Type your e-mail address to confirm"), error_messages={"invalid": WHOLE_ADDRESS}
    )

    def __init__(self, data: QueryDict | None, *, person: Person) -> None:
        super().__init__(data)
        self.person = person

    def clean_email(self) -> str:
        """Accept the account's own address only, whatever its capitals."""
        email = str(self.cleaned_data["email"])
        if email.lower() != self.person.email.lower():
            raise forms.ValidationError(_("This is not the address of your account."))
        return email


class AskCodeForm(Worded, account.RequestLoginCodeForm):
    """The address a sign-in code is sent to."""

    labels = ADDRESS


class SignInCodeForm(Worded, account.ConfirmLoginCodeForm):
    """The code received to sign in."""

    labels = CODE


class PasswordSignInForm(Worded, account.LoginForm):
    """An address and its password."""

    labels = {"login": _("E-mail address"), "password": _("Password")}


class SignUpForm(Worded, account.SignupForm):
    """An address and a name; a password may come later."""

    labels = {"email": _("E-mail address")}
    hints = {"display_name": _("First name or nickname: only your team sees it.")}
    without = frozenset({"password1"})
    display_name = forms.CharField(
        label=_("Name shown to your team"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Keep the name given and the language of the page."""
        del request
        name, language = self.cleaned_data["display_name"], get_language()
        change_profile(person=user, display_name=name, language=language)


class AddressCodeForm(Worded, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""

    labels = CODE


class NewAddressForm(Worded, account.AddEmailForm):
    """The address that will replace the present one."""

    labels = {"email": _("New e-mail address")}


class CorrectAddressForm(Worded, account.ChangeEmailForm):
    """The address typed again, when the first one held a mistake."""

    labels = {"email": _("The right address")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The password of today, then the next one twice."""

    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("The same, once more"),
    }
    hints = {"password1": PASSPHRASE}


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A first password, twice."""

    labels = {"password1": _("Password"), "password2": _("The same, once more")}
    hints = {"password1": PASSPHRASE}


class AskResetForm(Worded, account.ResetPasswordForm):
    """The address whose password is forgotten."""

    labels = ADDRESS


class ResetCodeForm(Worded, account.ConfirmPasswordResetCodeForm):
    """The code received to choose another password."""

    labels = CODE


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """Another password, twice."""

    labels = {"password1": _("New password"), "password2": _("The same, once more")}
    hints = {"password1": PASSPHRASE}


class PasswordAgainForm(Worded, account.ReauthenticateForm):
    """The password, before something that matters."""

    labels = {"password": _("Password")}


class SecondFactorForm(Worded, second_factor.AuthenticateForm):
    """The application's code, or a recovery code, to sign in."""

    labels = CODE


class SecondFactorAgainForm(Worded, second_factor.ReauthenticateForm):
    """The same, before something that matters."""

    labels = CODE


class ActivateApplicationForm(Worded, application.ActivateTOTPForm):
    """The first code of the application, which proves that it works."""

    labels = {"code": _("Code shown by the application")}
