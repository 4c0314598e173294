"""Routes of accounts: the pages of django-allauth that Maille uses, and its own."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as application
from django.urls import include, path

from maille.people import views

OWN = [
    path("", views.account, name="account"),
]

urlpatterns = [
    path("", include((OWN, "people"))),
    # Entering and leaving
    path("connexion/", account.login, name="account_login"),
    path("connexion/code/", account.request_login_code, name="account_request_login_code"),
    path("connexion/code/recu/", account.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/second-facteur/", second_factor.authenticate, name="mfa_authenticate"),
    path("inscription/", account.signup, name="account_signup"),
    path("deconnexion/", views.sign_out, name="account_logout"),
    path("ferme/", account.account_inactive, name="account_inactive"),
    # Proving again who one is
    path("confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("confirmer/second-facteur/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    # Address
    path("adresse/", account.email, name="account_email"),
    path("adresse/code/", account.email_verification_sent, name="account_email_verification_sent"),
    # Password
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", account.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "mot-de-passe/oublie/nouveau/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "mot-de-passe/oublie/change/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    # Second factor
    path("second-facteur/", second_factor.index, name="mfa_index"),
    path("second-facteur/activer/", application.activate_totp, name="mfa_activate_totp"),
    path("second-facteur/desactiver/", application.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "second-facteur/secours/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-facteur/secours/nouveaux/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-facteur/secours/fichier/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
