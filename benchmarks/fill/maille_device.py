"""Add one place to Maille's database, and a device that may speak for it.

Runs in Maille's environment; prints the place's slug, then the secret of the device.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

from maille.places.actions import add_place, issue_device_token

if __name__ == "__main__":
    place = add_place(name="La Forge", by=None)
    print(place.slug, issue_device_token(place=place, label="phones", by=None)[1])
