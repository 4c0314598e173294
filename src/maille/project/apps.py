"""The project as a Django application: it holds the command's words."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Settings, routes and the command."""

    name = "maille.project"
    label = "project"
