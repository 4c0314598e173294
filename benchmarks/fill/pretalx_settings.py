"""pretalx as its guide advises, without a cache server: same settings, memory for the cache."""

from pretalx.settings import *  # noqa: F403 - a variant of the whole

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405 - as Maille's
