"""The application's name for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts."""

    name = "maille.people"
    label = "people"
