"""The application's name for Django."""

from django.apps import AppConfig


class DbConfig(AppConfig):
    """Public identifiers and the trail of changes."""

    name = "maille.db"
    label = "db"
