"""Settings, read from the environment; each one is described in docs/reference/settings.md."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from maille.project.basemap import basemap_hosts
from maille.project.email_url import read_email_url
from maille.project.merge_above import read_merge_above
from maille.project.secret_key import read_or_create_secret_key

DATA_DIR = Path(os.environ.get("MAILLE_DATA_DIR", "var")).absolute()
# What the mesh compiles is kept with the data: the folder of the code may not be writable.
os.environ.setdefault("NUMBA_CACHE_DIR", str(DATA_DIR / "caches" / "numba"))
BASE_URL = os.environ.get("MAILLE_BASE_URL", "").rstrip("/")
SECURE = BASE_URL.startswith("https://")

SECRET_KEY = os.environ.get("MAILLE_SECRET_KEY") or read_or_create_secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = [
    key for key in os.environ.get("MAILLE_FORMER_SECRET_KEYS", "").split(",") if key
]
DEBUG = os.environ.get("MAILLE_DEBUG") == "1"
ALLOWED_HOSTS = [
    *(host for host in os.environ.get("MAILLE_HOSTS", "").split(",") if host),
    *([urlsplit(BASE_URL).hostname or ""] if BASE_URL else []),
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []

INSTALLED_APPS = [
    "maille.project",
    "maille.portal",
    "maille.territory",
    "maille.reports",
    "maille.observations",
    "maille.directory",
    "maille.places",
    "maille.geography",
    "maille.people",
    "maille.web",
    "maille.db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "maille.project.middleware.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "maille.project.middleware.refuse_heavy_requests",
]

ROOT_URLCONF = "maille.project.urls"
WSGI_APPLICATION = "maille.project.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Databases: embedded by default, another one by its address.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
DATABASE_URL = os.environ.get("MAILLE_DATABASE_URL", "")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    if DATABASE_URL
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "maille.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes: it counts attempts. A flood of new keys must not push counters out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "TIMEOUT": 86_400,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# People: an e-mail code opens the door; a password and a second factor are choices.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "display_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:account"
SIGNUP_OPEN = os.environ.get("MAILLE_SIGNUP", "open") == "open"
_CODE_SECONDS = 600
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MAILLE_TRUSTED_PROXIES", "0"))
ACCOUNT_ADAPTER = "maille.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "maille.people.forms.NewAddressForm",
    "change_email": "maille.people.forms.CorrectAddressForm",
    "change_password": "maille.people.forms.ChangePasswordForm",
    "confirm_email_verification_code": "maille.people.forms.AddressCodeForm",
    "confirm_login_code": "maille.people.forms.SignInCodeForm",
    "confirm_password_reset_code": "maille.people.forms.ResetCodeForm",
    "login": "maille.people.forms.PasswordSignInForm",
    "reauthenticate": "maille.people.forms.PasswordAgainForm",
    "request_login_code": "maille.people.forms.AskCodeForm",
    "reset_password": "maille.people.forms.AskResetForm",
    "reset_password_from_key": "maille.people.forms.NewPasswordForm",
    "set_password": "maille.people.forms.SetPasswordForm",
    "signup": "maille.people.forms.SignUpForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # the form itself asks for no password
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
# A place shares one address on the Internet: generous by address, strict by account.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/m/ip",
}
MFA_ADAPTER = "maille.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "maille.people.forms.ActivateApplicationForm",
    "authenticate": "maille.people.forms.SecondFactorForm",
    "reauthenticate": "maille.people.forms.SecondFactorAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Maille"
MFA_TOTP_TOLERANCE = 1  # old phones are late

# E-mail: printed where the server runs, until a server is named.
_MAIL = read_email_url(os.environ.get("MAILLE_EMAIL_URL", ""))
EMAIL_BACKEND = _MAIL.backend
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.use_ssl, _MAIL.use_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("MAILLE_EMAIL_FROM", "maille@localhost")

# Languages: French first, English complete.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("MAILLE_TIME_ZONE", "Europe/Paris")

# Files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# What `make setup` copied from npm, when it could; each folder names its version.
_VENDOR = Path(__file__).resolve().parents[3] / "var" / "vendor"
STATICFILES_DIRS = [("vendor", _VENDOR)] if _VENDOR.is_dir() else []
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/(vendor/|.+\.[0-9a-f]{12}\.)"
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "maille.web.staticfiles.ModuleStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
UPLOAD_MAX_BYTES = 30 * 1024 * 1024  # one request, its files included
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # one request, without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Calendars kept elsewhere are asked for on the public Internet only.
FEEDS_MAY_BE_PRIVATE = os.environ.get("MAILLE_FEEDS_PRIVATE") == "1"

# Which of its values a place's page leaves out of what machines read, since no licence gives them.
FIELDS_HELD_BACK = "maille.directory.queries.held_back.fields_held_back"

# What is drawn behind a map, when it is not ours.
BASEMAP_STYLE = os.environ.get("MAILLE_BASEMAP_STYLE", "")
_BASEMAP_HOSTS = basemap_hosts(BASEMAP_STYLE, os.environ.get("MAILLE_BASEMAP_HOSTS", ""))

# Safety
SECURE_SSL_REDIRECT = False  # the front server redirects; the embedded one speaks plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-maille-session" if SECURE else "maille-session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-maille-csrf" if SECURE else "maille-csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
RATELIMIT_IP_META_KEY = "maille.people.adapters.client_address"
CSRF_FAILURE_VIEW = "maille.project.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_BASEMAP_HOSTS],
        "font-src": [NONE],
        "connect-src": [SELF, *_BASEMAP_HOSTS],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "maille.project.logs.DiscreetFormatter",
            "format": "{levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the front server redirects to HTTPS
]

# From which probability two places are merged by themselves: never, unless the operator says so.
MERGE_ABOVE = read_merge_above(os.environ.get("MAILLE_MERGE_ABOVE", ""))
