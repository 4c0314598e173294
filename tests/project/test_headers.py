"""What every answer tells the browser, on plain HTTP and behind HTTPS."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from maille.project.middleware import PERMISSIONS_POLICY

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}


def policy_of(answer) -> dict[str, str]:
    directives = answer["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.fixture(params=["page", "missing", "redirect", "refused", "too heavy", "wrong host"])
def answer(request, client, db):
    login = reverse("account_login")
    return {
        "page": lambda: client.get(login),
        "missing": lambda: client.get("/nothing/here/"),
        "redirect": lambda: client.get(reverse("people:account")),
        "refused": lambda: Client(enforce_csrf_checks=True).post(login),
        "too heavy": lambda: client.post(login, CONTENT_LENGTH=str(10**9)),
        "wrong host": lambda: client.get(login, headers={"host": "evil.example"}),
    }[request.param]()


def test_policy_allows_our_files_and_nothing_inline(answer):
    assert policy_of(answer) == POLICY
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_browser_is_told_what_it_may_not_do(answer):
    names = (
        *("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"),
        *("Cross-Origin-Opener-Policy", "Permissions-Policy"),
    )
    assert [answer[name] for name in names] == [
        *("nosniff", "DENY", "same-origin", "same-origin", PERMISSIONS_POLICY),
    ]


def test_permissions_policy_refuses_each_feature():
    features = PERMISSIONS_POLICY.split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()"} < set(features)
    assert all(feature.endswith("=()") for feature in features)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, db):
    client.get(reverse("account_login"))
    client.post(reverse("account_request_login_code"), {"email": "camille@example.org"})
    cookies = {
        name: (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"])
        for name, cookie in client.cookies.items()
    }
    kept = {name: cookies[name] for name in ("maille-csrf", "maille-session")}
    assert kept == dict.fromkeys(kept, (True, "Lax", "", "/"))


PROBE = """
import json, django
from django.conf import settings
django.setup()
from django.test import Client
answer = Client().get("/compte/connexion/code/", headers={"host": "maille.example.org",
    "x-forwarded-proto": "https"}, secure=False)
print(json.dumps({
    "status": answer.status_code, "hsts": answer.get("Strict-Transport-Security"),
    "cookies": {name: [c["secure"], c["httponly"], c["path"], c["domain"]]
                for name, c in answer.cookies.items()},
    "session": settings.SESSION_COOKIE_NAME, "session_secure": settings.SESSION_COOKIE_SECURE,
    "hosts": settings.ALLOWED_HOSTS[:1], "origins": settings.CSRF_TRUSTED_ORIGINS,
}))
"""


def test_https_address_makes_cookies_and_transport_strict(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MAILLE_DATA_DIR": str(tmp_path),
        "MAILLE_BASE_URL": "https://maille.example.org/",
    }
    probe = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROBE], env=environment, check=True, capture_output=True, text=True
    )
    assert json.loads(probe.stdout) == {
        "status": 200,
        "hsts": "max-age=31536000",
        "cookies": {"__Host-maille-csrf": [True, True, "/", ""]},
        "session": "__Host-maille-session",
        "session_secure": True,
        "hosts": ["maille.example.org"],
        "origins": ["https://maille.example.org"],
    }


def test_plain_address_announces_no_strict_transport(client, db):
    assert "Strict-Transport-Security" not in client.get(reverse("account_login"))
