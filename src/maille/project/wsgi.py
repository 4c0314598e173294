"""What the server calls."""

import gc
import os
from importlib import import_module

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from maille.db.state import state_reader
from maille.project.page_cache import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup(set_prefix=False)
application = WSGIHandler() if settings.DEBUG else Application(state_reader())

# What is loaded now is never thrown away: load the views, and let Python not look at it again.
import_module(settings.ROOT_URLCONF)
gc.freeze()
# A report is made of thousands of small values that live as long as its request: looked at every
# 700 as by default, they would cost a third of its time.
gc.set_threshold(50_000, 20, 50)
