"""The product's settings, with what a test must not share: files, cache, outside world."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("MAILLE_DATA_DIR", tempfile.mkdtemp(prefix="maille-tests-"))
# Compiling the mesh takes ten seconds: kept from one run of the tests to the next.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path("var/caches/numba").absolute()))
# The demonstration would have its loops run uncompiled, and those of the other tests with them.
os.environ.setdefault("NUMBA_DISABLE_JIT", "0")
os.environ["MAILLE_DATABASE_URL"] = os.environ.get("MAILLE_TEST_DATABASE_URL", "")

from maille.project.settings import *  # noqa: F403 - the environment comes first

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not os.environ["MAILLE_DATABASE_URL"]:
    # A file, as in production: in memory, two connections do not wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "tests.sqlite3"}  # noqa: F405 - as above
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
SILENCED_SYSTEM_CHECKS = [
    "security.W008",
    "django_ratelimit.E003",  # one process needs no shared cache
    "django_ratelimit.W001",
]
