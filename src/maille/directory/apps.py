"""The application's name for Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """What sources say of places."""

    name = "maille.directory"
    label = "directory"
