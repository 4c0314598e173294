"""Fill pretalx with its own demonstration event; print the page to measure.

Runs in pretalx's environment.
"""

import json

import django
from django.core.management import call_command

django.setup()

from django_scopes import scopes_disabled
from pretalx.person.models import User
from pretalx.submission.models import Submission


def main() -> None:
    """Make the event, then name the page of its first scheduled talk."""
    User.objects.create_superuser(name="Camille", email="camille@example.org", password=None)
    call_command("create_test_event", stage="schedule", seed="1", verbosity=0)
    with scopes_disabled():
        talks = Submission.objects.filter(slots__schedule__version="v1.0", state="confirmed")
        talk = talks.order_by("pk").first()
        path = f"/{talk.event.slug}/talk/{talk.code}/"
    print(json.dumps({"path": path, "expects": talk.title}))


main()
